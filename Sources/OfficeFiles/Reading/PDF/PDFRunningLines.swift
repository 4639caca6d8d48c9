/// Leaves page numbers and the running heads and feet of pages out.
enum PDFRunningLines {
    /// Where they stand, as a share of the page's height from its edges.
    private static let edge = 0.13

    static func removed(from pages: [[PDFLine]], of sizes: [PDFPage]) -> [[PDFLine]] {
        var places: [Place: Set<Int>] = [:]
        for (number, lines) in pages.enumerated() {
            for line in lines where isAtEdge(line, sizes[number]) { places[Place(line), default: []].insert(number) }
        }
        return pages.enumerated().map { number, lines in
            var kept = lines[...]
            for atTop in [true, false] {
                while let line = atTop ? kept.first : kept.last, isAtEdge(line, sizes[number]) {
                    let pages = places[Place(line)] ?? []
                    let isRunning = pages.count > 1 && 3 * pages.count >= sizes.count && !Place(line).text.isEmpty
                    // The last line of a full page may be a number of its text; a page number stands by itself.
                    guard
                        isRunning || isPrinted(line.text)
                            || isPageNumber(line.text) && isApart(line, kept, atTop: atTop)
                    else { break }
                    kept = atTop ? kept.dropFirst() : kept.dropLast()
                }
            }
            return Array(kept)
        }
    }

    /// The words without their digits, and the height on the page.
    private struct Place: Hashable {
        let text: String, height: Int

        init(_ line: PDFLine) {
            text = line.text.filter { !$0.isWhitespace && !$0.isNumber }
            height = Int((line.yMin / 4).rounded())
        }
    }

    private static func isAtEdge(_ line: PDFLine, _ page: PDFPage) -> Bool {
        line.yMax < edge * page.height || line.yMin > (1 - edge) * page.height
    }

    private static func isApart(_ line: PDFLine, _ lines: ArraySlice<PDFLine>, atTop: Bool) -> Bool {
        guard lines.count > 1 else { return true }
        let next = atTop ? lines[lines.startIndex + 1] : lines[lines.endIndex - 2]
        let gap = atTop ? next.yMin - line.yMax : line.yMin - next.yMax
        return gap > 0.5 * line.height || !line.text.allSatisfy(\.isNumber)
    }

    /// What browsers print above and below a page: "2025/5/12 15:30 …", "https://… 1/3".
    private static func isPrinted(_ text: String) -> Bool {
        let isNumber = { (part: Substring) in !part.isEmpty && part.allSatisfy(\.isNumber) }
        if text.contains("://"), let last = text.split(separator: " ").last {
            return last.split(separator: "/", omittingEmptySubsequences: false).suffix(2).allSatisfy {
                $0.last?.isNumber ?? false
            }
        }
        let words = text.split { " ,，".contains($0) }
        guard words.count > 1 else { return false }
        let (day, time) = (words[0].split(separator: "/"), words[1].split(separator: ":"))
        return day.count == 3 && day.allSatisfy(isNumber) && time.count == 2
            && time.allSatisfy { $0.first?.isNumber ?? false }
    }

    /// "— 3 —", "- 3 -", "3", "3/5", "第3页", "第 3 页 共 5 页", "Page 3 of 5".
    static func isPageNumber(_ text: String) -> Bool {
        var rest = text.lowercased().filter { !$0.isWhitespace && !"-—–－―·.|()（）".contains($0) }
        guard rest.count <= 14, rest.contains(where: \.isNumber) else { return false }
        for word in ["第", "页", "共", "page", "of", "/", "／", ","] { rest = rest.replacing(word, with: "") }
        return rest.count <= 6 && rest.allSatisfy { $0.isASCII && $0.isNumber }
    }
}
