/// Which clause of one text became which of another: a revision and what it revises, a plan and what it is written from,
/// this year's notice and last year's.
package enum ClauseMatch {
    /// One line of the comparison, in the order of the new text; what is gone stands where it stood.
    package struct Pair: Hashable, Sendable {
        package let old: Int?, new: Int?

        package init(old: Int?, new: Int?) {
            self.old = old
            self.new = new
        }
    }

    /// Whether other words stand there; blanks, marks and lines of duties are no words.
    package static func isChanged(_ old: Clause, _ new: Clause) -> Bool { old.words != new.words }

    /// By number and heading, then by heading, then by text, then by number with like words, then by like words alone.
    package static func pairs(_ old: [Clause], _ new: [Clause]) -> [Pair] {
        let (before, after) = (old.marked, new.marked)
        var found: [Int: Int] = [:]
        var free = (old: Set(before.indices), new: Set(after.indices))
        func take(_ place: Int, _ match: Int) {
            found[place] = match
            free.new.remove(place)
            free.old.remove(match)
        }
        for key in [\Marked.placed, \Marked.heading, \Marked.words] as [KeyPath<Marked, String>] {
            let known = Dictionary(grouping: free.old.sorted().filter { !before[$0][keyPath: key].isEmpty }) {
                before[$0][keyPath: key]
            }
            for place in free.new.sorted() {
                guard let match = known[after[place][keyPath: key]]?.first(where: free.old.contains) else { continue }
                take(place, match)
            }
        }
        for place in free.new.sorted() {
            let alike = free.old.filter { before[$0].path == after[place].path }.sorted()
                .first { Self.likeness(before[$0].pairs, after[place].pairs) >= 0.3 }
            if let alike { take(place, alike) }
        }
        guard free.old.count * free.new.count <= mostCompared else {
            return inOrder(found, old: old.count, new: new.count)
        }
        for place in free.new.sorted() {
            let best = free.old.sorted().map { ($0, Self.likeness(before[$0].pairs, after[place].pairs)) }
                .max { $0.1 < $1.1 }
            if let best, best.1 >= 0.5 { take(place, best.0) }
        }
        return inOrder(found, old: before.count, new: after.count)
    }

    /// Of clauses without anything in common but perhaps some words: 200 with 200.
    private static let mostCompared = 40_000

    private static func inOrder(_ found: [Int: Int], old: Int, new: Int) -> [Pair] {
        let kept = Set(found.values)
        var pairs: [Pair] = []
        var gone = (0..<old).filter { !kept.contains($0) }[...]
        for place in 0..<new {
            let match = found[place]
            while let first = gone.first, let match, first < match {
                pairs.append(Pair(old: gone.removeFirst(), new: nil))
            }
            pairs.append(Pair(old: match, new: place))
        }
        return pairs + gone.map { Pair(old: $0, new: nil) }
    }

    /// Dice's coefficient over pairs of neighbouring characters: 1 for the same words, 0 for none in common.
    private static func likeness(_ a: [UInt64: Int], _ b: [UInt64: Int]) -> Double {
        let (small, large) = a.count < b.count ? (a, b) : (b, a)
        let shared = small.reduce(0) { $0 + min($1.value, large[$1.key] ?? 0) }
        let all = a.values.reduce(0, +) + b.values.reduce(0, +)
        return all == 0 ? 0 : 2 * Double(shared) / Double(all)
    }

    fileprivate struct Marked {
        /// 三（一）1, and the same with the heading.
        let path: String, placed: String
        let heading: String, words: String
        /// Pairs of neighbouring characters, how often each.
        let pairs: [UInt64: Int]
    }
}

extension [Clause] {
    /// 三（一）1: the number of each clause with those above it.
    package var paths: [String] {
        var paths: [String] = []
        for clause in self { paths.append((clause.parent.map { paths[$0] } ?? "") + clause.number) }
        return paths
    }

    fileprivate var marked: [ClauseMatch.Marked] {
        zip(self, paths).map { clause, path in
            let words = clause.words
            let heading = clause.heading.solidWords
            let start = words.unicodeScalars.prefix(400).map { UInt64($0.value) }
            var pairs: [UInt64: Int] = [:]
            for (first, second) in zip(start, start.dropFirst()) { pairs[first << 32 | second, default: 0] += 1 }
            return ClauseMatch.Marked(
                path: path, placed: heading.isEmpty ? "" : path + " " + heading, heading: heading, words: words,
                pairs: pairs)
        }
    }
}

extension Clause {
    /// 责任岗位：…, 协同部门：…: lines that a plan adds to a clause without changing its words.
    package static let dutyLabels = ["责任岗位：", "协同部门："]

    /// Its words alone, without blanks, marks and lines of duties: the same for a clause that was taken word by word.
    package var words: String { Self.words(of: heading + "\n" + body) }
    package static func words(of text: String) -> String {
        text.split(separator: "\n").filter { line in !dutyLabels.contains { line.trimmed.hasPrefix($0) } }
            .joined().solidWords
    }

    /// As it is read: heading and text.
    package var wording: String {
        guard !heading.isEmpty, !body.isEmpty else { return heading + body }
        return heading + (heading.last.map { "。；：，".contains($0) } ?? false ? "" : "。") + body
    }
    /// The same without lines of duties.
    package var bareWording: String {
        wording.split(separator: "\n").filter { line in !Self.dutyLabels.contains { line.trimmed.hasPrefix($0) } }
            .joined(separator: "\n")
    }
}

extension StringProtocol {
    fileprivate var solidWords: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }))
    }
    fileprivate var trimmed: String { String(self).trimmed }
}
