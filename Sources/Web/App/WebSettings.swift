package import UseCases

/// What the operator decides about the pages.
package struct WebSettings: Sendable {
    /// Known accounts are shown, and the pages say that nothing is real.
    package var isDemo: Bool
    /// Cookies with `Secure`; off only where the browser reaches the server without TLS on the same machine.
    package var secureCookies: Bool
    /// Requests come through a proxy that sets X-Forwarded-For; its last entry is the visitor's address.
    package var trustsProxy: Bool
    /// 主办单位 and 备案编号, on every page.
    package var operatorName: String
    package var filingNumber: String
    /// Where 投诉建议 goes: lines of text.
    package var contact: [String]
    package var demoAccounts: [DemoAccount]
    package var demoPassword: String?
    /// Where people reach the product, such as `https://memberday.example.cn`; nil takes the request's Host.
    package var address: String?
    /// Nil where no mail can be sent.
    package var mail: MailLinks?

    package init(
        isDemo: Bool = false, secureCookies: Bool = true, trustsProxy: Bool = false, operatorName: String,
        filingNumber: String,
        contact: [String], demoAccounts: [DemoAccount] = [], demoPassword: String? = nil,
        address: String? = nil, mail: MailLinks? = nil
    ) {
        self.isDemo = isDemo
        self.secureCookies = secureCookies
        self.trustsProxy = trustsProxy
        self.operatorName = operatorName
        self.filingNumber = filingNumber
        self.contact = contact
        self.demoAccounts = demoAccounts
        self.demoPassword = demoPassword
        self.address = address
        self.mail = mail
    }
}
