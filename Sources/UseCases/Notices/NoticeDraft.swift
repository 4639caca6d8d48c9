package import Domain
package import NoticeReading

/// What a person makes of a reading before confirming it. Everything is text as typed, so that nothing is lost.
package struct NoticeDraft: Codable, Hashable, Sendable {
    package struct Activity: Codable, Hashable, Sendable {
        package var name: String, dates: String, time: String, venue: String, headcount: String
        package var category: String
        package var isIncluded: Bool
        /// The unit of the head-count and the audience, as read.
        package var headUnit: String?, audience: String?
        /// 每场 …, 联合单位, things that come out of it.
        package var per: String?, partners: String?, output: String?
        package var span: Span?
        package init(
            name: String, dates: String, time: String, venue: String, headcount: String, category: String,
            isIncluded: Bool, headUnit: String? = nil, audience: String? = nil, per: String? = nil,
            partners: String? = nil, output: String? = nil, span: Span? = nil
        ) {
            self.name = name
            self.dates = dates
            self.time = time
            self.venue = venue
            self.headcount = headcount
            self.category = category
            self.isIncluded = isIncluded
            self.headUnit = headUnit
            self.audience = audience
            self.per = per
            self.partners = partners
            self.output = output
            self.span = span
        }
    }
    package struct Deadline: Codable, Hashable, Sendable {
        package var what: String, date: String, to: String
        /// The time of the day, as printed.
        package var time: String?
        package var span: Span?
        package static let blank = Deadline(what: "", date: "", to: "")
    }
    package struct Material: Codable, Hashable, Sendable {
        package var kind: String, count: String
        package var span: Span?
        /// The kind of a material that is not asked for after all.
        package static let none = "none"
        package static let blank = Material(kind: "summary", count: "")
    }
    /// A task of a 工作要点.
    package struct Task: Codable, Hashable, Sendable {
        package var area: String, name: String, indicators: String, owner: String
        package var isIncluded: Bool
        package var span: Span?
        package static let blank = Task(area: "", name: "", indicators: "", owner: "", isIncluded: true)
    }
    package struct Day: Codable, Hashable, Sendable {
        package var name: String, date: String
        package static let blank = Day(name: "", date: "")
    }
    /// Why a finding of the reading is let stand.
    package struct Decision: Codable, Hashable, Sendable {
        /// Its place among the findings of the reading.
        package var finding: Int
        package var reason: String

        package init(finding: Int, reason: String) {
            self.finding = finding
            self.reason = reason
        }
    }

    package var kind: String
    package var title: String, docNumber: String, issuer: String, issueDate: String, theme: String
    package var periodStart: String, periodEnd: String
    package var activities: [Activity]
    package var deadlines: [Deadline]
    package var materials: [Material]
    package var tasks: [Task]?
    package var days: [Day]?
    package var disclosure: Disclosure?
    package var decisions: [Decision]?
    /// A campaign's id, or `new`.
    package var campaign: String
    package var newCampaignName: String

    package static let newCampaign = "new"
    /// Of one kind; a form has to hold all of them. What a longer notice holds beyond stays in its text.
    package static let mostRows = 200

    /// - Parameter categories: with the words that point to them; the first one is taken where none fits.
    init(_ reading: NoticeReading, title: String, categories: [Category]) {
        kind = reading.kind.rawValue
        self.title = title
        docNumber = reading.docNumber ?? ""
        issuer = reading.issuer ?? ""
        issueDate = reading.issueDate ?? ""
        theme = reading.theme ?? ""
        periodStart = reading.period?.start ?? ""
        periodEnd = reading.period?.end ?? ""
        activities = reading.activities.prefix(Self.mostRows).map { activity in
            let days = activity.expandedDates.isEmpty ? activity.dates : activity.expandedDates
            return Activity(
                name: activity.name, dates: days.filter(Self.isDay).joined(separator: "、"), time: activity.time ?? "",
                venue: activity.venue ?? "", headcount: Self.range(activity.headcount?.min, activity.headcount?.max),
                category: Self.category(for: activity, categories), isIncluded: true, headUnit: activity.unit,
                audience: activity.audience, per: activity.per,
                partners: activity.partners.isEmpty ? nil : activity.partners.joined(separator: "、"),
                output: activity.output.map { "\(Self.range($0.min, $0.max))\($0.unit)" }, span: Span(activity.source))
        }
        deadlines = reading.deadlines.prefix(Self.mostRows).map {
            Deadline(
                what: $0.what, date: $0.date ?? $0.expandedDates.first ?? "", to: $0.to ?? "", time: $0.time,
                span: Span($0.source))
        }
        materials = reading.materials.prefix(Self.mostRows).map {
            Material(
                kind: $0.kind.rawValue, count: Self.range($0.countMin, $0.countMax), span: Span($0.source))
        }
        tasks = reading.tasks.prefix(Self.mostRows).map {
            Task(
                area: $0.area ?? "", name: $0.name, indicators: Self.indicators($0).joined(separator: "\n"),
                owner: $0.owner ?? "", isIncluded: true, span: Span($0.source))
        }
        // Of a month or week its first day.
        days = reading.days.prefix(Self.mostRows).map {
            Day(name: $0.name, date: String($0.date?.split(separator: "/").first ?? ""))
        }
        disclosure = Disclosure(
            indexNumber: reading.disclosure?.indexNumber ?? "", publisher: reading.disclosure?.publisher ?? "",
            openness: reading.disclosure?.openness ?? "", validity: reading.disclosure?.validity ?? "")
        campaign = Self.newCampaign
        newCampaignName = ""
    }

    package var isAnnualPlan: Bool { kind == Notice.annualPlan }

    /// Findings about an activity or a deadline that a person has changed or struck out, with what was done; by their places.
    package func settled(_ reading: NoticeReading) -> [Int: String] {
        let read = NoticeDraft(reading, title: "", categories: [])
        var settled: [Int: String] = [:]
        let findings = reading.findings.prefix(Self.mostRows).enumerated()
        for (place, finding) in findings where finding.rule == TwoDeadlinesRule.name {
            let isMended = zip(read.deadlines, deadlines).contains { one, now in
                !one.date.isEmpty && finding.message.contains(one.date) && (one.what, one.date) != (now.what, now.date)
            }
            if isMended { settled[place] = "改过了" }
        }
        for (place, finding) in findings
        where ["event_before_issue", "venue_clash", "weekday_mismatch"].contains(finding.rule) {
            let about = zip(read.activities, activities).filter { one, _ in
                one.span.map { $0.start <= finding.source.start && finding.source.start < $0.end } ?? false
                    || finding.message.contains("“\(one.name)”")
            }
            if about.contains(where: { !$0.1.isIncluded }) {
                settled[place] = "不办了"
            } else if about.contains(where: {
                ($0.0.dates, $0.0.time, $0.0.venue) != ($0.1.dates, $0.1.time, $0.1.venue)
            }) {
                settled[place] = "改过了"
            }
        }
        return settled
    }

    /// The reason that was given for the finding at this place of the reading; nil while it is open.
    package func reason(for finding: Int) -> String? {
        decisions?.first { $0.finding == finding }?.reason
    }

    /// The clauses that state them, once each: 专职在岗人员不少于2人, not 不少于2人 alone.
    private static func indicators(_ task: NoticeReading.Task) -> [String] {
        let clauses = task.text.split(whereSeparator: { "，。；,;\n".contains($0) }).map { String($0).trimmed }
        var found: [String] = []
        for indicator in task.indicators {
            let clause = clauses.first { $0.contains(indicator.text) && $0.count <= 60 } ?? indicator.text
            if !found.contains(clause) { found.append(clause) }
        }
        return found
    }

    private static func isDay(_ text: String) -> Bool {
        text.split(separator: "/").allSatisfy { (try? CalendarDate(String($0))) != nil }
    }
    private static func range(_ least: Int?, _ most: Int?) -> String {
        guard let least = least ?? most else { return "" }
        guard let most, most != least else { return String(least) }
        return "\(least)-\(most)"
    }
    private static func category(for activity: NoticeReading.Activity, _ categories: [Category]) -> String {
        let fits = { (text: String) in
            categories.first { $0.words?.contains(where: text.contains) ?? false }?.id
        }
        return fits(activity.name) ?? activity.categoryPath.reversed().lazy.compactMap(fits).first
            ?? categories.first?.id ?? ""
    }
}

extension Span {
    package init(_ source: NoticeReading.Source) { self.init(start: source.start, end: source.end) }
}

extension NoticeDraft {
    /// What it asks for as far as it can be understood now, for the burden alone.
    var planned: [NoticeBurden.Planned] {
        isAnnualPlan
            ? []
            : activities.filter(\.isIncluded).flatMap { activity in
                let days = CheckedNotice.days(activity.dates, year: 2000) ?? []
                let hasVenue = !activity.venue.trimmed.isEmpty
                return days.isEmpty
                    ? [NoticeBurden.Planned(hasDay: false, hasVenue: hasVenue)]
                    : days.map { NoticeBurden.Planned(hasDay: $0.1 == nil, hasVenue: hasVenue) }
            }
    }

    var requirements: [Requirement] {
        materials.filter { $0.kind != Material.none }.map { material in
            let count = CheckedNotice.range(material.count)
            return Requirement(kind: material.kind, countMin: count?.0, countMax: count?.1, span: material.span)
        }
    }
}
