import Domain
import Storage
import TestSupport
import Testing
import UseCases

@Suite struct KeepRegisterTests {
    private static let (nation, county, street, town) = ("00", "370828", "370828001", "370828002")
    private static let (village, other, far) = ("370828001010", "370828001209", "370828002001")

    private func save(
        _ counts: [RegisterCount: Int64], _ code: String, _ tree: SmallTree, year: Int = 2025, before: Int64 = 0,
        by officer: String? = nil
    ) async throws {
        try await KeepRegister(tree.surroundings).save(
            Register(counts: counts), of: code, year: year, before: before, by: tree.officer(officer ?? code))
    }
    private func entered(_ code: String, _ tree: SmallTree, year: Int = 2025) async throws -> KeepRegister.Page {
        try await KeepRegister(tree.surroundings).page(code, year: year, for: tree.officer(code))
    }
    /// Units, reached, short, not entered.
    private func reach(_ count: RegisterCount, _ code: String, _ tree: SmallTree) async throws -> [Int64] {
        let mark = try #require(CoverageMark.all.first { $0.count == count })
        let page = try await ReadCoverage(tree.surroundings)(code, for: tree.officer(code))
        let reach = page.sums.reach(of: mark)
        return [reach.units, reach.reached, reach.short, reach.notEntered]
    }
    private func site(_ kind: Site.Kind, _ code: String, _ tree: SmallTree, by officer: String? = nil) async throws
        -> Site.ID
    {
        let id = tree.surroundings.identifiers.next(Site.self)
        try await KeepSites(tree.surroundings).add(
            SiteDraft(kind: kind, name: "", address: "一楼", hours: "", since: nil), id: id, to: code,
            by: tree.officer(officer ?? code))
        return id
    }

    @Test(arguments: Engine.allCases)
    func eachSaveIsKeptAndNextYearBeginsWithIt(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        try await save([.instructors: 2, .volunteers: 0], Self.village, tree, year: 2024)
        let fresh = try await entered(Self.village, tree)
        #expect(fresh.entry == nil)
        #expect(fresh.carried?.year == 2024)
        #expect(fresh.carried?.register.counts == [.instructors: 2, .volunteers: 0])
        // The street for its village, then the village itself.
        try await save([.instructors: 1], Self.village, tree, by: Self.street)
        try await save([.instructors: 3, .members: 40], Self.village, tree, before: 1)
        let now = try await entered(Self.village, tree)
        #expect(now.carried == nil)
        #expect(now.entry?.number == 2)
        #expect(now.entry?.register.counts == [.instructors: 3, .members: 40])
        #expect(now.versions.map(\.number) == [2, 1])
        #expect(now.versions.map(\.byUnit) == ["金山社区", "金乡街道"])
        #expect(now.versions.last?.register.counts == [.instructors: 1])
        #expect(try await entered(Self.village, tree, year: 2024).entry?.register.counts[.volunteers] == 0)
    }

