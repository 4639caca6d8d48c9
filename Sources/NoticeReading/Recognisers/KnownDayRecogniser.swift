/// Known days of every year that a text names, with their dates in the year of the document.
struct KnownDayRecogniser: Sendable {
    let year: Int?

    /// How the date of a day follows from the year.
    enum Rule: Hashable, Sendable {
        case fixed(month: Int, day: Int)
        /// The n-th weekday of a month, 7 for Sunday.
        case weekday(month: Int, number: Int, weekday: Int)
        case month(Int)
        /// By a table of the lexicon, such as of the lunar calendar.
        case table(String)
        case unknown

        func date(_ year: Int) -> String? {
            switch self {
            case .fixed(let month, let day): return CalendarDay(year: year, month: month, day: day)?.description
            case .weekday(let month, let number, let weekday):
                guard let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
                let day = 1 + (weekday - first.weekday + 7) % 7 + (number - 1) * 7
                return CalendarDay(year: year, month: month, day: day)?.description
            case .month(let month):
                guard let first = CalendarDay(year: year, month: month, day: 1),
                    let last = CalendarDay(year: year, month: month, day: first.daysInMonth)
                else { return nil }
                return "\(first)/\(last)"
            case .table(let name): return KnownDayRecogniser.tables[name]?[year]
            case .unknown: return nil
            }
        }
    }

    /// name=5-15, name=5/2/7, name=6, name=table, name=?
    static let rules: [Word: Rule] = {
        var rules: [Word: Rule] = [:]
        for entry in Lexicon.words("day.known").all {
            guard let equals = entry.lastIndex(of: "=") else { continue }
            let words = String(String.UnicodeScalarView(entry[(equals + 1)...]))
            let fixed = words.split(separator: "-").compactMap { Int($0) }
            let weekly = words.split(separator: "/").compactMap { Int($0) }
            let name = Word(entry[..<equals])
            if fixed.count == 2 {
                rules[name] = .fixed(month: fixed[0], day: fixed[1])
            } else if weekly.count == 3 {
                rules[name] = .weekday(month: weekly[0], number: weekly[1], weekday: weekly[2])
            } else if fixed.count == 1 {
                rules[name] = .month(fixed[0])
            } else {
                rules[name] = words == "?" ? .unknown : .table(words)
            }
        }
        return rules
    }()

    private static let names = Words(Array(rules.keys))

    private static let tables: [String: [Int: String]] = {
        var tables: [String: [Int: String]] = [:]
        for entry in Lexicon.words("day.tables").all {
            let parts = String(String.UnicodeScalarView(entry)).split(separator: "=").map(String.init)
            guard parts.count == 2, let year = Int(parts[1].prefix(4)) else { continue }
            tables[parts[0], default: [:]][year] = parts[1]
        }
        return tables
    }()

    func findAll(_ text: NoticeText, _ paragraphs: [Range<Int>]) -> [NoticeReading.KnownDay] {
        var found: [NoticeReading.KnownDay] = []
        var told: Set<Rule> = []
        for paragraph in paragraphs {
            // Quotation marks and dots stand inside the names: “三八”国际妇女节, 5·29会员活动日.
            let places = paragraph.filter { !Self.marks.contains(text.keys[$0]) }
            let keys = places.map { text.keys[$0] }
            var index = 0
            while index < keys.count {
                let fits = Self.names.starting(with: keys[index]).first { name in
                    index + name.count <= keys.count && keys[index..<(index + name.count)].elementsEqual(name)
                }
                guard let name = fits, let rule = Self.rules[name], isName(text, places[index], name) else {
                    index += 1
                    continue
                }
                let range = places[index]..<(places[index + name.count - 1] + 1)
                if rule == .unknown || told.insert(rule).inserted {
                    let day = NoticeReading.KnownDay(
                        name: words(text, range), date: year.flatMap(rule.date), source: text.source(range))
                    if !found.contains(where: { $0.name == day.name }) { found.append(day) }
                }
                index += name.count
            }
        }
        return found
    }

    private static let marks: Marks = ["“", "”", "·", " "]

    /// 五一 and 六一 alone need their quotation marks, lest they be numbers.
    private func isName(_ text: NoticeText, _ start: Int, _ name: Word) -> Bool {
        name.count > 2 || start > 0 && text.keys[start - 1] == "“"
    }

    private func words(_ text: NoticeText, _ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for index in range where text.keys[index] != "“" && text.keys[index] != "”" { view.append(text.shown[index]) }
        return String(view)
    }
}
