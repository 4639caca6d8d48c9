/// A notice in the list.
package struct NoticeLine: Hashable, Sendable {
    package var title: String
    /// 金街办发〔2025〕16号
    package var number: String?
    package var issuer: String
    package var date: String
    package var chip: Chip
    package var href: String

    package init(title: String, number: String? = nil, issuer: String, date: String, chip: Chip, href: String) {
        self.title = title
        self.number = number
        self.issuer = issuer
        self.date = date
        self.chip = chip
        self.href = href
    }
}

package struct NoticeListPage: Hashable, Sendable {
    package var notices: [NoticeLine]
    package var canImport: Bool
    /// Of units below: notices that breach a red line, with the reason in them.
    package var breaches: [NoticeLine]
    package var pager: Pager
    /// Last campaign's notice by id, from which this year's may begin.
    package var lastYears: Choice?
    package var csrf = ""

    package init(
        notices: [NoticeLine] = [], canImport: Bool = true, breaches: [NoticeLine] = [], pager: Pager = Pager()
    ) {
        self.notices = notices
        self.canImport = canImport
        self.breaches = breaches
        self.pager = pager
    }
}

extension NoticeListPage {
    package static let sample = {
        var page = filled
        page.lastYears = Choice("n2", "关于开展会员活动日活动的通知")
        return page
    }()
    private static let filled = NoticeListPage(
        notices: [
            NoticeLine(
                title: "金乡街道计划生育协会“5.29会员活动月”实施方案", number: "金街办发〔2025〕16号", issuer: "金乡街道",
                date: "5月7日", chip: Chip(.half, "还没核对完"), href: Paths.noticeReview("n1")),
            NoticeLine(
                title: "关于开展会员活动日活动的通知", issuer: "金乡县计生协", date: "4月28日", chip: Chip(.ok, "发下去了"),
                href: Paths.notice("n2")),
        ],
        breaches: [
            NoticeLine(
                title: "会员活动日工作方案", issuer: "胡集镇", date: "5月2日", chip: Chip(.gap, "有说明"), href: Paths.notice("n3"))
        ], pager: Pager(nextHref: Paths.notices + "?after=n2"))
    package static let empty = NoticeListPage()
}

package func noticeListPage(_ page: NoticeListPage) -> Markup {
    """
    <div class="title"><div class="row"><h1>通知</h1>\
    \(page.canImport ? "<a class=\"btn\" href=\"\(Paths.newNotice)\">导入原文</a>" : nil)</div></div>
    \(page.lastYears.map { again($0, csrf: page.csrf) })
    <section class="card" aria-label="收到和发出的通知">\
    \(page.notices.isEmpty ? noNotices(page) : "<ul class=\"list\">\(each: page.notices, noticeLine)</ul>")</section>
    \(pager(page.pager))
    \(page.breaches.isEmpty ? nil : breachSection(page.breaches))
    """
}

private func again(_ notice: Choice, csrf: String) -> Markup {
    """
    <section class="card stack tight-stack" aria-labelledby="again"><h2 id="again">照去年的办</h2>
    <p class="m">从《<a href="\(Paths.notice(notice.value))">\(notice.label)</a>》起草今年的：\
    条款和表样都带过来，去年的日子标出来给你改。</p>
    <form method="post" action="\(Paths.noticeNextYear(notice.value))">\(csrfField(csrf))\
    <button class="btn two">起草今年的</button></form></section>
    """
}

private func breachSection(_ notices: [NoticeLine]) -> Markup {
    """
    <section class="card" aria-labelledby="breaches"><div class="hd"><h2 id="breaches">下级发的，碰到减负红线</h2></div>\
    <p class="m sm">点进去看他们写的原因。</p><ul class="list">\(each: notices, noticeLine)</ul></section>
    """
}

private func noticeLine(_ notice: NoticeLine) -> Markup {
    """
    <li><a class="t" href="\(notice.href)"><span><b>\(notice.title)</b><br>\
    <span class="m sm">\(notice.number.map { "\($0)　" })\(notice.issuer)</span></span></a>\
    \(chip(notice.chip))<span class="q sm nw">\(notice.date)</span></li>
    """
}

private func noNotices(_ page: NoticeListPage) -> Markup {
    emptyState(
        icon: "doc", "还没有通知", page.canImport ? "把上级的文件导进来，系统先读一遍，你再核。" : "上级发了通知，这里就能看到。",
        action: page.canImport ? Link("导入原文", Paths.newNotice) : nil)
}
