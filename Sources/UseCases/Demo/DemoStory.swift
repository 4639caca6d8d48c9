package import Domain
internal import FoundationEssentials
package import Storage
internal import Synchronization

/// A campaign in mid-course over real units: what `memberday demo` opens with. People are roles, records are made up.
package struct DemoStory: Sendable {
    package struct Account: Sendable {
        package let login: String, level: String, what: String
        let unit: String
        let roles: Set<Role>
    }

    package static let password = "huiyuan529"
    package static let accounts: [Account] = [
        Account(
            login: "guojia", level: "国家", what: "看全国，收省里的", unit: "00", roles: [.clerk, .signatory, .administrator]),
        Account(login: "shandong", level: "省", what: "山东省", unit: "37", roles: [.clerk, .signatory]),
        Account(login: "jining", level: "市", what: "济宁市", unit: "3708", roles: [.clerk, .signatory]),
        Account(login: "jinxiang", level: "县", what: "金乡县", unit: "370828", roles: [.clerk, .signatory]),
        Account(login: "jiedao", level: "乡镇街道", what: "金乡街道，收村居的", unit: "370828001", roles: [.clerk, .signatory]),
        Account(login: "jinshan", level: "村居社区", what: "金山社区记录员", unit: "370828001010", roles: [.recorder]),
    ]
    /// The morning on which the demo opens, in Asia/Shanghai.
    private static let opening = Instant(milliseconds: 1_748_998_800_000)  // 2025-06-04 09:00
    private static let setting = "demo.shift"

    let surroundings: Surroundings
    let time: Time
    private let teller: Domain.Account.ID

    /// Makes the demo's data when the database is empty.
    /// - Returns: seconds to add to the system's clock, so that the demo goes on from its opening morning.
    package static func prepare(_ database: any Database, folder: String, system: Clock) async throws -> Int64 {
        if let stored = try await database.read({ db in try SettingTable(db).value(setting) }) {
            return Int64(stored) ?? 0
        }
        let time = Time()
        let clock = Clock { time.now }
        let surroundings = Surroundings(database: database, clock: clock, passwords: Passwords(cheap: true))
        let story = DemoStory(surroundings: surroundings, time: time, teller: surroundings.identifiers.next())
        try await story.tell(folder: folder)
        let shift = opening.seconds(since: system.now())
        try await database.write { db in try SettingTable(db).set(setting, to: String(shift)) }
        return shift
    }

    /// The story's own clock: it is set, and moves on a little with each look.
    final class Time: Sendable {
        private let instant = Mutex(Instant(milliseconds: 1_744_160_400_000))  // 2025-04-09 09:00
        var now: Instant {
            instant.withLock { instant in
                instant = Instant(milliseconds: instant.milliseconds + 7)
                return instant
            }
        }
        func set(_ day: String, hour: Int64) throws {
            let days = Int64(try CalendarDate(day).daysSinceEpoch)
            instant.withLock { $0 = Instant(milliseconds: (days * 24 + hour - 8) * 3_600_000) }
        }
    }

    private func tell(folder: String) async throws {
        let file = folder + "/memberday.demo-units.csv"
        try Data(PackageResources.demo_units_csv).write(to: URL(filePath: file))
        _ = try await ImportUnits(surroundings)(path: file)
        try await openAccounts()
        try await tellLastYear()
        try await tellRegisters()
        let campaign = try await passNoticesDown()
        try await record(campaign)
        try await tellMedia(campaign)
        try await report(campaign)
    }

    private func openAccounts() async throws {
        for account in Self.accounts {
            let name = account.roles == [.recorder] ? "记录员" : "经办人"
            try await OpenPost(surroundings)(
                NewAccount(login: account.login, displayName: name, password: Self.password), roles: account.roles,
                unit: account.unit, by: nil)
        }
        let now = time.now
        let id = teller
        try await surroundings.database.write { db in
            // Nobody can sign in with it: no hash is ever "-".
            try AccountTable(db).insert(id, login: "demo-teller", passwordHash: "-", displayName: "经办人", at: now)
        }
    }

    /// Somebody in the unit with this code, holding every post there.
    func officer(_ code: String) async throws -> Officer {
        let teller = teller
        return try await surroundings.database.read { db in
            guard let unit = try UnitTable(db).unit(code: code) else { throw AccessRefused.missing }
            return Officer(account: teller, displayName: "经办人", unit: unit, roles: Set(Role.allCases))
        }
    }
    func children(of code: String) async throws -> [Unit] {
        try await surroundings.database.read { db in
            guard let unit = try UnitTable(db).unit(code: code) else { throw AccessRefused.missing }
            return try UnitTable(db).children(of: unit.id)
        }
    }

    // MARK: Down

    private func issue(_ text: String, from code: String, campaign name: String?) async throws -> Notice.ID {
        let officer = try await officer(code)
        let id = try await UploadNotice(surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
        var draft = try await Notices(surroundings).review(id, for: officer).draft
        if let name {
            draft.campaign = NoticeDraft.newCampaign
            draft.newCampaignName = name
        }
        try await ConfirmNotice(surroundings).confirm(draft, of: id, by: officer)
        try await PassNoticeDown(surroundings).issue(id, by: officer)
        return id
    }

    private func passNoticesDown() async throws -> Campaign.ID {
        try time.set("2025-04-15", hour: 9)
        let national = try await issue(DemoNotices.national, from: "00", campaign: "2025年会员活动月")
        for codes in [["37", "33", "15"], ["3708", "3303", "1502"], ["370828", "330302", "150203"]] {
            for code in codes { try await PassNoticeDown(surroundings).carryOut(national, by: officer(code)) }
        }
        for code in ["370828001", "370828102", "330302024", "330302006", "150203001", "150203003"] {
            try await PassNoticeDown(surroundings).carryOut(national, by: officer(code))
        }
        try time.set("2025-05-07", hour: 15)
        _ = try await issue(DemoNotices.street, from: "370828001", campaign: nil)
        let officer = try await officer("00")
        let detail = try await Notices(surroundings).detail(national, for: officer)
        guard let campaign = detail.campaign else { throw AccessRefused.missing }
        return campaign.id
    }

    // MARK: Records

    private struct Kind {
        let title: String, category: String, people: ClosedRange<Int64>
    }
    private static let kinds = [
        Kind(title: "生育政策进小区", category: "publicity", people: 30...120),
        Kind(title: "家风故事分享会", category: "publicity", people: 20...60),
        Kind(title: "会员活动日集中宣传", category: "publicity", people: 40...160),
        Kind(title: "家庭健康义诊", category: "service", people: 20...90),
        Kind(title: "优生优育咨询", category: "service", people: 8...40),
        Kind(title: "走访慰问", category: "visit", people: 2...12),
    ]

    private func record(_ campaign: Campaign.ID) async throws {
        var random = SeededNumbers(seed: 529)
        var drafts: [(unit: String, officer: Officer, draft: ActivityDraft)] = []
        func add(_ code: String, _ count: Int, _ scale: Int64 = 1) async throws {
            let officer = try await officer(code)
            for _ in 0..<count {
                let kind = Self.kinds[Int(random.next() % UInt64(Self.kinds.count))]
                let span = UInt64(kind.people.upperBound - kind.people.lowerBound)
                let people = (kind.people.lowerBound + Int64(random.next() % span)) * scale
                let day = try CalendarDate("2025-05-01").adding(days: Int(random.next() % 31))
                drafts.append(
                    (
                        code, officer,
                        try ActivityDraft(
                            title: kind.title, heldOn: day, venue: "", note: "", measures: Measures(people: people),
                            campaign: campaign, category: kind.category, session: nil)
                    ))
            }
        }
        for code in ["37", "33", "15", "3708", "3303", "1502"] { try await add(code, 2, 5) }
        for code in ["370828", "330302", "150203"] { try await add(code, 4, 3) }
        for township in ["370828001", "370828102", "330302024", "330302006", "150203001", "150203003"] {
            try await add(township, 5, 2)
            for (index, village) in try await children(of: township).enumerated() where index % 7 != 6 {
                try await add(village.code, 2 + Int(random.next() % 4))
            }
        }
        // One that the table cannot take as it is: people were not counted, attendances were.
        let village = try await officer("370828001010")
        drafts.append(
            (
                "370828001010", village,
                try ActivityDraft(
                    title: "健康讲座直播", heldOn: CalendarDate("2025-05-23"), venue: "", note: "线上看的人多，只有人次。",
                    measures: Measures(attendances: 320), campaign: campaign, category: "publicity", session: nil)
            ))
        try time.set("2025-05-31", hour: 17)
        let surroundings = surroundings
        let prepared = drafts
        try await withThrowingTaskGroup { group in
            for (unit, officer, draft) in prepared {
                group.addTask {
                    _ = try await RecordActivity(surroundings)(
                        draft, id: surroundings.identifiers.next(), unit: unit, by: officer)
                }
            }
            try await group.waitForAll()
        }
    }

    // MARK: Up

    @discardableResult
    private func submit(
        _ code: String, _ campaign: Campaign.ID, _ kind: Submission.Kind = .report
    ) async throws -> Submission.ID {
        try await SubmitTable(surroundings)(
            .init(campaign: campaign, unit: code, kind: kind, note: ""), id: surroundings.identifiers.next(),
            by: officer(code))
    }

    /// Every state is there: waiting, accepted, returned, recalled, replaced, supplemented, and nothing yet.
    private func report(_ campaign: Campaign.ID) async throws {
        let decide = DecideSubmission(surroundings)
        try time.set("2025-06-02", hour: 9)
        for (township, missing) in [("370828001", 3), ("370828102", 2), ("330302024", 1), ("330302006", 1)] {
            let villages = try await children(of: township)
            let superior = try await officer(township)
            for (index, village) in villages.enumerated() {
                // 金山社区 is the visitor's own: it has records and waits to be reported.
                if index >= villages.count - missing || village.code == "370828001010" { continue }
                let id = try await submit(village.code, campaign, index % 7 == 6 ? .nilReport : .report)
                switch (township, index) {
                case ("370828001", 0), ("370828001", 2): continue
                case ("370828001", 3):
                    try await decide.giveBack(id, reason: "义诊的人数好像多了一个 0，核一下", by: superior)
                case ("370828001", 4): try await decide.recall(id, seen: .submitted, by: officer(village.code))
                default: try await decide.accept(id, by: superior)
                }
            }
        }
        try time.set("2025-06-03", hour: 10)
        let county = try await officer("370828")
        let first = try await submit("370828102", campaign)
        try await decide.giveBack(first, reason: "还差两个村，先催一催再报", by: county)
        try await decide.accept(submit("370828102", campaign), by: county)
        let district = try await officer("330302")
        try await decide.accept(submit("330302024", campaign), by: district)
        try await submit("330302", campaign)
        // 胡集镇's late village flows into what the county has; 滨江街道's replaces what 鹿城区 has waiting at 温州市.
        try time.set("2025-06-03", hour: 16)
        for (township, superior) in [
            ("370828102", try await officer("370828102")), ("330302024", try await officer("330302024")),
        ] {
            guard let late = try await children(of: township).last else { continue }
            try await addLateRecord(late, campaign)
            try await decide.accept(submit(late.code, campaign), by: superior)
        }
    }

    private func addLateRecord(_ unit: Unit, _ campaign: Campaign.ID) async throws {
        let draft = try ActivityDraft(
            title: "会员活动日集中宣传", heldOn: CalendarDate("2025-05-29"), venue: "", note: "",
            measures: Measures(people: 45), campaign: campaign, category: "publicity", session: nil)
        _ = try await RecordActivity(surroundings)(
            draft, id: surroundings.identifiers.next(), unit: unit.code, by: officer(unit.code))
    }
}

/// The same numbers each time. Source: SplitMix64.
package struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64
    package init(seed: UInt64) { state = seed }
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
