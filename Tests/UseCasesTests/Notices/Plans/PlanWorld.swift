import Domain
import Synchronization
import TestSupport
import Testing
import UseCases

/// A small tree in which notices come down and plans are written.
struct PlanWorld: Sendable {
    let tree: SmallTree
    var surroundings: Surroundings { tree.surroundings }
    static let county = "370828", street = "370828001", village = "370828001010", other = "370828001009"

    init(_ tree: SmallTree) { self.tree = tree }
    /// Each look at the clock is a second later.
    init(_ engine: Engine) async throws {
        let seconds = Atomic(0)
        tree = try await SmallTree(
            engine.database(),
            clock: Clock { SmallTree.start.adding(seconds: Int64(seconds.add(1, ordering: .relaxed).newValue)) })
    }

    static let notice = """
        金计生协〔2025〕3号

        金乡县计划生育协会关于开展“5.29会员活动月”活动的通知

        各乡镇、街道计生协：

        2025年5月29日是第27个“会员活动日”。现将有关事项通知如下。

        一、活动时间

        2025年5月1日至5月31日

        二、活动主题

        提升托育服务质量 共建生育友好社会

        三、活动内容

        （一）讲清生育支持政策。在群众常去的地方设点讲解，发放问答手册。

        （二）办好家庭健康服务

        家庭健康义诊：5月20日，在社区卫生服务中心开展义诊服务，预计200人参加。

        （三）走访慰问困难家庭。各单位要入户看望计生特殊家庭。

        四、工作要求

        （一）一级一级落实，有记录就算完成。

        （二）请各乡镇、街道计生协于6月10日前将活动总结、信息统计表报送县计生协。照片自愿报送。

        金乡县计划生育协会
        2025年4月28日
        """

    static let ministry = """
        鲁卫函〔2025〕117号

        山东省卫生健康委员会关于开展2025年普惠托育集中宣传月活动的通知

        各市卫生健康委：

        现将有关事项通知如下。

        一、活动时间

        2025年5月10日至6月10日

        二、活动内容

        （一）托育机构开放日。各托育机构要安排一天向社区家庭开放。

        （二）科学育儿讲座。可以邀请专家到社区讲课。

        三、工作要求

        请各市于6月8日前将活动总结报送省卫生健康委。

        山东省卫生健康委员会
        2025年4月20日
        """

    /// Takes a notice in and confirms it.
    @discardableResult
    func confirm(_ text: String, at code: String, campaign: String? = nil) async throws -> Notice.ID {
        let officer = try await tree.officer(code)
        let id = try await UploadNotice(surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
        try await confirm(id, at: code, campaign: campaign ?? tree.campaign.id.text)
        return id
    }
    /// Confirms a draft as it was read.
    func confirm(_ id: Notice.ID, at code: String, campaign: String? = nil) async throws {
        let officer = try await tree.officer(code)
        var draft = try await Notices(surroundings).review(id, for: officer).draft
        if let campaign { draft.campaign = campaign }
        draft.decisions = (0..<50).map { .init(finding: $0, reason: "已经核过") }
        try await ConfirmNotice(surroundings).confirm(draft, of: id, by: officer)
    }
    func issue(_ id: Notice.ID, at code: String) async throws {
        try await PassNoticeDown(surroundings).issue(id, by: tree.officer(code))
    }
    /// A notice of the county that has come to its streets.
    func issued(_ text: String = notice) async throws -> Notice.ID {
        let id = try await confirm(text, at: Self.county)
        try await issue(id, at: Self.county)
        return id
    }

    func editor(_ id: Notice.ID, at code: String = street) async throws -> PlanEditor.Page {
        try #require(try await PlanEditor(surroundings).page(id, for: tree.officer(code)))
    }
    func begin(_ id: Notice.ID, at code: String = street) async throws -> Notice.ID {
        try await WritePlan(surroundings).begin(from: id, by: tree.officer(code))
    }
    /// Changes a plan that is being written, and makes it a text.
    func compose(
        _ id: Notice.ID, at code: String = street, _ change: (inout PlanComposition) -> Void = { _ in }
    ) async throws {
        let editor = try await editor(id, at: code)
        var plan = editor.plan
        change(&plan)
        try await WritePlan(surroundings).compose(plan, version: editor.version, of: id, by: tree.officer(code))
    }
    /// A plan as it is proposed, confirmed and issued.
    func plan(_ base: Notice.ID, at code: String = street, _ change: (inout PlanComposition) -> Void = { _ in })
        async throws -> Notice.ID
    {
        let id = try await begin(base, at: code)
        try await compose(id, at: code, change)
        try await confirm(id, at: code)
        try await issue(id, at: code)
        return id
    }
    func around(_ id: Notice.ID, at code: String = street) async throws -> NoticePlans.Around {
        try await NoticePlans(surroundings).around(id, for: tree.officer(code))
    }
    func agenda(_ code: String) async throws -> Agenda.Page {
        try await Agenda(surroundings).page(for: tree.officer(code))
    }
    /// Changes the text of an issued notice, confirms and issues it.
    func revise(_ id: Notice.ID, at code: String = county, _ change: (String) -> String) async throws -> Notice.ID {
        let officer = try await tree.officer(code)
        let revise = ReviseNotice(surroundings)
        let text = change(try await revise.page(id, for: officer).text)
        let next = try await revise(id, file: Array(text.utf8), name: "改过.txt", by: officer)
        try await confirm(next, at: code)
        try await issue(next, at: code)
        return next
    }
}

extension PlanComposition {
    /// The place of the clause that begins so.
    func place(_ start: String) -> Int { entries.firstIndex { ($0.original ?? $0.text).hasPrefix(start) } ?? -1 }
    mutating func change(_ start: String, to text: String) {
        let place = place(start)
        (entries[place].choice, entries[place].text) = (.change, text)
    }
}
