/// A row that could not be opened, as it was written.
package struct FailedPost: Hashable, Sendable {
    package var position: String
    /// 第 3 行
    package var place: String
    package var message: String
    package var code: String
    package var unitName: String
    package var name: String
    package var role: String
    package var account: String
    /// 再开一个, 是同一个人: what can be ticked.
    package var again: Choice?

    package init(
        position: String, place: String, message: String, code: String, unitName: String = "", name: String = "",
        role: String = "", account: String = "", again: Choice? = nil
    ) {
        self.position = position
        self.place = place
        self.message = message
        self.code = code
        self.unitName = unitName
        self.name = name
        self.role = role
        self.account = account
        self.again = again
    }
}

/// What became of a batch; failed rows are mended here.
package struct PostBatchPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var unitName: String
    /// 19
    package var done: String
    /// Nil when nothing waits.
    package var waiting: String?
    /// Nil when none failed.
    package var failed: String?
    /// Nil when none was dropped.
    package var dropped: String?
    /// The upload broke off.
    package var isBroken: Bool
    package var rows: [FailedPost]
    /// More failed than are shown.
    package var hasMore: Bool
    package var slipsHref: String
    package var newHref: String

    package init(
        csrf: String, id: String, unitName: String, done: String, waiting: String? = nil, failed: String? = nil,
        dropped: String? = nil, isBroken: Bool = false, rows: [FailedPost] = [], hasMore: Bool = false,
        slipsHref: String, newHref: String
    ) {
        self.csrf = csrf
        self.id = id
        self.unitName = unitName
        self.done = done
        self.waiting = waiting
        self.failed = failed
        self.dropped = dropped
        self.isBroken = isBroken
        self.rows = rows
        self.hasMore = hasMore
        self.slipsHref = slipsHref
        self.newHref = newHref
    }
}

extension PostBatchPage {
    package static let sample = PostBatchPage(
        csrf: "token", id: "b1", unitName: "金乡街道", done: "17", waiting: "500", failed: "2", dropped: "1",
        rows: [
            FailedPost(
                position: "3", place: "第 4 行", message: "没有这个区划代码，核对一下", code: "370828001999", unitName: "金山社区",
                name: "记录员", role: "记录员"),
            FailedPost(
                position: "8", place: "第 9 行", message: "刘庄村已经有记录员了；真要再开一个，就勾上“再开一个”", code: "370828001209",
                name: "记录员", role: "记录员", again: Choice("more", "再开一个")),
        ], hasMore: true, slipsHref: Paths.slips(of: "370828001"), newHref: Paths.newPosts(of: "370828001"))
    package static let empty = PostBatchPage(
        csrf: "token", id: "b1", unitName: "金乡街道", done: "19", slipsHref: Paths.slips(of: "370828001"),
        newHref: Paths.newPosts(of: "370828001"))
}

package func postBatchPage(_ page: PostBatchPage) -> Markup {
    """
    <div class="title"><h1>开岗位</h1><p class="m">\(page.unitName)的下级</p></div>
    <section class="card stack" aria-label="开了多少">
    <ul class="list"><li>\(chip(Chip(.ok, "开好了 \(page.done) 个")))</li>\
    \(page.waiting.map { "<li>\(chip(Chip(.half, "还有 \($0) 个没轮到")))</li>" })\
    \(page.failed.map { "<li>\(chip(Chip(.gap, "\($0) 行没开成，改好再试")))</li>" })\
    \(page.dropped.map { "<li>\(chip(Chip(.off, "\($0) 行不开了")))</li>" })</ul>
    \(page.isBroken ? note(Note(.amber, "上次没有传完。请把同一份再传一次，开好的不会再开。")) : nil)
    \(page.waiting == nil ? nil : goOn(page))
    <p class="row"><a class="btn two" href="\(page.slipsHref)">打印登录条</a>\
    <a class="btn two" href="\(page.newHref)">再开一些</a></p></section>
    \(page.rows.isEmpty ? nil : mending(page))
    """
}

/// With a script it presses itself, so that a large batch needs no waiting hand.
private func goOn(_ page: PostBatchPage) -> Markup {
    """
    <form method="post" action="\(Paths.postBatchWork(page.id))" data-go-on>\(csrfField(page.csrf))
    <button class="btn full">接着开</button></form>
    """
}

private func mending(_ page: PostBatchPage) -> Markup {
    """
    <section class="card stack" aria-labelledby="failed"><div class="hd"><h2 id="failed">没开成的</h2></div>
    \(page.hasMore ? "<p class=\"m\">先列前 50 行，改好这些再列后面的。</p>" : nil)
    <form class="stack" method="post" action="\(Paths.postBatch(page.id))">\(csrfField(page.csrf))
    \(each: page.rows, failedRow)
    <button class="btn big full">再试一次</button></form></section>
    """
}

private func failedRow(_ row: FailedPost) -> Markup {
    """
    <fieldset class="field bad"><legend>\(row.place)</legend><p class="err">\(row.message)</p><div class="act">
    \(cell(row, "code", "区划代码", row.code))\(cell(row, "unit", "单位", row.unitName))\(cell(row, "name", "称呼", row.name))\
    \(cell(row, "role", "岗位", row.role))\(cell(row, "account", "账号（可不填）", row.account))
    \(row.again.map { "<div>\(tick("again.\(row.position)", $0.label, isOn: $0.isSelected, value: $0.value))</div>" })\
    <div>\(tick("drop.\(row.position)", "不开这一行", isOn: false))</div></div></fieldset>
    """
}

private func cell(_ row: FailedPost, _ name: String, _ label: String, _ value: String) -> Markup {
    """
    <label class="cell"><span class="hint">\(label)</span><input class="in sml" name="\(name).\(row.position)" value="\(value)" \
    autocomplete="off"></label>
    """
}
