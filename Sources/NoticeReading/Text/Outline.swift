/// The headings of a document as a tree, with the labelled lines that belong to each.
struct Outline: Sendable {
    struct Section: Sendable {
        var form: HeadingGrammar.Form
        var number: Int
        var marker: Range<Int>
        var heading: Range<Int>?
        /// Paragraphs below the heading and above the next.
        var body: [Range<Int>]
        var start: Int
        var end: Int
        var parent: Int?
        var children: [Int] = []
        var fields: [Field] = []
        /// Which document of a file that holds several.
        var part: Int
        var level: Int
        /// 活动一：… or 活动名称：…: the labelled lines below are its own.
        var isItem = false
    }

    struct Field: Sendable {
        let field: Lexicon.Field
        let label: Range<Int>
        let value: Range<Int>
    }

    private(set) var sections: [Section] = []
    private(set) var roots: [Int] = []
    private(set) var preamble: [Range<Int>] = []
    /// Labelled lines above the first heading.
    private(set) var fields: [Field] = []
    private var stack: [Int] = []
    private var part = 0
    /// Unnumbered headings, below each of which the numbers begin again at 1.
    private var isGrouped = false
    private let text: NoticeText

    init(_ parts: NoticeParts) {
        text = parts.text
        let body = parts.blocks.indices.filter { parts.roles[$0] == .body }
        var starts = parts.starts[...]
        isGrouped =
            zip(body, body.dropFirst()).count { beginsGroup(parts.blocks[$0], parts.blocks[$1]) } >= 2
        for (position, index) in body.enumerated() {
            if let next = starts.first, next < index {
                (stack, part) = ([], part + 1)
                starts = starts.drop { $0 < index }
            }
            let next = position + 1 < body.count ? parts.blocks[body[position + 1]] : nil
            add(parts.blocks[index], next: next)
        }
    }

    func ancestors(_ index: Int) -> [Int] {
        var found: [Int] = []
        var parent = sections[index].parent
        while let current = parent {
            found.append(current)
            parent = sections[current].parent
        }
        return found.reversed()
    }

    /// The words of a section and of everything below it.
    func whole(_ index: Int) -> [Range<Int>] {
        sections[index].body + sections[index].children.flatMap { whole($0) }
    }

    // MARK: Blocks

    private mutating func add(_ block: Range<Int>, next: Range<Int>?) {
        if let marker = HeadingGrammar.marker(text.keys, block) {
            let start = block.lowerBound + marker.length
            let (heading, body) = HeadingEnd.split(text, start..<block.upperBound)
            open(
                Section(
                    form: marker.form, number: marker.number, marker: block.lowerBound..<start, heading: heading,
                    body: body.map { [$0] } ?? [], start: block.lowerBound, end: block.upperBound, part: part, level: 1)
            )
            noteField(heading, body)
        } else if let label = openLabel() {
            sections[label].body.append(block)
            extend(to: block.upperBound)
            if let heading = sections[label].heading, let field = Self.field(text, heading) {
                note(Field(field: field, label: heading, value: block), of: sections[label].parent)
            }
        } else if isFrameHeading(block) {
            openFrame(block)
        } else if let (label, value) = labelled(block) {
            addLabelled(block, label, value)
        } else if let heading = bulletHeading(block, next: next) {
            open(
                Section(
                    form: .phrase, number: 0, marker: block.lowerBound..<heading.lowerBound, heading: heading, body: [],
                    start: block.lowerBound, end: block.upperBound, part: part, level: 1))
        } else if let next, !sections.isEmpty && !stack.isEmpty || isGrouped && beginsGroup(block, next),
            isPlainHeading(block, next: next)
        {
            open(
                Section(
                    form: .plain, number: 0, marker: block.lowerBound..<block.lowerBound, heading: block, body: [],
                    start: block.lowerBound, end: block.upperBound, part: part, level: 1))
        } else if let current = stack.last {
            sections[current].body.append(block)
            extend(to: block.upperBound)
        } else {
            preamble.append(block)
        }
    }

    /// 2.活动地点： below another heading, with nothing behind it: the next line is its value.
    private func openLabel() -> Int? {
        guard let current = stack.last, sections[current].parent != nil, sections[current].body.isEmpty,
            sections[current].children.isEmpty, let heading = sections[current].heading,
            let field = Self.field(text, heading)
        else { return nil }
        return [.time, .venue, .audience].contains(field) ? current : nil
    }

