/// A line of an official document on the screen.
package struct OfficialLine: Hashable, Sendable {
    /// letterhead, number, title, addressee, heading1, heading2, heading3, body, attachment, issuer, note, or row with
    /// cells parted by tabs.
    package var style: String
    package var text: String
    /// What follows a heading in the same line.
    package var runIn: String

    package init(_ style: String, _ text: String, runIn: String = "") {
        self.style = style
        self.text = text
        self.runIn = runIn
    }
}

/// The document in Song, as it reads on paper; rows that follow one another are one table.
func officialPaper(_ title: String, _ lines: [OfficialLine]) -> Markup {
    var pieces: [Markup] = []
    var rows: [OfficialLine] = []
    for line in lines {
        if line.style == "row" {
            rows.append(line)
            continue
        }
        if !rows.isEmpty { pieces.append(table(rows)) }
        rows = []
        pieces.append(paragraph(line))
    }
    if !rows.isEmpty { pieces.append(table(rows)) }
    return "<article class=\"paper official\" aria-label=\"\(title)\">\(each: pieces, { $0 })</article>"
}

private func paragraph(_ line: OfficialLine) -> Markup {
    switch line.style {
    case "title": "<h2 class=\"title-line\">\(line.text)</h2>\n"
    case "attachment": "<h3 class=\"attachment\">\(line.text)</h3>\n"
    case "heading1", "heading2", "heading3": "<p><b>\(line.text)</b>\(line.runIn)</p>\n"
    default: "<p class=\"\(line.style)\">\(line.text)</p>\n"
    }
}

private func table(_ rows: [OfficialLine]) -> Markup {
    let cells = rows.map { $0.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    return """
        <div class="scroll" tabindex="0" role="region" aria-label="表"><table class="tbl">\
        <thead><tr>\(each: cells.first ?? [], { "<th scope=\"col\">\($0)</th>" })</tr></thead><tbody>\
        \(each: cells.dropFirst(), { "<tr>\(each: $0, { "<td>\($0)</td>" })</tr>" })</tbody></table></div>
        """
}
