/// The text of a web page as a reader sees it. Source: WHATWG HTML, 13.2 (parsing); CSS Text 3, 4.1 (white space).
struct HTMLText {
    private static let marks = [
        "!doctype html", "html", "head", "body", "meta", "title", "table", "div", "p", "span", "h1", "h2", "h3", "font",
        "center", "script", "style", "link", "br", "a", "section", "article", "base",
    ]

    /// Whether the text begins as web pages do.
    /// - Throws: `unknownFormat` if it begins as other files do that are no text for people.
    static func isPage(_ text: String) throws(OfficeFileError) -> Bool {
        var head = text.unicodeScalars.prefix(2_000).map { Character($0) }[...]
        while true {
            head = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            guard head.starts(with: "<!--"), let end = head.indices.first(where: { head[$0...].starts(with: "-->") })
            else {
                break
            }
            head = head[end...].dropFirst(3)
        }
        let opening = String(head).lowercased()
        // A page with its pictures in one file (MHTML), and XML of other kinds.
        if opening.hasPrefix("mime-version:") || opening.hasPrefix("from: <saved by") { throw .unknownFormat }
        if opening.hasPrefix("<?xml") {
            guard opening.contains("<html") || opening.contains("<!doctype html") else { throw .unknownFormat }
            return true
        }
        return marks.contains { mark in
            guard opening.hasPrefix("<" + mark) else { return false }
            return opening.dropFirst(mark.count + 1).first.map { " \t\n\r/>".contains($0) } ?? false
        }
    }

    static func read(_ text: String) throws(OfficeFileError) -> String {
        var lines = HTMLLines()
        var tokens = HTMLTokens(text)
        var title = ""
        var inTitle = false
        while let token = tokens.next() {
            switch token {
            case .start(let name, let attributes, let isEmpty):
                inTitle = name == "title" && title.isEmpty
                try lines.start(name, attributes, isEmpty: isEmpty)
            case .end(let name):
                inTitle = false
                try lines.end(name)
            case .text(let bytes):
                if inTitle { title = HTMLContent.squeezed(HTMLEntities.decode(bytes.prefix(1_000))) }
                try lines.add(bytes)
            }
        }
        let (read, parents) = try lines.finished()
        let kept = HTMLContent.lines(read, parents: parents, title: title)
        guard !kept.isEmpty else { throw .empty }
        return TextFile.normalised(kept.joined(separator: "\n") + "\n")
    }
}