    private mutating func addLabelled(_ block: Range<Int>, _ label: Range<Int>, _ value: Range<Int>) {
        let both = TimeAndPlace(text: text)
        if !value.isEmpty, both.isLabel(label) {
            addField(Field(field: .time, label: label, value: value), block)
            if let place = both.venue(value) { note(Field(field: .venue, label: label, value: place)) }
            return
        }
        let known = Self.field(text, label)
        if !value.isEmpty, value.count <= 45, known == .name || isOrdinal(label) {
            var item = Section(
                form: .phrase, number: 0, marker: label, heading: value, body: [], start: block.lowerBound,
                end: block.upperBound, part: part, level: 1)
            item.isItem = true
            return open(item)
        }
        if let known, known != .content {
            addField(Field(field: known, label: label, value: value), block)
        } else if stack.isEmpty, value.isEmpty, text.hasSuffix(Lexicon.words("outline.frames"), label) {
            openFrame(block)
        } else if stack.isEmpty, value.isEmpty || !Recurrence.isWeekday(text, label) {
            preamble.append(block)
        } else if known == .content {
            sections[stack[stack.count - 1]].body.append(block)
            extend(to: block.upperBound)
        } else {
            open(
                Section(
                    form: .phrase, number: 0, marker: block.lowerBound..<block.lowerBound, heading: label,
                    body: value.isEmpty ? [] : [value], start: block.lowerBound, end: block.upperBound, part: part,
                    level: 1))
        }
    }

    private mutating func addField(_ field: Field, _ block: Range<Int>) {
        note(field)
        if let owner {
            sections[owner].body.append(block)
            extend(to: block.upperBound)
        } else {
            preamble.append(block)
        }
    }

    private mutating func note(_ field: Field) {
        if let owner { sections[owner].fields.append(field) } else { fields.append(field) }
    }

    private mutating func note(_ field: Field, of section: Int?) {
        if let section { sections[section].fields.append(field) } else { fields.append(field) }
    }

    /// A labelled line holds for the numbered section above, not for the phrase before it.
    private var owner: Int? {
        stack.last {
            sections[$0].isItem || sections[$0].form.rawValue < HeadingGrammar.Form.phrase.rawValue
        } ?? stack.first
    }

    private mutating func noteField(_ heading: Range<Int>?, _ body: Range<Int>?) {
        guard let heading, let body, let current = stack.last else { return }
        let both = TimeAndPlace(text: text)
        if both.isLabel(heading) {
            note(Field(field: .time, label: heading, value: body), of: sections[current].parent)
            if let place = both.venue(body) {
                note(Field(field: .venue, label: heading, value: place), of: sections[current].parent)
            }
        }
        guard let field = Self.field(text, heading), field != .content, field != .ignored else { return }
        note(Field(field: field, label: heading, value: body), of: sections[current].parent)
    }

    static func field(_ text: NoticeText, _ label: Range<Int>) -> Lexicon.Field? {
        let keys = text.keys[text.trim(label)].filter { $0 != " " }
        if TimeAndPlace(text: text).isLabel(label) { return nil }
        return Lexicon.fields[Word(keys)] ?? suffixField(text, text.trim(label))
    }

    /// 体检时间, 接种地点, 筛查对象: a noun and what is stated of it.
    private static func suffixField(_ text: NoticeText, _ label: Range<Int>) -> Lexicon.Field? {
        guard (4...6).contains(label.count), !text.hasPrefix(Lexicon.words("field.no suffix"), label) else {
            return nil
        }
        for field in [Lexicon.Field.time, .venue, .audience]
        where text.hasSuffix(Lexicon.words("field.suffix \(field.rawValue)"), label) {
            return field
        }
        return nil
    }

    /// "线下宣传：…": a short phrase and a colon at the start of a line.
    private func labelled(_ block: Range<Int>) -> (Range<Int>, Range<Int>)? {
        guard let colon = text.index(of: ["：", "。", "，", "；"], block), text.keys[colon] == "：",
            (2...18).contains(colon - block.lowerBound),
            !text.matches(["/", "/"], at: colon + 1, before: block.upperBound)
        else { return nil }
        let label = block.lowerBound..<colon
        guard !text.keys[label].contains(where: { $0.isDigit || $0 == "《" }), !text.contains("如下", label),
            !text.hasSuffix(Lexicon.words("outline.no label"), label)
        else {
            return nil
        }
        return (label, text.trim((colon + 1)..<block.upperBound))
    }

    /// 活动一, 系列活动三, 第二场.
    private func isOrdinal(_ label: Range<Int>) -> Bool {
        guard let word = text.prefix(Lexicon.words("outline.ordinal"), label), word.upperBound < label.upperBound,
            let (_, after) = CalendarNumber.any(text.keys, word.upperBound, label.upperBound)
        else { return false }
        return label.upperBound - after <= 1
    }

