package import Domain
internal import NoticeReading

/// A draft whose every field has been understood.
struct CheckedNotice: Sendable {
    let head: Notice.Head
    let year: Int
    let activities: [(draft: NoticeDraft.Activity, days: [(CalendarDate, CalendarDate?)], heads: (Int64, Int64)?)]
    let deadlines: [Deadline]
    let requirements: [Requirement]
    let tasks: [NoticeDraft.Task]
    let days: [YearlyDay]

    /// - Parameter findings: of the reading.
    /// - Throws: `NoticeDraftRefused` with every field that has to be mended.
    init(_ draft: NoticeDraft, findings: [NoticeReading.Finding]) throws {
        var wrong: [NoticeDraftRefused.Field] = []
        let ownYear = Self.year(of: draft)
        func day(_ text: String, _ field: String) -> CalendarDate? {
            guard !text.trimmed.isEmpty else { return nil }
            do { return try CalendarDate(typed: text.trimmed, year: ownYear) } catch {
                wrong.append(.init(name: field, message: error.message))
                return nil
            }
        }
        func numbers(_ text: String, _ field: String) -> (Int64, Int64)? {
            guard !text.isEmpty else { return nil }
            guard let range = Self.range(text) else {
                wrong.append(.init(name: field, message: "\(Self.place(of: field))数写成 80 或 80-100"))
                return nil
            }
            return range
        }
        let title = draft.title.trimmed
        if title.isEmpty { wrong.append(.init(name: "title", message: "写上通知的标题")) }
        wrong += Self.tooLong(draft)
        let start = day(draft.periodStart, "period_start")
        let end = day(draft.periodEnd, "period_end")
        if let start, let end, end < start {
            wrong.append(.init(name: "period_end", message: "结束的日子不能早于开始"))
        }
        head = Notice.Head(
            kind: draft.kind, title: title, docNumber: draft.docNumber.trimmed.nilIfEmpty,
            issuer: draft.issuer.trimmed.nilIfEmpty, theme: draft.theme.trimmed.nilIfEmpty,
            issueDate: day(draft.issueDate, "issue_date"), startsOn: start, endsOn: end,
            disclosure: draft.disclosure ?? Disclosure())
        for (index, finding) in findings.prefix(NoticeDraft.mostRows).enumerated()
        where finding.rule == NoticeFinding.redLine && !Self.says(draft.reason(for: index) ?? "") {
            wrong.append(.init(name: "finding.\(index).reason", message: "“\(finding.message.prefix(18))……”：写明为什么保持原样"))
        }
        activities =
            draft.isAnnualPlan
            ? []
            : draft.activities.enumerated().filter(\.element.isIncluded).map { index, activity in
                if activity.name.trimmed.isEmpty {
                    wrong.append(.init(name: "activity.\(index).name", message: "第 \(index + 1) 项活动：写上叫什么，不办就取消勾选"))
                }
                guard let days = Self.days(activity.dates, year: ownYear) else {
                    wrong.append(
                        .init(
                            name: "activity.\(index).dates",
                            message: "第 \(index + 1) 项活动：日期写成 2025-05-15 或 5.15，几天用顿号隔开，一段写成 5.1至5.10"))
                    return (activity, [], nil)
                }
                return (activity, days, numbers(activity.headcount, "activity.\(index).headcount"))
            }
        deadlines = draft.deadlines.enumerated().filter { !$0.element.what.trimmed.isEmpty }.map { index, deadline in
            Deadline(
                what: deadline.what.trimmed, dueOn: day(deadline.date, "deadline.\(index).date"),
                time: deadline.time?.trimmed.nilIfEmpty, recipient: deadline.to.trimmed.nilIfEmpty, span: deadline.span)
        }
        requirements = draft.materials.enumerated().filter { $0.element.kind != NoticeDraft.Material.none }.map {
            index, material in
            let count = numbers(material.count, "material.\(index).count")
            let kind = Requirement.kinds.contains { $0.id == material.kind } ? material.kind : "other"
            return Requirement(kind: kind, countMin: count?.0, countMax: count?.1, span: material.span)
        }
        if activities.reduce(0, { $0 + $1.days.count }) > Self.mostSessions {
            wrong.append(.init(name: "activity.0.dates", message: "所有活动加起来最多 \(Self.mostSessions) 场，天天办的写成一段"))
        }
        tasks = draft.isAnnualPlan ? (draft.tasks ?? []).filter { $0.isIncluded && !$0.name.trimmed.isEmpty } : []
        days =
            !draft.isAnnualPlan
            ? []
            : (draft.days ?? []).enumerated().filter { !$0.element.name.trimmed.isEmpty }
                .map { index, named in YearlyDay(name: named.name.trimmed, heldOn: day(named.date, "day.\(index).date"))
                }
        // A notice of December may be of next year.
        let dates = [start, head.issueDate, activities.first?.days.first?.0, deadlines.first?.dueOn]
        year = dates.compactMap(\.?.year).first ?? ownYear ?? 0
        if draft.campaign == NoticeDraft.newCampaign, !draft.isAnnualPlan {
            if draft.newCampaignName.trimmed.isEmpty {
                wrong.append(.init(name: "new_campaign_name", message: "给新活动起个名字，比如 2025 年会员活动月"))
            }
            if year == 0 { wrong.append(.init(name: "period_start", message: "看不出是哪一年的，填上活动时间")) }
        }
        guard wrong.isEmpty else { throw NoticeDraftRefused(fields: wrong) }
    }

