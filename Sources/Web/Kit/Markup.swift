/// A piece of HTML that is safe to send: interpolated strings are escaped, other markup is taken as it is.
///
/// Protects text and quoted attributes only. Never interpolate into a script, a style or the scheme of a URL.
package struct Markup: ExpressibleByStringInterpolation, Hashable, Sendable {
    package private(set) var html: String

    package init(stringLiteral value: String) { html = value }
    package init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }
    package static let empty: Markup = ""

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            html.reserveCapacity(literalCapacity + interpolationCount * 16)
        }
        package mutating func appendLiteral(_ literal: String) { html += literal }
        package mutating func appendInterpolation(_ text: String) { Markup.escape(text, into: &html) }
        package mutating func appendInterpolation(_ number: Int) { html += String(number) }
        package mutating func appendInterpolation(_ part: Markup?) { if let part { html += part.html } }
        package mutating func appendInterpolation<Rows: Sequence>(
            each rows: Rows, _ view: (Rows.Element) -> Markup
        ) {
            for row in rows { html += view(row).html }
        }
    }

    private static func escape(_ text: String, into html: inout String) {
        guard text.utf8.contains(where: { $0 == 34 || $0 == 38 || $0 == 39 || $0 == 60 || $0 == 62 }) else {
            html += text
            return
        }
        for character in text.unicodeScalars {
            switch character {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            default: html.unicodeScalars.append(character)
            }
        }
    }
}
