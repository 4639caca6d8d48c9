/// A statement whose interpolated values are always bound, never pasted. A fragment may be interpolated into another.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// Text between the values; one more than there are values.
    package private(set) var texts: [String]
    package private(set) var values: [SQLValue]

    package init(stringLiteral value: String) {
        texts = [value]
        values = []
    }
    package init(stringInterpolation: StringInterpolation) {
        texts = stringInterpolation.texts
        values = stringInterpolation.values
    }
    /// A statement of the product's own text, such as a migration's.
    package init(text: String) {
        texts = [text]
        values = []
    }

    package mutating func append(_ other: SQL) {
        texts[texts.count - 1] += other.texts[0]
        texts.append(contentsOf: other.texts.dropFirst())
        values.append(contentsOf: other.values)
    }

    /// `(…), (…), …` for one INSERT of many rows, or a list in brackets' inside.
    package static func list(_ parts: [SQL]) -> SQL {
        var joined: SQL = ""
        for (index, part) in parts.enumerated() {
            if index > 0 { joined.texts[joined.texts.count - 1] += ", " }
            joined.append(part)
        }
        return joined
    }

    package func text(for dialect: Dialect) -> String {
        guard !values.isEmpty else { return texts[0] }
        var text = ""
        for (index, part) in texts.enumerated() {
            text += part
            if index < values.count { text += dialect == .postgres ? "$\(index + 1)" : "?" }
        }
        return text
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var texts: [String] = [""]
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) { texts[texts.count - 1] += literal }
        package mutating func appendInterpolation(_ fragment: SQL) {
            texts[texts.count - 1] += fragment.texts[0]
            texts.append(contentsOf: fragment.texts.dropFirst())
            values.append(contentsOf: fragment.values)
        }
        package mutating func appendInterpolation(_ value: String) { bind(.text(value)) }
        package mutating func appendInterpolation(_ value: Int64) { bind(.int(value)) }
        package mutating func appendInterpolation(_ value: Int) { bind(.int(Int64(value))) }
        package mutating func appendInterpolation(_ value: Bool) { bind(.bool(value)) }
        package mutating func appendInterpolation(_ value: [UInt8]) { bind(.bytes(value)) }
        package mutating func appendInterpolation(_ value: String?) { bind(value.map { .text($0) } ?? .null) }
        package mutating func appendInterpolation(_ value: Int64?) { bind(value.map { .int($0) } ?? .null) }
        private mutating func bind(_ value: SQLValue) {
            values.append(value)
            texts.append("")
        }
    }
}

package enum SQLValue: Hashable, Sendable {
    case null
    case int(Int64)
    case text(String)
    case bool(Bool)
    case double(Double)
    case bytes([UInt8])
}

package enum Dialect: String, Sendable { case sqlite, postgres }
