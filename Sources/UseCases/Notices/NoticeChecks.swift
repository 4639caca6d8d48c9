internal import Domain
internal import NoticeReading
internal import Storage

/// What is warned of in a draft as far as only its unit's other work can tell.
enum NoticeChecks {
    /// The reading with what the superiors' notices and what it revises have to say to it.
    /// - Parameters:
    ///   - text: that was read.
    ///   - former: the issued notice of the same unit that it revises.
    static func checked(
        _ reading: NoticeReading, of text: String, _ unit: Unit, revises former: Notice.ID?, _ db: any Connection
    ) throws -> NoticeReading {
        var reading = reading
        if let former, let issued = try NoticeTable(db).working(former) {
            let known = solid(issued.plainText)
            // What stood there when it was issued was settled then.
            reading.findings.removeAll { finding in
                finding.rule == "event_before_issue"
                    && sentences(at: finding.source, in: text).allSatisfy { known.contains($0) }
            }
        }
        reading.findings += TwoDeadlinesRule(text).findings(reading)
        reading.findings += try UploadNotice.lateFor(superiorsOf: unit, reading, db)
        return reading
    }

    /// The sentences that a finding touches, without blanks and without the number in front; that may have changed.
    private static func sentences(at source: NoticeReading.Source, in text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let ends = "。；\n".unicodeScalars
        var start = min(max(source.start, 0), scalars.count)
        var end = min(max(source.end, start), scalars.count)
        while start > 0, !ends.contains(scalars[start - 1]) { start -= 1 }
        while end < scalars.count, !ends.contains(scalars[end]) { end += 1 }
        return scalars[start..<end].split { ends.contains($0) }.map { piece in
            unnumbered(solid(String(String.UnicodeScalarView(piece))))
        }.filter { !$0.isEmpty }
    }

    private static func solid(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    /// 三、…, （三）…, 3.…; the 5 of 5月20日 is no number.
    private static func unnumbered(_ sentence: String) -> String {
        let number = sentence.prefix { "（(0123456789一二三四五六七八九十）)、.．".contains($0) }
        guard let last = number.last, "）)、.．".contains(last) else { return sentence }
        return String(sentence.dropFirst(number.count))
    }
}
