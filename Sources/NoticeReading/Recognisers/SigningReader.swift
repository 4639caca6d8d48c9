/// Who signs a document and on which day: the signature first, then what else stands on the paper, the web page last.
struct SigningReader: Sendable {
    let parts: NoticeParts
    private var text: NoticeText { parts.text }

    // MARK: Date

    func issueDate() -> (day: CalendarDay, range: Range<Int>)? {
        let signed = parts.ranges(.date).compactMap { parts.signature($0)?.date }.compactMap { day(in: $0) }
        // A notice around a plan is signed before the plan begins; a date at the very top is none of a signature.
        if let date = signed.last(where: { $0.1.lowerBound > text.count / 12 }) ?? signed.first { return date }
        if let date = inlineSignature()?.date, let day = day(in: date) { return day }
        if let date = labelledDate("header.issued labels") { return date }
        let printed = parts.ranges(.imprint).compactMap { parts.signature($0)?.date }.compactMap { day(in: $0) }
        return printed.first
    }

    /// A day behind one of the labels, near the top.
    func labelledDate(_ list: String) -> (day: CalendarDay, range: Range<Int>)? {
        let labels = Lexicon.words(list)
        for (block, role) in zip(parts.blocks, parts.roles).prefix(16) where role != .addressee {
            for label in text.findAll(labels, block.lowerBound..<min(block.upperBound, block.lowerBound + 400)) {
                let window = label.upperBound..<min(block.upperBound, label.upperBound + 20)
                if let day = day(in: window) { return day }
            }
        }
        return nil
    }

    private func day(in range: Range<Int>) -> (CalendarDay, Range<Int>)? {
        guard let found = DateRecogniser(year: nil).findAll(text, range).first(where: { $0.hasYear && !$0.isMonth }),
            let day = found.dates.first?.first
        else { return nil }
        return (day, found.range)
    }

    // MARK: Who

    func issuer(title: Range<Int>?) -> Range<Int>? {
        signed() ?? closing() ?? inlineSignature()?.issuer ?? title.flatMap { named(in: $0) } ?? letterhead()
            ?? disclosed() ?? printed() ?? posting()?.issuer
    }

    /// 党委组织部 2020-12-17 11:38: who put the page up and when, in a line of its own above the text.
    func posting() -> (issuer: Range<Int>, day: CalendarDay)? {
        for (block, role) in zip(parts.blocks, parts.roles).prefix(10) where block.count <= 60 {
            if role == .addressee { return nil }
            guard text.index(of: ["。", "，", "；"], block) == nil,
                let date = DateRecogniser(year: nil).findAll(text, block).first(where: { $0.hasYear && !$0.isMonth }),
                let day = date.dates.first?.first, date.range.lowerBound > block.lowerBound
            else { continue }
            let rest = text.trim(date.range.upperBound..<block.upperBound)
            let name = text.trim(block.lowerBound..<date.range.lowerBound)
            guard text.keys[rest].allSatisfy({ $0.isDigit || $0 == "：" }), parts.isOrganisation(name) else { continue }
            return (name, day)
        }
        return nil
    }

    /// The last signature; of several who sign together, the first.
    private func signed() -> Range<Int>? {
        for index in parts.blocks.indices.reversed() {
            if parts.roles[index] == .issuer {
                var first = index
                while first > 0, parts.roles[first - 1] == .issuer { first -= 1 }
                return parts.grammar.signers(text.trim(parts.blocks[first])).first
            }
            if parts.roles[index] == .date, let name = parts.signature(parts.blocks[index])?.issuer {
                var first = index
                while first > 0, parts.roles[first - 1] == .body, parts.grammar.isSigner(parts.blocks[first - 1]),
                    HeadingGrammar.marker(text.keys, parts.blocks[first - 1]) == nil
                {
                    first -= 1
                }
                return parts.grammar.signers(first == index ? name : text.trim(parts.blocks[first])).first
            }
        }
        return nil
    }

    /// Organisations alone on the last lines of the body: a signature without a date.
    private func closing() -> Range<Int>? {
        guard var index = parts.roles.lastIndex(of: .body), index > 2 else { return nil }
        let block = parts.blocks[index]
        guard parts.isOrganisation(block), block.count >= 4, HeadingGrammar.marker(text.keys, block) == nil else {
            return nil
        }
        while index > 0, parts.roles[index - 1] == .body, parts.isOrganisation(parts.blocks[index - 1]) { index -= 1 }
        return parts.grammar.signers(text.trim(parts.blocks[index])).first
    }

