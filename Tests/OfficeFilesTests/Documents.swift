import OfficeFiles

/// Word documents put together by hand.
enum Documents {
    private static let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    static func docx(_ body: String, styles: String = "", numbering: String = "") throws -> [UInt8] {
        let links = [
            Archives.relationship("s", "styles", "styles.xml"),
            Archives.relationship("n", "numbering", "numbering.xml"),
        ]
        return try Archives.zip([
            (
                "_rels/.rels",
                Archives.relationships([Archives.relationship("r", "officeDocument", "word/document.xml")])
            ),
            ("word/_rels/document.xml.rels", Archives.relationships(links)),
            ("word/styles.xml", "<w:styles xmlns:w=\"\(name)\">\(styles)</w:styles>"),
            ("word/numbering.xml", "<w:numbering xmlns:w=\"\(name)\" xmlns:mc=\"mc\">\(numbering)</w:numbering>"),
            (
                "word/document.xml",
                "<w:document xmlns:w=\"\(name)\" xmlns:mc=\"mc\" xmlns:v=\"v\" xmlns:wps=\"wps\"><w:body>\(body)</w:body></w:document>"
            ),
        ])
    }

    static func lines(_ body: String, styles: String = "", numbering: String = "") throws -> [String] {
        let text = try DocumentFile.plainText(docx(body, styles: styles, numbering: numbering))
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    static func paragraph(_ text: String, _ properties: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
    }

    /// A paragraph of a list.
    static func item(_ text: String, list: Int = 1, level: Int = 0) -> String {
        paragraph(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
    }

    /// A list definition of these levels (format, pattern, more properties), and lists 1 and 2 that use it.
    static func numbering(_ levels: [(String, String, String)], lists: String = "") -> String {
        let levels = levels.enumerated().map { index, level in
            """
            <w:lvl w:ilvl="\(index)"><w:start w:val="1"/><w:numFmt w:val="\(level.0)"/><w:lvlText w:val="\(level.1)"/>\(level.2)</w:lvl>
            """
        }
        return """
            <w:abstractNum w:abstractNumId="7">\(levels.joined())</w:abstractNum>\
            <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>\(lists)
            """
    }
}
