/// Somebody's mail address: the plain form without quotes and comments, so that it can stand in a header and in a command
/// as it is. Source: RFC 5321 4.1.2 (Dot-string, Domain), 4.5.3.1 (lengths); ASCII only.
package struct MailAddress: Hashable, Sendable {
    package let text: String

    /// - Parameter raw: blanks around it are taken away, and a full-width ＠ is taken for @.
    package init(_ raw: String) throws(Invalid) {
        let text = raw.trimmed.replacing("＠", with: "@")
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, Self.isLocal(parts[0]), Self.isDomain(parts[1]) else {
            throw .malformed
        }
        self.text = text
    }

    package var domain: String { String(text.split(separator: "@")[1]) }

    private static func isLocal(_ part: Substring) -> Bool {
        let atoms = part.split(separator: ".", omittingEmptySubsequences: false)
        return part.utf8.count <= 64 && part.first != "-"
            && atoms.allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }
            }
    }
    private static func isDomain(_ part: Substring) -> Bool {
        let labels = part.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    package enum Invalid: UserFacingError, Hashable {
        case malformed
        package var code: String { "mail.address" }
        package var kind: UserFacingErrorKind { .invalid }
        package var message: String { "邮箱要写成 name@example.cn 这样" }
    }
}
