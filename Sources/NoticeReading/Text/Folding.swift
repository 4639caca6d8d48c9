import Foundation

/// One spelling for the variants of a character.
enum Folding {
    static let openers: Marks = ["（", "《", "“", "〔"]
    static let closers: Marks = ["）", "》", "”", "〕"]

    static func key(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "０"..."９", "Ａ"..."Ｚ", "ａ"..."ｚ": return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case "\n": return scalar
        default: return table[scalar] ?? (scalar.isBlank ? " " : scalar)
        }
    }

    private static let table: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [
            ":": "：", "﹕": "：", "∶": "：", ",": "，", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？",
            "[": "〔", "]": "〕", "【": "〔", "】": "〕", "［": "〔", "］": "〕", "「": "“", "」": "”", "『": "“", "』": "”",
            "〈": "《", "〉": "》", "–": "-", "—": "-", "―": "-", "－": "-", "~": "-", "～": "-", "−": "-", "‐": "-",
            "•": "·", "・": "·", "．": ".", "﹒": ".", "｡": "。", "|": "|", "｜": "|", "＠": "@", "％": "%", "○": "〇",
        ]
        for (from, to) in simplified { table[from] = to }
        return table
    }()

    /// Traditional characters with their simplified ones. Source: the transform Hant-Hans of ICU.
    private static let simplified: [(Unicode.Scalar, Unicode.Scalar)] = {
        let han = (0x4E00...0x9FFF).compactMap { Unicode.Scalar($0 as Int) }
        var lines = String.UnicodeScalarView()
        for scalar in han { lines += [scalar, "\n"] }
        guard let folded = String(lines).applyingTransform(StringTransform("Hant-Hans"), reverse: false) else {
            return []
        }
        let pieces = folded.unicodeScalars.split(separator: "\n")
        guard pieces.count == han.count else { return [] }
        return zip(han, pieces).compactMap { from, to in
            to.count == 1 && to.first != from ? to.first.map { (from, $0) } : nil
        }
    }()
}
