/// People to ask: names paired with telephone numbers in the order in which both stand.
struct ContactRecogniser: Sendable {
    /// Who and how, as they come along a paragraph.
    private enum Token {
        case name(Range<Int>)
        case phone(PhoneRecogniser.Found)
        case email(Range<Int>)
        /// 联系人：, with which another contact begins.
        case opener

        var start: Int {
            switch self {
            case .name(let range), .email(let range): range.lowerBound
            case .phone(let phone): phone.range.lowerBound
            case .opener: 0
            }
        }
    }

    private struct Group {
        var names: [Range<Int>] = []
        var phones: [PhoneRecogniser.Found] = []
        var email: Range<Int>?
        /// 0531-5550123（孔老师）: the number stands before its name.
        var beginsWithPhone = false
        var endsWithName = false
    }

    private static let labels = Lexicon.words("contact.labels")
    private static let nameLabels = Lexicon.words("contact.name labels")
    private static let cues = Lexicon.words("contact.cues")

    func findAll(_ text: NoticeText, _ paragraphs: [Range<Int>]) -> [NoticeReading.Contact] {
        var contacts: [NoticeReading.Contact] = []
        var group = Group()
        /// Whether the paragraph above speaks of contacts; then names and local numbers need no label.
        var goesOn = false
        for paragraph in paragraphs {
            // A run of more than a page is prose; only its labelled parts are looked at.
            var isContact = false
            for piece in zones(text, paragraph, goesOn: goesOn) {
                let tokens = tokens(text, piece, goesOn: goesOn)
                guard !tokens.isEmpty else { continue }
                isContact = true
                for token in tokens { take(token, into: &group, &contacts, text) }
            }
            goesOn = isContact || paragraph.count <= 14 && text.contains(Self.cues, paragraph)
            if !isContact {
                contacts += close(group, text)
                group = Group()
            }
        }
        return (contacts + close(group, text)).reduce(into: []) { kept, contact in
            if !kept.contains(where: {
                $0.name == contact.name && $0.phone == contact.phone && $0.email == contact.email
            }) {
                kept.append(contact)
            }
        }
    }

    /// The parts of a paragraph from a cue on; all of it where the line above is of contacts.
    private func zones(_ text: NoticeText, _ paragraph: Range<Int>, goesOn: Bool) -> [Range<Int>] {
        if goesOn, paragraph.count <= 160 { return [paragraph] }
        return text.split(paragraph, at: ["。"]).compactMap { sentence in
            if let cue = text.find(Self.cues, sentence) {
                return max(sentence.lowerBound, cue.lowerBound - 1)..<min(sentence.upperBound, cue.upperBound + 240)
            }
            return sentence.count <= 80 && text.keys[sentence].contains(where: \.isDigit) ? sentence : nil
        }
    }

    // MARK: Tokens

    private func tokens(_ text: NoticeText, _ zone: Range<Int>, goesOn: Bool) -> [Token] {
        let labels = text.findAll(Self.labels, zone).filter { isLabel(text, $0, zone) }
        let isLabelled = !labels.isEmpty || text.contains(Self.cues, zone)
        let phones = PhoneRecogniser.findAll(text, zone).filter { $0.isSure || isLabelled || goesOn }
        var tokens: [Token] = phones.map { .phone($0) }
        for label in labels where Self.nameLabels.contains(text.keys[label]) {
            tokens.append(.name(label.lowerBound..<label.lowerBound))  // a place holder for the opener, see below
            tokens += names(text, after: label, in: zone).map { .name($0) }
        }
        let known = tokens.compactMap { token -> Range<Int>? in if case .name(let range) = token { range } else { nil }
        }
        for name in looseNames(text, zone, beside: phones) where !known.contains(where: { $0.overlaps(name) }) {
            tokens.append(.name(name))
        }
        if isLabelled || goesOn, let email = email(text, zone), !isMailbox(text, email, zone) {
            tokens.append(.email(email))
        }
        let hasPerson = tokens.contains { if case .name(let range) = $0 { !range.isEmpty } else { true } }
        guard hasPerson else { return [] }
        return tokens.sorted { $0.start < $1.start }.map { token in
            if case .name(let range) = token, range.isEmpty { .opener } else { token }
        }
    }

    private func isLabel(_ text: NoticeText, _ label: Range<Int>, _ zone: Range<Int>) -> Bool {
        guard label.upperBound < zone.upperBound else { return false }
        let after = text.keys[label.upperBound]
        return "：（ 为".unicodeScalars.contains(after) || after.isDigit
    }

    /// The names behind 联系人：, up to the next label or number.
    private func names(_ text: NoticeText, after label: Range<Int>, in zone: Range<Int>) -> [Range<Int>] {
        let colon = text.index(of: ["：", " "], label.upperBound..<min(zone.upperBound, label.upperBound + 14))
        let start = colon.map { $0 + 1 } ?? label.upperBound
        let limit = min(zone.upperBound, start + 80)
        guard start < limit else { return [] }
        let stop = text.find(Self.labels, start..<limit)?.lowerBound ?? limit
        let end = (start..<stop).first { text.keys[$0].isDigit || "。；".unicodeScalars.contains(text.keys[$0]) } ?? stop
        return text.split(start..<end, at: ["、", " ", "，", "/", "：", "　"]).compactMap { piece in
            let han = piece.prefix { text.keys[$0].isHan }
            let name = piece.lowerBound..<(piece.lowerBound + han.count)
            return isName(text, name, isSure: true) ? name : nil
        }
    }

