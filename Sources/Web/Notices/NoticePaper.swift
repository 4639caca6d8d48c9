/// A run of the original text: plain, or recognised as something.
package enum PaperSegment: Hashable, Sendable {
    case text(String)
    /// `label` is the small sign behind it: a number, 时限, 主题. `isDoubtful` is amber.
    case mark(id: String, text: String, label: String, isDoubtful: Bool)
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
    case .mark(let id, let text, let label, let isDoubtful):
        "<mark id=\"\(id)\"\(attribute("class", isDoubtful ? "bad" : nil))>\(text)&#8288;<sup>\(label)</sup></mark>"
    }
}

package func sourceLink(_ source: SourceLink) -> Markup {
    "<a class=\"src\" href=\"#\(source.id)\">\(icon("link"))\(source.label)</a>"
}
