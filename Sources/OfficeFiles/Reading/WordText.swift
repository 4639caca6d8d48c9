import CLibXML2
import Foundation

/// The text of word/document.xml. Source: ECMA-376 part 1, 17.3 (paragraphs) and 17.4 (tables).
enum WordText {
    static func read(_ xml: [UInt8]) throws(OfficeFileError) -> String {
        guard !declaresEntities(xml) else { throw .externalEntity }
        guard xml.count <= Int(Int32.max) else { throw .notReadable }
        let result: Result<String, OfficeFileError> = xml.withUnsafeBufferPointer { buffer in
            Result { () throws(OfficeFileError) in try parse(buffer) }
        }
        return try result.get()
    }

    /// Looked for in the raw bytes, in 8-bit and 16-bit encodings, before any parser sees them.
    private static func declaresEntities(_ xml: [UInt8]) -> Bool {
        let plain = xml.contains(0) ? xml.filter { $0 != 0 } : xml
        let marks = ["DOCTYPE", "ENTITY"].map { Array($0.utf8) }
        var index = plain.startIndex
        while let found = plain[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = found + 1
            guard index < plain.endIndex, plain[index] == UInt8(ascii: "!") else { continue }
            let rest = plain[(index + 1)...].prefix(8).map { $0 & 0xDF }
            if marks.contains(where: { rest.starts(with: $0) }) { return true }
        }
        return false
    }

    private static func parse(_ buffer: UnsafeBufferPointer<UInt8>) throws(OfficeFileError) -> String {
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let reader: OpaquePointer? = buffer.withMemoryRebound(to: CChar.self) {
            xmlReaderForMemory($0.baseAddress, Int32($0.count), nil, nil, options)
        }
        guard let reader else { throw .notReadable }
        defer { xmlFreeTextReader(reader) }
        var writer = WordTextWriter()
        var state = xmlTextReaderRead(reader)
        while state == 1 {
            let type = xmlTextReaderNodeType(reader)
            if type == Int32(XML_READER_TYPE_ELEMENT.rawValue) {
                let name = string(xmlTextReaderConstLocalName(reader))
                if WordTextWriter.skipped.contains(name) {
                    state = xmlTextReaderNext(reader)
                    continue
                }
                let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
                writer.start(name)
                if isEmpty { writer.end(name) }
            } else if type == Int32(XML_READER_TYPE_END_ELEMENT.rawValue) {
                writer.end(string(xmlTextReaderConstLocalName(reader)))
            } else if type == Int32(XML_READER_TYPE_TEXT.rawValue)
                || type == Int32(XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue)
                || type == Int32(XML_READER_TYPE_WHITESPACE.rawValue)
                || type == Int32(XML_READER_TYPE_CDATA.rawValue)
            {
                writer.text(string(xmlTextReaderConstValue(reader)))
            }
            state = xmlTextReaderRead(reader)
        }
        guard state == 0, writer.sawDocument else { throw .notReadable }
        return TextFile.normalised(writer.finished())
    }

    private static func string(_ characters: UnsafePointer<xmlChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }
}

/// Turns the elements of a document into lines.
struct WordTextWriter {
    /// Second copies of text boxes, deleted text and field codes.
    static let skipped: Set<String> = ["Fallback", "del", "instrText", "pPr", "rPr", "sectPr"]

    private(set) var sawDocument = false
    private var output = ""
    private var inText = false
    /// Tables within tables flatten into the cell that holds them.
    private var tableDepth = 0
    private var cellIsEmpty = true

    mutating func start(_ name: String) {
        switch name {
        case "document": sawDocument = true
        case "t": inText = true
        case "tab": output += "\t"
        case "br", "cr": output += tableDepth > 0 ? " " : "\n"
        case "tbl": tableDepth += 1
        case "tc": cellIsEmpty = true
        default: break
        }
    }

    mutating func end(_ name: String) {
        switch name {
        case "t": inText = false
        case "p": output += tableDepth == 0 ? "\n" : (cellIsEmpty ? "" : " ")
        case "tc": closeCell()
        case "tr": closeRow()
        case "tbl": tableDepth -= 1
        default: break
        }
    }

    mutating func text(_ text: String) {
        guard inText else { return }
        cellIsEmpty = false
        output += text
    }

    private mutating func closeCell() {
        while output.unicodeScalars.last == " " { output.unicodeScalars.removeLast() }
        if tableDepth == 1 { output += "\t" }
    }

    private mutating func closeRow() {
        guard tableDepth == 1 else {
            output += " "
            return
        }
        while output.unicodeScalars.last == "\t" { output.unicodeScalars.removeLast() }
        output += "\n"
    }

    func finished() -> String { output }
}
