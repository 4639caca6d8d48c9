import Foundation

/// The parts of an Office Open XML file and the relationships between them. Source: ECMA-376 part 2, 6 (packages).
struct OfficePackage {
    struct Relationship {
        /// The last word of its type: strict and transitional files differ before it.
        let kind: String
        /// The name of the part in the archive.
        let part: String
    }

    /// A file has a handful for each part; more is an attack.
    private static let relationshipLimit = 10_000

    private let archive: ZipFile
    let mainPart: String
    private let propertiesPart: String?

    init(_ archive: ZipFile) throws(OfficeFileError) {
        self.archive = archive
        let roots = try Self.relationships(of: "", in: archive)
        propertiesPart = roots.values.first { $0.kind == "custom-properties" }?.part
        mainPart = roots.values.first { $0.kind == "officeDocument" }?.part ?? "word/document.xml"
    }

    /// The root of the main part tells.
    func format() throws(OfficeFileError) -> GridFile.Format {
        guard mainPart.hasSuffix(".xml") else { throw .unknownFormat }
        let nodes = try main()
        while let event = try nodes.next() {
            guard case .start(let name) = event else { continue }
            switch name {
            case "workbook": return .xlsx
            case "document": return .docx
            default: throw .unknownFormat
            }
        }
        throw .notReadable
    }

    func main() throws(OfficeFileError) -> XMLNodes {
        guard let nodes = try nodes(mainPart) else { throw .unknownFormat }
        return nodes
    }

    func nodes(_ part: String) throws(OfficeFileError) -> XMLNodes? {
        guard let member = try archive.member(part) else { return nil }
        return try XMLNodes(member)
    }

    /// By their ids.
    func relationships() throws(OfficeFileError) -> [String: Relationship] {
        try Self.relationships(of: mainPart, in: archive)
    }

    /// Values of other types than text are given as they are written.
    func properties() throws(OfficeFileError) -> [String: String] {
        guard let propertiesPart, let nodes = try nodes(propertiesPart) else { return [:] }
        var properties: [String: String] = [:]
        var budget = GridBudget()
        var name: String?
        while let event = try nodes.next() {
            switch event {
            case .start("property"):
                name = nodes.attribute("name")
                if let name {
                    try budget.spendCell()
                    try budget.spend(name)
                    properties[name] = ""
                }
            case .end("property"): name = nil
            case .text:
                guard let name else { continue }
                let text = nodes.text
                guard properties[name] != "" || text.contains(where: { !$0.isWhitespace }) else { continue }
                try budget.spend(text)
                properties[name, default: ""] += text
            default: break
            }
        }
        return properties
    }

    private static func relationships(
        of part: String, in archive: ZipFile
    ) throws(OfficeFileError) -> [String: Relationship] {
        let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        let folder = part[..<slash]
        guard let member = try archive.member("\(folder)_rels/\(part[slash...]).rels") else { return [:] }
        let nodes = try XMLNodes(member)
        var relationships: [String: Relationship] = [:]
        while let event = try nodes.next() {
            guard case .start("Relationship") = event, nodes.attribute("TargetMode") != "External",
                let id = nodes.attribute("Id"), let type = nodes.attribute("Type"),
                let target = nodes.attribute("Target")
            else { continue }
            guard relationships.count < relationshipLimit else { throw .notReadable }
            let kind = type.split(separator: "/").last.map(String.init) ?? ""
            relationships[id] = Relationship(kind: kind, part: resolve(target, from: folder))
        }
        return relationships
    }

    /// A target is a path from the folder of its source, or from the root.
    private static func resolve(_ target: String, from folder: Substring) -> String {
        let path = target.removingPercentEncoding ?? target
        var names: [Substring] = []
        for name in (path.hasPrefix("/") ? path : folder + path).split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return names.joined(separator: "/")
    }
}
