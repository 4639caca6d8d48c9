/// Rows of a table, found by gaps between words that lie below each other: a PDF only says where letters stand.
struct PDFTable {
    /// A piece of text in a column, over one or more lines.
    private struct Cell {
        var column: Int
        var yMin: Double, yMax: Double
        var text: String
    }
    private struct Piece {
        let line: Int, segment: PDFLine.Segment
        var column = 0
        var isSpanning = false
    }

    /// What office programs leave free between the rule and the text of a cell, on both sides together.
    private static let padding = 10.8
    /// As many as Word allows.
    private static let columnLimit = 63

    private let lines: [PDFLine]
    private var pieces: [Piece] = []
    private var columns: [(xMin: Double, xMax: Double)] = []

    /// How many lines from this one on are a table; 0 if it is none.
    static func extent(in lines: ArraySlice<PDFLine>, width: Double) -> Int {
        guard var first = lines.first else { return 0 }
        var end = lines.startIndex + 1
        if first.segments.count == 1 {
            // The first of two lines in a cell, beside cells with one line in the middle.
            guard let next = lines.dropFirst().first, next.segments.count > 1, next.yMin < first.yMax - 1,
                next.segments.allSatisfy({ $0.xMin > first.xMax || $0.xMax < first.xMin })
            else { return 0 }
            first = next
            end += 1
        }
        var (last, rows) = (first, 1)
        var index = end
        while index < lines.endIndex {
            let line = lines[index]
            guard line.yMin - lines[index - 1].yMax < 3 * line.height, abs(line.em - last.em) < 0.15 * last.em else {
                break
            }
            if line.segments.count > 1 {
                guard sharesGap(last, line) else { break }
                (last, end) = (line, index + 1)
                rows += 1
            } else if goesOn(line, last) {
                if line.yMin - lines[index - 1].yMin < 1.6 * line.height { end = index + 1 }
            } else if line.xMax - line.xMin > 0.6 * width {
                break
            }
            index += 1
            // Few lines of a table stand alone in their row.
            if index - end > 4 { break }
        }
        return rows > 1 ? end - lines.startIndex : 0
    }

    private static func sharesGap(_ above: PDFLine, _ below: PDFLine) -> Bool {
        let gaps = { (line: PDFLine) in
            zip(line.segments, line.segments.dropFirst()).prefix(columnLimit).map { ($0.xMax, $1.xMin) }
        }
        let others = gaps(below)
        return gaps(above).contains { left, right in
            others.contains { min(right, $0.1) - max(left, $0.0) > 0.4 * above.em }
        }
    }

    /// A further line of a cell that is not the first of its row.
    private static func goesOn(_ line: PDFLine, _ row: PDFLine) -> Bool {
        row.segments.dropFirst().contains { abs($0.xMin - line.xMin) < 2 }
    }

    init(_ lines: [PDFLine]) {
        self.lines = lines
        pieces = lines.indices.flatMap { index in lines[index].segments.map { Piece(line: index, segment: $0) } }
        findColumns()
    }

    /// From the narrow pieces to the wide ones, as titles span columns.
    private mutating func findColumns() {
        for index in pieces.indices.sorted(by: { width(pieces[$0]) < width(pieces[$1]) }) {
            let segment = pieces[index].segment
            let met = columns.indices.filter { overlap(columns[$0], segment) > 1 }
            if met.isEmpty {
                columns.append((segment.xMin, segment.xMax))
            } else if met.count == 1 {
                columns[met[0]] = (min(columns[met[0]].xMin, segment.xMin), max(columns[met[0]].xMax, segment.xMax))
            }
            if columns.count >= Self.columnLimit { break }
        }
        columns.sort { $0.xMin < $1.xMin }
        for index in pieces.indices {
            let met = columns.indices.filter { overlap(columns[$0], pieces[index].segment) > 1 }
            pieces[index].column = met.first ?? 0
            pieces[index].isSpanning = met.count > 1
        }
    }

    private func width(_ piece: Piece) -> Double { piece.segment.xMax - piece.segment.xMin }

