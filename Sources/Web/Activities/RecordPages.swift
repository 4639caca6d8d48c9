internal import Domain
internal import UseCases

/// Turns records, and what somebody typed, into what the record pages show.
enum RecordPages {
    static func line(_ record: ActivityRecord) -> RecordLine {
        RecordLine(
            title: record.draft.title, people: Wording.heads(record.draft.measures), date: record.draft.heldOn.short,
            href: Paths.activity(record.id.text), chip: record.withdrawnAt == nil ? nil : Chip(.off, "撤掉了"))
    }

    /// The form as text; from a plan, a record, or what was typed last.
    struct Typed {
        var id = "", campaign = "", unit = "", plan = "", title = "", category = "", date = "", venue = ""
        var count = "", countsAttendances = false
        var attendances = "", households = "", families = "", sessions = "1", note = ""
        /// Declared measures by id, and the other campaigns that it counts in.
        var extras: [String: String] = [:], also: Set<String> = []
        /// As recorded; the form does not ask for it.
        var level: Level?

        init() {}
        init(_ form: FormData) {
            id = form["id"]
            campaign = form["campaign"]
            unit = form["unit"]
            plan = form["plan"]
            title = form["title"]
            category = form["category"]
            date = form["date"]
            venue = form["venue"]
            count = form["count"]
            countsAttendances = form["measure"] == "attendances"
            attendances = form["attendances"]
            households = form["households"]
            families = form["families"]
            sessions = form.has("sessions") ? form["sessions"] : "1"
            note = form["note"]
            extras = form.names(after: "measure.").reduce(into: [:]) { $0[$1] = form["measure.\($1)"] }
            also = Set(form.names(after: "also."))
        }
        init(_ record: ActivityRecord) {
            let draft = record.draft
            id = record.id.text
            campaign = draft.campaign.text
            unit = record.unit.code
            plan = draft.session?.text ?? ""
            title = draft.title
            category = draft.category
            date = draft.heldOn.text
            venue = draft.venue
            countsAttendances = draft.measures.people == nil && draft.measures.attendances != nil
            let text = { (number: Int64?) in number.map(String.init) ?? "" }
            count = text(countsAttendances ? draft.measures.attendances : draft.measures.people)
            attendances = countsAttendances ? "" : text(draft.measures.attendances)
            households = text(draft.measures.households)
            families = text(draft.measures.families)
            sessions = String(draft.measures.sessions)
            note = draft.note
            extras = (draft.measures.others ?? [:]).mapValues { String($0) }
            also = Set((draft.also ?? []).map(\.campaign.text))
            level = draft.level
        }

        /// - Throws: the first rule that is broken, with the field that it is about.
        func draft(_ form: FormData, agenda: Agenda.Page) throws(Wrong) -> ActivityDraft {
            let campaign: Campaign.ID = try wrong("") { () throws(IdentifierInvalid) in try .init(self.campaign) }
            let session: PlannedSession.ID? =
                plan.isEmpty ? nil : try wrong("plan") { () throws(IdentifierInvalid) in try .init(plan) }
            let planned = agenda.activities.first { $0.sessions.contains { $0.id == session } }
            let day: CalendarDate = try wrong("date") { () throws(CalendarDate.Invalid) in try .init(date) }
            func number(_ field: String) throws(Wrong) -> Int64? {
                try wrong(field) { () throws(ActivityDraft.Invalid) in try form.count(field) }
            }
            var measures = Measures()
            let count = try number("count")
            measures.people = countsAttendances ? nil : count
            let attendances = try number("attendances")
            measures.attendances = countsAttendances ? count : attendances
            measures.families = try number("families")
            measures.households = try number("households")
            measures.sessions = try number("sessions") ?? 1
            for id in extras.keys.sorted() { measures[Measure(rawValue: id)] = try number("measure.\(id)") }
            let kind = agenda.categories.first { $0.id == category }?.name
            let name = title.trimmed.isEmpty ? planned?.name ?? kind ?? "" : title
            return try wrong(nil) { () throws(ActivityDraft.Invalid) in
                try ActivityDraft(
                    title: name, heldOn: day, venue: venue, note: note, measures: measures, campaign: campaign,
                    category: category, session: session, level: level, also: others(agenda, campaign))
            }
        }

        /// In another campaign it counts as what is of the same kind there.
        private func others(_ agenda: Agenda.Page, _ campaign: Campaign.ID) -> [ActivityDraft.AlsoCounted] {
            let kind = agenda.categories.first { $0.id == category }?.kind
            return agenda.campaigns.filter { also.contains($0.id.text) && $0.id != campaign }.compactMap { other in
                let categories = other.definition.categories
                let same = categories.first { $0.id == category && $0.kind == kind }
                // One that has no such kind is refused where the record is taken; what was ticked stays ticked.
                return (same ?? categories.first { $0.kind == kind } ?? categories.first).map {
                    ActivityDraft.AlsoCounted(campaign: other.id, category: $0.id)
                }
            }
        }

