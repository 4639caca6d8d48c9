package import Domain
internal import FoundationEssentials
package import Storage
package import UseCases

/// A small tree of real units, a campaign of the nation, and an officer wherever one is asked for.
package struct SmallTree: Sendable {
    package let surroundings: Surroundings
    package let campaign: Campaign
    private let teller: Account.ID

    package static let csv = """
        code,name,level,parent_code
        15,内蒙古自治区,1,
        1502,包头市,2,15
        150203,昆都仑区,3,1502
        150203001,少先路街道,4,150203
        150203001026,少先二十社区居委会,5,150203001
        21,辽宁省,1,
        2102,大连市,2,21
        210202,中山区,3,2102
        210202001,海军广场街道,4,210202
        210202001001,星河社区居委会,5,210202001
        37,山东省,1,
        3708,济宁市,2,37
        370828,金乡县,3,3708
        370828001,金乡街道,4,370828
        370828001009,金府社区居民委员会,5,370828001
        370828001010,金山社区居民委员会,5,370828001
        370828001209,刘庄村民委员会,5,370828001
        370828001999,金乡虚拟社区,5,370828001
        370828002,高河街道,4,370828
        370828002001,高河社区居委会,5,370828002
        41,河南省,1,
        4190,省直辖县级行政区划,2,41
        419001,济源市,3,4190
        419001001,沁园街道,4,419001
        419001001001,马寨社区居委会,5,419001001
        44,广东省,1,
        4419,东莞市,2,44
        441900,辖区,3,4419
        441900003,东城街道,4,441900
        441900003001,岗贝社区居民委员会,5,441900003

        """

    package static let start = Instant(milliseconds: 1_746_406_800_000)  // 2025-05-05 09:00 in Shanghai

    package init(_ database: any Database, clock: Clock? = nil) async throws {
        let clock = clock ?? Clock { Self.start }
        surroundings = Surroundings(
            database: database, clock: clock, passwords: Passwords(cheap: true),
            files: try FileFolder(path: TemporaryFolder.path + "/\(UUID().uuidString)-files"))
        let file = TemporaryFolder.path + "/\(UUID().uuidString).csv"
        try Data(Self.csv.utf8).write(to: URL(filePath: file))
        _ = try await ImportUnits(surroundings)(path: file)
        try FileManager.default.removeItem(atPath: file)
        let teller: Account.ID = surroundings.identifiers.next()
        let id: Campaign.ID = surroundings.identifiers.next()
        campaign = try await database.write { db in
            try AccountTable(db).insert(
                teller, login: "teller-\(teller.text)", passwordHash: "-", displayName: "经办人", at: Self.start)
            guard let nation = try UnitTable(db).nation() else { throw AccessRefused.missing }
            let definition = try TableDefinitions.standard()
            let campaign = Campaign(
                id: id, name: "2025年会员活动月", year: 2025, owner: nation.id, theme: "",
                startsOn: try CalendarDate("2025-05-01"), endsOn: try CalendarDate("2025-05-31"),
                definition: definition)
            try DefinitionTable(db).addPublished(definition)
            try CampaignTable(db).insert(campaign, at: Self.start)
            return campaign
        }
        self.teller = teller
    }

    package func unit(_ code: String) async throws -> Unit {
        try await surroundings.database.read { db in
            guard let unit = try UnitTable(db).unit(code: code) else { throw AccessRefused.missing }
            return unit
        }
    }
    package func officer(_ code: String, _ roles: Set<Role> = [.clerk, .signatory, .recorder]) async throws -> Officer {
        try officer(at: await unit(code), roles)
    }
    package func officer(at unit: Unit, _ roles: Set<Role>) throws -> Officer {
        Officer(account: teller, displayName: "经办人", unit: unit, roles: roles)
    }

    package func draft(
        _ category: String = "publicity", people: Int64? = 10, attendances: Int64? = nil, sessions: Int64 = 1,
        title: String = "活动", note: String = "", day: String = "2025-05-05"
    ) throws -> ActivityDraft {
        try ActivityDraft(
            title: title, heldOn: CalendarDate(day), venue: "广场", note: note,
            measures: Measures(sessions: sessions, people: people, attendances: attendances), campaign: campaign.id,
            category: category, session: nil)
    }

    @discardableResult
    package func record(_ draft: ActivityDraft, at code: String) async throws -> Receipt {
        try await RecordActivity(surroundings)(
            draft, id: surroundings.identifiers.next(), unit: code, by: officer(code))
    }
    @discardableResult
    package func submit(_ code: String, _ kind: Submission.Kind = .report) async throws -> Submission.ID {
        try await SubmitTable(surroundings)(
            .init(campaign: campaign.id, unit: code, kind: kind, note: ""), id: surroundings.identifiers.next(),
            by: officer(code))
    }
    package func accept(_ id: Submission.ID, by code: String) async throws {
        try await DecideSubmission(surroundings).accept(id, by: officer(code))
    }
    /// Both figures of a unit.
    package func table(_ code: String, campaign id: Campaign.ID? = nil) async throws -> StatisticsTables.Table {
        try await StatisticsTables(surroundings).table(id ?? campaign.id, unit: code, for: officer(code))
    }
}
