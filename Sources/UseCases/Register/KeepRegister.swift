package import Domain
internal import Storage

/// What a unit says of itself for a year: counts of people and the dates of 换届. Next year begins with this year's.
package struct KeepRegister: Sendable {
    private static let mostVersions = 50
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        package let unit: Unit
        /// From the nation down to the unit itself.
        package let line: [Unit]
        package let year: Int, thisYear: Int
        /// What was entered for the year.
        package let entry: RegisterVersion?
        /// Where nothing was entered yet: the newest of the years before.
        package let carried: RegisterVersion?
        /// Newest first.
        package let versions: [RegisterVersion]
        package let hasChildren: Bool
    }

    /// - Parameter year: nil is this one.
    package func page(_ code: String, year: Int? = nil, for officer: Officer) async throws -> Page {
        let (year, thisYear) = try checked(year)
        return try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let table = RegisterTable(db)
            let entry = try table.entry(of: unit.id, year: year)
            return Page(
                unit: unit, line: try UnitTable(db).line(to: unit), year: year, thisYear: thisYear, entry: entry,
                carried: entry == nil ? try table.latest(of: unit.id, before: year) : nil,
                versions: try table.versions(of: unit.id, year: year, limit: Self.mostVersions),
                hasChildren: try UnitTable(db).childCount(of: unit.id) > 0)
        }
    }

    /// - Parameter before: the version that was on the form, 0 for none. Sending the same again keeps what is there.
    /// - Throws: `.changed` when somebody else saved something else meanwhile.
    package func save(
        _ register: Register, of code: String, year: Int, before: Int64, by officer: Officer
    ) async throws {
        let (year, _) = try checked(year)
        let now = surroundings.now
        if let electedOn = register.electedOn, electedOn > CalendarDate(now) { throw RegisterRefused.electedLater }
        guard !register.isEmpty || before > 0 else { throw RegisterRefused.empty }
        try await surroundings.database.write { db in
            try db.lock(.tree, shared: true)
            let unit = try db.unit(code, .record, officer)
            guard unit.validTo == nil else { throw RegisterRefused.closed }
            for count in register.counts.keys where !count.isAsked(at: unit.level) {
                throw RegisterRefused.notAsked(count, unit.level)
            }
            let table = RegisterTable(db)
            let former = try table.entry(of: unit.id, year: year)
            if former?.register == register { return }
            guard former?.number ?? 0 == before,
                try table.save(register, of: unit.id, year: year, before: before, by: officer, at: now)
            else { throw RegisterRefused.changed }
            try AuditTable(db).append("register.save", object: "\(code)/\(year)", by: officer, at: now)
            try CoverageTable(db).apply(register, instead: former?.register, of: unit, year: year)
        }
    }

    /// The units directly below with what they entered for the year, as .xlsx; what was not entered is blank.
    package func file(ofChildrenOf code: String, year: Int? = nil, for officer: Officer) async throws -> [UInt8] {
        let (year, _) = try checked(year)
        let rows = try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let children = try UnitTable(db).children(of: unit.id)
            let entries = try RegisterTable(db).entries(of: children.map(\.id), year: year)
            return children.map { ($0, entries[$0.id]) }
        }
        return try await WorkPool.parsing.run { try RegisterFile.children(rows, year: year) }
    }

    func checked(_ year: Int?) throws(RegisterRefused) -> (year: Int, thisYear: Int) {
        let thisYear = CalendarDate(surroundings.now).year
        let year = year ?? thisYear
        guard (Register.firstYear...max(thisYear, Register.firstYear)).contains(year) else { throw .year }
        return (year, thisYear)
    }
}