        private func wrong<T, E: UserFacingError>(
            _ field: String?, _ body: () throws(E) -> T
        ) throws(Wrong) -> T {
            do { return try body() } catch {
                throw Wrong(field: field ?? Self.field(of: error as? ActivityDraft.Invalid), message: error.message)
            }
        }
        private static func field(of invalid: ActivityDraft.Invalid?) -> String {
            switch invalid {
            case .noTitle, .titleTooLong: "title"
            case .venueTooLong: "venue"
            case .noteTooLong, .controlCharacter: "note"
            case .sessionsOutOfRange: "sessions"
            default: "count"
            }
        }
    }

    struct Wrong: Error {
        let field: String
        let message: String
    }

    /// - Parameter who: whom an officer may record for, itself first; empty where there is no choice.
    static func form(
        _ typed: Typed, agenda: Agenda.Page, csrf: String, who: [Unit] = [], errors: FormErrors = .none,
        editing: RecordEditing? = nil
    ) -> RecordPage {
        let planned = agenda.activities.flatMap { activity in activity.sessions.map { (activity, $0) } }
        let chosen = planned.first { $0.1.id.text == typed.plan }?.0
        let category = agenda.categories.first { $0.id == typed.category }
        let title = typed.title.isEmpty ? chosen?.name ?? "计划以外的活动" : typed.title
        let day = (try? CalendarDate(typed.date))?.withWeekday
        let heads = chosen.flatMap { $0.headMax.map { "计划 \($0) 人。" } } ?? ""
        let inPlan = errors.summary.contains {
            ["title", "category", "date", "venue", "plan", "unit", "no_private"].contains($0.fieldId)
        }
        var page = RecordPage(csrf: csrf, id: typed.id, campaign: typed.campaign)
        page.planTitle = title
        page.planSummary = [category?.name, day, typed.venue.isEmpty ? nil : typed.venue].compactMap(\.self)
            .joined(separator: "　")
        page.isPlanOpen = chosen == nil || inPlan
        page.plans =
            planned.map { activity, session in
                Choice(
                    session.id.text, "\(activity.name)　\(Wording.days(session.startsOn, session.endsOn))",
                    isSelected: session.id.text == typed.plan)
            } + [Choice("", "计划以外的活动", isSelected: chosen == nil)]
        page.units = who.map { Choice($0.code, $0.name, isSelected: $0.code == typed.unit) }
        page.categories = [
            CategoryGroup(
                name: "",
                choices: agenda.categories.map { Choice($0.id, $0.name, isSelected: $0.id == typed.category) })
        ]
        page.title = typed.title
        page.date = typed.date
        page.venue = typed.venue
        page.count = typed.count
        page.countHint = heads + "大概数就行，不用点名。"
        page.countsAttendances = typed.countsAttendances
        page.attendances = typed.attendances
        page.households = typed.households
        page.families = typed.families
        page.sessions = typed.sessions
        page.showsSessions = !who.isEmpty
        page.note = typed.note
        let definition = agenda.campaigns.first { $0.id.text == typed.campaign }?.definition
        let kinds = Set(agenda.categories.map(\.kind))
        // What the form of this campaign counts beyond people; asked for openly when it is the main thing.
        let mains = Set(kinds.compactMap { definition?.mainMeasure(of: $0) })
        page.extras = (definition?.measures ?? []).map { measure in
            ExtraNumber(
                name: "measure.\(measure.id)", label: measure.name, unit: measure.unit,
                value: typed.extras[measure.id] ?? "", hint: nil)
        }
        page.alsoCounts = agenda.campaigns.filter { $0.id.text != typed.campaign && others(typed, $0) }.map {
            Choice($0.id.text, $0.name, isSelected: typed.also.contains($0.id.text))
        }
        page.campaignName = agenda.campaign?.name ?? ""
        page.otherCampaigns = agenda.campaigns.filter { $0.id.text != typed.campaign && others(typed, $0) }.map {
            Link($0.name, Paths.newActivity(campaign: $0.id.text))
        }
        page.isMoreOpen =
            mains.contains { $0 != .people && $0 != .attendances } || !typed.also.isEmpty
            || errors.summary.contains {
                ["note", "attendances", "families", "households", "sessions", "also", "no_private"].contains($0.fieldId)
                    || $0.fieldId.hasPrefix("measure.")
            }
        page.errors = errors
        page.editing = editing
        return page
    }

    /// Campaigns on within a month of the day of the activity, for that may still be changed; or chosen already.
    private static func others(_ typed: Typed, _ campaign: Campaign) -> Bool {
        if typed.also.contains(campaign.id.text) { return true }
        guard let day = try? CalendarDate(typed.date) else { return false }
        return campaign.startsOn.adding(days: -31) <= day && day <= campaign.endsOn.adding(days: 31)
    }

    /// Facts of a draft that changed between two versions, as one line each.
    static func changes(_ old: ActivityDraft, _ new: ActivityDraft) -> (before: String, after: String)? {
        let facts = { (draft: ActivityDraft) in
            [
                draft.title, draft.heldOn.short, draft.venue, Wording.all(draft.measures), draft.category, draft.note,
                draft.also.map { "也算进别的活动 \($0.count) 个" } ?? "",
            ]
        }
        let differing = zip(facts(old), facts(new)).filter { $0 != $1 }
        guard !differing.isEmpty else { return nil }
        let text = { (values: [String]) in values.map { $0.isEmpty ? "没写" : $0 }.joined(separator: "，") }
        return (text(differing.map(\.0)), text(differing.map(\.1)))
    }
}
