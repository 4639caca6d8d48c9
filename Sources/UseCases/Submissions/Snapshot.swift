internal import Domain
internal import Storage

/// What a version is made of, before it has a key.
struct Snapshot {
    let campaign: Campaign.ID
    /// The definition's key.
    let definition: String
    let unit: Unit
    let version: Int64
    let kind: Submission.Kind
    let own: CellValues
    let children: [Unit.ID: (id: Submission.ID, cells: CellValues)]
    /// The cells that the unit's sheet has; what versions of another form bring beside them is left out.
    let applying: Set<String>
    let missing: [Submission.Missing]
    let note: String
    /// What was attached by then.
    let materials: [Material]
    var adjustments: [Adjustment] = []
    var findings: [Finding] = []
    var corrects: Int64?
    var why = ""

    /// What is not there is not in the JSON either, so that versions from before it existed keep their hash.
    private struct Content: Encodable {
        let campaign: String, unit: String, version: Int64, kind: String, definition: String
        let own: CellValues, cells: CellValues
        let children: [String]
        let missing: [Submission.Missing]
        let note: String
        let adjustments: [Adjustment]?, findings: [Finding]?
        let corrects: Int64?
        let why: String?
        /// Hashes of the files, sorted.
        let materials: [String]?
    }

    private var cells: CellValues {
        children.values.reduce(own) { $0 + $1.cells }.filter { applying.contains($0.key) }
    }

    /// SHA-256 of everything that was frozen.
    static func hash(_ submission: Submission, children: [Submission.ID], materials: [Material]) throws -> String {
        try Digest.hex(
            of: Content(
                campaign: submission.campaign.text, unit: submission.unit.code, version: submission.version,
                kind: submission.kind.rawValue, definition: submission.definition, own: submission.ownCells,
                cells: submission.cells, children: children.map(\.text).sorted(), missing: submission.missing,
                note: submission.note, adjustments: submission.adjustments.isEmpty ? nil : submission.adjustments,
                findings: submission.findings.isEmpty ? nil : submission.findings, corrects: submission.corrects,
                why: submission.why.isEmpty ? nil : submission.why,
                materials: materials.isEmpty ? nil : materials.map(\.hash).sorted()))
    }

    func submission(id: Submission.ID, state: Submission.State = .submitted, at now: Instant) throws -> Submission {
        let make = { (hash: String) in
            Submission(
                id: id, campaign: campaign, unit: unit, version: version, kind: kind, state: state,
                definition: definition, ownCells: own, cells: cells, missing: missing, note: note, hash: hash,
                submittedAt: now, decidedAt: state == .accepted ? now : nil, reason: "", adjustments: adjustments,
                findings: findings, corrects: corrects, why: why)
        }
        return make(try Self.hash(make(""), children: children.values.map(\.id), materials: materials))
    }
}
