/// What a web page puts around a document: where one is, who posted it when, buttons, links to the neighbours; and the
/// table by which government pages disclose a document. None of it is the document's own text.
enum WebChrome {
    private static let starts = Lexicon.words("chrome.starts")
    private static let strong = Lexicon.words("chrome.strong")
    private static let labels = strong + Lexicon.words("chrome.weak")
    private static let buttons = Lexicon.words("chrome.buttons")
    private static let navigation = Lexicon.words("chrome.navigation")
    private static let disclosure = Lexicon.words("disclosure.labels")
    private static let more = Lexicon.words("disclosure.more")

    /// - Parameter isHead: whether nothing of the document itself stands above; there a single label tells.
    static func isChrome(_ text: NoticeText, _ block: Range<Int>, isHead: Bool) -> Bool {
        guard block.count <= 240 else { return false }
        if text.hasPrefix(starts, block) { return true }
        return isBreadcrumb(text, block) || isNavigation(text, block) || isPosting(text, block, isHead: isHead)
    }

    /// 首页 > 通知公告 > 正文
    private static func isBreadcrumb(_ text: NoticeText, _ block: Range<Int>) -> Bool {
        guard block.count <= 80, text.index(of: ["。", "；"], block) == nil else { return false }
        let hops = text.keys[block].count { $0 == ">" || $0 == "»" }
        return hops >= 2 || hops == 1 && text.contains(navigation, block)
    }

    /// 网站首页 机构概况 工作动态: words in a row, one of which only a web page has.
    private static func isNavigation(_ text: NoticeText, _ block: Range<Int>) -> Bool {
        guard block.count <= 120, text.contains(navigation, block) else { return false }
        let pieces = text.split(block, at: [" ", "|"])
        return pieces.count >= 3 && pieces.allSatisfy { $0.count <= 6 && text.keys[$0].allSatisfy(\.isHan) }
    }

    /// 来源：办公室 发布时间：2024-04-22 浏览次数：317 【打印】
    private static func isPosting(_ text: NoticeText, _ block: Range<Int>, isHead: Bool) -> Bool {
        guard block.count <= 160, text.index(of: ["。"], block) == nil else { return false }
        var count = text.findAll(buttons, block).count
        var isStrong = count > 0
        for label in text.findAll(labels, block) where label.upperBound < block.upperBound {
            let after = text.keys[label.upperBound]
            guard after == "：" || after.isDigit || after == " " || after == "〔" else { continue }
            count += 1
            isStrong = isStrong || strong.contains(text.keys[label])
        }
        return isStrong && (count >= 2 || isHead && block.count <= 45)
    }

    /// 索引号：… 发布机构：… with or without bars.
    /// - Parameter goesOn: whether the block above is one; then weaker labels tell too.
    static func isDisclosure(_ text: NoticeText, _ block: Range<Int>, goesOn: Bool) -> Bool {
        guard block.count <= 400, text.index(of: ["。"], block) == nil,
            let label = text.prefix(disclosure, block) ?? (goesOn ? text.prefix(more, block) : nil)
        else { return false }
        guard label.upperBound < block.upperBound else { return true }
        let after = text.keys[label.upperBound]
        return after == "：" || after == "|" || after == " "
    }
}
