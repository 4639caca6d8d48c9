import Domain
import NoticeReading
import OfficeFiles
import TestSupport
import Testing
import UseCases

@Suite struct NoticeFlowTests {
    private let text = """
        国计生协〔2025〕5号

        中国计生协关于开展2025年会员活动的通知

        各省、自治区、直辖市计生协：

        现将有关事项通知如下。

        一、活动时间

        2025年5月1日至5月31日

        二、活动内容

        （一）集中宣传

        会员活动日集中宣传：5月29日，在活动广场开展宣传，预计60人参加。

        三、工作要求

        请于6月30日前将活动总结、信息统计表报送中国计生协。

        中国计划生育协会
        2025年4月15日
        """

    private func upload(_ tree: SmallTree, _ text: String, at code: String) async throws -> (Notice.ID, NoticeDraft) {
        let officer = try await tree.officer(code)
        let id = try await UploadNotice(tree.surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
        return (id, try await Notices(tree.surroundings).review(id, for: officer).draft)
    }

    /// Issue, pass on at each level, and a village finds the session in what it has to do.
    @Test(arguments: Engine.allCases)
    func goesDownOneLevelAtATime(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        var (id, draft) = try await upload(tree, text, at: "00")
        #expect(draft.docNumber == "国计生协〔2025〕5号")
        // The year points at the campaign that is there.
        #expect(draft.campaign == tree.campaign.id.text)
        #expect(draft.activities.map(\.dates) == ["2025-05-29"])
        draft.theme = "改过的主题"
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: tree.officer("00"))
        let down = PassNoticeDown(tree.surroundings)
        try await down.issue(id, by: tree.officer("00"))
        await #expect(throws: NoticeRefused.notReady) { try await down.issue(id, by: tree.officer("00")) }
        let agenda = Agenda(tree.surroundings)
        for code in ["37", "3708", "370828", "370828001"] {
            let page = try await agenda.page(for: tree.officer(code))
            #expect(page.unanswered.map(\.notice.id) == [id])
            #expect(page.unanswered.first?.delivery?.dueOn?.text == "2025-06-30")
            // One level further down nothing has arrived yet.
            let below =
                code == "370828001" ? "370828001010" : code + (code.count == 2 ? "08" : code.count == 4 ? "28" : "001")
            #expect(try await agenda.page(for: tree.officer(below)).unanswered.isEmpty)
            try await down.carryOut(id, by: tree.officer(code))
            await #expect(throws: NoticeRefused.answeredBefore) { try await down.carryOut(id, by: tree.officer(code)) }
        }
        let village = try await agenda.page(for: tree.officer("370828001010"))
        let session = try #require(village.activities.first?.sessions.first)
        #expect(session.startsOn?.text == "2025-05-29")
        #expect(village.activities.first?.headMax == 60)
        // Whoever never got it cannot answer it.
        await #expect(throws: AccessRefused.missing) { try await down.carryOut(id, by: tree.officer("150203")) }
        let detail = try await Notices(tree.surroundings).detail(id, for: tree.officer("370828001010"))
        #expect(detail.notice.head.theme == "改过的主题")
        #expect(detail.requirements.map(\.kind) == ["summary", "statistics_table"])
    }

    @Test func aDraftIsSeenByItsUnitOnlyAndKeepsWhatWasTyped() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        var (id, draft) = try await upload(tree, text, at: "370828001")
        await #expect(throws: AccessRefused.missing) {
            try await Notices(tree.surroundings).detail(id, for: tree.officer("370828"))
        }
        draft.activities[0].dates = "五月底"
        draft.periodEnd = "2025-04-01"
        do {
            try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: tree.officer("370828001"))
            Issue.record("it was confirmed")
        } catch let refused as NoticeDraftRefused {
            #expect(Set(refused.fields.map(\.name)) == ["activity.0.dates", "period_end"])
        }
        let review = try await Notices(tree.surroundings).review(id, for: tree.officer("370828001"))
        #expect(review.draft.activities[0].dates == "五月底")
        #expect(review.notice.state == .draft)
    }

    @Test func aCitedDocumentPointsAtItsCampaign() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        var (id, draft) = try await upload(tree, text, at: "00")
        draft.campaign = NoticeDraft.newCampaign
        draft.newCampaignName = "另一个活动"
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: tree.officer("00"))
        try await PassNoticeDown(tree.surroundings).issue(id, by: tree.officer("00"))
        let own = text.replacing("国计生协〔2025〕5号", with: "金街办发〔2025〕16号")
            .replacing("现将有关事项通知如下。", with: "按照中国计生协《关于开展2025年会员活动的通知》（国计生协〔2025〕5号）要求，现将有关事项通知如下。")
        let (lower, _) = try await upload(tree, own, at: "370828001")
        let review = try await Notices(tree.surroundings).review(lower, for: tree.officer("370828001"))
        #expect(review.draft.docNumber == "金街办发〔2025〕16号")
        #expect(review.campaigns.map(\.name) == ["另一个活动", "2025年会员活动月"])
        #expect(review.draft.campaign == review.campaigns.first?.id.text)
    }

    /// A superior's new campaign appears below when its notice is issued, and does not push out the one that is on.
    @Test func aCampaignAppearsBelowWhenItsNoticeIsIssued() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let other = text.replacing("2025年5月1日至5月31日", with: "2025年9月1日至9月30日")
        var (id, draft) = try await upload(tree, other, at: "370828")
        draft.campaign = NoticeDraft.newCampaign
        draft.newCampaignName = "健康月"
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: tree.officer("370828"))
        let agenda = Agenda(tree.surroundings)
        let village = try await tree.officer("370828001010")
        #expect(try await agenda.page(for: village).campaigns.map(\.id) == [tree.campaign.id])
        try await PassNoticeDown(tree.surroundings).issue(id, by: tree.officer("370828"))
        let page = try await agenda.page(for: village)
        #expect(Set(page.campaigns.map(\.name)) == ["健康月", "2025年会员活动月"])
        #expect(page.campaign?.id == tree.campaign.id)
    }

    /// A notice dated after the activities that it tells of, without a period.
    @Test func aCampaignNeverEndsBeforeItBegins() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        var (id, draft) = try await upload(tree, text, at: "370828")
        draft.campaign = NoticeDraft.newCampaign
        draft.newCampaignName = "补发的通知"
        draft.periodStart = ""
        draft.periodEnd = "2025-05-20"
        draft.issueDate = "2025-12-01"
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: tree.officer("370828"))
        let page = try await Agenda(tree.surroundings).page(for: tree.officer("370828"))
        let campaign = try #require(page.campaigns.first { $0.name == "补发的通知" })
        #expect(campaign.startsOn.text == "2025-05-20" && campaign.endsOn.text == "2025-05-29")
    }

    @Test func whatIsNoNoticeLeavesNothing() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let officer = try await tree.officer("00")
        for file in [
            [], Array("牛奶 两盒\n鸡蛋 一斤\n".utf8), [0x50, 0x4B, 3, 4, 0, 0], Array(repeating: UInt8(0), count: 100),
        ] {
            await #expect(throws: NoticeInvalid.self) {
                try await UploadNotice(tree.surroundings)(file, name: "x", by: officer)
            }
        }
        #expect(try await Notices(tree.surroundings).list(for: officer).isEmpty)
    }
}
