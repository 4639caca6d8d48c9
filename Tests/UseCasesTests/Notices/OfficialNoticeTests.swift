import Foundation
import NoticeReading
import OfficeFiles
import Testing
import UseCases

/// The real documents lie beside the repository and are no part of it.
private let shared = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/notices")

struct OfficialNoticeTests {
    static let notice = """
        首页 > 通知公告
        索引号 | 1234/2024-5 | 发布机构 | 甲县妇联 |
        甲县妇女联合会文件
        甲妇〔2024〕3号
        关于印发《甲县“三八”系列活动方案》的通知
        各乡镇妇联，县直机关妇委会：
        现将《甲县“三八”系列活动方案》印发给你们，请认真组织实施。
        甲县妇女联合会
        二〇二四年二月二十日
        （此件公开发布）
        甲县“三八”系列活动方案
        为庆祝“三八”国际妇女节，丰富妇女生活，制定本方案。
        一、活动内容
        （一）座谈会。3月7日上午9:30-11:00在县会议室举行，邀请妇女代表50人参加。
        （二）健步走
        时间：3月8日
        地点：滨河公园
        二、工作要求
        1.各乡镇要高度重视，认真组织，确保活动安全有序，并广泛发动妇女群众参加。
        2.请于3月15日前将活动总结报送县妇联。
        附件：1.报名表
        2.统计表
        附件1
        报名表
        姓名\t\t电话
        附件2
        统计表
        填表说明：按实际填写。
        抄送：市妇联。
        上一篇：关于召开会议的通知
        """

    @Test func takesTheDocumentOutOfThePage() throws {
        let document = OfficialNotice.document(try NoticeReader().read(Self.notice), text: Self.notice)
        #expect(document.letterhead == "甲县妇女联合会文件" && document.number == "甲妇〔2024〕3号")
        #expect(document.addressees == "各乡镇妇联，县直机关妇委会：" && document.note == "（此件公开发布）")
        #expect(document.main.title == "关于印发《甲县“三八”系列活动方案》的通知")
        #expect(document.main.issuer == "甲县妇女联合会" && document.main.date == "2024-02-20")
        #expect(document.main.paragraphs.count == 1 && document.inner.map(\.title) == ["甲县“三八”系列活动方案"])
        let plan = try #require(document.inner.first)
        #expect(plan.paragraphs.count == 9 && plan.attachments.map(\.title) == ["报名表", "统计表"])
        #expect(plan.attachments.first?.paragraphs == [.table([["姓名", "", "电话"]])])
        let words = try DocumentFile.plainText(document.bytes())
        #expect(!words.contains("首页") && !words.contains("索引号") && !words.contains("上一篇"))
    }

    @Test func isReadAgainAsItWas() throws { try checkRoundTrip(Self.notice) }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: shared.path)),
        arguments: [
            "baotou-annual-plan-2023", "binjiang-street-notice-2021", "huji-town-plan-2024",
            "jinxiang-street-plan-2025", "national-notice-2021",
        ])
    func realDocumentsAreReadAgainAsTheyWere(name: String) throws {
        let bytes = try Data(contentsOf: shared.appendingPathComponent("\(name).txt"))
        try checkRoundTrip(try DocumentFile.plainText([UInt8](bytes)))
    }

    private func checkRoundTrip(_ text: String) throws {
        let before = try NoticeReader().read(text)
        let written = try OfficialNotice.document(before, text: text).bytes()
        let after = try NoticeReader().read(try DocumentFile.plainText(written))
        #expect(after.clauses.map(\.bare) == before.clauses.map(\.bare))
        #expect(after.activities.map(\.bare) == before.activities.map(\.bare))
        #expect(after.findings.map(\.rule) == before.findings.map(\.rule))
        #expect(after.docNumber == before.docNumber && after.title == before.title && after.kind == before.kind)
        #expect(after.issuer == before.issuer && after.issueDate == before.issueDate)
        #expect(after.addressees == before.addressees && after.period == before.period)
    }
}

extension NoticeReading.Clause {
    /// Without white space and sources.
    fileprivate var bare: NoticeReading.Clause {
        var clause = self
        clause.number = number?.filter { !$0.isWhitespace }
        clause.heading = heading?.filter { !$0.isWhitespace }
        clause.text = text.filter { !$0.isWhitespace }
        (clause.source.start, clause.source.end) = (0, 0)
        clause.children = children.map(\.bare)
        return clause
    }
}

extension NoticeReading.Activity {
    fileprivate var bare: NoticeReading.Activity {
        var activity = self
        (activity.source.start, activity.source.end) = (0, 0)
        return activity
    }
}
