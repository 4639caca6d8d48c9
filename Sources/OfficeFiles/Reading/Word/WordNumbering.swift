/// The lists of a document as numbering.xml defines them. Source: ECMA-376 part 1, 17.9.
struct WordNumbering {
    struct Level {
        var start = 1
        var format = "decimal"
        /// Such as "%1、" or "%1.%2": the numbers of this and outer levels, from 1.
        var pattern = ""
        /// Starts again after a number of this level (from 1) or one outside of it; 0: never. Nil: after any outer one.
        var restart: Int?
        /// All numbers in Arabic digits.
        var isLegal = false
        /// The paragraph style whose paragraphs stand at this level.
        var style: String?
        /// What stands between number and text is no blank.
        var isTight = false
    }

    struct List {
        var abstract = -1
        var starts: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    private struct Abstract {
        var levels: [Int: Level] = [:]
        /// Its levels are those of the list of this numbering style.
        var style: String?
    }

    private var abstracts: [Int: Abstract] = [:]
    private var lists: [Int: List] = [:]

    func list(_ id: Int) -> List? { lists[id] }

    /// - Parameter styles: to follow lists that are defined by a style.
    func level(_ index: Int, of list: List, styles: WordStyleSheet) -> Level? {
        if let level = list.levels[index] { return level }
        guard let abstract = abstracts[list.abstract] else { return nil }
        if let level = abstract.levels[index] { return level }
        guard let style = abstract.style, let id = styles.list(ofStyle: style)?.list, let target = lists[id] else {
            return nil
        }
        return target.levels[index] ?? abstracts[target.abstract]?.levels[index]
    }

    /// The level that a list keeps for a paragraph style.
    func level(ofStyle style: String, in id: Int) -> Int? {
        guard let list = lists[id] else { return nil }
        return
            (list.levels.first { $0.value.style == style }
            ?? abstracts[list.abstract]?.levels.first { $0.value.style == style })?.key
    }

    init() {}

    init(_ nodes: XMLNodes) throws(OfficeFileError) {
        var parser = Parser()
        while let event = try nodes.next() {
            switch event {
            // Formats of later versions; the copy beside them is one that everybody knows.
            case .start("Choice"), .start("rPr"), .start("pPr"): nodes.skip()
            case .start(let name): parser.start(name, nodes)
            case .end(let name): parser.end(name)
            case .text: break
            }
        }
        self = parser.numbering
    }

    /// Where the reader stands in numbering.xml.
    private struct Parser {
        var numbering = WordNumbering()
        private var abstract: Int?
        private var list: Int?
        private var index: Int?
        private var level = Level()

        mutating func start(_ name: String, _ nodes: XMLNodes) {
            let value = { nodes.attribute("val") }
            let number = { value().flatMap { Int($0) } }
            switch name {
            case "abstractNum":
                abstract = nodes.attribute("abstractNumId").flatMap { Int($0) }
                if let abstract { numbering.abstracts[abstract] = Abstract() }
            case "numStyleLink": if let abstract { numbering.abstracts[abstract]?.style = value() }
            case "num":
                list = nodes.attribute("numId").flatMap { Int($0) }
                if let list { numbering.lists[list] = List() }
            case "abstractNumId": if let list, let number = number() { numbering.lists[list]?.abstract = number }
            case "lvlOverride": index = nodes.attribute("ilvl").flatMap { Int($0) }
            case "startOverride":
                if let list, let index, let number = number() { numbering.lists[list]?.starts[index] = number }
            case "lvl":
                index = nodes.attribute("ilvl").flatMap { Int($0) }
                level = Level()
            case "start": level.start = number() ?? 1
            case "numFmt": level.format = value() ?? "decimal"
            case "lvlText": level.pattern = String((value() ?? "").prefix(60))
            case "lvlRestart": level.restart = number()
            case "isLgl": level.isLegal = WordSwitch.isOn(value())
            case "pStyle": level.style = value()
            case "suff": level.isTight = value() == "nothing"
            default: break
            }
        }

        mutating func end(_ name: String) {
            switch name {
            case "abstractNum": abstract = nil
            case "num": list = nil
            case "lvl":
                guard let index, (0..<9).contains(index) else { break }
                if let abstract { numbering.abstracts[abstract]?.levels[index] = level }
                if let list { numbering.lists[list]?.levels[index] = level }
            default: break
            }
        }
    }
}

/// An element that is a property to be switched on: without a value it is on. Source: ECMA-376 part 1, 17.17.4.
enum WordSwitch {
    static func isOn(_ value: String?) -> Bool { value.map { !["0", "false", "off"].contains($0) } ?? true }
}
