internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// 人手和换届 of units.
struct RegisterRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/units/{unit}/register", .right(.view, .unit)) { visit in try await show(visit) },
            .post("/units/{unit}/register", .right(.record, .unit), save),
            .get("/units/{unit}/registers.xlsx", .right(.view, .unit), file),
        ]
    }

    /// The year of an address or a form; nil is this one.
    static func year(_ text: String?) throws(RegisterRefused) -> Int? {
        guard let text else { return nil }
        guard let year = Int(text) else { throw .year }
        return year
    }

    private func show(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let typed = visit.form.has("version") ? visit.form : nil
        let found = try await KeepRegister(surroundings).page(
            visit.parameter("unit"), year: Self.year(typed?["year"] ?? visit.query("year")), for: officer)
        let unit = found.unit
        let asked = RegisterCount.allCases.filter { $0.isAsked(at: unit.level) }
        let stored = found.entry ?? found.carried
        let hint = found.carried.map { "照 \($0.year) 年的" }
        let value = { (name: String, stored: String?) in typed?[name] ?? stored ?? "" }
        let superiors = found.line.dropLast().filter { officer.may(.view, on: $0) }
        var page = RegisterPage(
            path: superiors.map { Link($0.name, Paths.unit($0.code)) }, csrf: visit.csrf, unit: unit.code,
            unitName: unit.shortName, year: found.year,
            fields: asked.map { count in
                let number = stored?.register.counts[count].map { String($0) }
                return Field(
                    count.rawValue, count.name, value: value(count.rawValue, number),
                    hint: number == nil ? nil : hint, isOptional: true, errors: errors)
            },
            electedOn: Field(
                "elected_on", "上次换届", value: value("elected_on", stored?.register.electedOn?.text),
                hint: stored?.register.electedOn == nil ? nil : hint, isOptional: true, errors: errors),
            dueOn: Field(
                "due_on", "下次换届", value: value("due_on", stored?.register.dueOn?.text),
                hint: stored?.register.dueOn == nil ? nil : hint, isOptional: true, errors: errors),
            version: String(found.entry?.number ?? 0),
            canEdit: unit.validTo == nil && officer.may(.record, on: unit), errors: errors)
        if page.canEdit, typed == nil, let carried = found.carried {
            let year = carried.year == found.year - 1 ? "去年" : " \(carried.year) 年"
            page.carried = Note(.amber, "下面是照\(year)的，核对一下再保存。")
        }
        if found.entry != nil { page.saved = Chip(.ok, "填好了") }
        page.facts = Self.facts(asked, found.entry?.register)
        page.history = Self.history(found.versions)
        page.otherYears = Self.years(found.year, found.thisYear) { Paths.register(unit.code, year: $0) }
        page.links = [Link("阵地", Paths.sites(unit.code))]
        if found.hasChildren {
            page.links += [
                Link("覆盖情况", Paths.coverage(unit.code, year: found.year)),
                Link("下级填的，下载 Excel", Paths.registersFile(unit.code, year: found.year)),
            ]
        }
        return visit.page(
            "人手和换届", registerPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    static func years(_ year: Int, _ thisYear: Int, _ href: (Int) -> String) -> [Link] {
        [year - 1, year + 1].filter { Register.firstYear <= $0 && $0 <= thisYear }.map { Link("看 \($0) 年", href($0)) }
    }

    private static func facts(_ asked: [RegisterCount], _ register: Register?) -> [Fact] {
        asked.map { Fact($0.name, register?.counts[$0].map { "\(Wording.number($0)) 人" } ?? "没填") } + [
            Fact("上次换届", register?.electedOn?.long ?? "没填"), Fact("下次换届", register?.dueOn?.long ?? "没填"),
        ]
    }

    /// One line for each value that a save changed, newest first.
    private static func history(_ versions: [RegisterVersion]) -> [HistoryLine] {
        versions.enumerated().flatMap { index, version -> [HistoryLine] in
            let when = Wording.saved(by: version.by, of: version.byUnit, at: version.savedAt)
            guard index + 1 < versions.count else { return [HistoryLine(text: "填了第一次", byAndWhen: when)] }
            let before = facts(RegisterCount.allCases, versions[index + 1].register)
            return zip(before, facts(RegisterCount.allCases, version.register)).filter { $0 != $1 }.map {
                HistoryLine(text: $0.label, byAndWhen: when, before: $0.value, after: $1.value)
            }
        }
    }

    private func save(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        var errors: [FieldError] = []
        var counts: [RegisterCount: Int64] = [:]
        for count in RegisterCount.allCases {
            do {
                counts[count] = try visit.form.count(count.rawValue)
            } catch {
                errors.append(FieldError(count.rawValue, RegisterRefused.number(count).message))
            }
        }
        let date = { (name: String) -> CalendarDate? in
            do throws(CalendarDate.Invalid) { return try visit.form.date(name) } catch {
                errors.append(FieldError(name, error.message))
                return nil
            }
        }
        let (electedOn, dueOn) = (date("elected_on"), date("due_on"))
        let year = try Self.year(visit.form["year"])
        guard errors.isEmpty else { return try await show(visit, errors: FormErrors(errors)) }
        do {
            try await KeepRegister(surroundings).save(
                Register(counts: counts, electedOn: electedOn, dueOn: dueOn), of: code,
                year: year ?? CalendarDate(surroundings.clock.now()).year,
                before: Int64(visit.form["version"]) ?? 0, by: visit.officer)
            return .seeOther(Paths.register(code, year: year))
        } catch let refused as RegisterRefused where refused != .closed && refused != .year {
            let field =
                switch refused {
                case .number(let count), .notAsked(let count, _): count.rawValue
                case .dueBeforeElected: "due_on"
                case .electedLater: "elected_on"
                default: "volunteers"
                }
            return try await show(visit, errors: FormErrors([FieldError(field, refused.message)]))
        }
    }

    private func file(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        let year = try Self.year(visit.query("year"))
        let bytes = try await KeepRegister(surroundings).file(ofChildrenOf: code, year: year, for: visit.officer)
        return .download(
            bytes, name: "人手和换届-\(code).xlsx", plainName: "registers-\(code).xlsx",
            type: TableFile.Format.xlsx.mediaType)
    }
}

extension FormData {
    /// A day from a date field; nil when it was left empty.
    func date(_ name: String) throws(CalendarDate.Invalid) -> CalendarDate? {
        let text = self[name].trimmed
        return text.isEmpty ? nil : try CalendarDate(text)
    }
}

extension Wording {
    /// 金乡街道 经办人　6月4日 09:10
    static func saved(by person: String, of unit: String, at instant: Instant) -> String {
        "\(unit) \(person)　\(CalendarDate(instant).long) \(instant.clockText)"
    }
}
