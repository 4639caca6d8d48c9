/// Puts the text of a page into lines as its blocks, line breaks and tables demand.
struct HTMLLines {
    private struct Element {
        let name: String
        let isHidden: Bool, isPreformatted: Bool, isLink: Bool, isHeading: Bool
        let box: Int
        /// The number that the next item of a list takes; nil outside of numbered lists.
        var item: Int?
        let itemFormat: String
    }

    /// Cells and tables: what is opened within them cannot end what is around them.
    private struct Scope {
        var counts: [String: Int] = [:]
    }

    /// Browsers stop at 512.
    private static let depthLimit = 1_000
    /// Long pages have some ten thousand.
    private static let elementLimit = 500_000
    /// Between a table and its cells stand its body, a row, perhaps a form.
    private static let tableDepth = 6
    private static let tableParts: Set<String> = ["td", "th", "tr", "tbody", "thead", "tfoot", "table"]

    private var elements: [Element] = []
    private var count = 0
    /// UTF-8 bytes of text, over all.
    private var spent = 0
    private var scopes = [Scope()]
    private var tables: [(table: HTMLTable, element: Int)] = []
    private var lists: [(element: Int, hasOpenItem: Bool)] = []
    private var parents = [0]
    private var lines: [HTMLLine] = []

    private var text = ""
    private var isAfterBlank = true
    private var linked = 0
    private var shown = 0
    private var isHeading = false
    /// In front of the next text: the number of a list's item.
    private var number = ""

    private var top: Element? { elements.last }

    mutating func start(_ name: String, _ attributes: [String: String], isEmpty: Bool) throws(OfficeFileError) {
        count += 1
        guard count <= Self.elementLimit else { throw .notReadable }
        if name == "br" { return endLine() }
        closeImplied(by: name)
        if HTMLElement.block.contains(name) { endLine() }
        guard !HTMLElement.void.contains(name), !isEmpty || HTMLElement.block.contains(name) else { return }
        guard elements.count < Self.depthLimit else { throw .notReadable }
        let isHidden = top?.isHidden ?? false || HTMLElement.isHidden(name, attributes)
        var box = top?.box ?? 0
        if !isHidden, HTMLElement.mayHoldContent(name, attributes) {
            parents.append(box)
            box = parents.count - 1
        }
        let isHeading =
            top?.isHeading ?? false || HTMLElement.headings.contains(name) || HTMLElement.isTitle(attributes)
        let element = Element(
            name: name, isHidden: isHidden,
            isPreformatted: top?.isPreformatted ?? false || name == "pre" || name == "xmp",
            isLink: top?.isLink ?? false || name == "a", isHeading: isHeading, box: box,
            item: name == "ol" ? attributes["start"].flatMap { Int($0) } ?? 1 : nil,
            itemFormat: Self.formats[attributes["type"] ?? "1"] ?? "decimal")
        if name == "li", !isHidden { takeNumber() }
        open(element, attributes)
    }

    private static let formats = ["a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"]

    /// Items of numbered lists are printed with their number.
    private mutating func takeNumber() {
        guard let list = lists.last?.element, let item = elements[list].item else { return }
        elements[list].item = item &+ 1
        number = NumberText.text(item, format: elements[list].itemFormat) + ". "
    }

    private mutating func open(_ element: Element, _ attributes: [String: String]) {
        scopes[scopes.count - 1].counts[element.name, default: 0] += 1
        elements.append(element)
        let table = tables.count - 1
        switch element.name {
        case "table":
            tables.append((HTMLTable(), elements.count - 1))
            scopes.append(Scope())
        case "tr" where table >= 0: tables[table].table.startRow()
        case "td" where table >= 0, "th" where table >= 0:
            tables[table].table.startCell(
                columns: attributes["colspan"], rows: attributes["rowspan"], firstLine: lines.count)
            scopes.append(Scope())
        case "ul", "ol": lists.append((elements.count - 1, false))
        case "li": if !lists.isEmpty { lists[lists.count - 1].hasOpenItem = true }
        default: break
        }
    }

