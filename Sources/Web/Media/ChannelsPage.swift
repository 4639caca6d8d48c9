package struct ChannelLine: Hashable, Sendable {
    /// 网站, 公众号, 微博
    package var kind: String
    package var name: String
    package var address: String
    package var href: String?
    package var chip: Chip?
    /// The QR picture.
    package var pictureHref: String?
    package var withdrawHref: String?

    package init(
        kind: String, name: String, address: String, href: String? = nil, chip: Chip? = nil,
        pictureHref: String? = nil, withdrawHref: String? = nil
    ) {
        self.kind = kind
        self.name = name
        self.address = address
        self.href = href
        self.chip = chip
        self.pictureHref = pictureHref
        self.withdrawHref = withdrawHref
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
    /// Asks for the QR picture; the form is then multipart.
    package var takesPicture: Bool
    /// The list as Word.
    package var fileHref: String?
    /// How often each of the unit's own channels is to publish, and did.
    package var plans: [PostingLine]
    package var planForm: PostingForm

    package init(
        csrf: String, id: String, channels: [ChannelLine] = [], kind: String = "site", name: String = "",
        address: String = "", errors: FormErrors = .none, takesPicture: Bool = false, fileHref: String? = nil,
        plans: [PostingLine] = [], planForm: PostingForm = PostingForm()
    ) {
        self.csrf = csrf
        self.id = id
        self.channels = channels
        self.kind = kind
        self.name = name
        self.address = address
        self.errors = errors
        self.takesPicture = takesPicture
        self.fileHref = fileHref
        self.plans = plans
        self.planForm = planForm
    }
}

extension ChannelsPage {
    package static let sample = ChannelsPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000031",
        channels: [
            ChannelLine(
                kind: "网站", name: "某某县计生协", address: "https://example.org", href: "https://example.org",
                withdrawHref: Paths.channelWithdraw("ch2")),
            ChannelLine(
                kind: "公众号", name: "某某县计生协", address: "example", pictureHref: Paths.channelPicture("ch1"),
                withdrawHref: Paths.channelWithdraw("ch1")),
            ChannelLine(kind: "微博", name: "某某县计生协", address: "example", chip: Chip(.off, "停用了")),
        ], kind: "wechat", name: "", address: "example",
        errors: FormErrors([FieldError("name", "名称要填"), FieldError("most", "最多要不少于最少")]), takesPicture: true,
        fileHref: Paths.channelsFile("c1", "370828"), plans: PostingLine.samples,
        planForm: PostingForm(channel: "ch2", least: "2", most: "1"))
    package static let empty = ChannelsPage(csrf: "token", id: "018f0000-0000-7000-8000-000000000031")
}

package func channelsPage(_ page: ChannelsPage) -> Markup {
    """
    <div class="title"><div class="row"><h1>网站和账号</h1>\
    \(page.fileHref.map { "<a class=\"btn two\" href=\"\($0)\">\(icon("get"))下载清单 Word</a>" })</div>\
    <p class="m">只记本级计生协自己开的。</p></div>
    \(errorSummary(page.errors))
    <section class="card" aria-label="开通的网站和账号">\(page.channels.isEmpty ? noChannels : channelList(page))</section>
    <section class="card stack" aria-labelledby="add"><h2 id="add">加一个</h2>\(channelForm(page))</section>
    \(page.plans.isEmpty ? nil : postingSection(page))
    """
}

private let noChannels: Markup = emptyState(icon: "link", "还没有网站和账号", "没开通就不用加，统计表里算无。")

private func channelList(_ page: ChannelsPage) -> Markup {
    "<ul class=\"list\">\(each: page.channels, { channel($0, csrf: page.csrf) })</ul>"
}

private func channel(_ channel: ChannelLine, csrf: String) -> Markup {
    """
    <li>\(channel.pictureHref.map { picture($0, of: channel.name) })<span class="t">\(name(of: channel))<br>\
    <span class="m sm">\(channel.kind)</span> <span class="q sm">\(channel.address)</span></span>\
    \(channel.chip.map(chip))\(channel.withdrawHref.map {
        withdrawal($0, of: channel.name, consequence: "统计表和清单里就不算它了。", csrf: csrf)
    })</li>
    """
}

private func name(of channel: ChannelLine) -> Markup {
    guard let href = channel.href else { return "\(channel.name)" }
    return "<a href=\"\(href)\" rel=\"noreferrer\">\(channel.name)</a>"
}

private func picture(_ href: String, of name: String) -> Markup {
    "<img class=\"qr\" src=\"\(href)\" width=\"96\" height=\"96\" loading=\"lazy\" alt=\"\(name)的二维码\">"
}

private func channelForm(_ page: ChannelsPage) -> Markup {
    """
    <form class="form" method="post" action="\(Paths.channels)"\
    \(attribute("enctype", page.takesPicture ? "multipart/form-data" : nil))>\
    \(csrfField(page.csrf))\(hidden("id", page.id))
    \(segment(Field("kind", "是什么", errors: page.errors), kinds(page.kind)))
    \(textField(Field("name", "名称", value: page.name, errors: page.errors)))
    \(textField(Field("address", "网址或账号", value: page.address, errors: page.errors)))
    \(page.takesPicture ? pictureField(page.errors) : nil)
    <button class="btn big full">保存</button></form>
    """
}

private func pictureField(_ errors: FormErrors) -> Markup {
    let file = Field("picture", "二维码图片", hint: "可以不传，不传就用网址生成", errors: errors)
    return field(file, "<input class=\"in\"\(file.attributes) type=\"file\" accept=\"image/png,image/jpeg\">")
}

private func kinds(_ selected: String) -> [Choice] {
    [("site", "官网"), ("wechat", "微信公众号"), ("weibo", "微博")].map {
        Choice($0.0, $0.1, isSelected: $0.0 == selected)
    }
}
