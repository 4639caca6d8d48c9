import Domain
import Storage
import TestSupport
import Testing
import UseCases

/// Who has to report, while units are exempted and the tree changes.
@Suite struct RosterFlowTests {
    let people = "publicity-village-people"
    let town = "370828001", otherTown = "370828002"
    let jinfu = "370828001009", jinshan = "370828001010", liuzhuang = "370828001209"
    let text = """
        国计生协〔2025〕5号

        中国计生协关于开展2025年会员活动的通知

        各省、自治区、直辖市计生协：

        现将有关事项通知如下。

        一、活动时间

        2025年5月1日至5月31日

        二、工作要求

        请于6月30日前将活动总结、信息统计表报送中国计生协。

        中国计划生育协会
        2025年4月15日
        """

    func notice(_ tree: SmallTree, at code: String) async throws -> Notice.ID {
        let officer = try await tree.officer(code)
        let id = try await UploadNotice(tree.surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
        var draft = try await Notices(tree.surroundings).review(id, for: officer).draft
        draft.campaign = tree.campaign.id.text
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: officer)
        try await PassNoticeDown(tree.surroundings).issue(id, by: officer)
        return id
    }
    func set(_ tree: SmallTree, _ order: SetRoster.Order, _ id: Notice.ID, at code: String) async throws {
        try await SetRoster(tree.surroundings)(order, of: id, by: tree.officer(code))
    }
    func overview(_ tree: SmallTree, _ code: String) async throws -> Submissions.Overview {
        try await Submissions(tree.surroundings).overview(tree.campaign.id, unit: code, for: tree.officer(code))
    }
    func missing(_ tree: SmallTree, _ code: String) async throws -> [String] {
        try await tree.table(code).missing.map(\.code)
    }
    func change(_ tree: SmallTree, _ order: ChangeUnits.Order, _ code: String) async throws {
        try await ChangeUnits(tree.surroundings)(
            order, of: code, on: CalendarDate("2025-05-20"), reason: "批复",
            by: tree.officer("00", Set(Role.allCases)))
    }

    @Test(arguments: Engine.allCases)
    func anExemptUnitIsNotMissingAndMayReport(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await notice(tree, at: town)
        try await tree.record(tree.draft(people: 7), at: liuzhuang)
        try await set(tree, .exempt(liuzhuang, reason: "  整村搬迁 "), id, at: town)
        var found = try await overview(tree, town)
        #expect((found.asked, found.exempt, found.missing.map(\.code)) == (2, 1, [jinfu, jinshan]))
        // In code order, and nobody left out.
        #expect(found.children.map(\.unit.code) == [jinfu, jinshan, liuzhuang])
        #expect(found.children.last?.duty == .exempt(reason: "整村搬迁"))
        #expect(try await overview(tree, liuzhuang).duty == .exempt(reason: "整村搬迁"))
        // It adds nothing, and its records are seen.
        #expect(try await tree.table(town).reported[people] == 0)
        #expect(try await tree.table(town).live[people] == 7)
        let version = try await tree.submit(town)
        let frozen = try await Submissions(tree.surroundings).one(version, for: tree.officer(town))
        #expect(frozen.submission.missing.map(\.code) == [jinfu, jinshan])
        // It reports all the same: then it counts.
        try await tree.accept(tree.submit(liuzhuang), by: town)
        #expect(try await tree.table(town).reported[people] == 7)
        found = try await overview(tree, town)
        #expect((found.asked, found.exempt) == (2, 1))
        try await set(tree, .reset(liuzhuang), id, at: town)
        #expect(try await overview(tree, town).asked == 3)
        #expect(try await missing(tree, town) == [jinfu, jinshan])
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    /// Down to townships only: what villages recorded is the township's own, and nothing is lost or counted twice.
    @Test(arguments: Engine.allCases)
    func aRuleByLevel(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await notice(tree, at: "00")
        try await tree.record(tree.draft(people: 10), at: jinfu)
        try await tree.record(tree.draft(people: 20), at: jinshan)
        try await tree.accept(tree.submit(jinfu), by: town)
        let waiting = try await tree.submit(jinshan)
        try await set(tree, .rule(Roster.Rule(lowest: .township)), id, at: "00")
        #expect(try await tree.table(town).reported[people] == 30)
        #expect(try await overview(tree, town).children.isEmpty)
        await #expect(throws: SubmissionRefused.notAsked) { try await tree.submit(jinfu) }
        // What still waits cannot come on top of it.
        await #expect(throws: SubmissionRefused.notAsked) { try await tree.accept(waiting, by: town) }
        // One village is named all the same.
        try await set(tree, .name(jinfu), id, at: "00")
        #expect(try await tree.table(town).reported[people] == 30)
        #expect(try await overview(tree, town).children.map(\.unit.code) == [jinfu])
        try await tree.accept(tree.submit(town), by: "370828")
        #expect(try await tree.table("370828").reported[people] == 30)
        try await set(tree, .rule(Roster.Rule(lowest: .village)), id, at: "00")
        #expect(try await tree.table(town).reported[people] == 10)
        #expect(try await missing(tree, town) == [jinshan, liuzhuang])
    }

    @Test(arguments: Engine.allCases)
    func onlyNamedSubtrees(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await notice(tree, at: "00")
        try await set(tree, .rule(Roster.Rule(lowest: .village, onlyNamed: true)), id, at: "00")
        try await set(tree, .name("37"), id, at: "00")
        let nation = try await overview(tree, "00")
        #expect(nation.asked == 1 && nation.missing.map(\.code) == ["37"])
        #expect(nation.children.count > 3)
        #expect(try await missing(tree, town) == [jinfu, jinshan, liuzhuang])
        #expect(try await missing(tree, "150203001") == [])
        let page = try await Rosters(tree.surroundings).page(id, for: tree.officer("00"))
        #expect(
            page.summary.counts == [
                .province: .init(asked: 1), .prefecture: .init(asked: 1), .county: .init(asked: 1),
                .township: .init(asked: 2), .village: .init(asked: 4),
            ])
        #expect(page.rows.map(\.unit.code) == page.rows.map(\.unit.code).sorted())
        #expect(page.named.map(\.unit.code) == ["37"])
    }

