internal import Domain
internal import NoticeReading
internal import UseCases

/// The original text in paragraphs, with the places of what was read marked. Marks may lie in one another: a piece of
/// text is drawn as the innermost, and every mark has its place to jump to.
struct NoticePaperText {
    private struct Mark {
        let span: Span
        let id: String, label: String
        /// The id of what it stands for on the page.
        let field: String?
        let isDoubtful: Bool
    }
    /// The ids of marks by what they stand for.
    private let links: [String: String]
    let paragraphs: [PaperParagraph]
    private static let mostScalars = 200_000
    /// A finding that speaks of a whole document is no place to mark.
    private static let longestMark = 400

    init(_ text: String, _ reading: NoticeReading) {
        var marks: [Mark] = []
        func add(_ source: NoticeReading.Source?, _ label: String, _ field: String?, isDoubtful: Bool = false) {
            guard let source, source.end > source.start, source.end - source.start <= Self.longestMark else { return }
            marks.append(
                Mark(
                    span: Span(source), id: "s\(marks.count)", label: label, field: field, isDoubtful: isDoubtful))
        }
        add(reading.sources.title, "标题", "title")
        add(reading.sources.docNumber, "文号", "doc_number")
        add(reading.sources.issuer, "谁发的", "issuer")
        add(reading.sources.issueDate, "日期", "issue_date")
        add(reading.sources.theme, "主题", "theme")
        add(reading.sources.period, "时间", "period_start")
        for (index, activity) in reading.activities.prefix(NoticeDraft.mostRows).enumerated() {
            add(activity.source, "\(index + 1)", "activity.\(index).name")
        }
        for (index, deadline) in reading.deadlines.enumerated() { add(deadline.source, "时限", "deadline.\(index).what") }
        for (index, material) in reading.materials.enumerated() { add(material.source, "材料", "material.\(index).kind") }
        for (index, task) in reading.tasks.enumerated() { add(task.source, "任务", "task.\(index).name") }
        for (index, finding) in reading.findings.prefix(NoticeDraft.mostRows).enumerated() {
            add(finding.source, "!", "finding.\(index)", isDoubtful: finding.severity != .hint)
        }
        links = Dictionary(marks.compactMap { mark in mark.field.map { ($0, mark.id) } }) { first, _ in first }
        paragraphs = Self.paragraphs(Array(text.unicodeScalars.prefix(Self.mostScalars)), marks)
    }

    /// A link to where it stands in the original; nil when it is not marked there.
    func link(_ field: String) -> SourceLink? {
        links[field].map { SourceLink($0, "看原文") }
    }

    // MARK: Pieces

    private static func paragraphs(_ scalars: [Unicode.Scalar], _ marks: [Mark]) -> [PaperParagraph] {
        let ordered = marks.filter { $0.span.end <= scalars.count }.sorted {
            ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end)
        }
        var paragraphs: [PaperParagraph] = []
        var rest = ordered[...]
        var open: [Mark] = []
        var signed: Set<String> = []
        var lineStart = 0
        while lineStart < scalars.count {
            let lineEnd = scalars[lineStart...].firstIndex(of: "\n") ?? scalars.count
            var segments: [PaperSegment] = []
            var position = lineStart
            while position < lineEnd {
                open.removeAll { $0.span.end <= position }
                var begun: [Mark] = []
                while let mark = rest.first, mark.span.start <= position {
                    begun.append(mark)
                    rest = rest.dropFirst()
                }
                open += begun
                let stop =
                    ([lineEnd] + open.map(\.span.end) + rest.prefix(1).map(\.span.start))
                    .filter { $0 > position }.min() ?? lineEnd
                let piece = string(scalars[position..<min(stop, lineEnd)])
                if let inner = open.min(by: { $0.span.end - $0.span.start < $1.span.end - $1.span.start }) {
                    let isFirst = signed.insert(inner.id).inserted
                    let anchors = (isFirst ? [inner.id] : []) + begun.map(\.id).filter { $0 != inner.id }
                    for other in begun where other.id != inner.id { signed.insert(other.id) }
                    segments.append(
                        .mark(
                            anchors: isFirst ? anchors : [""] + anchors, text: piece,
                            label: isFirst ? inner.label : "", field: inner.field, isDoubtful: inner.isDoubtful))
                } else {
                    segments.append(.text(piece))
                }
                position = min(stop, lineEnd)
            }
            if !segments.isEmpty { paragraphs.append(PaperParagraph(segments)) }
            lineStart = lineEnd + 1
        }
        return paragraphs
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}
