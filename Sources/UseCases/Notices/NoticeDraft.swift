package import Domain
internal import NoticeReading

/// What a person makes of a reading before confirming it. Everything is text as typed, so that nothing is lost.
package struct NoticeDraft: Codable, Hashable, Sendable {
    package struct Activity: Codable, Hashable, Sendable {
        package var name: String, dates: String, time: String, venue: String, headcount: String
        package var category: String
        package var isIncluded: Bool
        /// The unit of the head-count and the audience, as read.
        package var headUnit: String?, audience: String?
        package var span: Span?
        package init(
            name: String, dates: String, time: String, venue: String, headcount: String, category: String,
            isIncluded: Bool, headUnit: String?, audience: String?, span: Span?
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
            self.span = span
        }
    }
    package struct Deadline: Codable, Hashable, Sendable {
        package var what: String, date: String, to: String
        package var span: Span?
    }
    package struct Material: Codable, Hashable, Sendable {
        package var kind: String, count: String
        package var span: Span?
    }

    package var kind: String
    package var title: String, docNumber: String, issuer: String, issueDate: String, theme: String
    package var periodStart: String, periodEnd: String
    package var activities: [Activity]
    package var deadlines: [Deadline]
    package var materials: [Material]
    /// A campaign's id, or `new`.
    package var campaign: String
    package var newCampaignName: String

    package static let newCampaign = "new"

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
        activities = reading.activities.map { activity in
            let days = activity.expandedDates.isEmpty ? activity.dates : activity.expandedDates
            return Activity(
                name: activity.name, dates: days.filter(Self.isDay).joined(separator: "、"), time: activity.time ?? "",
                venue: activity.venue ?? "", headcount: Self.range(activity.headcount?.min, activity.headcount?.max),
                category: Self.category(for: activity, categories), isIncluded: true, headUnit: activity.unit,
                audience: activity.audience, span: Span(activity.source))
        }
        deadlines = reading.deadlines.map {
            Deadline(
                what: $0.what, date: $0.date ?? $0.expandedDates.first ?? "", to: $0.to ?? "", span: Span($0.source))
        }
        materials = reading.materials.map {
            Material(
                kind: $0.kind.rawValue, count: Self.range($0.countMin, $0.countMax), span: Span($0.source))
        }
        campaign = Self.newCampaign
        newCampaignName = ""
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
    init(_ source: NoticeReading.Source) { self.init(start: source.start, end: source.end) }
}

/// A draft whose every field has been understood.
struct CheckedNotice: Sendable {
    let head: Notice.Head
    let year: Int
    let activities: [(draft: NoticeDraft.Activity, days: [(CalendarDate, CalendarDate?)], heads: (Int64, Int64)?)]
    let deadlines: [Deadline]
    let requirements: [Requirement]

