/// A run of the original text: plain, or recognised as something.
package enum PaperSegment: Hashable, Sendable {
    case text(String)
    /// `label` is the small sign behind it: a number, 时限, 主题; pressed, it leads to `field`. `isDoubtful` is amber.
    /// `anchors` are the places that begin with it, its own first.
    case mark(anchors: [String], text: String, label: String, field: String?, isDoubtful: Bool)
}

/// A paragraph of the original.
package struct PaperParagraph: Hashable, Sendable {
    package enum Style: Hashable, Sendable { case title, heading, body }

    package var style: Style
    package var segments: [PaperSegment]

    package init(_ segments: [PaperSegment], style: Style = .body) {
        self.style = style
        self.segments = segments
    }
}

/// Where a fact stands in the original: `id` is that of the mark.
package struct SourceLink: Hashable, Sendable {
    package var id: String
    /// 原文四（二）2
    package var label: String

    package init(_ id: String, _ label: String) {
        self.id = id
        self.label = label
    }
}

/// The original document, in Song, with what was recognised marked.
package func noticePaper(_ paragraphs: [PaperParagraph], isSticky: Bool = true) -> Markup {
    """
    <article class="paper\(isSticky ? " stick" : "")" aria-label="通知原文" tabindex="0">\
    <p class="q sm lead-in">原文，标出的是认出来的地方</p>\(each: paragraphs, paragraph)</article>
    """
}

private func paragraph(_ paragraph: PaperParagraph) -> Markup {
    let text: Markup = "\(each: paragraph.segments, segment)"
    return switch paragraph.style {
    case .title: "<h2>\(text)</h2>\n"
    case .heading: "<h3>\(text)</h3>\n"
    case .body: "<p>\(text)</p>\n"
    }
}

private func segment(_ segment: PaperSegment) -> Markup {
    switch segment {
    case .text(let text): "\(text)"
    case .mark(let anchors, let text, let label, let field, let isDoubtful):
        """
        \(each: anchors.dropFirst(), { "<span id=\"\($0)\"></span>" })<mark\(attribute("id", anchors.first.flatMap { $0.isEmpty ? nil : $0 }))\
        \(attribute("class", isDoubtful ? "bad" : nil))\(attribute("data-field", field))>\(text)\
        \(label.isEmpty ? nil : sign(label, field))</mark>
        """
    }
}

private func sign(_ label: String, _ field: String?) -> Markup {
    guard let field else { return "&#8288;<sup>\(label)</sup>" }
    return "&#8288;<sup><a href=\"#\(field)\" aria-label=\"到右边看：\(label)\">\(label)</a></sup>"
}

package func sourceLink(_ source: SourceLink) -> Markup {
    "<a class=\"src\" href=\"#\(source.id)\">\(icon("link"))\(source.label)</a>"
}