    /// " 某市红十字会 2025年4月2日 附件1" within a document on one line.
    private func inlineSignature() -> (issuer: Range<Int>, date: Range<Int>)? {
        for (block, role) in zip(parts.blocks, parts.roles).reversed()
        where [.body, .table, .annexList].contains(role) && block.count > 30 {
            let tail = max(block.lowerBound, block.upperBound - 1_500)..<block.upperBound
            for found in DateRecogniser(year: nil).findAll(text, tail).reversed() where found.hasYear && !found.isMonth
            {
                let after = found.range.upperBound
                guard found.dates.count == 1, found.dates[0].first == found.dates[0].last,
                    after == block.upperBound || text.keys[after] == " ", found.range.lowerBound > tail.lowerBound
                else { continue }
                let before = text.trim(tail.lowerBound..<found.range.lowerBound)
                var start = before.upperBound
                while start > before.lowerBound, before.upperBound - start < 45,
                    text.keys[start - 1].isHan || text.keys[start - 1] == "、"
                { start -= 1 }
                let name = start..<before.upperBound
                guard name.count >= 4,
                    start == before.lowerBound || " 。）".unicodeScalars.contains(text.keys[start - 1]),
                    parts.isOrganisation(name)
                else { continue }
                return (parts.grammar.signers(name).first ?? name, found.range)
            }
        }
        return nil
    }

    /// 某市总工会关于…的通知, 某某街道计划生育协会2025年工作要点
    private func named(in title: Range<Int>) -> Range<Int>? {
        if let about = text.find("关于", title), about.lowerBound - title.lowerBound > 2 {
            let name = text.trim(title.lowerBound..<about.lowerBound)
            let isName =
                name.count <= 60 && text.keys[name].allSatisfy { $0.isHan || " 、（）*×".unicodeScalars.contains($0) }
            if isName { return parts.grammar.signers(name).first }
        }
        let strong = Lexicon.words("header.organisations")
        var start = title.lowerBound
        while start < title.upperBound, text.keys[start].isDigit || text.keys[start] == "年" || text.keys[start] == "度" {
            start += 1
        }
        guard let found = text.find(strong, start..<title.upperBound), found.lowerBound - start < 20,
            text.keys[start..<found.upperBound].allSatisfy({ $0.isHan || $0 == "*" || $0 == "×" }),
            !text.contains("关于", start..<found.upperBound)
        else { return nil }
        return start..<found.upperBound
    }

    /// 某县红十字会文件
    private func letterhead() -> Range<Int>? {
        for (block, role) in zip(parts.blocks, parts.roles).prefix(12)
        where block.count < 45 && role != .chrome && text.hasSuffix("文件", block) {
            let name = text.trim(block.lowerBound..<(block.upperBound - 2))
            if name.count > 2, text.keys[name].allSatisfy({ $0.isHan || $0 == " " || $0 == "（" || $0 == "）" }) {
                return parts.grammar.signers(name).first
            }
        }
        return nil
    }

    /// 发布机构：…, 来源：… of a web page, if an organisation stands there.
    private func disclosed() -> Range<Int>? {
        for list in ["header.issuer labels", "header.source labels"] {
            for block in parts.blocks.prefix(12) {
                let head = block.lowerBound..<min(block.upperBound, block.lowerBound + 240)
                guard let label = text.find(Lexicon.words(list), head) else { continue }
                let whole = DisclosureReader.value(text, after: label, in: block)
                let value = text.trim(whole.lowerBound..<(whole.first { text.keys[$0].isDigit } ?? whole.upperBound))
                guard (2...40).contains(value.count), list == "header.issuer labels" || parts.grammar.isSigner(value)
                else { continue }
                return value
            }
        }
        return nil
    }

    private func printed() -> Range<Int>? {
        for index in parts.blocks.indices where parts.roles[index] == .imprint {
            guard let signature = parts.signature(parts.blocks[index]) else { continue }
            if let name = signature.issuer { return name }
            if index > 0, parts.isOrganisation(parts.blocks[index - 1]) { return text.trim(parts.blocks[index - 1]) }
        }
        return nil
    }
}
