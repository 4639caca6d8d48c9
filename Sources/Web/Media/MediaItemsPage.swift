package struct MediaLine: Hashable, Sendable {
    package var title: String
    /// 济宁日报
    package var medium: String
    /// 地市级，文字
    package var about: String
    package var date: String
    package var href: String?
    package var chip: Chip?
    /// Missing when somebody else recorded it, or it cannot be taken back any more.
    package var withdrawHref: String?
    /// 同一篇，鱼台县先记的，算在它那里
    package var sharedNote: String?

    package init(
        title: String, medium: String, about: String, date: String, href: String? = nil, chip: Chip? = nil,
        withdrawHref: String? = nil, sharedNote: String? = nil
    ) {
        self.title = title
        self.medium = medium
        self.about = about
        self.date = date
        self.href = href
        self.chip = chip
        self.withdrawHref = withdrawHref
        self.sharedNote = sharedNote
    }
}

/// 媒体稿件: the list and the short form.
package struct MediaItemsPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var items: [MediaLine]
    package var title: String
    package var medium: String
    /// national, province, prefecture, county or own
    package var level: String
    /// text or av
    package var form: String
    package var date: String
    package var link: String
    package var isFormOpen: Bool
    package var errors: FormErrors
    package var pager: Pager
    /// The unit's own channels, for pieces that appeared there.
    package var channels: [Choice]

    package init(
        csrf: String, id: String, items: [MediaLine] = [], title: String = "", medium: String = "", level: String = "",
        form: String = "text", date: String = "", link: String = "", isFormOpen: Bool = false,
        errors: FormErrors = .none, pager: Pager = Pager(), channels: [Choice] = []
    ) {
        self.csrf = csrf
        self.id = id
        self.items = items
        self.title = title
        self.medium = medium
        self.level = level
        self.form = form
        self.date = date
        self.link = link
        self.isFormOpen = isFormOpen
        self.errors = errors
        self.pager = pager
        self.channels = channels
    }
}

extension MediaItemsPage {
    package static let sample = MediaItemsPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000021",
        items: [
            MediaLine(
                title: "会员活动日走进社区", medium: "县融媒体中心", about: "县级，音视频", date: "5月29日",
                href: "https://example.org/1", withdrawHref: Paths.mediaItemWithdraw("m1")),
            MediaLine(
                title: "托育服务到家门口", medium: "济宁日报", about: "地市级，文字", date: "5月29日",
                sharedNote: "同一篇，鱼台县先记的，算在它那里"),
            MediaLine(
                title: "活动掠影", medium: "本级网站", about: "本级，文字", date: "5月30日", chip: Chip(.off, "不计入")),
        ], title: "会员活动日走进社区", medium: "县融媒体中心", level: "county", form: "av", date: "2025-05-29",
        link: "example", errors: FormErrors([FieldError("link", "网址要从 https:// 开始")]),
        pager: Pager(nextHref: Paths.mediaItems + "?after=m3", total: "共 23 篇"),
        channels: [Choice("ch1", "某某县计生协（公众号）", isSelected: true), Choice("ch2", "某某县计生协（网站）")])
    package static let empty = MediaItemsPage(csrf: "token", id: "018f0000-0000-7000-8000-000000000021")
}

package func mediaItemsPage(_ page: MediaItemsPage) -> Markup {
    let isOpen = page.isFormOpen || page.items.isEmpty || !page.errors.summary.isEmpty
    return """
        <div class="title"><h1>媒体稿件</h1><p class="m">本级自己的网站、内刊上的可以记，不计入统计表。</p></div>
        \(errorSummary(page.errors))
        <section class="card" aria-label="记过的稿件">\(page.items.isEmpty ? noItems : itemList(page))</section>
        \(pager(page.pager))
        <section class="card" aria-label="记一篇">\
        <details class="fold"\(attribute("open", if: isOpen))>\
        <summary>记一篇</summary>\(itemForm(page))</details></section>
        """
}

private let noItems: Markup = emptyState(icon: "doc", "还没有稿件", "报纸、电台、网上登了，记一篇就行。")

private func itemList(_ page: MediaItemsPage) -> Markup {
    "<ul class=\"list\">\(each: page.items, { itemLine($0, csrf: page.csrf) })</ul>"
}

private func itemLine(_ item: MediaLine, csrf: String) -> Markup {
    """
    <li><span class="t">\(linked(item.title, item.href))<br><span class="m sm">\(item.medium)　\(item.about)</span>\
    \(item.sharedNote.map { "<br><span class=\"m sm\">\($0)</span>" })</span>\
    \(item.chip.map(chip))<span class="q sm nw">\(item.date)</span>\
    \(item.withdrawHref.map { withdrawal($0, of: item.title, consequence: "统计表里就不算这一篇了。", csrf: csrf) })</li>
    """
}

private func itemForm(_ page: MediaItemsPage) -> Markup {
    """
    <form class="form" method="post" action="\(Paths.mediaItems)">\(csrfField(page.csrf))\(hidden("id", page.id))
    \(textField(Field("title", "标题", value: page.title, errors: page.errors)))
    \(textField(Field("medium", "登在哪里", value: page.medium, hint: "比如：济宁日报", errors: page.errors)))
    \(selectField(Field("level", "这家媒体是哪一级的", errors: page.errors), levels(page.level)))
    \(page.channels.isEmpty ? nil : channelField(page))
    \(segment(Field("form", "是什么", errors: page.errors), forms(page.form)))
    \(dateField(Field("date", "哪一天", value: page.date, errors: page.errors)))
    \(textField(Field("link", "网址", value: page.link, isOptional: true, errors: page.errors), type: "url"))
    <button class="btn big full">保存</button></form>
    """
}

private func channelField(_ page: MediaItemsPage) -> Markup {
    let isOwn = page.channels.contains(where: \.isSelected)
    return selectField(
        Field("channel", "发在自己的哪个账号", isOptional: true, errors: page.errors),
        [Choice("", "没发在自己的账号", isSelected: !isOwn)] + page.channels)
}

private func levels(_ selected: String) -> [Choice] {
    [
        ("", "选一个"), ("national", "国家级"), ("province", "省级"), ("prefecture", "地市级"), ("county", "县级"),
        ("own", "本级自己的网站、内刊（不计入）"),
    ].map { Choice($0.0, $0.1, isSelected: $0.0 == selected) }
}

private func forms(_ selected: String) -> [Choice] {
    [("text", "文字"), ("av", "音频、视频")].map { Choice($0.0, $0.1, isSelected: $0.0 == selected) }
}