    /// 活动内容 or 参赛对象 alone on a line of a document that numbers no such heading.
    private func isFrameHeading(_ block: Range<Int>) -> Bool {
        let name = NoticeParts.withoutBracket(text, withoutColon(block))
        guard (2...14).contains(name.count), HeadingEnd.isFrame(text, name) else { return false }
        if let first = stack.first, sections[first].form == .plain { return true }
        return !stack.contains { sections[$0].form.rawValue < HeadingGrammar.Form.arabic.rawValue }
    }

    private func withoutColon(_ block: Range<Int>) -> Range<Int> {
        text.keys[block.upperBound - 1] == "：" ? block.lowerBound..<(block.upperBound - 1) : block
    }

    private mutating func openFrame(_ block: Range<Int>) {
        stack = []
        open(
            Section(
                form: .plain, number: 0, marker: block.lowerBound..<block.lowerBound, heading: withoutColon(block),
                body: [], start: block.lowerBound, end: block.upperBound, part: part, level: 1))
    }

    /// ★ 巾帼大宣讲: a short line that only a bullet marks, with text below it.
    private func bulletHeading(_ block: Range<Int>, next: Range<Int>?) -> Range<Int>? {
        guard let next, (4...26).contains(block.count), ItemSplitter.bullets.contains(text.keys[block.lowerBound]),
            !ItemSplitter.bullets.contains(text.keys[next.lowerBound]),
            text.index(of: ["。", "，", "；", "："], block) == nil
        else { return nil }
        return text.trim((block.lowerBound + 1)..<block.upperBound)
    }

    /// A short line without any mark, such as 线下活动, with something below it.
    private func isPlainHeading(_ block: Range<Int>, next: Range<Int>) -> Bool {
        guard (2...14).contains(block.count),
            text.keys[block].allSatisfy({ $0.isHan || $0 == "“" || $0 == "”" || $0 == "、" }), !isOrdinal(block)
        else { return false }
        if let above = stack.last, sections[above].body.isEmpty, let heading = sections[above].heading,
            let field = Self.field(text, heading), field != .content
        {
            return false
        }
        return labelled(next) != nil || HeadingGrammar.marker(text.keys, next) != nil
            || text.contains(Lexicon.genericHeadings, block)
    }

    private func beginsGroup(_ block: Range<Int>, _ next: Range<Int>) -> Bool {
        guard (2...14).contains(block.count), text.keys[block].allSatisfy(\.isHan),
            let marker = HeadingGrammar.marker(text.keys, next)
        else { return false }
        return marker.number == 1 && marker.form.rawValue >= HeadingGrammar.Form.arabic.rawValue
    }

    // MARK: The tree

    private mutating func open(_ section: Section) {
        var section = section
        popTo(section)
        section.parent = stack.last
        section.level = stack.count + 1
        let index = sections.count
        sections.append(section)
        if let parent = section.parent { sections[parent].children.append(index) } else { roots.append(index) }
        stack.append(index)
        extend(to: section.end)
    }

    private mutating func popTo(_ section: Section) {
        switch section.form {
        case .phrase:
            if let sibling = stack.last(where: { sections[$0].form == .phrase }) { pop(through: sibling) }
            if let group = stack.last, sections[group].form == .plain, let heading = section.heading,
                areAlike(sections[group].heading, heading)
            {
                stack.removeLast()
            }
        case .plain:
            if let sibling = stack.last(where: { sections[$0].form == .plain }) { pop(through: sibling) }
            if let phrase = stack.last(where: { sections[$0].form == .phrase }) { pop(through: phrase) }
        default:
            if let last = stack.last, section.number == 1,
                sections[last].form.rawValue >= HeadingGrammar.Form.phrase.rawValue,
                sections[last].body.isEmpty
            {
                return
            }
            if let sibling = stack.last(where: { sections[$0].form == section.form }) {
                pop(through: sibling)
            } else {
                while let last = stack.last, sections[last].form.rawValue >= HeadingGrammar.Form.phrase.rawValue {
                    stack.removeLast()
                }
            }
        }
    }

    private mutating func pop(through index: Int) {
        while let last = stack.popLast(), last != index {}
    }

    /// 线下活动 and 线上活动 stand side by side.
    private func areAlike(_ group: Range<Int>?, _ phrase: Range<Int>) -> Bool {
        guard let group, group.count == phrase.count, group.count >= 4 else { return false }
        return text.keys[group].suffix(2).elementsEqual(text.keys[phrase].suffix(2))
    }

    private mutating func extend(to end: Int) {
        for index in stack { sections[index].end = max(sections[index].end, end) }
    }
}
