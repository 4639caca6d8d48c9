/// 报送材料: a file that a unit attached to what a notice asks for, or to a version that it handed up. What was withdrawn
/// stays to be seen.
package struct Material: Hashable, Sendable {
    package typealias ID = Identifier<Material>

    /// What it was attached to.
    package enum Place: Hashable, Sendable {
        /// The notice and the place in its list of requirements.
        case requirement(Notice.ID, position: Int64)
        /// 盖章扫描件 of a version.
        case version(Submission.ID)

        /// A requirement as a form sends it, such as `018f…-0009.2`. Scans have an address of their own.
        package init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let notice = try? Notice.ID(String(parts[0])), let position = Int64(parts[1]) else {
                return nil
            }
            self = .requirement(notice, position: position)
        }
        package var text: String {
            switch self {
            case .requirement(let notice, let position): "\(notice.text).\(position)"
            case .version(let submission): submission.text
            }
        }
    }

    package let id: ID
    package let campaign: Campaign.ID
    package let unit: Unit.ID
    /// One of `Requirement.kinds`, or `Requirement.scan`.
    package let kind: String
    package let place: Place
    package let file: String
    package let mediaType: String
    /// Bytes.
    package let size: Int64
    /// SHA-256, hexadecimal; its key in the file store.
    package let hash: String
    /// 补交: it came when the superior had accepted already.
    package let isLate: Bool
    package let addedAt: Instant
    package let withdrawnAt: Instant?

    package init(
        id: ID, campaign: Campaign.ID, unit: Unit.ID, kind: String, place: Place, file: String, mediaType: String,
        size: Int64, hash: String, isLate: Bool, addedAt: Instant, withdrawnAt: Instant? = nil
    ) {
        self.id = id
        self.campaign = campaign
        self.unit = unit
        self.kind = kind
        self.place = place
        self.file = file
        self.mediaType = mediaType
        self.size = size
        self.hash = hash
        self.isLate = isLate
        self.addedAt = addedAt
        self.withdrawnAt = withdrawnAt
    }
}

/// The name of a file that a person sent: its last component, without what cannot be seen.
package struct FileName: Hashable, Sendable {
    /// At most 100 characters; never empty.
    package let text: String
    /// In lower case, without the dot; empty when there is none.
    package let ending: String
    private static let longest = 100
    private static let longestEnding = 10

    package init(_ raw: String) {
        let last = raw.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        // Control characters, and format characters such as those that turn the direction of writing.
        let seen = last.unicodeScalars.filter { scalar in
            ![.control, .format, .lineSeparator, .paragraphSeparator, .surrogate].contains(
                scalar.properties.generalCategory)
        }
        let name = String(String.UnicodeScalarView(seen)).trimmed
        let dot = name.lastIndex(of: ".")
        let tail = dot.map { name[name.index(after: $0)...] } ?? ""
        let isEnding = (1...Self.longestEnding).contains(tail.count) && !tail.contains(where: \.isWhitespace)
        ending = isEnding && dot != name.startIndex ? tail.lowercased() : ""
        let stem = ending.isEmpty ? name[...] : name[..<(dot ?? name.endIndex)]
        let kept = stem.prefix(Self.longest - (ending.isEmpty ? 0 : tail.count + 1))
        let whole = ending.isEmpty ? String(kept) : "\(kept).\(tail)"
        text = whole.allSatisfy({ $0 == "." }) ? "没有名字的文件" : whole
    }
}
