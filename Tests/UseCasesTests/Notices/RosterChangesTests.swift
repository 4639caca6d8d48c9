import Domain
import TestSupport
import Testing
import UseCases

/// While the tree changes, and while campaigns follow each other.
extension RosterFlowTests {
    /// One count on every page while units are merged away, closed and split off; who came later gets what the others got.
    @Test(arguments: Engine.allCases)
    func theCountIsTheSameEverywhereWhileTheTreeChanges(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await notice(tree, at: town)
        let officer = try await tree.officer(town)
        func asked() async throws -> [Int] {
            let gaps = try await Gaps(tree.surroundings).page(tree.campaign.id, for: officer)
            return [
                try await overview(tree, town).asked,
                Int(
                    try #require(try await Rosters(tree.surroundings).summary(id, for: officer)).counts[.village]?.asked
                        ?? -1),
                gaps.gaps.count + gaps.complete.count,
            ]
        }
        #expect(try await asked() == [3, 3, 3])
        try await tree.record(tree.draft(people: 10), at: jinfu)
        try await set(tree, .exempt(jinshan, reason: "整村搬迁"), id, at: town)
        #expect(try await asked() == [2, 2, 2])
        try await change(tree, .merge(into: liuzhuang), jinfu)
        #expect(try await asked() == [1, 1, 1])
        try await change(tree, .close, jinshan)
        #expect(try await asked() == [1, 1, 1])
        let after = try await overview(tree, town)
        // What a closed one recorded is still to be reported by the township, and it is not asked of it.
        #expect(after.exempt == 0 && after.missing.map(\.code) == [jinfu, liuzhuang])
        try await change(tree, .split(code: "370828001998", name: "新村", children: []), liuzhuang)
        #expect(try await asked() == [2, 2, 2])
        let new = try await tree.officer("370828001998")
        #expect(try await Notices(tree.surroundings).list(for: new).map(\.notice.id) == [id])
        let agenda = try await Agenda(tree.surroundings).page(for: new)
        #expect(agenda.unanswered.map(\.notice.id) == [id] && agenda.dueOn?.text == "2025-06-30")
        #expect(
            try await Gaps(tree.surroundings).page(tree.campaign.id, for: officer).gaps.map(\.dueOn?.text)
                == ["2025-06-30", "2025-06-30"])
    }

    /// The campaign that is worked in: not one that has not come here, nor next year's while this one is to be reported.
    @Test func theCampaignAtHand() async throws {
        let time = MovableTime()
        let tree = try await SmallTree(Engine.sqlite.database(), clock: time.clock)
        _ = try await notice(tree, at: town)
        let nation = try await tree.officer("00")
        func began(_ year: String, issued: Bool) async throws -> Campaign.ID {
            let text = text.replacing("2025年5月", with: "\(year)年5月")
            let id = try await UploadNotice(tree.surroundings)(Array(text.utf8), name: "通知.txt", by: nation)
            var draft = try await Notices(tree.surroundings).review(id, for: nation).draft
            draft.campaign = NoticeDraft.newCampaign
            draft.newCampaignName = "\(year)年活动月"
            try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: nation)
            if issued { try await PassNoticeDown(tree.surroundings).issue(id, by: nation) }
            return try #require(try await Notices(tree.surroundings).detail(id, for: nation).campaign?.id)
        }
        let next = try await began("2026", issued: true)
        func current(_ code: String) async throws -> Campaign.ID? {
            try await Agenda(tree.surroundings).page(for: tree.officer(code)).campaign?.id
        }
        // It has come to the provinces, not to the villages.
        #expect(try await current(jinshan) == tree.campaign.id)
        #expect(try await Agenda(tree.surroundings).page(for: tree.officer(jinshan)).campaigns.count == 1)
        #expect(try await Agenda(tree.surroundings).page(for: tree.officer("37")).campaigns.map(\.id) == [next])
        // June: the days of this year's are over, and it is still to be reported.
        time.pass(hours: 30 * 24)
        #expect(try await current("00") == tree.campaign.id)
        // Next spring it is the new one's turn, two months before it begins.
        time.pass(hours: 270 * 24)
        #expect(try await current("00") == tree.campaign.id)
        time.pass(hours: 30 * 24)
        #expect(try await current("00") == next)
    }
}
