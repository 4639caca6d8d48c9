/// What was taken out of a text and what was put in, word by word.
package enum WordDiff {
    package struct Piece: Hashable, Sendable {
        package enum Kind: Sendable { case same, removed, added }
        package let kind: Kind
        package let text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Words of the changed middle that are compared one by one; a longer one is shown as taken out and put in whole.
    static let most = 3_000

    package static func pieces(_ old: String, _ new: String) -> [Piece] {
        let (before, after) = (words(old), words(new))
        let head = zip(before, after).prefix { $0 == $1 }.count
        let tail = zip(before.dropFirst(head).reversed(), after.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let (gone, come) = (before[head..<(before.count - tail)], after[head..<(after.count - tail)])
        var pieces: [Piece] = []
        func add(_ kind: Piece.Kind, _ words: some Sequence<String>) {
            let text = words.joined()
            guard !text.isEmpty else { return }
            if let last = pieces.last, last.kind == kind {
                pieces[pieces.count - 1] = Piece(kind, last.text + text)
            } else {
                pieces.append(Piece(kind, text))
            }
        }
        add(.same, before[..<head])
        if gone.count + come.count > most {
            add(.removed, gone)
            add(.added, come)
        } else {
            let difference = Array(come).difference(from: Array(gone))
            var removed: Set<Int> = [], inserted: Set<Int> = []
            for change in difference {
                switch change {
                case .remove(let place, _, _): removed.insert(place)
                case .insert(let place, _, _): inserted.insert(place)
                }
            }
            var (left, right) = (0, 0)
            let (one, other) = (Array(gone), Array(come))
            while left < one.count || right < other.count {
                if left < one.count, removed.contains(left) {
                    add(.removed, [one[left]])
                    left += 1
                } else if right < other.count, inserted.contains(right) {
                    add(.added, [other[right]])
                    right += 1
                } else {
                    add(.same, [other[right]])
                    left += 1
                    right += 1
                }
            }
        }
        add(.same, after[(after.count - tail)...])
        return pieces
    }

    /// A figure, a Latin word or a day such as 5月20日 is one, each other character is its own.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var isOpen = false
        for character in text {
            let joins = character.isASCII && (character.isNumber || character.isLetter)
            if joins, isOpen { words[words.count - 1].append(character) } else { words.append(String(character)) }
            isOpen = joins
            if character == "日" || character == "号", isDay(words.suffix(4)) {
                let day = words.suffix(4).joined()
                words.removeLast(4)
                words.append(day)
            }
        }
        return words
    }

    /// 5, 月, 20, 日
    private static func isDay(_ words: ArraySlice<String>) -> Bool {
        let parts = Array(words)
        let isFigure = { (word: String) in word.allSatisfy { $0.isASCII && $0.isNumber } }
        return parts.count == 4 && parts[1] == "月" && isFigure(parts[0]) && isFigure(parts[2])
    }
}
