/// Takes the layout off a document: joins lines that were only wrapped, parts lines that hold several paragraphs.
struct Layout {
    /// Paragraphs of `text`, in order.
    private(set) var blocks: [Range<Int>] = []
    private(set) var text = NoticeText()
    private var expected = HeadingSequence()

    init(_ scalars: [Unicode.Scalar]) {
        for paragraph in Self.paragraphs(scalars) {
            for piece in parts(paragraph, scalars) { add(piece, scalars) }
        }
    }

    // MARK: Wrapped lines

    private static func paragraphs(_ scalars: [Unicode.Scalar]) -> [[Int]] {
        let lines = Lines(scalars)
        var paragraphs: [[Int]] = []
        var last: Lines.Line?
        var columns = 0
        for line in lines.all {
            if let paragraph = paragraphs.last, let above = last,
                fills(paragraph, line, columns, scalars)
                    || continues(paragraph, line.range, lines.isBroken(above, line), lines.hasIndents, scalars)
            {
                paragraphs[paragraphs.count - 1] += Array(line.range)
            } else {
                paragraphs.append(Array(line.range))
            }
            last = line
            columns = isTable(line.range, scalars) ? max(columns, TableRow.count(line.range.map { scalars[$0] })) : 0
            if columns == 0, let row = paragraphs.last, isTable(row, scalars) {
                columns = TableRow.count(row.map { scalars[$0] })
            }
        }
        return paragraphs
    }

    /// A row whose cell went on in the next line: both together have as many cells as the table has columns.
    private static func fills(
        _ row: [Int], _ line: Lines.Line, _ columns: Int, _ scalars: [Unicode.Scalar]
    ) -> Bool {
        guard columns >= 3, TableRow.isRow(row.map { scalars[$0] }) else { return false }
        let together = TableRow.count(row.map { scalars[$0] }) + TableRow.count(line.range.map { scalars[$0] }) - 1
        guard together <= columns else { return false }
        if line.startsWithTab { return true }
        let isOpen = scalars[row[0]] == "|" && row.last.map { scalars[$0] } != "|"
        return isOpen
    }

    private static func continues(
        _ last: [Int], _ line: Range<Int>, _ isBroken: Bool, _ hasIndents: Bool, _ scalars: [Unicode.Scalar]
    ) -> Bool {
        guard let end = last.last.map({ Folding.key(scalars[$0]) }), let next = line.first.map({ scalars[$0] }) else {
            return false
        }
        let start = Array(last.prefix(24).map { Folding.key(scalars[$0]) })
        let following = Array(line.prefix(24).map { Folding.key(scalars[$0]) })
        guard HeadingGrammar.marker(following, 0..<following.count) == nil, !isTable(last, scalars),
            !isTable(line, scalars)
        else { return false }
        if isBroken, hasIndents, !startsLabel(following) { return true }
        if ["。", "；", "：", "！", "？", "|", "."].contains(end) { return false }
        if isBroken, !startsLabel(following) { return true }
        if ["，", "、", "“", "《", "（"].contains(end) { return !startsLabel(following) }
        if ["，", "、", "。", "；", "）", "》", "”"].contains(Folding.key(next)) { return true }
        let open = opensQuote(last, scalars)
        let isHeading = HeadingGrammar.marker(start, 0..<start.count) != nil
        let hasSentence = last.contains { ["。", "，"].contains(Folding.key(scalars[$0])) }
        let isLong = last.count >= 28 && hasSentence
        if isHeading, !last.contains(where: { scalars[$0] == "。" }) { return open && last.count < 60 }
        return (open || isLong) && !startsLabel(following) && !startsDate(following) && !isChrome(last, scalars)
    }

    /// A line of a web page about the document goes on with nothing.
    private static func isChrome(_ line: [Int], _ scalars: [Unicode.Scalar]) -> Bool {
        guard line.count <= 160 else { return false }
        var text = NoticeText()
        for index in line { text.append(scalars[index], at: index) }
        return WebChrome.isChrome(text, 0..<text.count, isHead: false)
    }

    /// A quotation or title that the last forty scalars leave open.
    private static func opensQuote(_ line: [Int], _ scalars: [Unicode.Scalar]) -> Bool {
        var open: Unicode.Scalar?
        for index in line.suffix(40) {
            let key = Folding.key(scalars[index])
            if key == "“" || key == "《" { open = key }
            if key == "”" || key == "》" { open = nil }
        }
        return open != nil
    }

    private static func isTable(_ line: some Sequence<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
        line.contains { scalars[$0] == "|" || scalars[$0] == "\t" || scalars[$0] == "｜" }
    }

    private static func startsLabel(_ keys: [Unicode.Scalar]) -> Bool {
        let keys = keys.filter { $0 != " " }
        return Lexicon.lineStarts.isPrefix(of: keys)
            || keys.prefix(12).contains("：") && Lexicon.fieldLabels.isPrefix(of: keys)
    }

    private static func startsDate(_ keys: [Unicode.Scalar]) -> Bool {
        let keys = keys.filter { $0 != " " }
        return keys.prefix(2).elementsEqual(["2", "0"]) && keys.prefix(6).contains("年") && keys.count <= 12
    }

    // MARK: Several paragraphs on one line

