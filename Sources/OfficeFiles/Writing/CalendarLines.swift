/// Content lines of iCalendar: CRLF, folded at 75 octets, never inside a character. Source: RFC 5545, 3.1.
struct CalendarLines {
    static let zone = "Asia/Shanghai"
    private static let width = 75

    private(set) var bytes: [UInt8] = []

    /// - Parameter raw: a value of letters, digits and marks that need no escape.
    mutating func add(_ name: String, raw: String) {
        var room = Self.width
        for scalar in "\(name):\(raw)".unicodeScalars {
            let encoded = UTF8.encode(scalar).map(Array.init) ?? []
            if encoded.count > room {
                bytes.append(contentsOf: [0x0D, 0x0A, 0x20])
                room = Self.width - 1
            }
            bytes.append(contentsOf: encoded)
            room -= encoded.count
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    mutating func add(_ name: String, text: String) { add(name, raw: Self.escape(text)) }

    /// Source: RFC 5545, 3.3.11. Control characters, which the format cannot hold, are dropped.
    private static func escape(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in TextFile.normalised(text).unicodeScalars {
            switch scalar {
            case "\\", ";", ",": output.append(contentsOf: ["\\", scalar])
            case "\n": output.append(contentsOf: ["\\", "n"])
            case "\t": output.append(" ")
            case "\u{0}"..."\u{1F}", "\u{7F}": break
            default: output.append(scalar)
            }
        }
        return String(output)
    }

    mutating func addZone() {
        add("BEGIN", raw: "VTIMEZONE")
        add("TZID", raw: Self.zone)
        add("BEGIN", raw: "STANDARD")
        add("DTSTART", raw: "19920101T000000")
        add("TZOFFSETFROM", raw: "+0800")
        add("TZOFFSETTO", raw: "+0800")
        add("TZNAME", raw: "CST")
        add("END", raw: "STANDARD")
        add("END", raw: "VTIMEZONE")
    }
}
