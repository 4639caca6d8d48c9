/// Lines of a title, which stand centred below each other. Source: GB/T 9704-2012, 7.3.1.
enum PDFTitle {
    /// A title ends with the kind of document.
    private static let endings = ["通知", "方案", "意见", "计划", "要点", "文件", "函", "报告", "办法", "总结", "倡议书", "号", "统计表", "表"]

    static func goesOn(_ upper: PDFLine, _ lower: PDFLine, _ margins: PDFMargins) -> Bool {
        guard isCentred(upper, margins, isFirst: true), isCentred(lower, margins, isFirst: false),
            lower.yMin - upper.yMin < 2.2 * upper.height
        else { return false }
        let isLarge = upper.em > 1.1 * margins.em
        guard isLarge || upper.xMax - upper.xMin > 0.55 * margins.width else { return false }
        let (above, below) = (upper.text, lower.text)
        if endings.contains(where: { above.hasSuffix($0) }) || above.last.map({ "。：:；".contains($0) }) ?? false {
            return false
        }
        return !isNumbered(below) && !"（(〔[".contains(below.first ?? "（") && !isDate(below)
    }

    /// The first line of a title may take the whole width.
    private static func isCentred(_ line: PDFLine, _ margins: PDFMargins, isFirst: Bool) -> Bool {
        let (left, right) = (line.xMin - margins.left, margins.right - line.xMax)
        return abs(left - right) < 2.4 * margins.em && left > (isFirst ? -1 : 2.6) * margins.em
            && (left > 2.6 * margins.em || line.em > 1.1 * margins.em)
    }

    private static func isDate(_ text: String) -> Bool {
        text.hasSuffix("日") && text.contains("年") && text.count < 16
    }

    /// 一、（一）1.（1）① 第一章, but not 5.29.
    static func isNumbered(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars.prefix(8))
        guard let first = scalars.first else { return false }
        let isNumber = { (scalar: UnicodeScalar) in
            ("0"..."9").contains(scalar) || "一二三四五六七八九十百〇零".unicodeScalars.contains(scalar)
        }
        if (0x2460...0x249B).contains(first.value) { return true }
        let open = "（(第".unicodeScalars.contains(first) ? 1 : 0
        let digits = scalars.dropFirst(open).prefix(while: isNumber).count
        guard digits > 0, digits < 4, open + digits < scalars.count else { return false }
        let mark = scalars[open + digits]
        if open == 1 { return "）)章节条部".unicodeScalars.contains(mark) }
        if "、．".unicodeScalars.contains(mark) { return true }
        let next = open + digits + 1 < scalars.count ? scalars[open + digits + 1] : " "
        return mark == "." && !("0"..."9").contains(next)
    }
}
