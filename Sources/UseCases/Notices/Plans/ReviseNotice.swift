package import Domain
internal import NoticeReading
internal import Storage

/// 改一版: an issued notice once more, with other words; it takes the place of the former one below.
package struct ReviseNotice: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        package let notice: Notice
        package let text: String
        /// The revision that is on the way already.
        package let begun: Notice.ID?
        /// It was written from clauses and can be changed as such.
        package let isComposed: Bool
    }

    package func page(_ id: Notice.ID, for officer: Officer) async throws -> Page {
        try await surroundings.database.read { db in
            let working = try Self.issued(id, by: officer, db)
            return Page(
                notice: working.notice, text: working.plainText, begun: try NoticeTable(db).revision(of: id)?.id,
                isComposed: try PlanDraftTable(db).draft(id)?.composed != nil)
        }
    }

    private static func issued(_ id: Notice.ID, by officer: Officer, _ db: any Connection) throws -> NoticeTable.Working
    {
        guard let working = try NoticeTable(db).working(id) else { throw AccessRefused.missing }
        try officer.requires(.notices, on: working.notice.unit)
        guard working.notice.state == .issued, working.notice.campaign != nil else { throw NoticeRefused.notIssued }
        return working
    }

    /// - Parameter file: the new text as typed, or a new file.
    /// - Returns: the draft to review; the one that is on the way when somebody began before.
    /// - Throws: `NoticeInvalid`; then nothing is kept.
    package func callAsFunction(_ id: Notice.ID, file: [UInt8], name: String, by officer: Officer) async throws
        -> Notice.ID
    {
        _ = try await page(id, for: officer)
        let (text, found) = try await UploadNotice.read(file)
        let (now, next) = (surroundings.now, surroundings.identifiers.next(Notice.self))
        do {
            return try await surroundings.database.write { db in
                let former = try Self.issued(id, by: officer, db).notice
                if try NoticeTable(db).revision(of: id) != nil { throw NoticeRefused.revisedBefore }
                let reading = try NoticeChecks.checked(found, of: text, officer.unit, revises: id, db)
                let definition = try former.campaign.flatMap { try CampaignTable(db).campaign($0)?.definition }
                var draft = NoticeDraft(
                    reading, title: String((reading.title ?? former.head.title).prefix(200)),
                    categories: definition?.categories ?? [])
                draft.kind = former.head.kind
                draft.campaign = former.campaign?.text ?? NoticeDraft.newCampaign
                if draft.docNumber.isEmpty { draft.docNumber = former.head.docNumber ?? "" }
                if draft.theme.isEmpty { draft.theme = former.head.theme ?? "" }
                let notice = Notice(
                    id: next, unit: officer.unit, campaign: nil, state: .draft,
                    head: .init(kind: draft.kind, title: draft.title), fileName: UploadNotice.fileName(name),
                    createdAt: now, revises: id)
                try NoticeTable(db).insert(
                    notice, plainText: text, reading: try JSON.text(reading), draft: try JSON.text(draft), file: file,
                    fileHash: Digest.hex(file), by: officer)
                try AuditTable(db).append("notice.revise", object: next.text, by: officer, at: now)
                return next
            }
        } catch StorageError.unique { throw NoticeRefused.revisedBefore }
    }
}
