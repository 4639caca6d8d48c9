package struct ChannelLine: Hashable, Sendable {
    /// 网站, 公众号, 微博
    package var kind: String
    package var name: String
    package var address: String
    package var href: String?
    package var chip: Chip?

    package init(kind: String, name: String, address: String, href: String? = nil, chip: Chip? = nil) {
        self.kind = kind
        self.name = name
        self.address = address
        self.href = href
        self.chip = chip
    }
}

/// 网站和账号: the list that note 2 of the table asks for, and the short form.
package struct ChannelsPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var channels: [ChannelLine]
    /// site, wechat or weibo
    package var kind: String
    package var name: String
    package var address: String
    package var errors: FormErrors

    package init(
        csrf: String, id: String, channels: [ChannelLine] = [], kind: String = "site", name: String = "",
        address: String = "", errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.id = id
        self.channels = channels
        self.kind = kind
        self.name = name
        self.address = address
        self.errors = errors
    }
}

extension ChannelsPage {
    package static let sample = ChannelsPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000031",
        channels: [
            ChannelLine(kind: "网站", name: "某某县计生协", address: "https://example.org", href: "https://example.org"),
            ChannelLine(kind: "公众号", name: "某某县计生协", address: "example", chip: Chip(.off, "停用了")),
        ], kind: "wechat", name: "", address: "example", errors: FormErrors([FieldError("name", "名称要填")]))
    package static let empty = ChannelsPage(csrf: "token", id: "018f0000-0000-7000-8000-000000000031")
}

package func channelsPage(_ page: ChannelsPage) -> Markup {
    """
    <div class="title"><h1>网站和账号</h1><p class="m">只记本级计生协自己开的。</p></div>
    \(errorSummary(page.errors))
    <section class="card" aria-label="开通的网站和账号">\
    \(page.channels.isEmpty ? noChannels : "<ul class=\"list\">\(each: page.channels, channel)</ul>")</section>
    <section class="card stack" aria-labelledby="add"><h2 id="add">加一个</h2>\(channelForm(page))</section>
    """
}

private let noChannels: Markup = emptyState(icon: "link", "还没有网站和账号", "没开通就不用加，统计表里算无。")

private func channel(_ channel: ChannelLine) -> Markup {
    let name: Markup =
        channel.href.map { "<a class=\"t\" href=\"\($0)\" rel=\"noreferrer\">\(channel.name)</a>" }
        ?? "<span class=\"t\">\(channel.name)</span>"
    return """
        <li>\(name)\(channel.chip.map(chip))<span class="m sm">\(channel.kind)</span>\
        <span class="q sm">\(channel.address)</span></li>
        """
}

private func channelForm(_ page: ChannelsPage) -> Markup {
    """
    <form class="form" method="post" action="\(Paths.channels)">\(csrfField(page.csrf))\(hidden("id", page.id))
    \(segment(Field("kind", "是什么", errors: page.errors), kinds(page.kind)))
    \(textField(Field("name", "名称", value: page.name, errors: page.errors)))
    \(textField(Field("address", "网址或账号", value: page.address, errors: page.errors)))
    <button class="btn big full">保存</button></form>
    """
}

private func kinds(_ selected: String) -> [Choice] {
    [("site", "官网"), ("wechat", "微信公众号"), ("weibo", "微博")].map {
        Choice($0.0, $0.1, isSelected: $0.0 == selected)
    }
}
