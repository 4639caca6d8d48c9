import Domain
import Storage
import TestSupport
import Testing
import UseCases

/// A small tree on which campaigns are run at random, one after the other, and what is known of the running one without
/// asking the product.
final class LedgerWorld {
    let tree: SmallTree
    var random: SeededNumbers
    /// Of the running case.
    private(set) var campaign: Campaign
    private(set) var records: [(id: ActivityRecord.ID, unit: String, draft: ActivityDraft)] = []
    /// How often something was done, and how often it was refused.
    private(set) var done: [String: Int] = [:], refused: [String: Int] = [:]
    private var nextCode = 990_000

    init(_ database: any Database, seed: UInt64) async throws {
        tree = try await SmallTree(database)
        random = SeededNumbers(seed: seed)
        campaign = tree.campaign
    }

    var db: any Database { tree.surroundings.database }

    func begin() async throws {
        let id: Campaign.ID = tree.surroundings.identifiers.next()
        let (owner, definition) = (tree.campaign.owner, tree.campaign.definition)
        campaign = Campaign(
            id: id, name: "活动", year: 2025, owner: owner, theme: "", startsOn: try CalendarDate("2025-05-01"),
            endsOn: try CalendarDate("2025-05-31"), definition: definition)
        records = []
        let campaign = campaign
        try await db.write { db in try CampaignTable(db).insert(campaign, at: SmallTree.start) }
    }

    // MARK: What there is

    /// All that report, also closed ones; read again after a change of the tree.
    func units() async throws -> [Unit] {
        if let known { return known }
        let units = try await db.read { db in
            var units: [Unit] = []
            try UnitTable(db).each { if $0.kind.reports { units.append($0) } }
            return units
        }
        known = units
        return units
    }
    private var known: [Unit]?
    func some(_ isWanted: (Unit) -> Bool = { _ in true }) async throws -> Unit? {
        try await units().filter { $0.validTo == nil && isWanted($0) }.randomElement(using: &random)
    }
    private func find(_ id: Unit.ID?) async throws -> Unit? { try await units().first { $0.id == id } }
    private func officer(_ code: String) async throws -> Officer {
        guard let unit = try await units().first(where: { $0.code == code }) else { throw AccessRefused.missing }
        return try tree.officer(at: unit, Set(Role.allCases))
    }
    func versions(_ unit: Unit.ID) async throws -> [Submission] {
        let id = campaign.id
        return try await db.read { db in try SubmissionTable(db).versions(of: unit, campaign: id) }
    }

    // MARK: What happens

