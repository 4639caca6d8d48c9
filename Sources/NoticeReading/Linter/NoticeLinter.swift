/// Warns of what a careful clerk would ask back. It never corrects an official text.
struct NoticeLinter: Sendable {
    let parts: NoticeParts
    let outline: Outline
    let dates: DateRecogniser
    let header: HeaderReader.Header

    private var text: NoticeText { parts.text }
    typealias Finding = NoticeReading.Finding

    func findings(_ reading: NoticeReading, periodRange: Range<Int>?) -> [Finding] {
        numberedDays() + anniversaries() + weekdays() + period(reading, periodRange) + numbering() + annexes()
            + ScopeRule(parts: parts, issuer: header.issuer).findings() + ScheduleRule(reading: reading).findings()
            + RedLineRule(text: text, paragraphs: paragraphs).findings(reading) + submissions(reading) + length()
    }

    private var paragraphs: [Range<Int>] {
        zip(parts.blocks, parts.roles).filter { [.body, .title].contains($0.1) }.map(\.0)
    }

    private func finding(_ rule: String, _ severity: Finding.Severity, _ message: String, _ range: Range<Int>)
        -> Finding
    {
        Finding(rule: rule, severity: severity, message: message, source: text.source(range))
    }

    // MARK: Ordinals and anniversaries

    private func numberedDays() -> [Finding] {
        guard let year = header.year else { return [] }
        var findings: [Finding] = []
        for paragraph in paragraphs {
            for index in paragraph where text.keys[index] == "第" {
                guard let (number, after) = CalendarNumber.any(text.keys, index + 1, paragraph.upperBound), number > 0,
                    after < paragraph.upperBound, "个届次".unicodeScalars.contains(text.keys[after])
                else { continue }
                let window = after..<min(paragraph.upperBound, after + 16)
                guard let day = Lexicon.numberedDays.first(where: { text.find($0.name, window) != nil }),
                    let name = text.find(day.name, window),
                    text.index(of: ["，", "。", "、"], window.lowerBound..<name.lowerBound) == nil,
                    year - day.year > 0, number != year - day.year
                else { continue }
                findings.append(
                    finding(
                        "ordinal_mismatch", .warning, "\(year)年应是第\(year - day.year)个，文中写作第\(number)个，请核对。",
                        index..<name.upperBound))
            }
        }
        return findings
    }

    private func anniversaries() -> [Finding] {
        guard let year = header.year else { return [] }
        var findings: [Finding] = []
        for paragraph in paragraphs {
            for (name, founded) in Lexicon.founded {
                var rest = paragraph
                while let found = text.find(name, rest) {
                    rest = found.upperBound..<paragraph.upperBound
                    guard let (number, after) = CalendarNumber.any(text.keys, found.upperBound, paragraph.upperBound),
                        text.hasPrefix("周年", after..<paragraph.upperBound), number != year - founded
                    else { continue }
                    findings.append(
                        finding(
                            "anniversary_mismatch", .warning, "\(year)年应是\(year - founded)周年，文中写作\(number)周年，请核对。",
                            found.lowerBound..<(after + 2)))
                }
            }
        }
        return findings
    }

    private func weekdays() -> [Finding] {
        let names = ["一", "二", "三", "四", "五", "六", "日"]
        return paragraphs.flatMap { dates.findAll(text, $0) }.compactMap { found in
            guard let weekday = found.weekday, let day = found.dates.first?.first, day.weekday != weekday else {
                return nil
            }
            return finding(
                "weekday_mismatch", .warning, "\(day)是星期\(names[day.weekday - 1])，文中写作星期\(names[weekday - 1])，请核对。",
                found.range)
        }
    }

    // MARK: Period, numbering, annexes

    private func period(_ reading: NoticeReading, _ range: Range<Int>?) -> [Finding] {
        guard let range, let period = reading.period, let start = day(period.start), let end = day(period.end) else {
            return []
        }
        if end < start {
            return [finding("period_conflict", .error, "活动时间的结束早于开始，请核对。", range)]
        }
        let length = end.ordinal - start.ordinal + 1
        for paragraph in paragraphs {
            guard let lasting = text.find(["为", "期"], paragraph) else { continue }
            let window = lasting.upperBound..<min(paragraph.upperBound, lasting.upperBound + 5)
            let stated =
                text.contains(Lexicon.words("period.month"), window)
                ? 28...31 : text.contains(Lexicon.words("period.week"), window) ? 7...7 : nil
            if let stated, !stated.contains(length) {
                return [finding("period_conflict", .warning, "活动时间共\(length)天，与文中“为期”的说法不一致，请核对。", range)]
            }
        }
        return []
    }

    private func day(_ text: String?) -> CalendarDay? {
        let numbers = (text ?? "").split(separator: "-").compactMap { Int($0) }
        return numbers.count == 3 ? CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2]) : nil
    }

    private func numbering() -> [Finding] {
        let families = [outline.roots] + outline.sections.map(\.children)
        return families.flatMap { family -> [Finding] in
            var findings: [Finding] = []
            var last: [HeadingGrammar.Form: (number: Int, part: Int)] = [:]
            for index in family {
                let section = outline.sections[index]
                guard !section.marker.isEmpty else { continue }
                let heading = section.marker.lowerBound..<(section.heading?.upperBound ?? section.marker.upperBound)
                if let previous = last[section.form], previous.part == section.part {
                    if section.number == previous.number {
                        findings.append(finding("numbering_duplicate", .warning, "序号与上一条重复，请核对。", heading))
                    } else if section.number == previous.number + 2 {
                        findings.append(finding("numbering_gap", .warning, "序号跳过了一号，请核对是否漏条。", heading))
                    }
                }
                last[section.form] = (section.number, section.part)
            }
            return findings
        }
    }

    /// An annex that is named but does not follow, or of which a lost table left only the bars.
    private func annexes() -> [Finding] {
        guard let named = parts.ranges(.annexList).first else { return [] }
        let heads = parts.blocks.indices.filter { parts.roles[$0] == .annexHead }
        guard let head = heads.first else {
            guard parts.ranges(.attachmentName).isEmpty else { return [] }
            return [finding("annex_missing", .warning, "文中提到附件，但没有附件内容，请补上。", named)]
        }
        let below = parts.blocks[head...].flatMap { text.keys[$0] }
        var bars = 0
        for key in below {
            bars = key == "|" ? bars + 1 : (key == " " ? bars : 0)
            if bars >= 8 { return [finding("annex_missing", .warning, "附件的表格内容已丢失，请补上原表。", parts.blocks[head])] }
        }
        return []
    }

    // MARK: Submissions and length

    private func submissions(_ reading: NoticeReading) -> [Finding] {
        reading.deadlines.compactMap { deadline in
            guard deadline.to == nil, reading.contacts.isEmpty, !reading.materials.isEmpty else { return nil }
            return Finding(
                rule: "deadline_incomplete", severity: .hint, message: "要求报送材料，但没有写明报送给谁或联系人，请核对。",
                source: deadline.source)
        }
    }

    private func length() -> [Finding] {
        guard text.count > 4_000, let first = parts.blocks.first else { return [] }
        return [finding("too_long", .hint, "全文超过4000字，建议精简后下发。", first)]
    }
}
