/// A place on a sheet such as "B5" or "$B$5". Source: ECMA-376 part 1, 18.18.7 (ST_CellRef).
struct CellReference {
    static let rowLimit = 1_048_576
    static let columnLimit = 16_384

    /// From 0.
    let row: Int, column: Int

    init?(_ text: some StringProtocol) {
        var row = 0
        var column = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "$"): continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
            guard row <= Self.rowLimit, column <= Self.columnLimit else { return nil }
        }
        guard row > 0, column > 0 else { return nil }
        (self.row, self.column) = (row - 1, column - 1)
    }

    static func letters(of column: Int) -> String {
        var letters = ""
        var rest = column
        while rest >= 0 {
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
            rest = rest / 26 - 1
        }
        return letters
    }
}
