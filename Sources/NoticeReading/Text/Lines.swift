/// The lines of a document without blank lines and page furniture (page numbers, running headers, drawn lines).
struct Lines {
    struct Line {
        /// Without the blanks around it.
        let range: Range<Int>
        /// Columns of blanks before it; a Chinese character takes two.
        let indent: Int
        /// A cell of the row above is empty or goes on.
        let startsWithTab: Bool
        let width: Int
    }

    private(set) var all: [Line] = []
    /// Columns at which a layout has broken the lines, if it has.
    private(set) var wrap: Int?
    /// Paragraphs begin with an indent, so that a line without one goes on.
    private(set) var hasIndents = false
    private var leastIndent = 0

    init(_ scalars: [Unicode.Scalar]) {
        collect(scalars)
        leastIndent = all.map(\.indent).min() ?? 0
        hasIndents = all.count { $0.indent >= leastIndent + 3 } >= 3
        wrap = Self.wrap(all)
    }

    /// The line that ends at `end` has been broken by the layout, and `next` goes on with it.
    func isBroken(_ last: Line, _ next: Line) -> Bool {
        guard let wrap, last.width >= wrap - 4, last.width <= wrap + 4 else { return false }
        return next.indent < leastIndent + 3
    }

    // MARK: Lines

    private mutating func collect(_ scalars: [Unicode.Scalar]) {
        var start = 0
        var seen: Set<Int> = []
        var afterPageNumber = false
        for index in 0...scalars.count where index == scalars.count || scalars[index] == "\n" {
            let line = Self.line(start..<index, scalars)
            start = index + 1
            guard let line else { continue }
            if Self.isPageNumber(scalars[line.range]) {
                afterPageNumber = true
                continue
            }
            let words = Self.hash(scalars[line.range])
            let isRunningHeader = afterPageNumber && line.range.count >= 6 && seen.contains(words)
            afterPageNumber = false
            seen.insert(words)
            if !isRunningHeader { all.append(line) }
        }
    }

    private static func hash(_ line: ArraySlice<Unicode.Scalar>) -> Int {
        var hasher = Hasher()
        for scalar in line where !scalar.isBlank { hasher.combine(scalar) }
        return hasher.finalize()
    }

    private static func line(_ whole: Range<Int>, _ scalars: [Unicode.Scalar]) -> Line? {
        var range = whole
        var indent = 0
        var tabs = false
        while let first = range.first, scalars[first].isBlank {
            indent += columns(scalars[first])
            tabs = tabs || scalars[first] == "\t"
            range.removeFirst()
        }
        while let last = range.last, scalars[last].isBlank { range.removeLast() }
        guard !range.isEmpty else { return nil }
        let width = range.prefix(200).reduce(indent) { $0 + columns(scalars[$1]) }
        return Line(range: range, indent: indent, startsWithTab: tabs, width: width)
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        scalar.value >= 0x2E80 || (0x2010...0x2030).contains(scalar.value) ? 2 : 1
    }

    /// Such as "- 3 -", "— 3 —", "第 1 页 共 4 页", or a drawn line.
    private static func isPageNumber(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        if line.allSatisfy({ "-—–─━=＝_*★☆ ".unicodeScalars.contains($0) || $0.isBlank }) { return true }
        guard line.count <= 16, line.contains(where: { $0.isDigit }) else { return false }
        if line.first == "第", line.contains("页") {
            return line.allSatisfy { $0.isDigit || $0.isBlank || "第页共/，,".unicodeScalars.contains($0) }
        }
        return line.count <= 9
            && line.allSatisfy { $0.isDigit || $0.isBlank || Folding.key($0) == "-" || $0 == "·" }
    }

    /// The column near which most lines end, with few that are longer.
    private static func wrap(_ lines: [Line]) -> Int? {
        var counts = [Int](repeating: 0, count: 108)
        var long = 0
        for line in lines where line.width >= 24 {
            if line.width < 106 { counts[line.width] += 1 } else { long += 1 }
        }
        let total = counts.reduce(0, +) + long
        let near = { (column: Int) in counts[(column - 2)...(column + 2)].reduce(0, +) }
        guard let column = (26...104).max(by: { (near($0), $0) < (near($1), $1) }), near(column) >= 6,
            near(column) * 3 >= total, (counts[(column + 5)...].reduce(0, +) + long) * 6 <= total
        else { return nil }
        return column
    }
}
