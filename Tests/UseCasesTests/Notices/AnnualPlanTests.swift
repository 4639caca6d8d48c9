import Domain
import NoticeReading
import TestSupport
import Testing
import UseCases

/// 工作要点: a notice of a year, with tasks that units below tell their progress on.
@Suite struct AnnualPlanTests {
    private static let text = """
        索引号 | 1137/2025-003 | 公开方式 | 主动公开 |
        发布机构 | 金乡县计划生育协会 | 有效性 | 有效 |

        金计生协发〔2025〕3号

        金乡县计划生育协会2025年工作要点

        各镇街计生协：

        2025年全县计生协工作的总体要求是：围绕中心，服务群众。

        一、夯实组织基础

        （一）配齐专职人员。各镇街计生协专职在岗人员不少于2人，每个村（居）配备至少2名家庭健康指导员。责任单位：组织部

        二、做好宣传服务

        （一）办好重要节日活动。围绕“国际家庭日”“5.29会员活动日”“世界人口日”开展主题宣传活动。

        金乡县计划生育协会
        2025年2月20日
        """

    private func confirmed(_ tree: SmallTree) async throws -> Notice.ID {
        let officer = try await tree.officer("370828")
        let id = try await UploadNotice(tree.surroundings)(Array(Self.text.utf8), name: "要点.txt", by: officer)
        let draft = try await Notices(tree.surroundings).review(id, for: officer).draft
        #expect(draft.isAnnualPlan)
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: officer)
        try await PassNoticeDown(tree.surroundings).issue(id, by: officer)
        return id
    }

    @Test(arguments: Engine.allCases)
    func belongsToAYearAndCarriesTasksAndDays(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await confirmed(tree)
        let detail = try await Notices(tree.surroundings).detail(id, for: tree.officer("370828"))
        #expect(detail.campaign == nil)
        #expect(detail.activities.isEmpty)
        #expect(detail.tasks.contains { $0.indicators.contains("不少于2人") && $0.area == "夯实组织基础" })
        #expect(detail.days.contains { $0.name.contains("世界人口日") && $0.heldOn?.text == "2025-07-11" })
        #expect(detail.notice.head.disclosure.indexNumber == "1137/2025-003")
        #expect(detail.notice.head.disclosure.openness == "主动公开")
        // It starts no campaign, and the home of those below stays what it was.
        let below = try await Agenda(tree.surroundings).page(for: tree.officer("370828001"))
        #expect(below.campaigns.map(\.id) == [tree.campaign.id])
        #expect(below.unanswered.map(\.notice.id) == [id])
    }

    @Test(arguments: Engine.allCases)
    func progressIsWrittenByWhoeverHasThePlanAndSeenOneLevelUp(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await confirmed(tree)
        let task = try #require(
            try await Notices(tree.surroundings).detail(id, for: tree.officer("370828")).tasks.first)
        let note = NoteProgress(tree.surroundings)
        #expect(try await note("已配齐 2 人", on: task.id, by: tree.officer("370828001")) == id)
        _ = try await note("全县过半", on: task.id, by: tree.officer("370828"))
        // It never came to the village, nor to another county.
        await #expect(throws: AccessRefused.missing) {
            _ = try await note("不该有", on: task.id, by: tree.officer("370828001010"))
        }
        await #expect(throws: AccessRefused.missing) {
            _ = try await note("不该有", on: task.id, by: tree.officer("150203"))
        }
        await #expect(throws: ProgressRefused.empty) {
            _ = try await note("  ", on: task.id, by: tree.officer("370828"))
        }
        await #expect(throws: ProgressRefused.tooLong) {
            _ = try await note(String(repeating: "长", count: 1_001), on: task.id, by: tree.officer("370828"))
        }
        let above = try await Notices(tree.surroundings).detail(id, for: tree.officer("370828"))
        #expect(Set(above.progress.map(\.body)) == ["全县过半", "已配齐 2 人"])
        #expect(above.progress.count == 2)
        let below = try await Notices(tree.surroundings).detail(id, for: tree.officer("370828001"))
        #expect(below.progress.map(\.body) == ["已配齐 2 人"])
    }

    @Test func aPublicPageIsThereOnlyWhileItIsPublished() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let id = try await confirmed(tree)
        let publish = PublishNotice(tree.surroundings)
        await #expect(throws: AccessRefused.missing) { _ = try await publish.page(id) }
        await #expect(throws: AccessRefused.self) {
            try await publish(id, isPublic: true, by: tree.officer("370828001"))
        }
        try await publish(id, isPublic: true, by: tree.officer("370828"))
        #expect(try await publish.page(id).days.isEmpty == false)
        let calendar = String(decoding: try await NoticeFiles(tree.surroundings).publicCalendar(id), as: UTF8.self)
        #expect(calendar.contains("DTSTART;VALUE=DATE:20250711"))
        try await publish(id, isPublic: false, by: tree.officer("370828"))
        await #expect(throws: AccessRefused.missing) { _ = try await publish.page(id) }
        await #expect(throws: AccessRefused.missing) { _ = try await NoticeFiles(tree.surroundings).publicCalendar(id) }
    }
}
