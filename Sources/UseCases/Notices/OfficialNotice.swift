package import NoticeReading
package import OfficeFiles

/// A notice that was read, set anew as an official document. What a website put around it is left out; what the
/// reading says of number, title and date stands in its place.
package struct OfficialNotice: Sendable {
    private let reading: NoticeReading
    private var document: OfficialDocument
    /// 0 is the notice, then what it issues.
    private var part = 0
    /// In `document`'s part: below its heads.
    private var attachment: Int?
    private var seenText = false

    /// - Parameter text: what `reading` was read from.
    package static func document(_ reading: NoticeReading, text: String) -> OfficialDocument {
        var notice = OfficialNotice(reading)
        let paragraphs = NoticePaper(text).paragraphs
        let head = headStart(paragraphs)
        notice.setTitle(paragraphs)
        for paragraph in paragraphs[head...] where !isWebLine(paragraph) { notice.add(paragraph) }
        return notice.document
    }

    /// What stands above letterhead, number, title or addressee is the website's, unless it reads like a text.
    private static func headStart(_ paragraphs: [NoticePaper.Paragraph]) -> Int {
        let head = paragraphs.firstIndex { [.letterhead, .number, .title, .addressee].contains($0.role) } ?? 0
        let isText = paragraphs[..<head].contains { paragraph in
            if case .heading = paragraph.role { return true }
            return paragraph.role == .body && paragraph.text.contains("。") && paragraph.text.count > 60
        }
        return isText ? 0 : head
    }

    private static let webWords = [
        "上一篇", "下一篇", "相关推荐", "相关链接", "相关附件", "扫一扫", "打印", "【打印", "分享到", "责任编辑", "信息来源", "来源：", "发布时间", "发布日期",
        "浏览次数", "字号：", "字体：", "【字体", "首页", "当前位置", "您当前", "附件下载", "版权所有", "网站地图",
    ]

    private static func isWebLine(_ paragraph: NoticePaper.Paragraph) -> Bool {
        [.body, .attachment].contains(paragraph.role) && paragraph.text.count < 80
            && webWords.contains { paragraph.text.hasPrefix($0) }
    }

    /// Lines of the title stay as they are where they make up the title that was read.
    private mutating func setTitle(_ paragraphs: [NoticePaper.Paragraph]) {
        let lines = paragraphs.filter { $0.role == .title }.map(\.text)
        if lines.count > 1, lines.joined().solid == document.main.title.solid, lines.allSatisfy({ $0.count <= 20 }) {
            document.main.title = lines.joined(separator: "\n")
        }
    }

    private init(_ reading: NoticeReading) {
        self.reading = reading
        document = OfficialDocument(main: .init(title: reading.title ?? ""))
        document.number = reading.docNumber
    }

    private var current: OfficialDocument.Part {
        get { part == 0 ? document.main : document.inner[part - 1] }
        // In place: a copy for each paragraph would take the square of their number.
        _modify {
            if part == 0 { yield &document.main } else { yield &document.inner[part - 1] }
        }
    }

    private mutating func add(_ paragraph: NoticePaper.Paragraph) {
        let text = paragraph.text
        switch paragraph.role {
        case .letterhead where document.letterhead == nil && !seenText: document.letterhead = text
        case .number where reading.docNumber.map(text.contains) ?? false: break
        case .title where part == 0 && !seenText: break
        // A running head at the top of each page.
        case .innerTitle where titles.contains(text.solid): break
        case .addressee where document.addressees == nil: document.addressees = text
        case .innerTitle: start(text)
        case .issuer: current.issuer = [current.issuer, text].compactMap { $0 }.joined(separator: "\n")
        case .date: sign(paragraph)
        case .imprint: addImprint(text)
        case .attachmentName, .web: break
        case .attachmentList: addNames(text)
        case .attachmentHead: startAttachment(text)
        case .attachment: addToAttachment(text)
        case .row(let cells): addRow(cells, text)
        case .heading(let heading):
            addHeading(heading)
        case .letterhead, .number, .title, .addressee, .body: addText(.body(text))
        }
    }

    private var titles: [String] { ([document.main] + document.inner).map(\.title.solid) }

    private mutating func addText(_ paragraph: OfficialDocument.Paragraph) {
        seenText = true
        if let attachment {
            current.attachments[attachment].paragraphs.append(paragraph)
        } else {
            current.paragraphs.append(paragraph)
        }
    }

    /// A heading that only a blank parts from its text gets a line of its own.
    private mutating func addHeading(_ heading: NoticePaper.Heading) {
        if let body = heading.body, heading.text.last?.isWhitespace ?? false {
            addText(
                .heading(level: heading.level, number: heading.number, text: heading.text.trimmedEnd, runIn: nil))
            addText(.body(body))
        } else {
            addText(
                .heading(level: heading.level, number: heading.number, text: heading.text, runIn: heading.body))
        }
    }

    private mutating func start(_ title: String) {
        document.inner.append(.init(title: title))
        part = document.inner.count
        attachment = nil
        seenText = true
    }

    private mutating func sign(_ date: NoticePaper.Paragraph) {
        let isRead = reading.sources.issueDate.map { (date.source.start..<date.source.end).contains($0.start) } ?? false
        current.date = isRead ? reading.issueDate : date.text
    }

    /// 抄送, a note in brackets, or who printed it and when.
    private mutating func addImprint(_ text: String) {
        if text.hasPrefix("（") || text.hasPrefix("(") {
            document.note = text
        } else if text.hasPrefix("抄") {
            document.copyTo = [document.copyTo, text].compactMap { $0 }.joined(separator: "；")
        } else if text.hasSuffix("印发") || text.hasSuffix("印") {
            document.printedOn = String(text.prefix { $0 != "印" })
        } else {
            document.printedBy = text
        }
    }

    // MARK: Attachments

    /// 附件：1. … and the names below it or behind it.
    private mutating func addNames(_ text: String) {
        var rest = Substring(Self.afterLabel(text))
        while !rest.isEmpty {
            let next = current.attachments.count + 2
            let end = [" \(next).", " \(next)．", " \(next)、"].compactMap { rest.firstRange(of: $0)?.lowerBound }.min()
            let name = Self.withoutNumber(String(rest[..<(end ?? rest.endIndex)]))
            if !name.isEmpty { current.attachments.append(.init(title: name)) }
            rest = end.map { rest[$0...].dropFirst() } ?? ""
        }
    }

    private mutating func startAttachment(_ text: String) {
        let name = Self.afterLabel(text)
        let next = (attachment ?? -1) + 1
        if next >= current.attachments.count { current.attachments.append(.init(title: "")) }
        attachment = next
        guard !name.isEmpty else { return }
        let title = current.attachments[next].title
        if title.isEmpty {
            current.attachments[next].title = name
        } else if !name.hasPrefix(title) {
            addToAttachment(name)
        } else if name != title {
            addToAttachment(String(name.dropFirst(title.count).drop(while: \.isWhitespace)))
        }
    }

    private mutating func addToAttachment(_ text: String) {
        guard let index = attachment else { return addText(.body(text)) }
        let attachment = current.attachments[index]
        if attachment.title.isEmpty {
            current.attachments[index].title = text
        } else if attachment.paragraphs.isEmpty, text.solid == attachment.title.solid {
            // The list and the attachment say the same.
        } else {
            addText(.body(text))
        }
    }

    private mutating func addRow(_ cells: [String], _ text: String) {
        guard seenText || attachment != nil else { return }
        let filled = cells.filter { !$0.isEmpty }
        // Only the lines of a lost table: one of them shows where it stood.
        guard !filled.isEmpty else { return cells.count > 8 ? addText(.body(String(text.prefix(28)))) : () }
        if let attachment {
            Self.add(cells, to: &current.attachments[attachment].paragraphs)
        } else {
            Self.add(cells, to: &current.paragraphs)
        }
        seenText = true
    }

    private static func add(_ cells: [String], to paragraphs: inout [OfficialDocument.Paragraph]) {
        guard case .table(var rows)? = paragraphs.last else {
            paragraphs.append(cells.count == 2 && cells[1].isEmpty ? .body(cells[0]) : .table([cells]))
            return
        }
        paragraphs.removeLast()
        rows.append(cells)
        paragraphs.append(.table(rows))
    }

    /// What stands behind 附件, 附件1 or 附件：.
    private static func afterLabel(_ text: String) -> String {
        guard text.hasPrefix("附件") else { return text }
        var rest = text.dropFirst(2)
        let digits = rest.prefix { $0.isNumber || $0 == " " || "一二三四五六七八九十".contains($0) }
        let after = rest.dropFirst(digits.count)
        if after.isEmpty || after.first == "：" || after.first == ":" { rest = after }
        if rest.first == "：" || rest.first == ":" { rest = rest.dropFirst() }
        return String(rest.drop { $0 == " " })
    }

    private static func withoutNumber(_ text: String) -> String {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        guard !digits.isEmpty, let mark = rest.first, ".、．".contains(mark) else { return text }
        return String(rest.dropFirst().drop { $0 == " " })
    }
}

extension String {
    fileprivate var solid: String { filter { !$0.isWhitespace } }
    fileprivate var trimmedEnd: String {
        var text = self
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return text
    }
}
