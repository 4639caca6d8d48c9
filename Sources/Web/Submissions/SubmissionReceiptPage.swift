/// Proof that a version was handed up: number, who signed, what it held.
package struct SubmissionReceiptPage: Hashable, Sendable {
    /// Grouped in fours.
    package var number: String
    package var unitName: String
    package var superiorName: String
    package var campaign: String
    package var facts: [Fact]
    /// 村居社区，宣传人数 1,972
    package var hash: String
    package var backHref: String

    package init(
        number: String, unitName: String, superiorName: String, campaign: String, facts: [Fact], hash: String,
        backHref: String
    ) {
        self.number = number
        self.unitName = unitName
        self.superiorName = superiorName
        self.campaign = campaign
        self.facts = facts
        self.hash = hash
        self.backHref = backHref
    }
}

extension SubmissionReceiptPage {
    package static let sample = SubmissionReceiptPage(
        number: "1002 5293 16", unitName: "金乡街道", superiorName: "金乡县", campaign: "5.29会员活动月",
        facts: [
            Fact("第几次", "第 2 次"), Fact("经办", "经办人　6月4日 10:30"), Fact("签字", "分管负责人　6月4日 10:36"),
            Fact("上报的数", "26 场 2,551 人"), Fact("没报的单位", "桃园村、王架村"),
        ], hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        backHref: Paths.submission("u2"))
    package static let empty = SubmissionReceiptPage(
        number: "1002 5293 16", unitName: "金山社区", superiorName: "金乡街道", campaign: "5.29会员活动月", facts: [],
        hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", backHref: Paths.submission("u3"))
}

package func submissionReceiptPage(_ page: SubmissionReceiptPage) -> Markup {
    """
    <div class="done" role="status">\(icon("ring"))<div><h1>\(page.unitName)报上去了</h1>\
    <p class="m">\(page.superiorName)已经能看到</p></div></div>
    <div class="ticket"><div class="stack"><div><p class="q sm">回执号</p><p class="tickno">\(page.number)</p></div>
    <dl class="kv"><dt>活动</dt><dd>\(page.campaign)</dd>\
    \(each: page.facts, { "<dt>\($0.label)</dt><dd>\($0.value)</dd>" })</dl></div>
    <div><p class="q hash">内容指纹 \(page.hash)</p></div></div>
    <a class="btn two full noprint" href="\(page.backHref)">看报的内容</a>
    """
}
