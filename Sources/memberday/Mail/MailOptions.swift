import ArgumentParser
import Domain
import Foundation
import UseCases
import Web

/// How mail goes out. Without `--mail-server` there is none.
struct MailOptions: ParsableArguments {
    @Option(help: "Where people reach the product, such as https://memberday.example.cn; links in mails begin with it.")
    var address: String?
    @Option(
        help: """
            The mail server: smtps://HOST:465 (TLS from the start) or smtp://HOST:587 (STARTTLS, required unless HOST is \
            this machine).
            """)
    var mailServer: String?
    @Option(help: "The address that mails come from.") var mailSender: String?
    @Option(help: "The account at the mail server, if it asks for one.") var mailUser: String?
    @Option(help: "A file with the password of that account; only its first line is read.")
    var mailPasswordFile: String?

    func check() throws {
        if let address {
            guard let url = URL(string: address), ["http", "https"].contains(url.scheme), url.host() != nil,
                !address.hasSuffix("/"), address.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else { throw ValidationError("--address is like https://memberday.example.cn, without a slash at its end") }
        }
        guard let mailServer else { return }
        guard CurlTransport.host(of: mailServer) != nil else {
            throw ValidationError("--mail-server is like smtps://mail.example.cn:465 or smtp://127.0.0.1:25")
        }
        guard address != nil, let mailSender, (try? MailAddress(mailSender)) != nil else {
            throw ValidationError("--mail-server also needs --mail-sender and --address")
        }
        guard (mailUser == nil) == (mailPasswordFile == nil) else {
            throw ValidationError("--mail-user and --mail-password-file belong together")
        }
    }

    /// - Returns: nil without a mail server.
    func delivery() throws -> MailDelivery? {
        guard let mailServer, let address, let mailSender else { return nil }
        var credentials: (user: String, password: String)?
        if let mailUser, let mailPasswordFile {
            guard let text = try? String(contentsOfFile: mailPasswordFile, encoding: .utf8),
                let line = text.split(separator: "\n", omittingEmptySubsequences: false).first, !line.isEmpty
            else { throw Failure(code: 65, message: "读不到邮箱密码：\(mailPasswordFile)") }
            credentials = (mailUser, String(line))
        }
        return MailDelivery(
            transport: CurlTransport(server: mailServer, credentials: credentials),
            sender: try MailAddress(mailSender), links: .web(at: address))
    }
}

struct MailDelivery: Sendable {
    let transport: CurlTransport
    let sender: MailAddress
    let links: MailLinks
}