    /// Whether there is a word in it, not blanks and marks alone.
    private static func says(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    /// Sessions of a whole notice; every day of five years.
    private static let mostSessions = 2_000

    /// The longest texts that a plan keeps, in characters of Unicode.
    private static func tooLong(_ draft: NoticeDraft) -> [NoticeDraftRefused.Field] {
        var wrong: [NoticeDraftRefused.Field] = []
        func check(_ text: String?, _ field: String, _ limit: Int) {
            guard let text, text.unicodeScalars.count > limit else { return }
            wrong.append(.init(name: field, message: "\(place(of: field))最多 \(limit) 个字，写要点就行"))
        }
        check(draft.title, "title", 200)
        check(draft.docNumber, "doc_number", 60)
        check(draft.issuer, "issuer", 200)
        check(draft.theme, "theme", 200)
        for (index, activity) in draft.activities.enumerated() where activity.isIncluded && !draft.isAnnualPlan {
            let name = "activity.\(index)."
            check(activity.name, name + "name", 200)
            check(activity.time, name + "time", 60)
            check(activity.venue, name + "venue", 400)
            check(activity.headUnit, name + "unit", 20)
            check(activity.per, name + "per", 40)
            check(activity.audience, name + "audience", 400)
            check(activity.partners, name + "partners", 400)
            check(activity.output, name + "output", 100)
        }
        for (index, deadline) in draft.deadlines.enumerated() {
            check(deadline.what, "deadline.\(index).what", 400)
            check(deadline.time, "deadline.\(index).time", 60)
            check(deadline.to, "deadline.\(index).to", 200)
        }
        for (index, day) in (draft.days ?? []).enumerated() { check(day.name, "day.\(index).name", 60) }
        return wrong
    }

    /// The year of days that are typed without one.
    private static func year(of draft: NoticeDraft) -> Int? {
        let days = [draft.periodStart, draft.periodEnd, draft.issueDate] + draft.deadlines.map(\.date)
        if let day = days.lazy.compactMap({ try? CalendarDate(typed: $0.trimmed, year: nil) }).first { return day.year }
        let dated = draft.activities.lazy.flatMap { $0.dates.split(whereSeparator: { "、,，/至 ".contains($0) }) }
        if let day = dated.compactMap({ try? CalendarDate(String($0)) }).first { return day.year }
        return draft.docNumber.split(whereSeparator: { "〔[(（".contains($0) }).dropFirst().first
            .flatMap { Int($0.prefix(4)) }
    }

    /// Of a row: 第 2 项：
    private static func place(of field: String) -> String {
        let parts = field.split(separator: ".")
        return parts.count > 1 ? Int(parts[1]).map { "第 \($0 + 1) 项：" } ?? "" : ""
    }

    static func range(_ typed: String) -> (Int64, Int64)? {
        var text = typed.trimmed
        guard !text.hasPrefix("-") else { return nil }
        // 约80人 means 80; the unit has its own field.
        for word in ["预计", "大约", "约", "每场"] where text.hasPrefix(word) { text = String(text.dropFirst(word.count)) }
        for word in ["人次", "组家庭", "左右", "人", "名", "户", "场", "份", "张", "个", "篇"] where text.hasSuffix(word) {
            text = String(text.dropLast(word.count))
        }
        let parts = text.split(whereSeparator: { "-–—~～至".contains($0) }).map { Int64(String($0).trimmed) }
        guard (1...2).contains(parts.count), let least = parts[0], let most = parts[parts.count - 1],
            (0...Measures.most).contains(least), (least...Measures.most).contains(most)
        else { return nil }
        return (least, most)
    }
    /// Single days and ranges; a day without month or year takes those of the one before.
    static func days(_ text: String, year: Int?) -> [(CalendarDate, CalendarDate?)]? {
        var days: [(CalendarDate, CalendarDate?)] = []
        var last: CalendarDate?
        func day(_ text: Substring) -> CalendarDate? {
            let day = try? CalendarDate(
                typed: String(text).trimmed, year: last?.year ?? year, month: last?.month)
            last = day ?? last
            return day
        }
        for part in text.split(whereSeparator: { "、,，;； \n".contains($0) }) {
            let pieces = Self.ends(part)
            guard pieces.count <= 2, let first = pieces.first.flatMap(day) else { return nil }
            guard pieces.count == 2 else {
                days.append((first, nil))
                continue
            }
            guard let end = day(pieces[1]), end >= first else { return nil }
            days.append((first, end))
        }
        return days.count <= 400 ? days : nil
    }

    /// 5.1至5.10, 2025-05-01/2025-05-10, 5月1日~10日: the two ends; a lone slash parts month and day.
    private static func ends(_ part: Substring) -> [Substring] {
        for mark in ["至", "到", "~", "～", "—", "–"] as [Character] where part.contains(mark) {
            return part.split(separator: mark)
        }
        // 5月3日-5月12日, 5.3-5.12: a dash within a day stands between figures alone.
        let sides = part.split(separator: "-")
        if sides.count == 2, sides.allSatisfy({ $0.contains { "月.日号".contains($0) } }) { return sides }
        return part.contains("-") ? part.split(separator: "/") : [part]
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
