import OfficeFiles

/// Packages put together by hand, as other offices write them.
enum Archives {
    static let sheetNames = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of one sheet with this content between `<worksheet>` and its end.
    static func xlsx(_ sheet: String, strings: String = "") throws -> [UInt8] {
        try workbook(
            sheets: [("表", "<worksheet xmlns=\"\(sheetNames)\">\(sheet)</worksheet>")],
            strings: "<sst xmlns=\"\(sheetNames)\">\(strings)</sst>")
    }

    static func workbook(sheets: [(name: String, xml: String)], strings: String = "<sst/>") throws -> [UInt8] {
        let list = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"r\($0)\"/>" }
        let links = sheets.indices.map { relationship("r\($0)", "worksheet", "worksheets/s\($0).xml") }
        return try zip(
            [
                ("_rels/.rels", relationships([relationship("r", "officeDocument", "xl/workbook.xml")])),
                (
                    "xl/workbook.xml",
                    "<workbook xmlns=\"\(sheetNames)\" xmlns:r=\"\(office)\"><sheets>\(list.joined())</sheets></workbook>"
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    relationships(links + [relationship("s", "sharedStrings", "sharedStrings.xml")])
                ),
                ("xl/sharedStrings.xml", strings),
            ] + sheets.enumerated().map { ("xl/worksheets/s\($0).xml", $1.xml) })
    }

    static func docx(_ body: String) throws -> [UInt8] {
        let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        return try zip([
            ("_rels/.rels", relationships([relationship("r", "officeDocument", "/word/document.xml")])),
            ("word/document.xml", "<w:document xmlns:w=\"\(name)\"><w:body>\(body)</w:body></w:document>"),
        ])
    }

    static func zip(_ members: [(String, String)]) throws -> [UInt8] {
        try ZipArchive.bytes(members.map { ($0.0, Array($0.1.utf8)) })
    }

    static func relationship(_ id: String, _ kind: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
    }

    static func relationships(_ items: [String]) -> String { "<Relationships>\(items.joined())</Relationships>" }
}
