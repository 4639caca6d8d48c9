/// One spelling for the variants of a character.
enum Folding {
    static let openers: Set<Unicode.Scalar> = ["（", "《", "“", "〔"]
    static let closers: Set<Unicode.Scalar> = ["）", "》", "”", "〕"]

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
        for (from, to) in zip(Lexicon.traditional.unicodeScalars, Lexicon.simplified.unicodeScalars) {
            table[from] = to
        }
        return table
    }()
}