    /// 拆分, 划转, 合并, 撤销: asked of the tree as it is.
    @Test(arguments: Engine.allCases)
    func theTreeChangesInMidCampaign(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let nation = try await notice(tree, at: "00")
        let id = try await notice(tree, at: "370828")
        try await set(tree, .exempt(otherTown, reason: "撤并当中"), id, at: "370828")
        #expect(try await missing(tree, "370828") == [town])
        #expect(try await overview(tree, "370828002001").duty == .exempt(reason: "撤并当中"))
        // A new unit beside an asked one is asked, and beside an exempt one exempt.
        try await change(tree, .split(code: "370828003", name: "新城街道", children: [jinshan]), town)
        try await change(tree, .split(code: "370828004", name: "河东街道", children: ["370828002001"]), otherTown)
        #expect(try await missing(tree, "370828") == [town, "370828003"])
        #expect(try await overview(tree, "370828").exempt == 2)
        #expect(try await overview(tree, "370828002001").duty == .exempt(reason: "撤并当中"))
        // Out of the exempt township into an asked one, and the other way.
        try await change(tree, .move(to: town), "370828002001")
        #expect(try await missing(tree, town) == [jinfu, liuzhuang, "370828002001"])
        try await change(tree, .move(to: otherTown), liuzhuang)
        #expect(try await missing(tree, otherTown) == [])
        #expect(try await overview(tree, liuzhuang).duty.isExempt)
        // Exempt by name it stays so wherever it goes below whoever said so.
        try await set(tree, .exempt(jinfu, reason: "搬迁"), id, at: "370828")
        try await change(tree, .move(to: "370828003"), jinfu)
        #expect(try await missing(tree, "370828003") == [jinshan])
        try await change(tree, .move(to: "210202001"), jinfu)
        #expect(try await overview(tree, jinfu).duty == .asked)
        // A closed village without records is nobody's to report.
        try await change(tree, .close, jinshan)
        #expect(try await missing(tree, "370828003") == [])
        #expect(
            try await Rosters(tree.surroundings).summary(nation, for: tree.officer("00"))?.counts[.township]?.exempt
                == 2)
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    /// The exempt unit's villages report where they are now, and what itself held is reported by its successor.
    @Test(arguments: Engine.allCases)
    func anExemptUnitIsMergedIntoOneThatReports(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await notice(tree, at: "370828")
        try await tree.record(tree.draft(people: 5), at: otherTown)
        try await set(tree, .exempt(otherTown, reason: "撤并当中"), id, at: "370828")
        #expect(try await tree.table("370828").live["publicity-township-people"] == 5)
        try await change(tree, .merge(into: town), otherTown)
        #expect(try await missing(tree, town) == [jinfu, jinshan, liuzhuang, otherTown, "370828002001"])
        let officer = try await tree.officer(town)
        _ = try await SubmitTable(tree.surroundings)(
            .init(campaign: tree.campaign.id, unit: otherTown, kind: .report, note: ""),
            id: tree.surroundings.identifiers.next(), by: officer)
        #expect(try await tree.table(town).reported["publicity-township-people"] == 5)
    }

