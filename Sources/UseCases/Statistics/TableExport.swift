internal import Domain
internal import Storage

/// The official table of a unit as a file, for whoever has the installation's data folder.
package struct TableExport: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// - Parameter campaign: nil takes the newest.
    package func callAsFunction(
        unit code: String, campaign: String?, reported: Bool, format: TableFile.Format
    ) async throws -> [UInt8] {
        let (unit, id) = try await surroundings.database.read { db in
            guard let unit = try UnitTable(db).unit(code: code) else { throw AccessRefused.missing }
            let chosen = try campaign.map { try Campaign.ID($0) }
            guard let id = try chosen ?? CampaignTable(db).all().first?.id else { throw AccessRefused.missing }
            return (unit, id)
        }
        let officer = Officer(
            account: surroundings.identifiers.next(), displayName: "", unit: unit, roles: [.clerk])
        let table = try await StatisticsTables(surroundings).table(id, unit: code, for: officer)
        return try await TableFile(table, values: reported ? table.reported : table.live, contact: "")
            .bytes(format, on: CalendarDate(surroundings.now))
    }
}