    /// A name right before or in brackets behind a number: 市科协 陆清扬 电话 0517-…, 0531-…（孔老师）.
    private func looseNames(_ text: NoticeText, _ zone: Range<Int>, beside phones: [PhoneRecogniser.Found]) -> [Range<
        Int
    >] {
        var found: [Range<Int>] = []
        var lower = zone.lowerBound
        for phone in phones {
            let start = phone.range.lowerBound
            var end = start
            let lead = max(lower, start - 26)..<start
            if let label = text.findAll(Self.labels, lead).last { end = min(end, label.lowerBound) }
            while end > lead.lowerBound, !text.keys[end - 1].isHan || text.keys[end - 1] == "：" {
                // （宣教部） behind a name is not the name.
                if text.keys[end - 1] == "）", let open = (lead.lowerBound..<end).last(where: { text.keys[$0] == "（" }),
                    open > lead.lowerBound, text.keys[open - 1].isHan
                {
                    end = open
                } else {
                    end -= 1
                }
            }
            var first = end
            while first > lead.lowerBound, text.keys[first - 1].isHan { first -= 1 }
            let name = first..<end
            if !name.isEmpty, isName(text, name, isSure: false) { found.append(name) }
            lower = phone.range.upperBound
            let after = lower..<min(zone.upperBound, lower + 10)
            if let first = after.first, text.keys[first] == "（", let close = text.index(of: ["）"], after),
                isName(text, (first + 1)..<close, isSure: false)
            {
                found.append((first + 1)..<close)
            }
        }
        return found
    }

    private func isName(_ text: NoticeText, _ name: Range<Int>, isSure: Bool) -> Bool {
        guard (2...5).contains(name.count), text.keys[name].allSatisfy(\.isHan),
            !text.contains(Lexicon.words("contact.no name"), name)
        else { return false }
        let isTitled = text.hasSuffix(Lexicon.words("contact.titles"), name)
        guard name.count <= 4 || isTitled else { return false }
        return isTitled || text.hasPrefix(Lexicon.words("surnames"), name)
            || isSure && !text.hasSuffix(Lexicon.organisations, name)
                && !text.hasSuffix(Lexicon.words("signature.offices"), name)
    }

    // MARK: Boxes

    private func email(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        guard let at = text.index(of: ["@"], range) else { return nil }
        let isPart = { (key: Unicode.Scalar) in key.isDigit || key.isLatin || key == "." || key == "-" || key == "_" }
        var (start, end) = (at, at + 1)
        while start > range.lowerBound, isPart(text.keys[start - 1]) { start -= 1 }
        while end < range.upperBound, isPart(text.keys[end]) { end += 1 }
        while end > at, text.keys[end - 1] == "." { end -= 1 }
        return start < at && text.keys[at..<end].contains(".") ? start..<end : nil
    }

    /// 发送至邮箱…: where things are sent, not whom to ask.
    private func isMailbox(_ text: NoticeText, _ email: Range<Int>, _ zone: Range<Int>) -> Bool {
        let lead = max(zone.lowerBound, email.lowerBound - 14)..<email.lowerBound
        return text.contains(Lexicon.words("contact.mailbox"), lead)
    }

    // MARK: Pairing

    private func take(
        _ token: Token, into group: inout Group, _ contacts: inout [NoticeReading.Contact], _ text: NoticeText
    ) {
        switch token {
        case .opener:
            if !group.names.isEmpty { finish(&group, &contacts, text) }
        case .name(let name):
            // A name behind a pair begins the next; a name behind bare numbers belongs to them.
            if !group.phones.isEmpty, !group.names.isEmpty, !group.endsWithName { finish(&group, &contacts, text) }
            group.names.append(name)
            group.endsWithName = true
        case .phone(let phone):
            if group.beginsWithPhone, group.endsWithName { finish(&group, &contacts, text) }
            group.beginsWithPhone = group.beginsWithPhone || group.names.isEmpty
            group.phones.append(phone)
            group.endsWithName = false
        case .email(let email): group.email = group.email ?? email
        }
    }

    private func finish(_ group: inout Group, _ contacts: inout [NoticeReading.Contact], _ text: NoticeText) {
        contacts += close(group, text)
        group = Group()
    }

    private func close(_ group: Group, _ text: NoticeText) -> [NoticeReading.Contact] {
        guard !group.names.isEmpty || !group.phones.isEmpty else { return [] }
        let email = group.email.map { text.string($0) }
        if group.names.count <= 1 {
            let phone = group.phones.isEmpty ? nil : group.phones.map(\.value).joined(separator: "、")
            guard let range = group.names.first ?? group.phones.first?.range else { return [] }
            return [
                .init(
                    name: group.names.first.map { text.string($0) }, phone: phone, email: email,
                    source: text.source(range))
            ]
        }
        return group.names.enumerated().map { index, name in
            // One number serves all who are named without their own.
            let phone = index < group.phones.count ? group.phones[index] : group.phones.last
            return .init(name: text.string(name), phone: phone?.value, email: email, source: text.source(name))
        }
    }
}
