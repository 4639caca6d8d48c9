/// How far issuers and date stand from the right edge, in hundredths of a character.
/// Source: GB/T 9704-2012, 7.3.5.1 (sealed) and 7.3.5.2 (unsealed).
struct OfficialSignature {
    let date: Int
    let issuers: [Int]
    /// Empty lines above: the seal reaches up to one line below the text.
    let linesBefore: Int

    init(issuers names: [String], date: String?, _ form: OfficialDocument.Signature) {
        let widths = names.map { Int(OfficialText.width($0) * 100) }
        let longest = widths.max() ?? 0
        let day = date.map { Int(OfficialText.width($0) * 100) } ?? 0
        switch form {
        case .sealed:
            // Four characters in, further where a longer issuer centred above would come too near to the edge.
            let right = max(400, 200 + (longest - day) / 2)
            self.date = right
            issuers = widths.map { day == 0 ? 400 : right + (day - $0) / 2 }
            linesBefore = 2
        case .unsealed:
            // The date begins two characters behind the issuers; a longer one takes the edge and they move in.
            let edge = day == 0 ? 200 : max(200, day + 400 - longest)
            self.date = max(200, longest - day)
            issuers = widths.map { edge + longest - $0 }
            linesBefore = 1
        }
    }
}
