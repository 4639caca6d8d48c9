/// The text area of a page and its usual lines, found from where lines begin and end.
struct PDFMargins {
    var left: Double, right: Double
    /// The size of its letters.
    var em: Double
    /// From one line to the next.
    var pitch: Double
    /// First lines of paragraphs are indented.
    var isIndented: Bool

    var width: Double { right - left }

    /// For each page. Pages of one width have the same margins; odd and even ones may mirror them.
    static func all(_ pages: [[PDFLine]], of sizes: [PDFPage]) -> [PDFMargins] {
        var groups: [Int: [[PDFLine]]] = [:]
        for (number, lines) in pages.enumerated() {
            groups[Int(sizes[number].width), default: [[], []]][number % 2] += lines
        }
        let found = groups.map { width, sides -> (Int, [PDFMargins]) in
            let all = PDFMargins(sides[0] + sides[1], pageWidth: Double(width))
            let mirrored = sides.map { PDFMargins($0, pageWidth: Double(width)) }
            let isMirrored =
                sides.allSatisfy { $0.count > 15 } && abs(mirrored[0].left - mirrored[1].left) > 6
                && abs(mirrored[0].width - mirrored[1].width) < 6
            return (width, isMirrored ? mirrored : [all, all])
        }
        let byWidth = Dictionary(found) { first, _ in first }
        return pages.indices.map { number in
            byWidth[Int(sizes[number].width)]?[number % 2] ?? PDFMargins([], pageWidth: sizes[number].width)
        }
    }

    private init(_ lines: [PDFLine], pageWidth: Double) {
        let lefts = lines.map(\.xMin).sorted()
        let count = max(2, lines.count / 25)
        let left =
            lefts.indices.first { index in index + count <= lefts.count && lefts[index + count - 1] - lefts[index] < 2 }
            .map { lefts[$0] } ?? lefts.first ?? 0
        // The widest line stands for the margin if another one is as wide, or if it leaves as much room as on the left.
        let rights = lines.map(\.xMax).sorted(by: >)
        let right =
            rights.indices.first { index in
                index + 1 < rights.count && rights[index] - rights[index + 1] < 12
                    || abs(pageWidth - rights[index] - left) < 30
            }.map { rights[$0] } ?? max(rights.first ?? 0, pageWidth - left)
        self.left = left
        self.right = right
        // Tables are set smaller and closer.
        let wide = lines.map { $0.segments.count == 1 && $0.xMax - $0.xMin > 0.5 * (right - left) }
        let em = Self.median(lines.indices.filter { wide[$0] }.map { lines[$0].em }) ?? 12
        self.em = em
        let pitches = lines.indices.dropFirst().filter {
            wide[$0] && wide[$0 - 1] && lines[$0].page == lines[$0 - 1].page
        }
        .map { lines[$0].yMin - lines[$0 - 1].yMin }
        pitch = Self.median(pitches.filter { $0 > 0.5 * em && $0 < 4 * em }) ?? 2 * em
        let indented = lines.count { (1.4...2.7).contains(($0.xMin - left) / em) }
        isIndented = indented > 0 && 12 * indented > lines.count
    }

    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
