/// What each block of a document is for, before anything is read in it.
struct NoticeParts: Sendable {
    enum Role: Sendable {
        case body, table, title, addressee, number, issuer, date, imprint, annexList, annexHead, annex, attachmentName
        /// Around the document: breadcrumbs and buttons of a web page; the table that discloses it.
        case chrome, disclosure
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
        markSurroundings()
        title = TitleGrammar(parts: self).find()
        assign()
    }

    func ranges(_ role: Role) -> [Range<Int>] {
        zip(blocks, roles).filter { $0.1 == role }.map(\.0)
    }

    var grammar: SignatureGrammar { SignatureGrammar(text: text) }

    // MARK: Single blocks

    static let fileNames = Lexicon.words("parts.file names")

    static func isTable(_ text: NoticeText, _ block: Range<Int>) -> Bool { TableRow.isRow(text.shown[block]) }

    func signature(_ block: Range<Int>) -> SignatureGrammar.Signature? { grammar.signature(block) }

    func isOrganisation(_ range: Range<Int>) -> Bool { grammar.isOrganisation(range) }

    private func isPlanTitle(_ block: Range<Int>) -> Bool {
        guard (6...70).contains(block.count), text.index(of: ["。", "；", "：", "|"], block) == nil else { return false }
        guard HeadingGrammar.marker(text.keys, block) == nil else { return false }
        let name = Self.withoutBracket(text, block)
        return text.hasSuffix(Lexicon.words("parts.plan titles"), name)
            && !text.hasSuffix(Lexicon.words("parts.no plan titles"), name)
    }

    /// Without a closing （试行） or the like.
    static func withoutBracket(_ text: NoticeText, _ range: Range<Int>) -> Range<Int> {
        guard range.count > 3, text.keys[range.upperBound - 1] == "）",
            let open = text.keys[range].lastIndex(of: "（"), open > range.lowerBound
        else { return range }
        return range.lowerBound..<open
    }

    func isAddressee(_ block: Range<Int>) -> Bool {
        guard (3...160).contains(block.count), text.keys[block.upperBound - 1] == "：",
            text.index(of: ["。", "；"], block) == nil || text.hasPrefix("各", block),
            HeadingGrammar.marker(text.keys, block) == nil
        else { return false }
        let name = block.lowerBound..<(block.upperBound - 1)
        guard !text.hasSuffix(Lexicon.words("parts.no addressee"), name) else { return false }
        return text.hasPrefix(Lexicon.words("parts.addressee"), name)
            || text.hasSuffix(Lexicon.organisations, name) && !text.contains("如下", name)
            || text.hasSuffix(Lexicon.words("parts.addressee people"), name)
    }

    // MARK: Roles

    /// What stands around the document: at its head up to the first line that is its own, and wherever it is plain.
    private mutating func markSurroundings() {
        var isHead = true
        var goesOn = false
        for index in blocks.indices {
            let block = blocks[index]
            if isHead, WebChrome.isDisclosure(text, block, goesOn: goesOn) {
                roles[index] = .disclosure
                goesOn = true
                continue
            }
            goesOn = false
            if WebChrome.isChrome(text, block, isHead: isHead) {
                roles[index] = .chrome
            } else if isHead {
                isHead = index < 24 && block.count <= 60 && !isAddressee(block)
            }
        }
    }

    private mutating func assign() {
        var state = State()
        for index in blocks.indices where roles[index] != .chrome && roles[index] != .disclosure {
            let block = blocks[index]
            if let title, title.contains(index) {
                roles[index] = .title
                continue
            }
            roles[index] = role(index, block, &state)
            if roles[index] != .annexList { state.inAnnexList = false }
        }
    }

    /// What stands above the block at hand.
    private struct State {
        var inAnnex = false
        var seenSignature = false
        var seenBody = false
        var inAnnexList = false
    }

    private mutating func role(_ index: Int, _ block: Range<Int>, _ state: inout State) -> Role {
        if Self.isTable(text, block) { return .table }
        if text.hasSuffix(Self.fileNames, block) { return .attachmentName }
        if let annex = annexRole(block, &state) { return annex }
        if state.seenSignature || state.inAnnex, isPlanTitle(block) {
            starts.append(index)
            (state.inAnnex, state.seenSignature) = (false, false)
            return .title
        }
        if state.inAnnex { return .annex }
        if let signature = signature(block), !isValue(index, signature) {
            state.seenSignature = state.seenBody
            let role: Role = signature.isImprint ? .imprint : .date
            if signature.issuer == nil { markSigners(above: index, as: signature.isImprint ? .imprint : .issuer) }
            return role
        }
        if !state.seenBody, isAddressee(block) { return .addressee }
        if text.hasPrefix(Lexicon.words("parts.imprint"), block), !text.hasPrefix("（联", block) { return .imprint }
        if block.count < 60, let number = DocumentNumberRecogniser.first(text, block),
            number.lowerBound == block.lowerBound
        {
            return .number
        }
        if block.count < 40, !state.seenBody, text.hasSuffix("文件", block) { return .number }
        if let title, index > title.lowerBound, state.seenBody, isPlanTitle(block) {
            starts.append(index)
            return .title
        }
        state.seenBody = state.seenBody || block.count > 12
        return .body
    }

    /// 2018年11月2日 below 二、活动时间 signs nothing.
    private func isValue(_ index: Int, _ signature: SignatureGrammar.Signature) -> Bool {
        guard signature.issuer == nil, index > 0, blocks[index - 1].count <= 16 else { return false }
        let above = blocks[index - 1]
        guard let marker = HeadingGrammar.marker(text.keys, above), marker.length < above.count else { return false }
        var label = (above.lowerBound + marker.length)..<above.upperBound
        if text.keys[label.upperBound - 1] == "：" { label.removeLast() }
        return Outline.field(text, label) == .time || TimeAndPlace(text: text).isLabel(label)
    }

    private func annexRole(_ block: Range<Int>, _ state: inout State) -> Role? {
        if let label = text.prefix(Lexicon.words("parts.annex"), block), block.count < 120 {
            let rest = label.upperBound..<block.upperBound
            guard text.keys[rest].first != "下" else { return nil }
            let isBare =
                rest.isEmpty
                || text.keys[rest].allSatisfy {
                    $0.isDigit || $0 == "：" || $0 == " " || CalendarNumber.digit($0) != nil
                }
            state.inAnnex =
                state.seenSignature || state.inAnnexList || isBare && !rest.contains { text.keys[$0] == "：" }
            state.inAnnexList = !state.inAnnex
            return state.inAnnex ? .annexHead : .annexList
        }
        guard state.inAnnexList, let marker = HeadingGrammar.marker(text.keys, block), marker.form == .arabic else {
            return nil
        }
        return .annexList
    }

    /// The names above a date sign with it, however many lines they take.
    private mutating func markSigners(above index: Int, as role: Role) {
        var current = index - 1
        while current >= 0, index - current <= 8, roles[current] == .body, grammar.isSigner(blocks[current]),
            HeadingGrammar.marker(text.keys, blocks[current]) == nil
        {
            roles[current] = role
            current -= 1
        }
    }
}
