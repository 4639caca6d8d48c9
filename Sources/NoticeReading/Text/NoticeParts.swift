/// What each block of a document is for, before anything is read in it.
struct NoticeParts: Sendable {
    enum Role: Sendable {
        case body, table, title, addressee, number, issuer, date, imprint, annexList, annexHead, annex, attachmentName
    }

    let text: NoticeText
    let blocks: [Range<Int>]
    private(set) var roles: [Role]
    /// Blocks with which another document begins, such as the plan that a notice issues.
    private(set) var starts: [Int] = []
    /// The blocks that make up the title at the top.
    private(set) var title: Range<Int>?

    init(_ layout: Layout) {
        (text, blocks) = (layout.text, layout.blocks)
        roles = Array(repeating: .body, count: layout.blocks.count)
        title = findTitle()
        assign()
    }

    func ranges(_ role: Role) -> [Range<Int>] {
        zip(blocks, roles).filter { $0.1 == role }.map(\.0)
    }

    // MARK: Single blocks

    private static let fileNames = Lexicon.words("parts.file names")

    static func isTable(_ text: NoticeText, _ block: Range<Int>) -> Bool { TableRow.isRow(text.shown[block]) }

    /// A line that holds a whole date and little else; the part before the date may name who signs.
    func signature(_ block: Range<Int>) -> (issuer: Range<Int>?, date: Range<Int>)? {
        guard block.count <= 60, text.index(of: ["。", "，", "；", "："], block) == nil else { return nil }
        let dates = DateRecogniser(year: nil).findAll(text, block).filter { $0.hasYear && !$0.isMonth }
        guard dates.count == 1, dates[0].dates.count == 1, dates[0].dates[0].first == dates[0].dates[0].last,
            let date = dates.last?.range
        else { return nil }
        let after = text.trim(date.upperBound..<block.upperBound)
        guard after.isEmpty || text.hasPrefix("印", after) else { return nil }
        let before = text.trim(block.lowerBound..<date.lowerBound)
        guard before.isEmpty || isOrganisation(before) else { return nil }
        return (before.isEmpty || !after.isEmpty && before.count < 4 ? nil : before, date)
    }

    func isOrganisation(_ range: Range<Int>) -> Bool {
        let range = text.trim(range)
        guard (2...45).contains(range.count), text.index(of: ["。", "，", "；", "：", "|", "《", "“", "？"], range) == nil
        else { return false }
        return text.hasSuffix(Lexicon.organisations, range) && !text.keys[range].contains { $0.isDigit }
    }

    private func isPlanTitle(_ block: Range<Int>) -> Bool {
        guard (6...70).contains(block.count), text.index(of: ["。", "；", "：", "|"], block) == nil else { return false }
        guard HeadingGrammar.marker(text.keys, block) == nil else { return false }
        return text.hasSuffix(Lexicon.words("parts.plan titles"), block)
            && !text.hasSuffix(Lexicon.words("parts.no plan titles"), block)
    }

    // MARK: The title

    private func isTitlePiece(_ block: Range<Int>) -> Bool {
        block.count <= 80 && text.index(of: ["。", "；", "|", ">"], block) == nil
            && text.keys[block.upperBound - 1] != "："
            && HeadingGrammar.marker(text.keys, block) == nil && signature(block) == nil
            && DocumentNumberRecogniser.first(text, block) == nil && !text.hasSuffix("文件", block)
            && !text.hasPrefix(Lexicon.words("parts.no title"), block)
            && !text.hasSuffix(Self.fileNames, block)
    }

    private func findTitle() -> Range<Int>? {
        for start in blocks.indices.prefix(14) {
            let block = blocks[start]
            if block.count > 80 || isAddressee(block) { break }
            guard isTitlePiece(block) else { continue }
            for end in start..<min(start + 4, blocks.count) {
                guard isTitlePiece(blocks[end]) else { break }
                let whole = block.lowerBound..<blocks[end].upperBound
                if whole.count > 120 { break }
                if whole.count >= 7, text.hasSuffix(Lexicon.formWords, Self.withoutBracket(text, whole)) {
                    return start..<(end + 1)
                }
            }
        }
        return nil
    }

    /// Without a closing （试行） or the like.
    static func withoutBracket(_ text: NoticeText, _ range: Range<Int>) -> Range<Int> {
        guard range.count > 3, text.keys[range.upperBound - 1] == "）",
            let open = text.keys[range].lastIndex(of: "（")
        else { return range }
        return range.lowerBound..<open
    }

    func isAddressee(_ block: Range<Int>) -> Bool {
        guard (3...160).contains(block.count), text.keys[block.upperBound - 1] == "：",
            text.index(of: ["。", "；"], block) == nil, HeadingGrammar.marker(text.keys, block) == nil
        else { return false }
        let name = block.lowerBound..<(block.upperBound - 1)
        return text.hasPrefix(Lexicon.words("parts.addressee"), name)
            || text.hasSuffix(Lexicon.organisations, name) && !text.contains("如下", name)
    }

    // MARK: Roles

    private mutating func assign() {
        var inAnnex = false
        var seenSignature = false
        var seenBody = false
        var inAnnexList = false
        for index in blocks.indices {
            let block = blocks[index]
            if let title, title.contains(index) {
                roles[index] = .title
                continue
            }
            if Self.isTable(text, block) {
                roles[index] = .table
            } else if text.hasSuffix(Self.fileNames, block) {
                roles[index] = .attachmentName
            } else if text.hasPrefix("附件", block), block.count < 120 {
                let rest = (block.lowerBound + 2)..<block.upperBound
                let isBare =
                    rest.isEmpty
                    || text.keys[rest].allSatisfy {
                        $0.isDigit || $0 == "：" || $0 == " " || CalendarNumber.digit($0) != nil
                    }
                inAnnex = seenSignature || inAnnexList || isBare && !rest.contains { text.keys[$0] == "：" }
                roles[index] = inAnnex ? .annexHead : .annexList
                inAnnexList = !inAnnex
                continue
            } else if inAnnexList, let marker = HeadingGrammar.marker(text.keys, block), marker.form == .arabic {
                roles[index] = .annexList
                continue
            } else if seenSignature || inAnnex, isPlanTitle(block) {
                roles[index] = .title
                starts.append(index)
                (inAnnex, seenSignature) = (false, false)
            } else if inAnnex {
                roles[index] = .annex
            } else if let signature = signature(block) {
                roles[index] = .date
                seenSignature = seenBody
                if signature.issuer == nil, index > 0, isOrganisation(blocks[index - 1]) { roles[index - 1] = .issuer }
            } else if !seenBody, isAddressee(block) {
                roles[index] = .addressee
            } else if text.hasPrefix(Lexicon.words("parts.imprint"), block), !text.hasPrefix("（联", block) {
                roles[index] = .imprint
            } else if let number = DocumentNumberRecogniser.first(text, block), number.lowerBound == block.lowerBound,
                block.count < 60
            {
                roles[index] = .number
            } else if text.hasSuffix("文件", block), block.count < 40, !seenBody {
                roles[index] = .number
            } else {
                if let title, index > title.lowerBound, isPlanTitle(block), seenBody {
                    starts.append(index)
                    roles[index] = .title
                }
                seenBody = seenBody || block.count > 12
            }
            inAnnexList = false
        }
    }
}
