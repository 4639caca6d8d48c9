internal import Crypto
internal import FoundationEssentials

/// SHA-256, as 64 hexadecimal digits.
package enum Digest {
    package static func hex(_ text: String) -> String { hex(Array(text.utf8)) }
    package static func hex(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }
    static func hex(_ hash: SHA256Digest) -> String {
        hash.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
    /// Of the value as JSON with sorted keys, so that the same value has the same digest.
    static func hex(of value: some Encodable) throws -> String {
        let json = JSONEncoder()
        json.outputFormatting = [.sortedKeys]
        return hex(Array(try json.encode(value)))
    }
}

/// Secrets for cookies and links: 32 random bytes, hexadecimal.
package enum Token {
    package static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
