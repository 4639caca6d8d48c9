/// Breaks a title into lines of like length where the words allow it: no broken terms, lines as a trapeze or a rhombus.
/// Source: GB/T 9704-2012, 7.3.1.
enum OfficialTitle {
    /// Characters of 二号 (22 points) on 442 points.
    static let lineWidth = 20.0
    private static let longest = 200

    static func lines(_ title: String) -> [String] {
        let given = title.split(whereSeparator: \.isNewline).compactMap { OfficialText.filled(String($0)) }
        guard given.count == 1, let whole = given.first, OfficialText.width(whole) > lineWidth,
            whole.count <= longest
        else { return given }
        let characters = Array(whole)
        let widths = characters.map { OfficialText.width(String($0)) }
        let fewest = Int((OfficialText.width(whole) / lineWidth).rounded(.up))
        // A line more only where the fewest leave no good place to break.
        let best = (0...1).compactMap { more in
            split(characters, widths, into: fewest + more).map { ($0.lines, cost: $0.cost + Double(more) * 60) }
        }.min { $0.cost < $1.cost }
        return best?.0 ?? given
    }

    private static func split(
        _ characters: [Character], _ widths: [Double], into count: Int
    ) -> (lines: [String], cost: Double)? {
        let mean = widths.reduce(0, +) / Double(count)
        var depths = [0]
        for character in characters { depths.append(depths[depths.count - 1] + depth(character)) }
        /// By the end of a line: what the best way there costs, and where its last line starts.
        var best: [Int: (cost: Double, start: Int)] = [0: (0, 0)]
        var trail: [[Int: (cost: Double, start: Int)]] = []
        for line in 1...count {
            var next: [Int: (cost: Double, start: Int)] = [:]
            for (start, soFar) in best {
                var width = 0.0
                var end = start
                while end < characters.count, width + widths[end] <= lineWidth {
                    width += widths[end]
                    end += 1
                    guard line < count ? end < characters.count : end == characters.count else { continue }
                    let gap = end == characters.count ? 0 : penalty(characters, end, inside: depths[end] > 0)
                    let cost = soFar.cost + (width - mean) * (width - mean) + gap
                    if cost < next[end]?.cost ?? .infinity { next[end] = (cost, start) }
                }
            }
            trail.append(next)
            best = next
        }
        guard let last = best[characters.count] else { return nil }
        var (lines, end) = ([String](), characters.count)
        for step in trail.reversed() {
            guard let start = step[end]?.start else { return nil }
            lines.insert(String(characters[start..<end]), at: 0)
            end = start
        }
        return (lines, last.cost)
    }

    private static func depth(_ character: Character) -> Int {
        "《“（〔".contains(character) ? 1 : "》”）〕".contains(character) ? -1 : 0
    }

    /// What a break before the character at `index` costs.
    private static func penalty(_ characters: [Character], _ index: Int, inside: Bool) -> Double {
        let (before, after) = (characters[index - 1], characters[index])
        let isWord = { (character: Character) in character.isASCII && !character.isWhitespace }
        if "》”）〕，、。：的与和及·—-".contains(after) || "《“（〔·—-".contains(before) || isWord(before) && isWord(after)
            || "第0123456789一二三四五六七八九十".contains(before) && "年月日届次个周一二三四五六七八九十0123456789".contains(after)
            || "届次个".contains(before) && "《“".contains(after)
        {
            return 1_000
        }
        let bracket = inside ? 40.0 : 0
        if "》”）".contains(before) || before.isWhitespace || after.isWhitespace { return bracket }
        if "《“（".contains(after) { return bracket + 3 }
        if "的与和及、".contains(before) { return bracket + 4 }
        let last = String(characters[max(0, index - 2)..<index]), next = String(characters[index...].prefix(2))
        if ["关于", "开展", "印发", "协会", "政府", "举办", "做好", "活动"].contains(last) { return bracket + 6 }
        if ["关于", "开展", "印发", "宣传", "活动", "实施", "工作"].contains(next) { return bracket + 6 }
        return bracket + 80
    }
}
