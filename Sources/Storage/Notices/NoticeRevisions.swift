package import Domain

/// Notices that take the place of others, and plans that answer them.
extension NoticeTable {
    /// Holds its row until the transaction ends: nobody makes another text of it while it is confirmed.
    package func hold(_ id: Notice.ID) throws {
        try db.execute("UPDATE notice SET state = state WHERE id = \(id.text)")
    }

    /// A draft's text, reading and draft anew, such as when a plan becomes a text again.
    /// - Returns: false when it was no draft any more.
    package func rewrite(
        _ id: Notice.ID, title: String, plainText: String, reading: String, draft: String, file: [UInt8],
        fileHash: String
    ) throws -> Bool {
        try FileTable(db).put(file, hash: fileHash)
        return try db.execute(
            """
            UPDATE notice SET title = \(title), plain_text = \(plainText), reading = \(reading), draft = \(draft),
                file_hash = \(fileHash)
            WHERE id = \(id.text) AND state = 'draft'
            """) == 1
    }

    /// What takes its place, in whatever state.
    package func revision(of id: Notice.ID) throws -> Notice? {
        try notices("notice.revises_id = \(id.text)").first
    }
    /// The newest that came to a unit in place of this one; nil when this is it.
    package func replacement(of id: Notice.ID, at unit: Unit.ID) throws -> Notice? {
        var found: Notice?
        while let next = try revision(of: found?.id ?? id), next.state == .issued,
            try delivery(next.id, to: unit) != nil
        { found = next }
        return found
    }

    /// A unit's own notices of a campaign that are confirmed and not replaced, newest first.
    package func standing(of unit: Unit.ID, campaign: Campaign.ID) throws -> [Notice] {
        try notices(
            """
            notice.unit_id = \(unit.number) AND notice.campaign_id = \(campaign.text) AND notice.state <> 'draft'
                AND NOT EXISTS (
                    SELECT 1 FROM notice next WHERE next.revises_id = notice.id AND next.state <> 'draft')
            ORDER BY created_at DESC, notice.id DESC
            """)
    }

    /// By when a unit reports in a campaign: as the newest notice says that came to it, so that a revision replaces the day.
    package func due(of unit: Unit.ID, campaign: Campaign.ID) throws -> CalendarDate? {
        try due("delivery.unit_id = \(unit.number)", campaign)
    }
    /// By when the units below report to it.
    package func dueBelow(_ unit: Unit.ID, campaign: Campaign.ID) throws -> CalendarDate? {
        try due("from_unit_id = \(unit.number)", campaign)
    }
    private func due(_ whose: SQL, _ campaign: Campaign.ID) throws -> CalendarDate? {
        try db.row(
            """
            SELECT due_on FROM delivery JOIN notice ON notice.id = notice_id
            WHERE \(whose) AND campaign_id = \(campaign.text) AND due_on IS NOT NULL
            ORDER BY delivered_at DESC, notice_id DESC LIMIT 1
            """
        ).map { try CalendarDate($0.text("due_on")) }
    }

    /// Answers what came to the unit by a plan of its own, also where it was carried out as it stands before.
    package func answer(_ ids: [Notice.ID], unit: Unit.ID, plan: Notice.ID, at instant: Instant) throws {
        for id in ids {
            try db.execute(
                """
                UPDATE delivery SET response = 'own_plan', plan_id = \(plan.text), responded_at = \(instant.milliseconds)
                WHERE notice_id = \(id.text) AND unit_id = \(unit.number)
                """)
        }
    }
}
