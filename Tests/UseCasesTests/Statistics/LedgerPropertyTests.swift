import Domain
import Storage
import TestSupport
import Testing
import UseCases

/// Both figures under whatever may happen: records, corrections, withdrawals, submissions, decisions, adjustments, and
/// changes of the tree. 1,000 campaigns of random steps on each engine, checked after each.
@Suite struct LedgerPropertyTests {
    private static let worlds = 40, cases = 25, steps = 12

    @Test(arguments: Engine.allCases, Array(1...UInt64(worlds)))
    func bothFiguresAreConserved(engine: Engine, seed: UInt64) async throws {
        let world = try await LedgerWorld(engine.database(), seed: seed)
        for _ in 0..<Self.cases {
            try await world.begin()
            for _ in 0..<4 { try await world.record() }
            for _ in 0..<Self.steps {
                world.choose()
                let before = world.nextChangesTree ? try await totals(world) : []
                try await world.step()
                // No total changes by a change of the tree.
                if world.nextChangesTree { #expect(try await totals(world) == before) }
            }
            let units = try await world.units()
            try await expectLive(world, units)
            try await expectReported(world, units)
            try await expectVersions(world, units)
        }
        #expect(try await Recount(world.tree.surroundings)(repair: false) == [])
        // Not vacuous: nearly everything happens in each world, a world is only 25 campaigns.
        let missing = Self.all.filter { world.done[$0] ?? 0 == 0 }
        #expect(missing.count <= 3, "\(missing): \(world.done), refused \(world.refused)")

    }

    private static let all = [
        "record", "correct", "withdraw", "submit", "correction", "accept", "return", "recall", "adjust", "move",
        "merge", "split", "close", "rename",
    ]

    private func totals(_ world: LedgerWorld) async throws -> [CellValues] {
        let campaign = world.campaign
        return try await world.db.read { db in
            guard let nation = try UnitTable(db).nation() else { return [] }
            let facts = try TallyTable(db).facts(campaign: campaign.id, below: nation)
            let accepted = try SubmissionTable(db).acceptedOfChildren(of: nation.id, campaign: campaign.id)
            return [
                campaign.definition.values(of: facts, for: .nation),
                accepted.values.reduce(CellValues()) { $0 + $1.cells }.filter { $0.value != 0 },
            ]
        }
    }

    /// Live: own + Σ children at each unit, and at the nation what was entered.
    private func expectLive(_ world: LedgerWorld, _ units: [Unit]) async throws {
        let campaign = world.campaign.id
        let wrong = try await world.db.read { db in
            let tally = TallyTable(db)
            return try units.filter { unit in
                let children = try UnitTable(db).children(of: unit.id) + UnitTable(db).closedChildren(of: unit.id)
                let parts = try tally.facts(campaign: campaign, ofChildren: children, of: unit)
                let expected = parts.values.reduce(try tally.ownFacts(campaign: campaign, of: unit)) { $0 + $1 }
                let live = try tally.facts(campaign: campaign, below: unit)
                return live.filter { !$0.value.isZero } != expected.filter { !$0.value.isZero }
            }.map(\.code)
        }
        #expect(wrong == [])
        let entered = world.records.reduce(into: (records: Int64(0), sessions: Int64(0), people: Int64(0))) {
            $0.records += 1
            $0.sessions += $1.draft.measures.sessions
            $0.people += $1.draft.measures.people ?? 0
        }
        let facts = try await world.db.read { db in
            try UnitTable(db).nation().map { try tallied(db, campaign, $0) } ?? []
        }
        #expect(facts == [entered.records, entered.sessions, entered.people])
    }
    private func tallied(_ db: any Connection, _ campaign: Campaign.ID, _ nation: Unit) throws -> [Int64] {
        let facts = try TallyTable(db).facts(campaign: campaign, below: nation).values
        return [
            facts.reduce(0) { $0 + $1.records }, facts.reduce(0) { $0 + $1.sessions },
            facts.reduce(0) { $0 + $1.people },
        ]
    }

    /// Reported: own + adjustments + what is accepted there, at each unit; and no unit is in the nation's figure twice.
    private func expectReported(_ world: LedgerWorld, _ units: [Unit]) async throws {
        // Reading them all each time takes longer than it tells.
        var random = SeededNumbers(seed: UInt64(units.count))
        for unit in units.shuffled(using: &random).prefix(10) {
            let page = try await AdjustTable(world.tree.surroundings).page(
                world.campaign.id, unit: unit.code, for: world.tree.officer(unit.code))
            let open = page.adjustments.filter(\.isOpen).map(\.adjustment).values
            let reported = page.computed + open
            let definition = world.campaign.definition
            let campaign = world.campaign.id
            let (own, adjustments, held) = try await world.db.read { db in
                (
                    definition.values(of: try TallyTable(db).ownFacts(campaign: campaign, of: unit), for: unit.level),
                    try AdjustmentTable(db).open(of: unit.id, campaign: campaign).values,
                    try heldVersions(db, unit.id, campaign)
                )
            }
            let expected = held.reduce(own + adjustments) { $0 + $1 }
            #expect(reported.filter { $0.value != 0 } == expected.filter { $0.value != 0 }, "\(unit.code)")
        }
        let nation = try await world.tree.table("00", campaign: world.campaign.id)
        #expect(nation.today == nil)
        let campaign = world.campaign.id
        let (parts, sum, reported) = try await world.db.read { db -> ([Unit.ID], CellValues, CellValues) in
            guard let nation = try UnitTable(db).nation() else { return ([], [:], [:]) }
            var seen: [Unit.ID] = []
            var sum = CellValues()
            var open = Array(try SubmissionTable(db).acceptedOfChildren(of: nation.id, campaign: campaign).values)
            let reported = open.reduce(CellValues()) { $0 + $1.cells }
            while let version = open.popLast() {
                seen.append(version.unit.id)
                sum = sum + version.ownCells
                for id in try SubmissionTable(db).children(of: version.id).values {
                    if let part = try SubmissionTable(db).submission(id) { open.append(part) }
                }
            }
            return (seen, sum, reported)
        }
        #expect(Set(parts).count == parts.count)
        #expect(sum.filter { $0.value != 0 } == reported.filter { $0.value != 0 })
    }

    /// The newest accepted version of each unit, where it was accepted by this one; by other means than the product's.
    private func heldVersions(_ db: any Connection, _ holder: Unit.ID, _ campaign: Campaign.ID) throws -> [CellValues] {
        let rows = try db.rows(
            """
            SELECT id, unit_id, version, parent_id FROM submission
            WHERE campaign_id = \(campaign.text) AND state = 'accepted' ORDER BY version
            """)
        var newest: [Int64: (id: String, parent: Int64)] = [:]
        for row in rows {
            newest[try row.int("unit_id")] = (try row.text("id"), try row.int("parent_id"))
        }
        return try newest.values.filter { $0.parent == holder.number }.compactMap {
            try SubmissionTable(db).submission(Submission.ID($0.id))?.cells
        }
    }

    /// Every version is what it was made of, and still has its hash.
    private func expectVersions(_ world: LedgerWorld, _ units: [Unit]) async throws {
        for unit in units {
            for version in try await world.versions(unit.id) {
                let found = try await Submissions(world.tree.surroundings).one(
                    version.id, for: world.tree.officer(unit.code))
                #expect(found.isIntact)
                let replayed = found.parts.reduce(version.ownCells) { $0 + $1.cells }
                #expect(replayed.filter { $0.value != 0 } == version.cells.filter { $0.value != 0 }, "\(unit.code)")
            }
        }
    }
}