    mutating func end(_ name: String) throws(OfficeFileError) {
        if name == "br" { return endLine() }
        // A stray end of a paragraph is an empty one.
        if HTMLElement.block.contains(name) { endLine() }
        close(name)
    }

    private mutating func closeImplied(by name: String) {
        if name == "li", let list = lists.last, !list.hasOpenItem { return close("p") }
        if let ended = HTMLElement.implied[name] { for name in ended { close(name) } }
        if HTMLElement.block.contains(name), !HTMLElement.withinParagraph.contains(name) { close("p") }
    }

    /// Ends the innermost open element of this name, with all that is open in it; a cell or table bounds the search.
    private mutating func close(_ name: String) {
        if Self.tableParts.contains(name) {
            // They lie in the scope of their table, around the scopes of their cells.
            guard let table = tables.last?.element else { return }
            let parts = elements[(name == "table" ? table : table + 1)...].prefix(Self.tableDepth)
            guard let index = parts.firstIndex(where: { $0.name == name }) else { return }
            while elements.count > index { pop() }
        } else if scopes[scopes.count - 1].counts[name, default: 0] > 0 {
            while let last = elements.last?.name {
                pop()
                if last == name { break }
            }
        }
    }

    private mutating func pop() {
        if HTMLElement.block.contains(elements.last?.name ?? "") { endLine() }
        let element = elements.removeLast()
        let table = tables.count - 1
        switch element.name {
        case "table":
            scopes.removeLast()
            tables[table].table.endRow(&lines, box: element.box)
            tables.removeLast()
            if table > 0 { tables[table - 1].table.holdsTable() }
        case "tr" where table >= 0: tables[table].table.endRow(&lines, box: element.box)
        case "td" where table >= 0, "th" where table >= 0:
            scopes.removeLast()
            tables[table].table.endCell(&lines)
        case "ul", "ol": lists.removeLast()
        case "li": if !lists.isEmpty { lists[lists.count - 1].hasOpenItem = false }
        default: break
        }
        scopes[scopes.count - 1].counts[element.name, default: 1] -= 1
    }

    mutating func add(_ bytes: ArraySlice<UInt8>) throws(OfficeFileError) {
        guard !(top?.isHidden ?? false) else { return }
        spent += bytes.count
        guard spent <= 4 * DocumentFile.scalarLimit else { throw .unpacksTooLarge(limit: DocumentFile.scalarLimit) }
        let (isPreformatted, isLink) = (top?.isPreformatted ?? false, top?.isLink ?? false)
        for scalar in HTMLEntities.decode(bytes).unicodeScalars {
            switch scalar {
            case "\n" where isPreformatted: endLine()
            case " ", "\t", "\n", "\r", "\u{0C}":
                if !isAfterBlank { text.unicodeScalars.append(" ") }
                isAfterBlank = true
            case "\u{200B}", "\u{FEFF}", "\u{AD}": break
            default:
                if !number.isEmpty {
                    text += number
                    number = ""
                }
                text.unicodeScalars.append(scalar == "\u{A0}" ? " " : scalar)
                isAfterBlank = false
                guard !scalar.properties.isWhitespace else { break }
                shown += 1
                if isLink { linked += 1 }
                isHeading = isHeading || top?.isHeading ?? false
            }
        }
    }

    private mutating func endLine() {
        defer {
            (text, isAfterBlank, linked, shown, isHeading) = ("", true, 0, 0, false)
        }
        guard shown > 0 else { return }
        let trimmed = text.unicodeScalars.drop { $0.properties.isWhitespace }
        let end = trimmed.lastIndex { !$0.properties.isWhitespace } ?? trimmed.startIndex
        lines.append(
            HTMLLine(text: String(trimmed[...end]), box: top?.box ?? 0, isHeading: isHeading, isLink: linked == shown))
    }

    mutating func finished() throws(OfficeFileError) -> (lines: [HTMLLine], parents: [Int]) {
        endLine()
        while !elements.isEmpty { pop() }
        return (lines, parents)
    }
}
