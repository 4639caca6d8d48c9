import NoticeReading
import Testing

struct NoticePaperTests {
    static let notice = """
        甲县妇女联合会文件
        甲妇〔2024〕3号
        关于印发《“三八”活动方案》的通知
        各乡镇妇联：
        现将《“三八”活动方案》印发给你们，请认真组织实施。
        甲县妇女联合会
        2024年2月20日
        “三八”活动方案
        为庆祝“三八”国际妇女节，丰富妇女生活，制定本方案。
        一、活动内容
        （一）座谈会。3月7日在县会议室举行，邀请妇女代表参加。
        1.会务由办公室负责，并于会前三天通知各位代表，做好会场布置和材料准备。
        线上宣传：3月1日至8日，在公众号开设专栏。
        二、工作要求
        各乡镇要高度重视。
        附件：1.报名表
        2.统计表
        附件1
        报名表
        姓名\t\t电话
        """

    @Test func partsInTheirOrder() {
        let roles = NoticePaper(Self.notice).paragraphs.map(\.role)
        #expect(roles.prefix(8) == [.letterhead, .number, .title, .addressee, .body, .issuer, .date, .innerTitle])
        #expect(
            roles.suffix(5) == [
                .attachmentList, .attachmentList, .attachmentHead, .attachment, .row(["姓名", "", "电话"]),
            ])
    }

    @Test func headingsWithTheirMarks() {
        let headings = NoticePaper(Self.notice).paragraphs.compactMap { paragraph -> NoticePaper.Heading? in
            if case .heading(let heading) = paragraph.role { heading } else { nil }
        }
        #expect(
            headings == [
                .init(level: 1, number: "一、", text: "活动内容", body: nil),
                .init(level: 2, number: "（一）", text: "座谈会。", body: "3月7日在县会议室举行，邀请妇女代表参加。"),
                .init(level: 1, number: "二、", text: "工作要求", body: nil),
            ])
    }

    @Test func sourcesPointIntoTheText() {
        let scalars = Array(Self.notice.unicodeScalars)
        for paragraph in NoticePaper(Self.notice).paragraphs {
            let source = String(String.UnicodeScalarView(scalars[paragraph.source.start..<paragraph.source.end]))
            #expect(source.filter { !$0.isWhitespace } == paragraph.text.filter { !$0.isWhitespace })
        }
    }

    @Test(arguments: ["", " \n", "|", "\t\t", "一、", "（一）", "附件", "|||||||||"])
    func takesAnyText(text: String) { #expect(NoticePaper(text).paragraphs.count <= 1) }
}
