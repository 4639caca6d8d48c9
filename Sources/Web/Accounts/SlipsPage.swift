/// Which slips to print.
package struct SlipsPage: Hashable, Sendable {
    package var csrf: String
    package var unit: String
    package var unitName: String
    /// 19 张
    package var waiting: String
    package var hasWaiting: Bool
    package var postsHref: String

    package init(
        csrf: String, unit: String, unitName: String, waiting: String, hasWaiting: Bool, postsHref: String
    ) {
        self.csrf = csrf
        self.unit = unit
        self.unitName = unitName
        self.waiting = waiting
        self.hasWaiting = hasWaiting
        self.postsHref = postsHref
    }
}

extension SlipsPage {
    package static let sample = SlipsPage(
        csrf: "token", unit: "370828001", unitName: "金乡街道", waiting: "19 张", hasWaiting: true,
        postsHref: Paths.newPosts(of: "370828001"))
    package static let empty = SlipsPage(
        csrf: "token", unit: "370828001", unitName: "金乡街道", waiting: "0 张", hasWaiting: false,
        postsHref: Paths.newPosts(of: "370828001"))
}

package func slipsPage(_ page: SlipsPage) -> Markup {
    let which = Field("which", "给谁印", hint: "一次最多 400 张；更多的接着印下一份")
    return """
        <div class="title"><h1>打印登录条</h1><p class="m">\(page.unitName)和下级。一张 A4 纸八条，剪开发给本人。</p></div>
        <form class="form card" method="post" action="\(Paths.slips(of: page.unit))">\(csrfField(page.csrf))
        \(radioCards(
            which,
            [
                Choice(
                    "waiting", "还没用过登录条的", isSelected: page.hasWaiting,
                    hint: page.hasWaiting ? "\(page.waiting)" : "都用过了，没有要印的"),
                Choice("all", "全部", isSelected: !page.hasWaiting, hint: "已经在用的也给一张新的，登着的设备和密码不变"),
            ]))
        \(note(Note(.amber, "每印一次都是新的码，印过没用的旧条就不能用了。")))
        <button class="btn big full">做登录条</button></form>
        <p><a class="btn two full" href="\(page.postsHref)">还没有账号的，先去开岗位</a></p>
        """
}

/// One slip: the code is shown this once.
package struct Slip: Hashable, Sendable {
    package var unitName: String
    package var name: String
    package var account: String
    /// A PNG picture as base64.
    package var picture: String
    /// 3708 2800 1010
    package var code: String
    /// https://host/sign-in/codes
    package var address: String
    /// 6月18日
    package var until: String

    package init(
        unitName: String, name: String, account: String, picture: String, code: String, address: String, until: String
    ) {
        self.unitName = unitName
        self.name = name
        self.account = account
        self.picture = picture
        self.code = code
        self.address = address
        self.until = until
    }
}

/// Slips to print, eight to a sheet.
package struct SlipSheetPage: Hashable, Sendable {
    package var csrf: String
    package var unit: String
    package var slips: [Slip]
    package var which: String
    /// Where the next part begins.
    package var next: String?
    package var backHref: String

    package init(
        csrf: String, unit: String, slips: [Slip] = [], which: String = "waiting", next: String? = nil, backHref: String
    ) {
        self.csrf = csrf
        self.unit = unit
        self.slips = slips
        self.which = which
        self.next = next
        self.backHref = backHref
    }
}

extension SlipSheetPage {
    package static let sample = SlipSheetPage(
        csrf: "token", unit: "370828001",
        slips: (1...9).map { number in
            Slip(
                unitName: "第\(number)社区", name: "记录员", account: "37082800100\(number)", picture: "iVBORw0KGgo=",
                code: "0000 0000 000\(number)", address: "https://example.cn/sign-in/codes", until: "6月18日")
        }, next: "0000001.x", backHref: Paths.slips(of: "370828001"))
    package static let empty = SlipSheetPage(csrf: "token", unit: "370828001", backHref: Paths.slips(of: "370828001"))
}

package func slipSheetPage(_ page: SlipSheetPage) -> Markup {
    let sheets = stride(from: 0, to: page.slips.count, by: 8).map {
        Array(page.slips[$0..<min($0 + 8, page.slips.count)])
    }
    return """
        <div class="title noprint"><h1>登录条 \(page.slips.count) 张</h1>\
        <p class="m">现在就打印：用浏览器的打印（Ctrl+P）。这些码只显示这一次，刷新或再做一次就换新的。</p></div>
        \(page.slips.isEmpty
            ? emptyState(icon: "print", "没有要印的", "都用过登录条了，或者还没开岗位。", action: Link("回去", page.backHref)) : nil)
        <p class="row noprint"><button class="btn" type="button" data-print hidden>\(icon("print"))打印</button>\
        <a class="btn two" href="\(page.backHref)">好了，回去</a></p>
        \(page.next.map { more(page, $0) })
        \(each: sheets, sheet)
        """
}

private func more(_ page: SlipSheetPage, _ next: String) -> Markup {
    """
    <form class="noprint" method="post" action="\(Paths.slips(of: page.unit))">\(csrfField(page.csrf))\
    \(hidden("which", page.which))\(hidden("after", next))<button class="btn two">这份印好了，做下一份</button></form>
    """
}

private func sheet(_ slips: [Slip]) -> Markup {
    "<section class=\"slips\" aria-label=\"登录条\">\(each: slips, slip)</section>"
}

private func slip(_ slip: Slip) -> Markup {
    """
    <article class="slip"><div><h2>\(slip.unitName)</h2><p>\(slip.name)　<span class="q">账号 \(slip.account)</span></p></div>
    <img alt="登录用的二维码" src="data:image/png;base64,\(slip.picture)">
    <p class="code">\(slip.code)</p>
    <p class="xs">用手机扫码，或打开 <span class="hash">\(slip.address)</span> 输入这 12 位数字。</p>
    <p class="xs"><b class="nw">\(slip.until)前有效，只能用一次。</b>别拍照发群里。</p></article>
    """
}
