/// The sheets of a workbook. Source: ECMA-376 part 1, 18.2 (workbook), 18.3 (worksheets), 18.4 (shared strings).
struct XlsxGrid {
    private let package: OfficePackage

    init(_ package: OfficePackage) { self.package = package }

    func read(_ budget: inout GridBudget) throws(OfficeFileError) -> [GridFile.Grid] {
        let relationships = try package.relationships()
        var sheets: [(name: String, cells: SheetCells)] = []
        for (name, id) in try names() {
            // Sheets that are charts or dialogues have no cells.
            guard let relationship = relationships[id], relationship.kind == "worksheet",
                let nodes = try package.nodes(relationship.part)
            else { continue }
            guard sheets.count < GridFile.sheetLimit else { throw .tooManySheets(limit: GridFile.sheetLimit) }
            var cells = SheetCells()
            try cells.read(nodes, &budget)
            sheets.append((name, cells))
        }
        var strings: [Int: String] = [:]
        for sheet in sheets { for index in sheet.cells.sharedStrings { strings[index] = "" } }
        if !strings.isEmpty, let part = relationships.values.first(where: { $0.kind == "sharedStrings" })?.part,
            let nodes = try package.nodes(part)
        {
            try Self.read(nodes, into: &strings)
        }
        var grids: [GridFile.Grid] = []
        for sheet in sheets {
            grids.append(
                GridFile.Grid(name: sheet.name, cells: try sheet.cells.finished(strings, &budget), format: .xlsx))
        }
        return grids
    }

    private func names() throws(OfficeFileError) -> [(name: String, id: String)] {
        var names: [(String, String)] = []
        let nodes = try package.main()
        while let event = try nodes.next() {
            guard case .start("sheet") = event, let name = nodes.attribute("name"), let id = nodes.attribute("id")
            else { continue }
            guard names.count < 10 * GridFile.sheetLimit else { throw .tooManySheets(limit: GridFile.sheetLimit) }
            names.append((name, id))
        }
        return names
    }

    /// Only the strings that cells ask for are kept.
    private static func read(_ nodes: XMLNodes, into strings: inout [Int: String]) throws(OfficeFileError) {
        var index = -1
        var isText = false
        var text: String?
        while let event = try nodes.next() {
            switch event {
            // How it is pronounced.
            case .start("rPh"): nodes.skip()
            case .start("si"):
                index += 1
                text = strings[index] == nil ? nil : ""
            case .start("t"): isText = true
            case .end("t"): isText = false
            case .end("si"):
                if let text { strings[index] = EscapedText.decode(text) }
                text = nil
            case .text where isText && text != nil: text?.append(nodes.text)
            default: break
            }
        }
    }
}