    /// What a township said of its villages goes on with whoever takes its place.
    @Test(arguments: Engine.allCases)
    func aSuccessorTakesTheRosterOver(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await notice(tree, at: town)
        try await set(tree, .exempt(liuzhuang, reason: "搬迁"), id, at: town)
        try await set(tree, .exempt(jinshan, reason: "改造"), id, at: town)
        try await change(tree, .split(code: "370828003", name: "新城街道", children: [jinshan]), town)
        #expect(try await overview(tree, jinshan).duty == .exempt(reason: "改造"))
        #expect(try await overview(tree, liuzhuang).duty == .exempt(reason: "搬迁"))
        try await change(tree, .merge(into: otherTown), town)
        #expect(try await overview(tree, liuzhuang).duty == .exempt(reason: "搬迁"))
        #expect(try await missing(tree, otherTown) == [jinfu, "370828002001"])
    }

    /// A village that was accepted by levels that report moves to where its level does not: it counts once.
    @Test func betweenRulesAFigureCountsOnce() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let id = try await notice(tree, at: "210202")
        try await tree.record(tree.draft(people: 9), at: jinfu)
        for (code, superior) in [
            (jinfu, town), (town, "370828"), ("370828", "3708"), ("3708", "37"), ("37", "00"),
        ] { try await tree.accept(tree.submit(code), by: superior) }
        try await set(tree, .rule(Roster.Rule(lowest: .township)), id, at: "210202")
        try await change(tree, .move(to: "210202001"), jinfu)
        #expect(try await tree.table("210202001").reported[people] == 0)
        for (code, superior) in [("210202001", "210202"), ("210202", "2102"), ("2102", "00")] {
            try await tree.accept(tree.submit(code), by: superior)
        }
        #expect(try await tree.table("00").reported[people] == 9)
        #expect(try await tree.table("00").live[people] == 9)
    }

    @Test(arguments: Engine.allCases)
    func lastYearsIsProposed(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let last = try await notice(tree, at: "370828")
        try await set(tree, .rule(Roster.Rule(lowest: .township)), last, at: "370828")
        try await set(tree, .exempt(otherTown, reason: "撤并当中"), last, at: "370828")
        try await set(tree, .exempt(town, reason: "受灾"), last, at: "370828")
        try await change(tree, .merge(into: otherTown), town)
        // The same unit's notice of the year after.
        let officer = try await tree.officer("370828")
        let id = try await UploadNotice(tree.surroundings)(
            Array(text.replacing("2025", with: "2026").utf8), name: "通知.txt", by: officer)
        var draft = try await Notices(tree.surroundings).review(id, for: officer).draft
        draft.campaign = NoticeDraft.newCampaign
        draft.newCampaignName = "2026年会员活动"
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: officer)
        let proposed = try #require(await Rosters(tree.surroundings).summary(id, for: officer)?.lastYear)
        #expect(proposed.rule?.lowest == .township)
        // Of those that are still there.
        #expect(proposed.exceptions.values.map(\.unit.code) == [otherTown])
        try await set(tree, .lastYear, id, at: "370828")
        let page = try await Rosters(tree.surroundings).page(id, for: officer)
        #expect(page.summary.rule.lowest == .township && page.summary.lastYear == nil)
        #expect(page.named.map(\.reason) == ["撤并当中"])
        await #expect(throws: RosterRefused.changed) { try await set(tree, .lastYear, id, at: "370828") }
    }

    @Test func whoMaySetWhat() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let id = try await notice(tree, at: "370828")
        // Who carries it out names units of its own, and sets no rule.
        await #expect(throws: AccessRefused.forbidden) {
            try await set(tree, .rule(Roster.Rule(lowest: .village)), id, at: town)
        }
        try await set(tree, .exempt(jinfu, reason: "搬迁"), id, at: town)
        await #expect(throws: AccessRefused.missing) {
            try await set(tree, .exempt("370828002001", reason: "搬迁"), id, at: town)
        }
        await #expect(throws: RosterRefused.notBelow) { try await set(tree, .exempt(town, reason: "搬迁"), id, at: town) }
        await #expect(throws: AccessRefused.missing) { try await set(tree, .name("210202"), id, at: "370828") }
        // Neither a foreign unit nor the superior of the one that issued it, nor another post.
        for code in ["210202", "3708", "370828001010"] {
            await #expect(throws: AccessRefused.missing) { try await set(tree, .name(town), id, at: code) }
        }
        for role in [Role.signatory, .administrator, .recorder] {
            let officer = try await tree.officer("370828", [role])
            await #expect(throws: AccessRefused.forbidden) {
                try await SetRoster(tree.surroundings)(.name(town), of: id, by: officer)
            }
            await #expect(throws: AccessRefused.forbidden) {
                try await Rosters(tree.surroundings).page(id, for: officer)
            }
        }
        // What another unit exempted is that unit's to take back.
        await #expect(throws: RosterRefused.exemptElsewhere) { try await set(tree, .name(jinfu), id, at: "370828") }
        await #expect(throws: RosterRefused.changed) { try await set(tree, .reset(jinfu), id, at: "370828") }
        try await set(tree, .exempt(town, reason: "受灾"), id, at: "370828")
        await #expect(throws: RosterRefused.exemptElsewhere) { try await set(tree, .name(jinshan), id, at: town) }
    }

    @Test func refusesWhatIsIncomplete() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let id = try await notice(tree, at: "370828")
        for (order, error) in [
            (.exempt(town, reason: " \n"), .noReason),
            (.exempt(town, reason: String(repeating: "长", count: 201)), .reasonTooLong),
            (.rule(Roster.Rule(lowest: .county)), .level), (.rule(Roster.Rule(lowest: .village, kinds: [])), .kinds),
            (.reset(town), .changed), (.lastYear, .changed),
        ] as [(SetRoster.Order, RosterRefused)] {
            await #expect(throws: error) { try await set(tree, order, id, at: "370828") }
        }
        try await set(tree, .exempt(town, reason: String(repeating: "长", count: 200)), id, at: "370828")
        try await set(tree, .rule(Roster.Rule(lowest: .township)), id, at: "370828")
        await #expect(throws: RosterRefused.notAsked) {
            try await set(tree, .exempt("370828002001", reason: "搬迁"), id, at: "370828")
        }
        #expect(try await overview(tree, "370828").exempt == 1)
    }

    /// Two clerks at once: one exemption stands, and both are kept.
    @Test(arguments: Engine.allCases)
    func twoAtOnce(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id = try await notice(tree, at: town)
        let officer = try await tree.officer(town)
        try await withThrowingTaskGroup { group in
            for reason in ["搬迁", "受灾", "改造"] {
                group.addTask {
                    try await SetRoster(tree.surroundings)(.exempt(jinfu, reason: reason), of: id, by: officer)
                }
            }
            try await group.waitForAll()
        }
        let page = try await Rosters(tree.surroundings).page(id, for: officer)
        #expect(page.named.count == 1)
        let kept = try await tree.surroundings.database.read { db in
            try db.row("SELECT COUNT(*) AS n FROM roster_exception")?.int("n")
        }
        #expect(kept == 3)
    }

    @Test func aThousandChildrenAndADeepOne() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let id = try await notice(tree, at: "370828")
        let parent = try await tree.unit(town)
        try await tree.surroundings.database.write { db in
            let first = try UnitTable(db).nextID()
            for start in stride(from: 0, to: 1000, by: 200) {
                try UnitTable(db).insert(
                    (start..<start + 200).map { index in
                        let unit = Unit.ID(first + Int64(index))
                        return Unit(
                            id: unit, code: "\(370_828_003_000 + index)", name: "第\(index)社区", level: .village,
                            kind: .division, parent: parent.id, reportsTo: parent.id,
                            path: parent.path.appending(unit), validFrom: parent.validFrom, validTo: nil)
                    })
            }
        }
        try await set(tree, .exempt("370828003200", reason: "搬迁"), id, at: "370828")
        try await PassNoticeDown(tree.surroundings).carryOut(id, by: tree.officer(town))
        let officer = try await tree.officer(town)
        var (cursor, codes, pages): (String?, [String], Int) = (nil, [], 0)
        repeat {
            let page = try await Rosters(tree.surroundings).page(id, after: cursor, for: officer)
            codes += page.rows.map(\.unit.code)
            cursor = page.next
            pages += 1
        } while cursor != nil
        #expect(codes.count == 1003 && codes == codes.sorted() && pages == 21)
        let deep = try await Rosters(tree.surroundings).page(id, search: "第200社区", for: tree.officer("370828"))
        #expect(deep.rows.map(\.duty) == [.exempt(reason: "搬迁")])
        #expect(deep.rows.first?.between.map(\.code) == [town])
        #expect(deep.summary.counts[.village] == .init(asked: 1003, exempt: 1))
        #expect(try await overview(tree, town).asked == 1002)
    }
}
