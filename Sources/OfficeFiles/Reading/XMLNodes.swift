import CLibXML2

/// Bytes that come piece by piece, and may fail on the way.
protocol ByteSource: AnyObject {
    var failure: OfficeFileError? { get }
    /// How many bytes came, 0 at the end, or nil after a `failure`.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int?
}

/// The elements and texts of an XML part, in document order; memory does not grow with the part.
/// Names are local names, as prefixes and even namespaces differ between offices.
final class XMLNodes {
    enum Event { case start(String), end(String), text }

    private static let prepared: Void = xmlInitParser()

    private let source: any ByteSource
    private var scan = DeclarationScan()
    private var declares = false
    private var attributes = AttributeScan()
    private var isCrowded = false
    private var reader: OpaquePointer?
    private var skips = false
    private var open: String?

    init(_ source: any ByteSource) throws(OfficeFileError) {
        _ = Self.prepared
        self.source = source
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        reader = xmlReaderForIO(
            { context, buffer, count in
                guard let context, let buffer else { return -1 }
                let nodes = Unmanaged<XMLNodes>.fromOpaque(context).takeUnretainedValue()
                return nodes.read(UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
            }, nil, Unmanaged.passUnretained(self).toOpaque(), nil, nil, options)
        if reader == nil { throw failure }
    }

    deinit { xmlFreeTextReader(reader) }

    private var failure: OfficeFileError { declares ? .externalEntity : source.failure ?? .notReadable }
    private var isRefused: Bool { declares || isCrowded }

    private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        guard !isRefused, let count = source.read(into: buffer) else { return -1 }
        let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        declares = scan.finds(in: piece)
        isCrowded = attributes.finds(in: piece)
        return isRefused ? -1 : Int32(count)
    }

    /// The next event, or nil at the end of the part. An empty element starts and ends.
    func next() throws(OfficeFileError) -> Event? {
        if let name = open {
            open = nil
            return .end(name)
        }
        while true {
            let state = skips ? xmlTextReaderNext(reader) : xmlTextReaderRead(reader)
            skips = false
            guard state == 1 else {
                guard state == 0, !isRefused, source.failure == nil else { throw failure }
                return nil
            }
            switch xmlReaderTypes(rawValue: UInt32(xmlTextReaderNodeType(reader))) {
            case XML_READER_TYPE_ELEMENT:
                let name = string(xmlTextReaderConstLocalName(reader))
                if xmlTextReaderIsEmptyElement(reader) == 1 { open = name }
                return .start(name)
            case XML_READER_TYPE_END_ELEMENT: return .end(string(xmlTextReaderConstLocalName(reader)))
            case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_WHITESPACE,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
                return .text
            // In an encoding that hid it from the scan.
            case XML_READER_TYPE_DOCUMENT_TYPE: throw .externalEntity
            default: break
            }
        }
    }

    /// After `.start`: leaves the element and all in it out, its end too.
    func skip() {
        open = nil
        skips = true
    }

    /// After `.text`.
    var text: String { string(xmlTextReaderConstValue(reader)) }

    /// After `.start`: the value of the attribute with this local name.
    func attribute(_ name: StaticString) -> String? {
        defer { xmlTextReaderMoveToElement(reader) }
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            if xmlStrEqual(xmlTextReaderConstLocalName(reader), name.utf8Start) == 1,
                xmlTextReaderIsNamespaceDecl(reader) != 1
            {
                return string(xmlTextReaderConstValue(reader))
            }
        }
        return nil
    }

    private func string(_ characters: UnsafePointer<xmlChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }
}