    private func overlap(_ column: (xMin: Double, xMax: Double), _ segment: PDFLine.Segment) -> Double {
        min(column.xMax, segment.xMax) - max(column.xMin, segment.xMin)
    }

    func rows() -> [String] {
        var cells: [Cell] = []
        var open: [Int: Int] = [:]
        let continued = continuations()
        for (index, piece) in pieces.enumerated() {
            let line = lines[piece.line]
            if continued[index], let cell = open[piece.column] {
                cells[cell].text += PDFParagraphs.glue(cells[cell].text, piece.segment.text) + piece.segment.text
                cells[cell].yMax = line.yMax
            } else {
                open[piece.column] = cells.count
                cells.append(
                    Cell(column: piece.column, yMin: line.yMin, yMax: line.yMax, text: piece.segment.text))
            }
        }
        return texts(of: cells)
    }

    /// Which pieces go on with the cell above them: that one is full, and they follow at the distance of its lines.
    private func continuations() -> [Bool] {
        var candidates = [Bool](repeating: false, count: pieces.count)
        var pitches = [Double](repeating: 0, count: pieces.count)
        var above: [Int: Int] = [:]
        for (index, piece) in pieces.enumerated() {
            defer { above[piece.column] = index }
            guard !piece.isSpanning, let upper = above[piece.column], !pieces[upper].isSpanning,
                pieces[upper].line < piece.line
            else { continue }
            pitches[index] = lines[piece.line].yMin - lines[pieces[upper].line].yMin
            candidates[index] = pitches[index] < 1.6 * lines[piece.line].height && follows(piece, pieces[upper])
        }
        let base = pieces.indices.filter { candidates[$0] }.map { pitches[$0] }.min() ?? 0
        var starts = [Int](repeating: 0, count: lines.count)
        for index in pieces.indices {
            if pitches[index] > base + 0.35 { candidates[index] = false }
            starts[pieces[index].line] += candidates[index] ? -1 : 1
        }
        // Where more cells begin than go on, a row begins. Where all go on, at a distance, they are another row.
        var begins = [Bool](repeating: true, count: lines.count)
        var size = 0
        for (line, start) in starts.enumerated() {
            let count = lines[line].segments.count
            let isFar = line > 0 && lines[line].yMin - lines[line - 1].yMin > 1.65 * lines[line].em
            begins[line] = start > 0 || size > 1 && count >= size && start == -count && isFar
            if begins[line] { size = lines[line].segments.count }
        }
        return pieces.indices.map { candidates[$0] && !begins[pieces[$0].line] }
    }

    private func follows(_ lower: Piece, _ upper: Piece) -> Bool {
        let (low, high) = (lower.segment, upper.segment)
        guard abs(low.xMin - high.xMin) < 2 || abs(low.xMin + low.xMax - high.xMin - high.xMax) < 4 else {
            return false
        }
        let em = lines[lower.line].em
        let next = columns.dropFirst(upper.column + 1).first?.xMin
        let right = next.map { $0 - Self.padding } ?? columns[upper.column].xMax
        let left = columns[upper.column].xMin
        return high.xMax - high.xMin + low.opening > right - left - em
    }

    private func texts(of cells: [Cell]) -> [String] {
        var rows: [(yMin: Double, yMax: Double, cells: [Cell])] = []
        for cell in cells.sorted(by: { ($0.yMin, $0.column) < ($1.yMin, $1.column) }) {
            if let row = rows.last,
                min(row.yMax, cell.yMax) - max(row.yMin, cell.yMin)
                    > 0.4 * min(row.yMax - row.yMin, cell.yMax - cell.yMin)
            {
                rows[rows.count - 1].cells.append(cell)
                rows[rows.count - 1].yMax = max(row.yMax, cell.yMax)
            } else {
                rows.append((cell.yMin, cell.yMax, [cell]))
            }
        }
        return rows.map { row in
            let columns = Dictionary(grouping: row.cells) { $0.column }.sorted { $0.key < $1.key }
            return TableRow.line(columns.map { ($0.key, $0.value.map(\.text)) })
        }
    }
}
