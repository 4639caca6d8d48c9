/// The key of an entity that a client may make: a UUID in lower case (UUIDv7 where we make it).
package struct Identifier<Entity>: Hashable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    /// - Throws: `IdentifierInvalid` unless `raw` has the form 8-4-4-4-12 of hexadecimal digits.
    package init(_ raw: String) throws(IdentifierInvalid) {
        let bytes = Array(raw.utf8)
        guard bytes.count == 36 else { throw IdentifierInvalid() }
        for (index, byte) in bytes.enumerated() {
            switch index {
            case 8, 13, 18, 23: guard byte == 0x2D else { throw IdentifierInvalid() }
            default:
                guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) else {
                    throw IdentifierInvalid()
                }
            }
        }
        text = raw.lowercased()
    }

    /// A UUIDv7. Source: RFC 9562, 5.7.
    package init(at instant: Instant, random: UInt128) {
        let time = UInt64(bitPattern: instant.milliseconds) & 0xFFFF_FFFF_FFFF
        let low = UInt64(truncatingIfNeeded: random)
        let high = UInt64(truncatingIfNeeded: random >> 64)
        let first = (time << 16) | 0x7000 | (high & 0x0FFF)
        let second = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        let hex = Self.hex(first) + Self.hex(second)
        var parts: [Substring] = []
        var rest = hex[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        text = parts.joined(separator: "-")
    }

    package var description: String { text }
    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

package struct IdentifierInvalid: UserFacingError, Hashable {
    package init() {}
    package var code: String { "id.malformed" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String { "编号的格式不对，请回到上一页重新打开表单" }
}

/// Makes keys; tests give their own randomness.
package struct Identifiers: Sendable {
    private let clock: Clock
    private let random: @Sendable () -> UInt128

    package init(clock: Clock, random: @escaping @Sendable () -> UInt128 = { UInt128.random(in: .min ... .max) }) {
        self.clock = clock
        self.random = random
    }
    package func next<Entity>(_: Entity.Type = Entity.self) -> Identifier<Entity> {
        Identifier(at: clock.now(), random: random())
    }
}
