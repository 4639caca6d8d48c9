import Testing
import Web

@Suite struct NoticePageTests {
    /// A village finds what it has to do before what there is to read; the comparison is folded.
    @Test func aVillageAnswersFirst() throws {
        var page = NoticePage.sample
        page.plan = .sample
        page.action = .carryOut(count: 0)
        page.isLast = true
        let html = noticePage(page).html
        let answer = try #require(html.firstRange(of: "知道了，照样办"))
        let basic = try #require(html.firstRange(of: "基本信息"))
        #expect(answer.lowerBound < basic.lowerBound)
        #expect(html.split(separator: "知道了，照样办").count == 2)
        #expect(html.contains("<details class=\"card fold\"><summary>和上级对着看</summary>"))
        page.isLast = false
        let other = noticePage(page).html
        let later = try #require(other.firstRange(of: "知道了，照样办"))
        let first = try #require(other.firstRange(of: "基本信息"))
        #expect(first.lowerBound < later.lowerBound && !other.contains("<summary>和上级对着看</summary>"))
    }

    /// Who has no superior counts no day back.
    @Test func daysForOnesOwnWorkNeedASuperior() {
        #expect(composePage(.sample).html.contains("给自己留几天"))
        #expect(!composePage(.empty).html.contains("给自己留几天"))
    }

    @Test func aVillagePassesNothingOn() {
        var page = NoticeChangesPage.sample
        #expect(noticeChangesPage(page).html.contains("也转给下面"))
        page.isLast = true
        #expect(!noticeChangesPage(page).html.contains("也转给下面"))
    }
}