    private mutating func parts(_ paragraph: [Int], _ scalars: [Unicode.Scalar]) -> [[Int]] {
        let keys = paragraph.map { Folding.key(scalars[$0]) }
        if let marker = HeadingGrammar.marker(keys, 0..<keys.count) { expected.accept(marker) }
        var cuts: [Int] = []
        if let end = addresseeEnd(keys) { cuts.append(end) }
        let startsAnnex = keys.starts(with: ["附", "件"])
        for index in keys.indices.dropFirst() {
            let before = keys[index - 1]
            let isParted = before == " " || before == "。" || before == "；" || before == "：" && !startsAnnex
            guard isParted || isGlued(keys, index) else { continue }
            if let marker = HeadingGrammar.marker(keys, index..<keys.count), expected.isNext(marker) {
                expected.accept(marker)
                cuts.append(index)
            } else if before == " ", Self.isAnnexLabel(keys, index) || Self.isFactLabel(keys, index) {
                cuts.append(index)
            }
        }
        if let signature = signatureStart(keys) { cuts += signature }
        guard !cuts.isEmpty else { return [paragraph] }
        var parts: [[Int]] = []
        var start = 0
        for cut in Set(cuts).sorted() + [keys.count] where cut > start {
            parts.append(Array(paragraph[start..<cut]))
            start = cut
        }
        return parts
    }

    /// A heading whose line break is lost: 。 is missing before 二、活动时间 or （三）.
    private func isGlued(_ keys: [Unicode.Scalar], _ index: Int) -> Bool {
        guard keys.count > 100, keys[index] == "（" || CalendarNumber.digit(keys[index]) != nil || keys[index] == "十",
            !"、第周期初高大和及至与-十百（".unicodeScalars.contains(keys[index - 1]),
            CalendarNumber.digit(keys[index - 1]) == nil,
            let marker = HeadingGrammar.marker(keys, index..<keys.count), marker.number >= 2, expected.follows(marker)
        else { return false }
        if marker.form == .hanBracket { return true }
        let rest = Array(keys[(index + marker.length)...].prefix(8))
        return marker.form == .han && (Lexicon.headingStarts.isPrefix(of: rest))
    }

    /// 时间：… 地点：… on one line.
    private static func isFactLabel(_ keys: [Unicode.Scalar], _ index: Int) -> Bool {
        let rest = keys[index...].prefix(8)
        guard let colon = rest.firstIndex(of: "："), colon > index else { return false }
        return Lexicon.factLabels.contains(keys[index..<colon])
    }

    private static func isAnnexLabel(_ keys: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index + 2 < keys.count, keys[index] == "附", keys[index + 1] == "件" else { return false }
        return keys[(index + 2)...].prefix(3).contains("：")
    }

    /// "各社区：" before the text that should follow on its own line.
    private func addresseeEnd(_ keys: [Unicode.Scalar]) -> Int? {
        guard keys.count > 60, let first = keys.first, first == "各" else { return nil }
        guard let end = keys.prefix(80).firstIndex(where: { $0 == "：" || $0 == "。" }), keys[end] == "：" else {
            return nil
        }
        return end + 1
    }

    /// An organisation and a date that close a line of text.
    private func signatureStart(_ keys: [Unicode.Scalar]) -> [Int]? {
        guard keys.count > 60, keys.last == "日" else { return nil }
        let tail = keys.count - min(keys.count, 16)
        guard let year = keys[tail...].lastIndex(of: "年") else { return nil }
        var start = year
        while start > 0, keys[start - 1].isDigit || CalendarNumber.digit(keys[start - 1]) != nil { start -= 1 }
        guard year - start == 4 else { return nil }
        var name = start
        while name > 0, keys[name - 1] == " " { name -= 1 }
        let end = name
        while name > 0, keys[name - 1].isHan || keys[name - 1] == "、", end - name < 40 { name -= 1 }
        guard end - name >= 4, name > 0, [" ", "。"].contains(keys[name - 1]) else { return nil }
        return [name, start]
    }

    // MARK: Blanks

    private mutating func add(_ piece: [Int], _ scalars: [Unicode.Scalar]) {
        let start = text.count
        var blank: Int?
        var tabs: [Int] = []
        for index in piece {
            let scalar = scalars[index]
            if scalar.isBlank {
                if scalar == "\t" { tabs.append(index) } else if blank == nil { blank = index }
                continue
            }
            if text.count > start, !tabs.isEmpty {
                for tab in tabs { text.append("\t", at: tab) }
            } else if let position = blank, text.count > start {
                let before = text.keys[text.count - 1]
                if Self.keepsBlank(before, Folding.key(scalar)), !isSpacedOut(start, piece, index, scalars) {
                    text.append(" ", at: position)
                }
            }
            (blank, tabs) = (nil, [])
            text.append(scalar, at: index)
        }
        guard text.count > start else { return }
        blocks.append(start..<text.count)
        text.append("\n", at: piece.last ?? 0)
    }

    /// 联 系 人: single characters that only a layout has set apart.
    private func isSpacedOut(_ start: Int, _ piece: [Int], _ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        guard scalars[index].isHan, index + 1 >= scalars.count || !scalars[index + 1].isHan else { return false }
        let before = text.offsets[text.count - 1]
        guard scalars[before].isHan else { return false }
        return before == piece.first || before > 0 && !scalars[before - 1].isHan
    }

    /// A blank is layout unless it parts two words, two numbers, or a quotation and what follows.
    private static func keepsBlank(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        let isWord = { (scalar: Unicode.Scalar) in scalar.isHan || scalar.isLatin }
        if before.isDigit, after.isDigit { return true }
        if isWord(before), isWord(after) { return true }
        if before == "”" || before == "》" || before == "）" { return isWord(after) }
        return isWord(before) && (after == "“" || after == "《")
    }
}
