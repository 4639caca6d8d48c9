internal import CLibPQ
internal import Storage

/// Turns libpq's text results into values by the type of the column.
enum PostgresValue {
    static func rows(of result: OpaquePointer?) throws -> [Row] {
        let width = PQnfields(result)
        let columns = (0..<width).map { String(cString: PQfname(result, $0)) }
        let types = (0..<width).map { PQftype(result, $0) }
        return try (0..<PQntuples(result)).map { row in
            let values = try (0..<width).map { column -> SQLValue in
                guard PQgetisnull(result, row, column) == 0 else { return .null }
                return try value(String(cString: PQgetvalue(result, row, column)), type: types[Int(column)])
            }
            return Row(columns: columns, values: values)
        }
    }

    /// - Parameter type: an OID of pg_type, fixed since PostgreSQL exists.
    private static func value(_ text: String, type: Oid) throws -> SQLValue {
        switch type {
        case 16: return .bool(text == "t")
        case 20, 21, 23, 26: return .int(Int64(text) ?? 0)
        // numeric: what SUM makes of BIGINT
        case 1700:
            if let number = Int64(text) { return .int(number) }
            return .double(Double(text) ?? 0)
        case 700, 701: return .double(Double(text) ?? 0)
        case 17: return .bytes(try bytes(text))
        // void: what a lock function returns
        case 2278: return .null
        default: return .text(text)
        }
    }

    /// `\x` and two hexadecimal digits a byte.
    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = [0x5C, 0x78]
        text.reserveCapacity(bytes.count * 2 + 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(_ text: String) throws -> [UInt8] {
        let digits = Array(text.utf8.dropFirst(2))
        guard text.hasPrefix("\\x"), digits.count.isMultiple(of: 2) else {
            throw StorageError.statement("bytea is not in hex format")
        }
        let nibble = { (digit: UInt8) in digit < 0x3A ? digit - 0x30 : digit - 0x57 }
        return stride(from: 0, to: digits.count, by: 2).map { nibble(digits[$0]) << 4 | nibble(digits[$0 + 1]) }
    }
}