    /// - Throws: `NoticeDraftRefused` with every field that has to be mended.
    init(_ draft: NoticeDraft) throws {
        var wrong: [NoticeDraftRefused.Field] = []
        func day(_ text: String, _ field: String) -> CalendarDate? {
            guard !text.isEmpty else { return nil }
            do { return try CalendarDate(text) } catch {
                wrong.append(.init(name: field, message: error.message))
                return nil
            }
        }
        func numbers(_ text: String, _ field: String) -> (Int64, Int64)? {
            guard !text.isEmpty else { return nil }
            guard let range = Self.range(text) else {
                wrong.append(.init(name: field, message: "数要写成 80 或者 80-100"))
                return nil
            }
            return range
        }
        let title = draft.title.trimmed
        if title.isEmpty { wrong.append(.init(name: "title", message: "写上通知的标题")) }
        if title.count > 200 { wrong.append(.init(name: "title", message: "标题最多 200 个字")) }
        let start = day(draft.periodStart, "period_start")
        let end = day(draft.periodEnd, "period_end")
        if let start, let end, end < start {
            wrong.append(.init(name: "period_end", message: "结束的日子不能早于开始"))
        }
        head = Notice.Head(
            kind: draft.kind, title: title, docNumber: draft.docNumber.trimmed.nilIfEmpty,
            issuer: draft.issuer.trimmed.nilIfEmpty, theme: draft.theme.trimmed.nilIfEmpty,
            issueDate: day(draft.issueDate, "issue_date"), startsOn: start, endsOn: end)
        activities = draft.activities.enumerated().filter(\.element.isIncluded).map { index, activity in
            if activity.name.trimmed.isEmpty {
                wrong.append(.init(name: "activity.\(index).name", message: "写上活动叫什么，不办就取消勾选"))
            }
            guard let days = Self.days(activity.dates) else {
                wrong.append(
                    .init(
                        name: "activity.\(index).dates", message: "日期写成 2025-05-15，几天用顿号隔开，一段写成 2025-05-01/2025-05-10"))
                return (activity, [], nil)
            }
            return (activity, days, numbers(activity.headcount, "activity.\(index).headcount"))
        }
        deadlines = draft.deadlines.enumerated().filter { !$0.element.what.trimmed.isEmpty }.map { index, deadline in
            Deadline(
                what: deadline.what.trimmed, dueOn: day(deadline.date, "deadline.\(index).date"),
                recipient: deadline.to.trimmed.nilIfEmpty, span: deadline.span)
        }
        requirements = draft.materials.enumerated().map { index, material in
            let count = numbers(material.count, "material.\(index).count")
            return Requirement(kind: material.kind, countMin: count?.0, countMax: count?.1, span: material.span)
        }
        let years = [head.issueDate, start, activities.first?.days.first?.0, deadlines.first?.dueOn].compactMap(
            \.?.year)
        let numberYear = draft.docNumber.split(whereSeparator: { "〔[(（".contains($0) }).dropFirst().first
            .flatMap { Int($0.prefix(4)) }
        year = years.first ?? numberYear ?? 0
        if draft.campaign == NoticeDraft.newCampaign {
            if draft.newCampaignName.trimmed.isEmpty {
                wrong.append(.init(name: "new_campaign_name", message: "给新活动起个名字，比如 2025 年会员活动月"))
            }
            if year == 0 { wrong.append(.init(name: "period_start", message: "看不出是哪一年的，填上活动时间")) }
        }
        guard wrong.isEmpty else { throw NoticeDraftRefused(fields: wrong) }
    }

    private static func range(_ text: String) -> (Int64, Int64)? {
        let parts = text.split(whereSeparator: { "-–—~～至".contains($0) }).map { Int64(String($0).trimmed) }
        guard (1...2).contains(parts.count), let least = parts[0], let most = parts[parts.count - 1],
            (0...Measures.most).contains(least), (least...Measures.most).contains(most)
        else { return nil }
        return (least, most)
    }
    private static func days(_ text: String) -> [(CalendarDate, CalendarDate?)]? {
        var days: [(CalendarDate, CalendarDate?)] = []
        for part in text.split(whereSeparator: { "、,，;； \n".contains($0) }) {
            let ends = part.split(whereSeparator: { "/至".contains($0) }).map { try? CalendarDate(String($0)) }
            guard let first = ends.first, let first, ends.count <= 2 else { return nil }
            guard ends.count == 2 else {
                days.append((first, nil))
                continue
            }
            guard let last = ends[1], last >= first else { return nil }
            days.append((first, last))
        }
        return days.count <= 400 ? days : nil
    }
}

extension String {
    var nilIfEmpty: String? { isEmpty ? nil : self }
}

package struct NoticeDraftRefused: UserFacingError, Hashable {
    package struct Field: Hashable, Sendable {
        /// As in the review form, such as `activity.1.dates`.
        package let name: String
        package let message: String
    }
    package let fields: [Field]
    package var code: String { "notice.draft" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String { "有 \(fields.count) 处要改一下再确认" }
}