    private func attempt(_ what: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
            done[what, default: 0] += 1
        } catch let error as any UserFacingError {
            _ = error
            refused[what, default: 0] += 1
        }
    }

    private func draft() throws -> ActivityDraft {
        let people: Int64? = Int.random(in: 0..<5, using: &random) == 0 ? nil : .random(in: 0...300, using: &random)
        return try ActivityDraft(
            title: "活动", heldOn: CalendarDate("2025-05-05"), venue: "", note: "",
            measures: Measures(sessions: .random(in: 1...5, using: &random), people: people, attendances: 7),
            campaign: campaign.id,
            category: ["publicity", "visit", "service"].randomElement(using: &random) ?? "visit",
            session: nil)
    }

    /// Whether the step that comes changes the tree.
    var nextChangesTree: Bool { next >= 15 }
    private var next = 0

    func choose() { next = Int.random(in: 0..<20, using: &random) }
    func step() async throws {
        switch next {
        case 0..<6: try await record()
        case 6: try await correct()
        case 7: try await withdraw()
        case 8..<12: try await reportUp()
        case 12: try await submit()
        case 13: try await decide()
        case 14: try await adjust()
        case 15: try await move()
        case 16: try await merge()
        case 17: try await split()
        case 18: try await close()
        default: try await rename()
        }
    }

    func record() async throws {
        guard let unit = try await some() else { return }
        let draft = try draft()
        let id: ActivityRecord.ID = tree.surroundings.identifiers.next()
        let officer = try await officer(unit.code)
        try await attempt("record") {
            _ = try await RecordActivity(tree.surroundings)(draft, id: id, unit: unit.code, by: officer)
        }
        records.append((id, unit.code, draft))
    }
    private func correct() async throws {
        guard let index = records.indices.randomElement(using: &random) else { return }
        let (draft, record) = (try draft(), records[index])
        let officer = try await officer(record.unit)
        try await attempt("correct") {
            try await CorrectActivity(tree.surroundings)(
                record.id, to: draft, saysNothingPrivate: true, by: officer)
        }
        records[index].draft = draft
    }
    private func withdraw() async throws {
        guard let index = records.indices.randomElement(using: &random) else { return }
        let record = records.remove(at: index)
        let officer = try await officer(record.unit)
        try await attempt("withdraw") {
            try await WithdrawActivity(tree.surroundings)(record.id, reason: "", by: officer)
        }
    }

    private func hand(_ unit: Unit, accept: Bool) async throws {
        let order = try SubmitTable.Order(campaign: campaign.id, unit: unit.code, kind: .report, note: "", why: "核过")
        let id: Submission.ID = tree.surroundings.identifiers.next()
        let officer = try await officer(unit.code)
        try await attempt(try await versions(unit.id).accepted == nil ? "submit" : "correction") {
            _ = try await SubmitTable(tree.surroundings)(order, id: id, by: officer)
        }
        guard accept, let waiting = try await versions(unit.id).waiting, let parent = unit.reportsTo else { return }
        let above = try await self.officer(find(parent)?.code ?? "")
        try await attempt("accept") {
            try await DecideSubmission(tree.surroundings).accept(waiting.id, by: above)
        }
    }
    private func submit() async throws {
        guard let unit = try await some({ $0.reportsTo != nil }) else { return }
        try await hand(unit, accept: false)
    }
    /// From somewhere up, each step accepted.
    private func reportUp() async throws {
        guard var unit = try await some({ $0.level >= .county }) else { return }
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            try await hand(unit, accept: true)
            guard let above = try await find(unit.reportsTo), above.reportsTo != nil else { return }
            unit = above
        }
    }
    private func decide() async throws {
        let id = campaign.id
        let all = try await units().filter { $0.reportsTo != nil }
        let waiting = try await db.read { db in
            try all.compactMap { try SubmissionTable(db).versions(of: $0.id, campaign: id).waiting }
        }
        guard let version = waiting.randomElement(using: &random), let parent = version.unit.reportsTo else { return }
        let (own, above) = (try await officer(version.unit.code), try await officer(find(parent)?.code ?? ""))
        if Bool.random(using: &random) {
            try await attempt("return") {
                try await DecideSubmission(tree.surroundings).giveBack(version.id, reason: "核一下", by: above)
            }
        } else {
            try await attempt("recall") {
                try await DecideSubmission(tree.surroundings).recall(version.id, seen: .submitted, by: own)
            }
        }
    }
    private func adjust() async throws {
        guard let unit = try await some({ $0.level == .township || $0.level == .county }) else { return }
        let cell = unit.level == .township ? "publicity-township-people" : "visit-prefecture-people"
        let officer = try await officer(unit.code)
        let (id, amount) = (campaign.id, Int64.random(in: -20...40, using: &random))
        try await attempt("adjust") {
            try await AdjustTable(tree.surroundings).add(
                tree.surroundings.identifiers.next(), cell: cell, amount: amount, reason: "核实", campaign: id,
                unit: unit.code, by: officer)
        }
    }

    private func change(_ what: String, _ order: ChangeUnits.Order, of unit: Unit) async throws {
        let nation = try await officer("00")
        try await attempt(what) {
            try await ChangeUnits(tree.surroundings)(
                order, of: unit.code, on: CalendarDate("2025-05-20"), reason: "批复", by: nation)
        }
        known = nil
    }
    private func move() async throws {
        guard let unit = try await some({ $0.level >= .county }),
            let target = try await some({ $0.level == .county || $0.level == .township || $0.level == .prefecture })
        else { return }
        try await change("move", .move(to: target.code), of: unit)
    }
    private func merge() async throws {
        guard let unit = try await some({ $0.level >= .prefecture }) else { return }
        guard let target = try await some({ $0.level == unit.level && $0.id != unit.id }) else { return }
        try await change("merge", .merge(into: target.code), of: unit)
    }
    private func split() async throws {
        guard let unit = try await some({ $0.level >= .county }) else { return }
        let children = try await db.read { db in try UnitTable(db).children(of: unit.id) }
        nextCode += 1
        try await change(
            "split", .split(code: String(nextCode), name: "新单位\(nextCode)", children: children.prefix(1).map(\.code)),
            of: unit)
    }
    private func close() async throws {
        guard let unit = try await some({ $0.level >= .township }) else { return }
        try await change("close", .close, of: unit)
    }
    private func rename() async throws {
        guard let unit = try await some({ $0.level > .nation }) else { return }
        try await change("rename", .rename(to: "改名\(Int.random(in: 0..<100, using: &random))"), of: unit)
    }
}
