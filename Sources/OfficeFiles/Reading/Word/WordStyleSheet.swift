/// What the styles of a document say of lists and of hidden text. Source: ECMA-376 part 1, 17.7.
struct WordStyleSheet {
    private struct Style {
        var base: String?
        var list: Int?
        var level: Int?
        var isHidden: Bool?
    }

    /// Styles build on each other a few levels deep; more is a circle.
    private static let depthLimit = 30
    /// Word knows about 4,000.
    private static let styleLimit = 20_000

    private var styles: [String: Style] = [:]
    private var hidden: [String: Bool] = [:]
    private var lists: [String: (list: Int, level: Int?, style: String)] = [:]
    /// Of paragraphs that name no style.
    private(set) var defaultParagraph: String?

    init() {}

    init(_ nodes: XMLNodes) throws(OfficeFileError) {
        var style: String?
        while let event = try nodes.next() {
            switch event {
            // Properties of parts of tables, and those before a change.
            case .start("tblStylePr"), .start("pPrChange"), .start("rPrChange"), .start("docDefaults"): nodes.skip()
            case .start("style"):
                style = nodes.attribute("styleId")
                guard let style else { break }
                guard styles.count < Self.styleLimit else { throw .notReadable }
                styles[style] = Style()
                if nodes.attribute("type") == "paragraph", WordSwitch.isOn(nodes.attribute("default") ?? "0") {
                    defaultParagraph = style
                }
            case .start(let name): if let style { read(name, nodes, into: style) }
            case .end("style"): style = nil
            case .end, .text: break
            }
        }
        for name in styles.keys {
            let family = family(of: name)
            hidden[name] = family.lazy.compactMap { $0.1.isHidden }.first
            lists[name] = family.lazy.compactMap { name, style in style.list.map { ($0, style.level, name) } }.first
        }
    }

    private mutating func read(_ name: String, _ nodes: XMLNodes, into style: String) {
        switch name {
        case "basedOn": styles[style]?.base = nodes.attribute("val")
        case "numId": styles[style]?.list = nodes.attribute("val").flatMap { Int($0) }
        case "ilvl": styles[style]?.level = nodes.attribute("val").flatMap { Int($0) }
        case "vanish": styles[style]?.isHidden = WordSwitch.isOn(nodes.attribute("val"))
        default: break
        }
    }

    /// The list that the style puts its paragraphs into, and the style of the family that says so.
    func list(ofStyle name: String?) -> (list: Int, level: Int?, style: String)? { name.flatMap { lists[$0] } }

    func isHidden(_ name: String?) -> Bool? { name.flatMap { hidden[$0] } }

    /// The style and those that it builds on, itself first.
    private func family(of name: String) -> [(String, Style)] {
        var family: [(String, Style)] = []
        var next: String? = name
        while let name = next, let style = styles[name], family.count < Self.depthLimit {
            family.append((name, style))
            next = style.base
        }
        return family
    }
}
