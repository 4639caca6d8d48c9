/// Filled tables that somebody sent in at once.
package struct ImportUpload: Hashable, Sendable {
    package typealias ID = Identifier<ImportUpload>
    package let id: ID
    package let campaign: Campaign.ID
    /// Whose clerk sent them.
    package let unit: Unit.ID
    package let bodyHash: String
    package let createdAt: Instant
    package let files: Int64

    package init(id: ID, campaign: Campaign.ID, unit: Unit.ID, bodyHash: String, createdAt: Instant, files: Int64) {
        self.id = id
        self.campaign = campaign
        self.unit = unit
        self.bodyHash = bodyHash
        self.createdAt = createdAt
        self.files = files
    }
}
