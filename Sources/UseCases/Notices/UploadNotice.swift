package import Domain
internal import FoundationEssentials
package import NoticeReading
internal import OfficeFiles
internal import Storage

/// Takes a notice in: reads it and keeps the file, the text, the reading and a draft for a person to confirm.
package struct UploadNotice: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// - Throws: `NoticeInvalid`; then nothing is kept.
    package func callAsFunction(_ file: [UInt8], name: String, by officer: Officer) async throws -> Notice.ID {
        try officer.requires(.notices, on: officer.unit)
        let (text, found) = try await Self.read(file)
        let now = surroundings.now
        let id: Notice.ID = surroundings.identifiers.next()
        return try await surroundings.database.write { db in
            let reading = try NoticeChecks.checked(found, of: text, officer.unit, revises: nil, db)
            let definition = try db.usualDefinition(for: officer.unit)
            var draft = NoticeDraft(
                reading, title: String((reading.title ?? "").prefix(200)), categories: definition.categories)
            if let proposed = try Self.proposals(for: reading, officer.unit, db).first(where: \.isMeant) {
                draft.campaign = proposed.campaign.id.text
            }
            draft.newCampaignName = String((reading.theme ?? reading.title ?? "").prefix(60))
            let notice = Notice(
                id: id, unit: officer.unit, campaign: nil, state: .draft,
                head: Notice.Head(kind: draft.kind, title: draft.title.nilIfEmpty ?? "没有标题的通知"),
                fileName: Self.fileName(name),
                createdAt: now)
            try NoticeTable(db).insert(
                notice, plainText: text, reading: try JSON.text(reading), draft: try JSON.text(draft), file: file,
                fileHash: Digest.hex(file), by: officer)
            try AuditTable(db).append("notice.upload", object: id.text, by: officer, at: now)
            return id
        }
    }

    /// The text and the reading of a file, off the caller's thread.
    package static func read(_ file: [UInt8]) async throws -> (text: String, reading: NoticeReading) {
        // Only waiting for a converter leaves the pool's threads.
        try await withTaskExecutorPreference(WorkPool.parsing) {
            let text: String
            do { text = try await DocumentFile.read(file).text } catch let error as OfficeFileError {
                throw NoticeInvalid.file(error)
            }
            return (text, try NoticeReader().read(text))
        }
    }

    /// As it is shown and given back: no marks that turn the direction of writing, no line breaks.
    static func fileName(_ name: String) -> String {
        let plain = name.unicodeScalars.filter {
            $0.properties.generalCategory != .format && $0.properties.generalCategory != .control
        }
        return String(String(String.UnicodeScalarView(plain)).prefix(200))
    }

    /// Deadlines later than those that the superiors set for the same, in what the notice cites and in what came down.
    static func lateFor(
        superiorsOf unit: Unit, _ reading: NoticeReading, _ db: any Connection
    ) throws -> [NoticeReading.Finding] {
        let years = Set(reading.deadlines.compactMap { ($0.date ?? $0.expandedDates.max())?.prefix(4) })
        guard !years.isEmpty else { return [] }
        let cited = try NoticeTable(db).confirmed(docNumbers: reading.references.compactMap(\.docNumber))
            .filter { $0.state == .issued && $0.unit.id != unit.id && $0.unit.path.contains(unit.path) }.map(\.id)
        // What came down counts where it is of the same undertaking.
        let delivered = try NoticeTable(db).deliveries(to: unit.id).compactMap { try NoticeTable(db).notice($0.notice) }
            .filter { $0.head.theme != nil && $0.head.theme == reading.theme }.map(\.id)
        let deadlines = try Set(cited + delivered).flatMap { try PlanTable(db).deadlines(of: $0) }
        let superior = deadlines.compactMap { deadline in
            deadline.dueOn.flatMap { day in
                years.contains(day.text.prefix(4))
                    ? SuperiorDeadlineRule.Superior(what: deadline.what, date: day.text, to: deadline.recipient) : nil
            }
        }
        return SuperiorDeadlineRule(superior: superior).findings(reading)
    }

    /// Campaigns that a notice may belong to: by a cited document, then by year and theme, then by year.
    /// Only one that is meant is chosen beforehand: cited, of the same theme, or in the words of the title.
    static func proposals(
        for reading: NoticeReading, _ unit: Unit, _ db: any Connection
    ) throws -> [(campaign: Campaign, isMeant: Bool)] {
        let cited = try NoticeTable(db).confirmed(docNumbers: reading.references.compactMap(\.docNumber))
            .compactMap(\.campaign)
        // A superior's campaign is there when its notice was issued, not when it was only confirmed.
        let unissued = try NoticeTable(db).campaignsNotIssued()
        let known = try CampaignTable(db).all().filter { campaign in
            try (campaign.owner == unit.id || !unissued.contains(campaign.id))
                && UnitTable(db).unit(campaign.owner)?.path.contains(unit.path) ?? false
        }
        let year = (reading.issueDate ?? reading.period?.start).flatMap { Int($0.prefix(4)) }
        let rank = { (campaign: Campaign) -> Int in
            if cited.contains(campaign.id) { return 0 }
            guard campaign.year == year else { return 3 }
            return reading.theme == campaign.theme ? 1 : 2
        }
        return known.filter { rank($0) < 3 }.sorted { rank($0) < rank($1) }.map { campaign in
            (campaign, rank(campaign) < 2 || shareWords(campaign.name, (reading.title ?? "") + (reading.theme ?? "")))
        }
    }

    /// Four characters in a row, such as 会员活动; figures and 年 are no such word.
    private static func shareWords(_ name: String, _ title: String) -> Bool {
        let words = Array(name.filter { !$0.isNumber && $0 != "年" })
        guard words.count >= 4 else { return false }
        return (0...(words.count - 4)).contains { title.contains(String(words[$0..<($0 + 4)])) }
    }
}

/// JSON as text, keys sorted.
enum JSON {
    static func text(_ value: some Encodable) throws -> String {
        let json = JSONEncoder()
        json.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try json.encode(value), as: UTF8.self)
    }
    static func value<T: Decodable>(_ text: String, as type: T.Type = T.self) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
