internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// Pages and form posts under `/activities`.
struct ActivityRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.activities, .officer, list),
            .get(Paths.newActivity, .right(.record, .ownUnit), newForm),
            .post(Paths.activities, .right(.record, .ownUnit), create),
            .get("/activities/{record}", .right(.view, .record), show),
            .get("/activities/{record}/receipt", .right(.view, .record), receipt),
            .get("/activities/{record}/edit", .right(.record, .record), editForm),
            .post("/activities/{record}/edit", .right(.record, .record), edit),
            .post("/activities/{record}/withdraw", .right(.record, .record), withdraw),
            .post("/activities/{record}/complete", .right(.record, .record), complete),
            .post("/activities/{record}/partners", .right(.record, .record), partners),
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let agenda = try await Agenda(surroundings).page(
            for: officer, campaign: visit.query("campaign").flatMap { try? Campaign.ID($0) })
        let code = visit.query("unit") ?? officer.unit.code
        guard let campaign = agenda.campaign else {
            return visit.page(
                "记过的", activityListPage(ActivityListPage(unitName: officer.unit.shortName, canRecord: false)))
        }
        let found = try await ActivityRecords(surroundings).ofUnit(
            code, campaign: campaign.id, before: visit.query("before").flatMap { Int64($0) }, limit: 21, for: officer)
        let more = found.records.count > 20
        let isOwnFirst = found.unit.id == officer.unit.id && visit.query("before") == nil
        let together =
            isOwnFirst ? try await HeldTogether(surroundings).records(campaign.id, for: officer) : []
        let last = found.records.prefix(20).last
        let here = Paths.activities(unit: code, campaign: campaign.id.text)
        let page = ActivityListPage(
            unitName: found.unit.shortName, isOwn: found.unit.id == officer.unit.id,
            summary: "\(campaign.name)，共 \(Wording.number(found.count)) 条",
            records: found.records.prefix(20).map(RecordPages.line)
                + together.map { record in
                    var line = RecordPages.line(record)
                    line.chip = Chip(.plain, "和\(record.unit.shortName)一起办")
                    return line
                },
            canRecord: officer.may(.record, on: found.unit),
            pager: Pager(
                firstHref: visit.query("before") == nil ? nil : here,
                nextHref: more ? last.map { here + "&before=\($0.receipt.sequence)" } : nil))
        return visit.page("记过的", activityListPage(page))
    }

    /// Whom the officer may record for: a clerk also for the units directly below.
    private func who(_ officer: Officer, _ agenda: Agenda.Page) -> [Unit] {
        let below = agenda.children.filter { officer.may(.record, on: $0) }
        return below.isEmpty ? [] : [officer.unit] + below
    }

    private func newForm(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        // A planned session brings its campaign along.
        let planned = visit.query("plan").flatMap { try? PlannedSession.ID($0) }
        var chosen = visit.query("campaign").flatMap { try? Campaign.ID($0) }
        if let planned { chosen = try await Agenda(surroundings).campaign(of: planned) }
        let agenda = try await Agenda(surroundings).page(for: officer, campaign: chosen)
        guard let campaign = agenda.campaign else {
            return visit.page(
                "记一条活动",
                errorPage(ErrorPage(status: 200, heading: "现在没有活动", help: "上级的通知发下来以后，就可以记了。")), narrow: true)
        }
        var typed = RecordPages.Typed()
        typed.id = surroundings.identifiers.next(ActivityRecord.self).text
        typed.campaign = campaign.id.text
        typed.unit = visit.query("unit") ?? officer.unit.code
        let today = CalendarDate(surroundings.clock.now())
        typed.date = today.text
        typed.category = agenda.categories.first?.id ?? ""
        let main = agenda.categories.first.flatMap { campaign.definition.mainMeasure(of: $0.kind) }
        typed.countsAttendances = main == .attendances
        let wanted = visit.query("plan")
        if let activity = agenda.activities.first(where: { $0.sessions.contains { $0.id.text == wanted } }),
            let session = activity.sessions.first(where: { $0.id.text == wanted })
        {
            typed.plan = session.id.text
            typed.category = activity.category
            typed.venue = activity.venue ?? ""
            // The day of the session that is nearest to today.
            if let start = session.startsOn { typed.date = max(start, min(today, session.endsOn ?? start)).text }
        }
        return show(form: typed, agenda, visit, officer)
    }

    private func show(
        form typed: RecordPages.Typed, _ agenda: Agenda.Page, _ visit: Visit, _ officer: Officer,
        errors: FormErrors = .none, status: HTTPResponse.Status = .unprocessableContent
    ) -> Response {
        let page = RecordPages.form(
            typed, agenda: agenda, csrf: visit.csrf, who: who(officer, agenda), errors: errors)
        return visit.page(
            "记一条活动", recordPage(page), status: errors.summary.isEmpty ? .ok : status,
            mode: .fill(back: Paths.home(campaign: typed.campaign), heading: "记一条活动"))
    }

    private func create(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let typed = RecordPages.Typed(visit.form)
        let chosen = try? Campaign.ID(typed.campaign)
        let agenda = try await Agenda(surroundings).page(for: officer, campaign: chosen)
        do {
            let draft = try typed.draft(visit.form, agenda: agenda)
            let id: ActivityRecord.ID
            do throws(IdentifierInvalid) { id = try .init(typed.id) } catch {
                throw RecordPages.Wrong(field: "count", message: error.message)
            }
            let receipt = try await RecordActivity(surroundings)(
                draft, id: id, unit: typed.unit.isEmpty ? officer.unit.code : typed.unit, by: officer)
            return .seeOther(Paths.activityReceipt(receipt.record.text))
        } catch let wrong as RecordPages.Wrong {
            return show(
                form: typed, agenda, visit, officer, errors: FormErrors([FieldError(wrong.field, wrong.message)]))
        } catch RecordRefused.differentBody(let id) {
            return differentBody(id, visit)
        } catch let refused as RecordRefused where refused != .foreignKey {
            return show(
                form: typed, agenda, visit, officer,
                errors: FormErrors([FieldError(Self.field(of: refused), refused.message)]))
        }
    }

    /// What a refusal is about.
    private static func field(of refused: RecordRefused) -> String {
        switch refused {
        case .unknownSession: "plan"
        case .otherKind: "also"
        case .future, .longBefore: "date"
        case .closed: "count"
        case .wordsOfVisit: "no_private"
        default: "category"
        }
    }

    /// The same form sent again after something was changed in it: the record is there; what to do is to correct it.
    private func differentBody(_ id: ActivityRecord.ID, _ visit: Visit) -> Response {
        let refused = RecordRefused.differentBody(id)
        let page = ErrorPage(
            status: 409, heading: "这一条已经记过了", help: refused.message,
            back: Link("改这条记录", Paths.activityEdit(id.text)))
        return visit.page(page.heading, errorPage(page), status: .conflict, narrow: true)
    }

    private func show(_ visit: Visit) async throws -> Response { try await show(visit, errors: .none) }

    private func show(_ visit: Visit, errors: FormErrors) async throws -> Response {
        let officer = try visit.officer
        let (record, history, campaign) = try await ActivityRecords(surroundings).one(
            visit.identifier("record"), for: officer)
        let partners = try await HeldTogether(surroundings).partners(of: record.id, for: officer)
        let draft = record.draft
        let editable = record.withdrawnAt == nil && officer.may(.record, on: record.unit)
        var facts = [
            Fact("单位", record.unit.shortName, href: Paths.unit(record.unit.code)), Fact("哪一类", record.categoryName),
            Fact("哪一天", draft.heldOn.withWeekday),
            Fact("多少人", Wording.all(draft.measures, campaign.definition)),
        ]
        if let level = draft.level { facts.append(Fact("哪一级办的", "\(level.name)，合起来记的")) }
        if !draft.venue.isEmpty { facts.append(Fact("在哪里", draft.venue)) }
        if !draft.note.isEmpty { facts.append(Fact("补充", draft.note)) }
        if record.enteredForOther { facts.append(Fact("谁记的", "上一级代录")) }
        let hidden = record.kind == Category.visitKind && !officer.may(.viewVisitDetails, on: record.unit)
        var page = ActivityRecordPage(
            path: [Link("记过的", Paths.activities(unit: record.unit.code))], receipt: record.receipt.grouped,
            title: draft.title, subtitle: "\(campaign.name)　\(draft.heldOn.short)",
            chip: record.withdrawnAt == nil ? Chip(.ok, "收到了") : Chip(.off, "撤掉了，不再算数"), facts: facts,
            notice: hidden ? Note(.plain, "走访慰问的地点和文字，只有本单位和直接上级看得到。") : Self.warning(record, campaign),
            countsIn: Self.cells(of: record, campaign).map {
                Link(
                    campaign.definition.labels(of: $0.id).joined(separator: " "),
                    Paths.cell(campaign.id.text, record.unit.code, $0.id))
            }, history: Self.history(history),
            editHref: editable ? Paths.activityEdit(record.id.text) : nil,
            withdrawHref: editable ? Paths.activityEdit(record.id.text) + "#undo" : nil)
        page.id = record.id.text
        page.csrf = visit.csrf
        page.canEdit = editable
        page.partners = partners.units.map { PartnerLine(unit: $0.shortName, code: $0.code) }
        page.hostName = partners.isPartner ? record.unit.shortName : nil
        page.partner = visit.form["unit"]
        page.alsoCounted = partners.campaigns
        page.errors = errors
        return visit.page(
            draft.title, activityRecordPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent)
    }

    /// A date outside of the campaign is said, never refused.
    private static func warning(_ record: ActivityRecord, _ campaign: Campaign) -> Note? {
        guard record.draft.heldOn < campaign.startsOn || record.draft.heldOn > campaign.endsOn else { return nil }
        let days = Wording.days(campaign.startsOn, campaign.endsOn)
        return Note(.amber, "\(record.draft.heldOn.short)不在活动时间（\(days)）里，已经照样记下；日期填错了就改一下。")
    }

    private static func cells(of record: ActivityRecord, _ campaign: Campaign) -> [TableDefinition.Cell] {
        campaign.definition.cells(
            kind: record.kind, category: record.draft.category, level: record.draft.level ?? record.unit.level)
    }

    private static func history(_ revisions: [ActivityRecordRevision]) -> [HistoryLine] {
        revisions.enumerated().map { index, revision in
            let when = "\(revision.by)　\(revision.at.short)"
            guard index > 0 else { return HistoryLine(text: "记下", byAndWhen: when) }
            guard let change = RecordPages.changes(revisions[index - 1].draft, revision.draft) else {
                return HistoryLine(text: "撤掉了：\(revision.reason.isEmpty ? "没写原因" : revision.reason)", byAndWhen: when)
            }
            return HistoryLine(text: "改过", byAndWhen: when, before: change.before, after: change.after)
        }.reversed()
    }

    private func receipt(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let (record, _, campaign) = try await ActivityRecords(surroundings).one(
            visit.identifier("record"), for: officer)
        let measures = record.draft.measures
        let cells = Self.cells(of: record, campaign)
        let main = campaign.definition.mainMeasure(of: record.kind)
        let lacking = cells.filter { $0.measure == main && measures[$0.measure] == nil }
        let labels = cells.first.map { campaign.definition.labels(of: $0.id) } ?? []
        var page = ReceiptPage(
            number: record.receipt.grouped,
            superiorName: try await Agenda(surroundings).page(for: officer, campaign: campaign.id).superior
                .map(Wording.short) ?? "上级",
            title: record.draft.title, date: record.draft.heldOn.withWeekday, people: Wording.all(measures),
            unitName: record.unit.id == officer.unit.id ? nil : record.unit.shortName,
            cellLabel: cells.isEmpty ? nil : labels.dropLast().reversed().joined(separator: "，"),
            changes: cells.compactMap { cell in
                measures[cell.measure].map {
                    FigureChange(
                        text: "\(campaign.definition.labels(of: cell.id).last ?? "") +\(Wording.number($0))",
                        href: Paths.cell(campaign.id.text, record.unit.code, cell.id))
                }
            }, editHref: Paths.activityEdit(record.id.text))
        page.campaign = Choice(campaign.id.text, campaign.name)
        if let cell = lacking.first {
            page.uncounted = "表里要\(campaign.definition.words(of: cell.measure).name)，这一条没填，先没算进去。"
        }
        if let warning = Self.warning(record, campaign) {
            page.uncounted = [page.uncounted, warning.text].compactMap(\.self).joined(separator: " ")
        }
        return visit.page("记好了", receiptPage(page), narrow: true)
    }

    private func editForm(_ visit: Visit) async throws -> Response {
        let (record, history, _) = try await ActivityRecords(surroundings).one(
            visit.identifier("record"), for: visit.officer)
        // Who held it too sees the record; changing it is the lead's.
        try visit.officer.requires(.record, on: record.unit)
        return try await editPage(visit, record, history, RecordPages.Typed(record))
    }

    private func editPage(
        _ visit: Visit, _ record: ActivityRecord, _ history: [ActivityRecordRevision], _ typed: RecordPages.Typed,
        errors: FormErrors = .none
    ) async throws -> Response {
        guard record.withdrawnAt == nil else { throw RecordRefused.withdrawn }
        let agenda = try await Agenda(surroundings).page(for: visit.officer, campaign: record.draft.campaign)
        var page = RecordPages.form(
            typed, agenda: agenda, csrf: visit.csrf, errors: errors,
            editing: RecordEditing(id: record.id.text, history: Self.history(history)))
        let isTicked = visit.form.has("no_private")
        if isTicked || errors["no_private"] != nil { page.saysNothingPrivate = isTicked }
        return visit.page(
            "改这一条", recordPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private func edit(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let (record, history, _) = try await ActivityRecords(surroundings).one(
            visit.identifier("record"), for: officer)
        try officer.requires(.record, on: record.unit)
        var typed = RecordPages.Typed(visit.form)
        typed.campaign = record.draft.campaign.text
        typed.level = record.draft.level
        let agenda = try await Agenda(surroundings).page(for: officer, campaign: record.draft.campaign)
        do {
            let draft = try typed.draft(visit.form, agenda: agenda)
            try await CorrectActivity(surroundings)(
                record.id, to: draft, saysNothingPrivate: visit.form.has("no_private"), by: officer)
            return .seeOther(Paths.activity(record.id.text))
        } catch let wrong as RecordPages.Wrong {
            return try await editPage(
                visit, record, history, typed, errors: FormErrors([FieldError(wrong.field, wrong.message)]))
        } catch let refused as RecordRefused where refused.kind == .invalid {
            return try await editPage(
                visit, record, history, typed,
                errors: FormErrors([FieldError(Self.field(of: refused), refused.message)]))
        }
    }

    /// One number that the table asks for and the record lacks.
    private func complete(_ visit: Visit) async throws -> Response {
        let id: ActivityRecord.ID = try visit.identifier("record")
        let (record, _, _) = try await ActivityRecords(surroundings).one(id, for: visit.officer)
        try visit.officer.requires(.record, on: record.unit)
        let measure = Measure(rawValue: visit.form["measure"])
        guard measure.isCommon, measure != .sessions else { throw AccessRefused.missing }
        guard let value = try visit.form.count("value") else { throw ActivityDraft.Invalid.noNumber }
        let old = record.draft
        var measures = old.measures
        measures[measure] = value
        let draft = try ActivityDraft(
            title: old.title, heldOn: old.heldOn, venue: old.venue, note: old.note, measures: measures,
            campaign: old.campaign, category: old.category, session: old.session, level: old.level,
            also: old.also ?? [])
        try await CorrectActivity(surroundings)(id, to: draft, by: visit.officer)
        return .seeOther(Paths.uncounted(old.campaign.text, try visit.officer.unit.code))
    }

    private func partners(_ visit: Visit) async throws -> Response {
        let id: ActivityRecord.ID = try visit.identifier("record")
        do {
            if let code = visit.form["remove"].nonEmpty {
                try await HeldTogether(surroundings).remove(code, from: id, by: visit.officer)
            } else {
                try await HeldTogether(surroundings).add(visit.form["unit"], to: id, by: visit.officer)
            }
            return .seeOther(Paths.activity(id.text))
        } catch let refused as PartnerRefused {
            return try await show(visit, errors: FormErrors([FieldError("unit", refused.message)]))
        }
    }

    private func withdraw(_ visit: Visit) async throws -> Response {
        let id: ActivityRecord.ID = try visit.identifier("record")
        try await WithdrawActivity(surroundings)(id, reason: visit.form["reason"], by: visit.officer)
        return .seeOther(Paths.activity(id.text))
    }
}