    @Test(arguments: Engine.allCases)
    func ofTwoAtOnceOneIsKeptAndTheOtherIsTold(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        for before in [Int64(0), 1] {
            let outcomes = await withTaskGroup(of: RegisterRefused?.self) { group in
                for number in 1...8 {
                    group.addTask {
                        do {
                            try await save(
                                [.volunteers: before * 100 + Int64(number)], Self.village, tree, before: before)
                            return nil
                        } catch { return error as? RegisterRefused ?? .empty }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == .changed }.count == 7)
        }
        let now = try await entered(Self.village, tree)
        #expect(now.entry?.number == 2 && now.versions.count == 2)
        // The same again is no new version.
        try await save(now.entry?.register.counts ?? [:], Self.village, tree, before: 0)
        #expect(try await entered(Self.village, tree).entry?.number == 2)
    }

    @Test func whatCannotBeIsRefused() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let keep = KeepRegister(tree.surroundings)
        await #expect(throws: RegisterRefused.notAsked(.staff, .village)) {
            try await save([.staff: 2], Self.village, tree)
        }
        await #expect(throws: RegisterRefused.empty) { try await save([:], Self.village, tree) }
        await #expect(throws: RegisterRefused.year) { try await save([.chairs: 1], Self.village, tree, year: 2026) }
        await #expect(throws: RegisterRefused.electedLater) {
            try await keep.save(
                Register(electedOn: CalendarDate("2025-05-06")), of: Self.village, year: 2025, before: 0,
                by: tree.officer(Self.village))
        }
        let nation = try await tree.officer(Self.nation, Set(Role.allCases))
        try await ChangeUnits(tree.surroundings)(
            .close, of: Self.other, on: CalendarDate("2025-05-01"), reason: "批复", by: nation)
        await #expect(throws: RegisterRefused.closed) { try await save([.chairs: 1], Self.other, tree) }
    }

    /// Own, child, grandchild, sibling, parent, foreign.
    @Test(
        arguments: [
            ("370828001010", true, nil), ("370828001", true, nil), ("370828", true, .forbidden),
            ("370828001209", false, .missing),
            ("370828002", false, .missing), ("150203", false, .missing),
        ] as [(String, Bool, AccessRefused?)])
    func whoMayEnterAndWhoMayLook(code: String, sees: Bool, refused: AccessRefused?) async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let id = try await site(.sunflower, Self.village, tree)
        let officer = try await tree.officer(code)
        let (surroundings, village) = (tree.surroundings, Self.village)
        let reads: [() async throws -> Void] = [
            { _ = try await KeepRegister(surroundings).page(village, for: officer) },
            { _ = try await KeepRegister(surroundings).file(ofChildrenOf: village, for: officer) },
            { _ = try await KeepSites(surroundings).list(village, .all, for: officer) },
            { _ = try await KeepSites(surroundings).detail(id, for: officer) },
            { _ = try await ReadCoverage(surroundings)(village, for: officer) },
        ]
        for read in reads {
            if sees { try await read() } else { await #expect(throws: AccessRefused.missing) { try await read() } }
        }
        let draft = try SiteDraft(kind: .other, name: "计生之家", address: "二楼", hours: "", since: nil)
        let writes: [() async throws -> Void] = [
            { try await save([.chairs: 1], village, tree, by: code) },
            { _ = try await site(.warmHome, village, tree, by: code) },
            { try await KeepSites(surroundings).correct(draft, id: id, before: 1, by: officer) },
            {
                try await KeepSites(surroundings).close(
                    id, on: CalendarDate("2025-05-01"), before: 2, by: officer)
            },
        ]
        for write in writes {
            if let refused { await #expect(throws: refused) { try await write() } } else { try await write() }
        }
        // Somebody who only signs enters nothing.
        let signatory = try await tree.officer(Self.street, [.signatory])
        await #expect(throws: AccessRefused.forbidden) {
            try await KeepRegister(surroundings).save(
                Register(counts: [.chairs: 9]), of: village, year: 2025, before: 1, by: signatory)
        }
    }

    @Test(arguments: Engine.allCases)
    func coverageSaysWhoIsShortAndWhoSaidNothing(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        // A virtual village and a placeholder county are none.
        #expect(try await reach(.instructors, Self.nation, tree) == [8, 0, 0, 8])
        #expect(try await reach(.staff, Self.nation, tree) == [4, 0, 0, 4])
        try await save([.instructors: 2], Self.village, tree)
        try await save([.instructors: 1], Self.other, tree)
        try await save([.volunteers: 5], "370828001009", tree)
        try await save([.staff: 0], Self.county, tree)
        for code in [Self.nation, "37", "3708", Self.county, Self.street] {
            let villages: Int64 = [Self.nation: 8, Self.street: 3][code] ?? 4
            #expect(try await reach(.instructors, code, tree) == [villages, 1, 1, villages - 2], "\(code)")
        }
        #expect(try await reach(.staff, "37", tree) == [1, 0, 1, 0])
        let mark = try #require(CoverageMark.all.first { $0.count == .instructors })
        let coverage = ReadCoverage(tree.surroundings)
        let parts = try await coverage.parts(of: Self.street, mark, for: tree.officer(Self.street)).parts
        let short = parts.compactMap { part -> String? in
            guard case .short(let unit, let entered) = part else { return nil }
            return "\(unit.code) \(entered.map { "\($0)" } ?? "-")"
        }
        #expect(short == ["370828001009 -", "370828001209 1"])
        for (code, expected) in [
            (Self.nation, ["15 1", "21 0", "2102 1", "37 4", "41 1", "44 1"]), ("3708", ["370828 4"]),
        ] {
            let parts = try await coverage.parts(of: code, mark, for: tree.officer(code)).parts
            let groups = parts.compactMap { part -> String? in
                guard case .group(let unit, let reach) = part else { return nil }
                return "\(unit.code) \(reach.units)"
            }
            #expect(groups == expected.filter { !$0.hasSuffix(" 0") })
        }
        // One by one, in code order.
        let first = try await coverage.parts(of: Self.street, mark, limit: 1, for: tree.officer(Self.street))
        #expect(first.parts.count == 1 && first.next == "370828001009")
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
        // A correction, and a value taken back.
        try await save([.instructors: 3], Self.other, tree, before: 1)
        try await save([.volunteers: 5], Self.village, tree, before: 1)
        #expect(try await reach(.instructors, Self.nation, tree) == [8, 1, 0, 7])
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    /// Coverage is over the units of today; what a unit entered stays its own.
    @Test(arguments: Engine.allCases)
    func aMovedUnitIsCountedWhereItIs(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        try await save([.instructors: 2], Self.far, tree)
        let id = try await site(.warmHome, Self.far, tree)
        let nation = try await tree.officer(Self.nation, Set(Role.allCases))
        let change = ChangeUnits(tree.surroundings)
        let day = try CalendarDate("2025-05-02")
        try await change(.move(to: "210202"), of: Self.town, on: day, reason: "批复", by: nation)
        #expect(try await reach(.instructors, "3708", tree) == [3, 0, 0, 3])
        #expect(try await reach(.instructors, "2102", tree) == [2, 1, 0, 1])
        #expect(try await reach(.instructors, Self.nation, tree) == [8, 1, 0, 7])
        let sites = try await KeepSites(tree.surroundings).list("2102", .open, for: tree.officer("2102")).sites
        #expect(sites.map(\.id) == [id])
        #expect(try await KeepSites(tree.surroundings).list("37", .all, for: tree.officer("37")).sites == [])
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
        try await change(.close, of: Self.far, on: day, reason: "批复", by: nation)
        #expect(try await reach(.instructors, Self.nation, tree) == [7, 0, 0, 7])
        #expect(try await entered(Self.far, tree).entry?.register.counts == [.instructors: 2])
        try await change(
            .split(code: "370828003", name: "新街道", children: [Self.village]), of: Self.street, on: day, reason: "批复",
            by: nation)
        try await change(.merge(into: "1502"), of: "3708", on: day, reason: "批复", by: nation)
        #expect(try await reach(.staff, "1502", tree) == [2, 0, 0, 2])
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    @Test(arguments: Engine.allCases)
    func sitesAreAddedCorrectedAndClosed(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let keep = KeepSites(tree.surroundings)
        let (village, street) = (try await tree.officer(Self.village), try await tree.officer(Self.street))
        let id = try await site(.sunflower, Self.village, tree)
        _ = try await site(.sunflower, Self.other, tree)
        _ = try await site(.warmHome, Self.street, tree)
        _ = try await site(.prenatal, "37", tree)
        let moved = try SiteDraft(
            kind: .familyHealth, name: "=cmd|1", address: "二楼", hours: "全天", since: CalendarDate("2024-01-01"))
        try await keep.correct(moved, id: id, before: 1, by: street)
        await #expect(throws: SiteRefused.changed) {
            try await keep.correct(
                SiteDraft(kind: .other, name: "甲", address: "三楼", hours: "", since: nil), id: id, before: 1, by: village
            )
        }
        let (site, versions) = try await keep.detail(id, for: village)
        #expect(site.draft == moved && versions.map(\.byUnit) == ["金乡街道", "金山社区"])
        func kinds(_ filter: Site.Filter, _ code: String) async throws -> [Site.Kind] {
            try await keep.list(code, filter, for: tree.officer(code)).sites.map(\.draft.kind)
        }
        #expect(try await kinds(.open, Self.nation) == [.prenatal, .warmHome, .familyHealth, .sunflower])
        #expect(try await kinds(.kind(.sunflower), Self.county) == [.sunflower])
        let sums = try await ReadCoverage(tree.surroundings)(Self.nation, for: tree.officer(Self.nation)).sums
        #expect(sums.sites(.prenatal) == 1 && sums.sites(.familyHealth, at: .village).reached == 1)
        let page = try await keep.list(Self.nation, .open, limit: 2, for: tree.officer(Self.nation))
        let rest = try await keep.list(Self.nation, .open, after: page.next, limit: 2, for: tree.officer(Self.nation))
        #expect(rest.sites.map(\.draft.kind) == [.familyHealth, .sunflower] && rest.next == nil)
        for day in ["2023-12-31", "2025-05-06"] {
            await #expect(throws: SiteRefused.closedOn) {
                try await keep.close(id, on: CalendarDate(day), before: 2, by: village)
            }
        }
        try await keep.close(id, on: CalendarDate("2025-05-05"), before: 2, by: village)
        #expect(try await kinds(.closed, Self.nation) == [.familyHealth])
        #expect(try await kinds(.open, Self.street) == [.warmHome, .sunflower])
        await #expect(throws: SiteRefused.closed) { try await keep.correct(moved, id: id, before: 3, by: village) }
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    @Test func theSameSiteAgainIsTheSameSite() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let keep = KeepSites(tree.surroundings)
        let id = tree.surroundings.identifiers.next(Site.self)
        let add = { (address: String, code: String) in
            try await keep.add(
                SiteDraft(kind: .sunflower, name: "", address: address, hours: "", since: nil), id: id, to: code,
                by: tree.officer(code))
        }
        try await add("一楼", Self.village)
        try await add("一楼", Self.village)
        await #expect(throws: SiteRefused.differentBody) { try await add("二楼", Self.village) }
        await #expect(throws: SiteRefused.differentBody) { try await add("一楼", Self.other) }
        #expect(try await keep.list(Self.nation, .all, for: tree.officer(Self.nation)).sites.count == 1)
    }

    /// A recount that repairs puts back what somebody broke.
    @Test func aBrokenSumIsFoundAndRepaired() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        try await save([.instructors: 2], Self.village, tree)
        try await tree.surroundings.database.write { db in
            try db.execute("UPDATE coverage_sum SET reached = 7 WHERE what = 'mark.instructors'")
        }
        #expect(try await Recount(tree.surroundings)(repair: false).map(\.campaign) == ["coverage"])
        _ = try await Recount(tree.surroundings)(repair: true)
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
        #expect(try await reach(.instructors, Self.nation, tree) == [8, 1, 0, 7])
    }
}
