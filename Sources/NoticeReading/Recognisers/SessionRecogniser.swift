/// Sentences with 分别 that give several dates their own names and places, in order.
struct SessionRecogniser: Sendable {
    let text: NoticeText
    let dates: DateRecogniser

    private static let places = Capture("session.places", limit: 40)
    private static let names = Capture("session.names", limit: 40)
    private static let common = Capture("session.common", limit: 24)

    func find(_ sentences: [Range<Int>]) -> [NoticeReading.Session] {
        for sentence in sentences {
            guard let respectively = text.find(["分", "别"], sentence) else { continue }
            let days = dates.findAll(text, sentence.lowerBound..<respectively.lowerBound).flatMap(\.dates).map(\.text)
            guard days.count > 1,
                let names = Self.names.findAll(text, respectively.upperBound..<sentence.upperBound).first.map(list),
                names.count == days.count
            else { continue }
            let places = Self.places.findAll(text, respectively.lowerBound..<sentence.upperBound).first.map(list) ?? []
            let common = Self.common.findAll(text, sentence).first
            return days.indices.map { index in
                let place = places.count == days.count ? places[index] : (places.first ?? common)
                return .init(name: text.string(names[index]), date: days[index], venue: place.map { text.string($0) })
            }
        }
        return []
    }

    private func list(_ range: Range<Int>) -> [Range<Int>] {
        let pieces = text.split(range, at: ["、", "和", "及"])
        return pieces.map { text.trim($0) }.filter { !$0.isEmpty }
    }
}
