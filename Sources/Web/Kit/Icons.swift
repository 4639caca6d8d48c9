/// The icons of the product. A page carries only the symbols that it uses.
package enum Icons {
    /// The `<symbol>` set for the icons that `html` refers to, in a fixed order.
    package static func symbols(usedIn html: String) -> Markup {
        let used = references(in: html)
        return "\(each: all.filter { used.contains($0.id) }, { $0.symbol })"
    }

    /// The ids after `<use href="#`, found in one pass. Text cannot fake one: its `<` and quotes are escaped.
    private static func references(in html: String) -> Set<String> {
        let opening = Array("<use href=\"#".utf8)
        var html = html
        return html.withUTF8 { bytes in
            var ids: Set<String> = []
            for hash in bytes.indices where bytes[hash] == UInt8(ascii: "#") && hash + 1 >= opening.count {
                guard bytes[(hash + 1 - opening.count)...hash].elementsEqual(opening) else { continue }
                ids.insert(String(decoding: bytes[(hash + 1)...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
            }
            return ids
        }
    }

    private static let all: [(id: String, symbol: Markup)] = [
        shape("aa", "<path d=\"m3 18 4.5-12L12 18M4.6 14h5.8M14 18l3-8 3.2 8m-5.4-2.6h4.4\"/>"),
        shape("back", "<path d=\"m15 6-6 6 6 6\"/>"),
        shape("bell", "<path d=\"M6 17V11a6 6 0 0 1 12 0v6zM4 17h16M10.5 20h3\"/>"),
        shape("cal", "<path d=\"M5 6h14v14H5zM5 10.5h14M9 3.5V8m6-4.5V8\"/>"),
        shape("doc", "<path d=\"M6 3.5h8l4 4V20.5H6zM14 3.5v4h4M9 12h6M9 16h6\"/>"),
        shape("down", "<path d=\"m6 9 6 6 6-6\"/>"),
        shape("flag", "<path d=\"M12 8.5v5m0 3v.01M12 3.5 22 20H2z\"/>"),
        shape("get", "<path d=\"M12 4v11m-5-5 5 5 5-5M5 20h14\"/>"),
        shape("go", "<path d=\"m9 6 6 6-6 6\"/>"),
        shape("home", "<path d=\"M4 11 12 4l8 7v9h-5v-6H9v6H4z\"/>"),
        shape("link", "<path d=\"M5 5h9M5 9.5h9M5 14h5m4 1 4 4m0-4v4h-4\"/>"),
        shape("list", "<path d=\"M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01\"/>"),
        shape("more", "<path d=\"M5 12h.01M12 12h.01M19 12h.01\" stroke-width=\"3\"/>"),
        shape("msg", "<path d=\"M4 5h16v11H10l-5 4v-4H4z\"/>"),
        shape("plus", "<path d=\"M12 5v14M5 12h14\"/>"),
        shape("print", "<path d=\"M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z\"/>"),
        shape("ring", "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"m8 12.3 2.8 2.8L16.2 9.5\"/>"),
        shape("send", "<path d=\"M12 19V5m-6 6 6-6 6 6\"/>"),
        shape("table", "<path d=\"M4 5h16v14H4zM4 10h16M10 10v9M15 10v9\"/>"),
        shape("user", "<circle cx=\"12\" cy=\"8\" r=\"4\"/><path d=\"M4.5 20.500a7.500 7.500 0 0 1 15 0\"/>"),
        shape("wait", "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 7.5V12l3 2\"/>"),
    ]

    private static func shape(_ id: String, _ paths: Markup) -> (id: String, symbol: Markup) {
        (id, "<symbol id=\"\(id)\" viewBox=\"0 0 24 24\">\(paths)</symbol>")
    }
}

/// An icon beside a word that says the same: assistive technology skips it.
package func icon(_ id: String) -> Markup {
    "<svg class=\"i\" aria-hidden=\"true\"><use href=\"#\(id)\"/></svg>"
}
