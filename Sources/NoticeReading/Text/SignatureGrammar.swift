/// Lines by which a document is signed: who, and on which day.
struct SignatureGrammar: Sendable {
    struct Signature: Sendable {
        var issuer: Range<Int>?
        /// Nil where the form leaves the day blank: 20xx年3月**日.
        var date: Range<Int>?
        /// 2023年3月2日印发: printed, not signed.
        var isImprint = false
    }

    let text: NoticeText

    /// A line that holds a whole date and little else; the part before the date may name who signs.
    func signature(_ block: Range<Int>) -> Signature? {
        guard block.count <= 100, text.index(of: ["。", "，", "；", "|"], block) == nil else { return nil }
        if isBlankDate(block) { return Signature() }
        guard text.keys[block].contains(where: { $0 == "年" || $0 == "." || $0 == "-" || $0 == "/" }) else { return nil }
        let dates = DateRecogniser(year: nil).findAll(text, block).filter { $0.hasYear && !$0.isMonth }
        guard dates.count == 1, dates[0].dates.count == 1, dates[0].dates[0].first == dates[0].dates[0].last,
            let date = dates.last?.range
        else { return nil }
        var after = text.trim(date.upperBound..<block.upperBound)
        // 2012年10月9日上午
        if let part = text.prefix(Lexicon.words("clock.day parts"), after), part == after {
            after = part.upperBound..<part.upperBound
        }
        let isImprint = text.hasPrefix("印", after)
        guard after.isEmpty || isImprint else { return nil }
        var before = text.trim(block.lowerBound..<date.lowerBound)
        if let label = text.prefix(Lexicon.words("signature.labels"), before) {
            before = text.trim(label.upperBound..<before.upperBound)
        }
        guard before.isEmpty || isSigner(before) else { return nil }
        let named = before.isEmpty || isImprint && before.count < 4 ? nil : before
        return Signature(issuer: named, date: date, isImprint: isImprint)
    }

    /// 20xx年3月**日 or “  年  月  日”: a date still to be filled in.
    private func isBlankDate(_ block: Range<Int>) -> Bool {
        guard (3...20).contains(block.count), text.keys[block.upperBound - 1] == "日",
            let year = text.index(of: ["年"], block), let month = text.index(of: ["月"], year..<block.upperBound)
        else { return false }
        let isOpen = { (key: Unicode.Scalar) in "xX*×_ ＊".unicodeScalars.contains(key) }
        let gaps = [block.lowerBound..<year, (year + 1)..<month, (month + 1)..<(block.upperBound - 1)]
        return gaps.allSatisfy { text.keys[$0].allSatisfy { $0.isDigit || isOpen($0) } }
            && gaps.contains { $0.isEmpty || text.keys[$0].contains(where: isOpen) }
    }

    /// The name of an organisation or office alone, or of several side by side.
    func isSigner(_ range: Range<Int>) -> Bool {
        let range = text.trim(range)
        guard (2...90).contains(range.count) else { return false }
        let pieces = signers(range)
        return pieces.count > 1 || isOrganisation(range) || isOffice(range)
    }

    func isOrganisation(_ range: Range<Int>) -> Bool {
        let range = text.trim(range)
        guard (2...45).contains(range.count), isName(range) else { return false }
        return text.hasSuffix(Lexicon.organisations, NoticeParts.withoutBracket(text, range))
    }

    private func isOffice(_ range: Range<Int>) -> Bool {
        range.count <= 30 && isName(range)
            && text.hasSuffix(Lexicon.words("signature.offices"), NoticeParts.withoutBracket(text, range))
    }

    private func isName(_ range: Range<Int>) -> Bool {
        text.index(of: ["。", "，", "；", "：", "|", "《", "“", "？", "！"], range) == nil
            && !text.keys[range].contains { $0.isDigit }
    }

    /// Several names side by side, in order; one name with a blank in it stays one.
    func signers(_ range: Range<Int>) -> [Range<Int>] {
        let pieces = text.split(range, at: [" ", "、"]).map { text.trim($0) }.filter { !$0.isEmpty }
        guard pieces.count > 1, pieces.allSatisfy({ $0.count >= 4 && isOrganisation($0) }) else { return [range] }
        return pieces
    }
}
