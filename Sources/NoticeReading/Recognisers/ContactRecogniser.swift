/// People to ask: names paired with telephone numbers in the order in which both stand.
struct ContactRecogniser: Sendable {
    private struct Group {
        var names: [Range<Int>] = []
        var phones: [(value: String, range: Range<Int>)] = []
        var email: Range<Int>?
        var isEmpty: Bool { names.isEmpty && phones.isEmpty && email == nil }
    }

    private static let labels = Lexicon.words("contact.labels")
    private static let nameLabels = Lexicon.words("contact.name labels")

    func findAll(_ text: NoticeText, _ paragraphs: [Range<Int>]) -> [NoticeReading.Contact] {
        var contacts: [NoticeReading.Contact] = []
        var group = Group()
        for paragraph in paragraphs {
            var rest = paragraph
            while let label = text.find(Self.labels, rest) {
                let next =
                    text.find(Self.labels, label.upperBound..<paragraph.upperBound)?.lowerBound ?? paragraph.upperBound
                rest = label.upperBound..<paragraph.upperBound
                guard let colon = text.index(of: ["："], label.upperBound..<min(next, label.upperBound + 4)) else {
                    continue
                }
                let value = (colon + 1)..<min(next, colon + 80)
                if text.hasPrefix(Self.nameLabels, label),
                    !group.names.isEmpty || !group.phones.isEmpty
                {
                    contacts += close(group, text)
                    group = Group()
                }
                read(value, text, isName: text.hasPrefix(Self.nameLabels, label), into: &group)
            }
        }
        return contacts + close(group, text)
    }

    private func read(_ value: Range<Int>, _ text: NoticeText, isName: Bool, into group: inout Group) {
        let end = text.index(of: ["。", "；"], value) ?? value.upperBound
        let value = value.lowerBound..<end
        group.phones += phones(text, value)
        if let email = email(text, value) { group.email = group.email ?? email }
        guard isName || !group.phones.isEmpty && group.names.isEmpty else { return }
        for piece in text.split(value, at: ["、", " ", "，", "/", "）", "（"]) {
            let han = piece.prefix { text.keys[$0].isHan }
            let name = piece.lowerBound..<(piece.lowerBound + han.count)
            guard (2...4).contains(name.count), !text.contains(Lexicon.words("contact.no name"), name)
            else { continue }
            group.names.append(name)
        }
    }

    /// Runs of digits of the length of a telephone number; a bare local number inherits the area code before it.
    private func phones(_ text: NoticeText, _ range: Range<Int>) -> [(value: String, range: Range<Int>)] {
        var found: [(value: String, range: Range<Int>)] = []
        var area: String?
        var index = range.lowerBound
        while index < range.upperBound {
            guard text.keys[index].isDigit, index == range.lowerBound || !text.keys[index - 1].isLatin else {
                index += 1
                continue
            }
            var end = index
            while end < range.upperBound, text.keys[end].isDigit || text.keys[end] == "-" { end += 1 }
            let isMail = end < range.upperBound && (text.keys[end] == "@" || text.keys[end].isLatin)
            let digits = text.keys[index..<end].filter(\.isDigit).count
            if !isMail, (7...12).contains(digits) {
                let raw = text.key(index..<end)
                if let dash = text.keys[index..<end].firstIndex(of: "-") {
                    area = text.key(index..<dash)
                    found.append((raw, index..<end))
                } else if digits <= 8, let area {
                    found.append(("\(area)-\(raw)", index..<end))
                } else {
                    found.append((raw, index..<end))
                }
            }
            index = max(end, index + 1)
        }
        return found
    }

    private func email(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        guard let at = text.index(of: ["@"], range) else { return nil }
        let isPart = { (key: Unicode.Scalar) in key.isDigit || key.isLatin || key == "." || key == "-" || key == "_" }
        var (start, end) = (at, at + 1)
        while start > range.lowerBound, isPart(text.keys[start - 1]) { start -= 1 }
        while end < range.upperBound, isPart(text.keys[end]) { end += 1 }
        while end > at, text.keys[end - 1] == "." { end -= 1 }
        return start < at && text.keys[at..<end].contains(".") ? start..<end : nil
    }

    private func close(_ group: Group, _ text: NoticeText) -> [NoticeReading.Contact] {
        guard !group.isEmpty else { return [] }
        if group.names.count == 1, group.phones.count > 1 {
            return [
                .init(
                    name: text.string(group.names[0]), phone: group.phones.map(\.value).joined(separator: "、"),
                    email: group.email.map { text.string($0) }, source: text.source(group.names[0]))
            ]
        }
        let count = max(group.names.count, group.phones.count, 1)
        return (0..<count).compactMap { index in
            let name = index < group.names.count ? group.names[index] : nil
            // One number serves all who are named without their own.
            let phone = index < group.phones.count ? group.phones[index] : (name == nil ? nil : group.phones.last)
            guard let range = name ?? phone?.range ?? group.email else { return nil }
            return .init(
                name: name.map { text.string($0) }, phone: phone?.value, email: group.email.map { text.string($0) },
                source: text.source(range))
        }
    }
}
