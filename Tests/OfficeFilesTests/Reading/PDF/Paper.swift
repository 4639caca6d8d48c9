import Foundation

/// A PDF put together by hand: text at places, in a font without outlines whose codes are Unicode.
struct Paper {
    struct Line {
        var x: Double, y: Double, size: Double, text: String
    }

    /// A4, in points.
    static let width = 595.0, height = 842.0
    static let left = 79.0, right = 521.0

    private(set) var pages: [[Line]] = [[]]

    /// - Parameters:
    ///   - x: from the left; y: from the top.
    mutating func put(_ text: String, x: Double, y: Double, size: Double = 16) {
        pages[pages.count - 1].append(Line(x: x, y: y, size: size, text: text))
    }

    mutating func turnPage() { pages.append([]) }

    /// A paragraph with an indent of two characters, in lines of 27; returns where the next one may stand.
    @discardableResult
    mutating func paragraph(_ text: String, y: Double, indent: Double = 2) -> Double {
        var (rest, place, start) = (Array(text)[...], y, indent)
        while !rest.isEmpty {
            let count = 27 - Int(start)
            put(String(rest.prefix(count)), x: Self.left + start * 16, y: place)
            rest = rest.dropFirst(count)
            (place, start) = (place + 28, 0)
        }
        return place
    }

    mutating func centred(_ text: String, y: Double, size: Double = 22) {
        put(text, x: (Self.left + Self.right - Double(text.count) * size) / 2, y: y, size: size)
    }

    func bytes(encrypted: Bool = false) -> [UInt8] {
        var objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count \(pages.count)/Kids[\(pages.indices.map { "\(7 + 2 * $0) 0 R" }.joined(separator: " "))]>>",
            "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
            """
            <</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
            /FontDescriptor 5 0 R/DW 1000/W[32 126 500]>>
            """,
            """
            <</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -140 1000 860]/ItalicAngle 0/Ascent 860/Descent -140\
            /CapHeight 700/StemV 80>>
            """,
            Self.stream(
                """
                /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
                1 begincodespacerange <0000> <FFFF> endcodespacerange
                1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end
                """),
        ]
        for (index, page) in pages.enumerated() {
            objects.append(
                """
                <</Type/Page/Parent 2 0 R/MediaBox[0 0 \(Self.width) \(Self.height)]/Resources<</Font<</F 3 0 R>>>>\
                /Contents \(8 + 2 * index) 0 R>>
                """)
            let content = page.map { line in
                let codes = line.text.utf16.map { String(format: "%04X", Int($0)) }.joined()
                return "BT /F \(line.size) Tf 1 0 0 1 \(line.x) \(Self.height - line.y) Tm <\(codes)> Tj ET"
            }
            objects.append(Self.stream(content.joined(separator: "\n")))
        }
        return Self.file(objects, encrypted: encrypted)
    }

    private static func stream(_ text: String) -> String {
        "<</Length \(text.utf8.count)>>\nstream\n\(text)\nendstream"
    }

    private static func file(_ objects: [String], encrypted: Bool) -> [UInt8] {
        var text = "%PDF-1.5\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        text += places.map { String(format: "%010d 00000 n \n", $0) }.joined()
        // A key that no password opens.
        let key = String(repeating: "00", count: 32)
        let lock = encrypted ? "/Encrypt<</Filter/Standard/V 1/R 2/O<\(key)>/U<\(key)>/P -4>>/ID[<00><00>]" : ""
        return Array(
            (text + "trailer<</Size \(objects.count + 1)/Root 1 0 R\(lock)>>\nstartxref\n\(start)\n%%EOF\n").utf8)
    }
}
