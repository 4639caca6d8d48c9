/// What the elements of a page do to its text.
enum HTMLElement {
    /// Their content is never read: scripts, menus, controls, pictures, what stands in for them.
    static let dropped: Set<String> = [
        "script", "style", "noscript", "nav", "template", "title", "iframe", "object", "svg", "math", "select",
        "button", "textarea", "datalist", "audio", "video", "canvas", "map", "xml", "noframes", "noembed",
    ]
    /// They have no content.
    static let void: Set<String> = [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
        "meta", "param", "source", "track", "wbr",
    ]
    /// They stand on lines of their own.
    static let block: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "optgroup", "option", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
    ]
    /// The start of one ends an open one of these. Source: WHATWG HTML, 13.1.2.4 (optional tags).
    static let implied: [String: [String]] = [
        "li": ["li"], "dt": ["dt", "dd"], "dd": ["dt", "dd"], "option": ["option"], "td": ["td", "th"],
        "th": ["td", "th"], "tr": ["td", "th", "tr"], "tbody": ["td", "th", "tr", "tbody", "thead", "tfoot"],
        "tfoot": ["td", "th", "tr", "tbody", "thead"], "thead": ["td", "th", "tr", "tbody", "thead"],
    ]
    /// These do not end an open paragraph, though they stand on lines of their own.
    static let withinParagraph: Set<String> = [
        "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "option", "body",
    ]
    static let headings: Set<String> = ["h1", "h2", "h3"]

    static func isHidden(_ name: String, _ attributes: [String: String]) -> Bool {
        if dropped.contains(name) || attributes["hidden"] != nil { return true }
        // So LibreOffice marks the heads and feet of pages.
        if name == "div", ["header", "footer"].contains(attributes["title"]) { return true }
        guard let style = attributes["style"]?.lowercased().filter({ !$0.isWhitespace }) else { return false }
        return style.contains("display:none") || style.contains("visibility:hidden") || style.contains("mso-hide:all")
    }

    /// The names that Chinese publishing systems give to the box that holds the article.
    private static let contentNames = [
        "content", "article", "trs_editor", "ucap", "zoom", "main", "detail", "news_text", "newstext", "zhengwen",
        "neirong", "editor", "vsb", "txt_con", "conbox", "textbox",
    ]

    static func mayHoldContent(_ name: String, _ attributes: [String: String]) -> Bool {
        if ["article", "main"].contains(name) { return true }
        return [attributes["id"], attributes["class"]].compactMap { $0?.lowercased() }.contains { given in
            contentNames.contains { given.contains($0) }
        }
    }

    static func isTitle(_ attributes: [String: String]) -> Bool {
        [attributes["id"], attributes["class"]].compactMap { $0?.lowercased() }.contains { $0.contains("title") }
    }
}
