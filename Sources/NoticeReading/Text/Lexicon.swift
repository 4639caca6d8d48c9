import Foundation

/// The words that the rules know: `Resources/lexicon.txt`. Rules hold the grammar, that file the vocabulary.
enum Lexicon {
    /// What a labelled line states.
    enum Field: String, Sendable, CaseIterable {
        case time, venue, audience, partners, theme, headcount, platform, content, name, contact, ignored
    }

    /// The list of this name. A rule that names none that is there is a defect of the program.
    static func words(_ name: String) -> Words {
        guard let words = lists[name] else { preconditionFailure("lexicon.txt has no list “\(name)”") }
        return words
    }

    static let lists: [String: Words] = {
        var lists: [String: String] = [:]
        var name = ""
        for line in String(decoding: PackageResources.lexicon_txt, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix(" ") {
                lists[name, default: ""] += line
            } else if let colon = line.firstIndex(of: ":") {
                name = String(line[..<colon])
                lists[name] = String(line[line.index(after: colon)...])
            }
        }
        return lists.mapValues { Words($0) }
    }()

    static let fields: [Word: Field] = {
        var fields: [Word: Field] = [:]
        for field in Field.allCases {
            for word in words("field.\(field.rawValue)").all { fields[word] = field }
        }
        return fields
    }()
    /// Labels of what is stated of an activity.
    static let factLabels = Words(
        fields.filter { [.time, .venue, .audience, .headcount, .content, .theme, .name].contains($0.value) }.map(\.key))
    static let fieldLabels = Words(Array(fields.keys))

    static let materials: [(words: Words, kind: NoticeReading.Material.Kind)] = NoticeReading.Material.Kind.allCases
        .map { (words: words("material.\($0.rawValue)"), kind: $0) }

    static let materialKinds: [Word: NoticeReading.Material.Kind] = Dictionary(
        materials.flatMap { list in list.words.all.map { ($0, list.kind) } }, uniquingKeysWith: { first, _ in first })
    static let materialWords = Words(Array(materialKinds.keys))

    // MARK: Lists that several rules share

    static let activityWords = words("activity words")
    static let administrativeHeadings = words("administrative headings")
    static let annualForms = words("annual forms")
    static let attendanceWords = words("attendance words")
    static let eventNouns = words("event nouns")
    static let formWords = words("form words")
    static let gatherVerbs = words("gather verbs")
    static let genericHeadings = words("generic headings")
    static let lineStarts = words("line starts")
    /// What a heading of the frame begins with.
    static let headingStarts = Words(
        (genericHeadings.all + administrativeHeadings.all + fieldLabels.all).filter { $0.count >= 4 })
    static let noticeForms = words("notice forms")
    static let organisations = words("organisations")
    static let people = words("people")
    static let peopleUnits = words("people units")
    static let places = words("places")
    static let planForms = words("plan forms")
    static let requirementWords = words("requirement words")
    static let strongSubmitVerbs = words("strong submit verbs")
    static let submitVerbs = words("submit verbs")
    static let summaryForms = words("summary forms")
    static let targetWords = words("target words")
    static let thingUnits = words("thing units")

    /// Those that tell even as a part of a short heading.
    static let administrativeParts = Words(administrativeHeadings.all.filter { $0.count >= 4 })

    /// Known days and institutions with the year before the first one: the N-th falls in that year + N.
    static let numberedDays = years("day.numbered")
    static let founded = years("day.founded")

    private static func years(_ list: String) -> [(name: Word, year: Int)] {
        words(list).all.compactMap { word in
            let name = word.prefix { !$0.isDigit }
            return CalendarNumber.arabic(word, name.count, word.count).map { (Word(name), $0.0) }
        }
    }
}
