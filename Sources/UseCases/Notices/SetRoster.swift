package import Domain
internal import Storage

/// Sets who has to report below the officer's unit. It holds from now on; what was handed up stays as it was.
package struct SetRoster: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package enum Order: Hashable, Sendable {
        case rule(Roster.Rule)
        /// 免报: the unit with this code and everything below it.
        case exempt(String, reason: String)
        /// Named to report, whatever the rule says.
        case name(String)
        /// As the rule says.
        case reset(String)
        /// Last year's rule and exceptions.
        case lastYear
    }

    package func callAsFunction(_ order: Order, of id: Notice.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.tree, shared: true)
            guard let subject = try Rosters.Subject(id, officer, db) else { throw AccessRefused.missing }
            // Whoever submits or accepts sees the roster before or after, not half of it.
            try db.lock(.submissions(campaign: subject.campaign.id.text))
            let work = Work(db: db, subject: subject, officer: officer, now: now)
            switch order {
            case .rule(let rule): try work.set(rule)
            case .exempt(let code, let reason): try work.exempt(code, try Self.checked(reason))
            case .name(let code): try work.name(code)
            case .reset(let code): try work.reset(code)
            case .lastYear: try work.takeLastYears()
            }
        }
    }

    private static func checked(_ reason: String) throws(RosterRefused) -> String {
        let reason = reason.trimmed.filter { $0 != "\0" }
        guard !reason.isEmpty else { throw .noReason }
        guard reason.unicodeScalars.count <= 200 else { throw .reasonTooLong }
        return reason
    }

    private struct Work {
        let db: any Connection
        let subject: Rosters.Subject
        let officer: Officer
        let now: Instant

        private var table: RosterTable { RosterTable(db) }
        private var campaign: Campaign.ID { subject.campaign.id }

        func set(_ rule: Roster.Rule) throws {
            guard subject.setsRule else { throw AccessRefused.forbidden }
            guard rule.lowest > subject.unit.level, rule.lowest <= subject.campaign.definition.lowest else {
                throw RosterRefused.level
            }
            guard !rule.kinds.isEmpty, rule.kinds.allSatisfy(\.reports) else { throw RosterRefused.kinds }
            try table.set(rule, of: subject.unit.id, campaign: campaign, by: officer, at: now)
            try note("roster.rule", "lowest=\(rule.lowest.key) onlyNamed=\(rule.onlyNamed)")
        }

        func exempt(_ code: String, _ reason: String) throws {
            let (unit, roster) = try find(code)
            guard roster.fillsIn(unit) else { throw RosterRefused.notAsked }
            try put(unit, reason)
        }
        func name(_ code: String) throws {
            let (unit, roster) = try find(code)
            guard unit.level <= roster.standard.lowest else { throw RosterRefused.notAsked }
            try put(unit, nil)
        }
        private func put(_ unit: Unit, _ reason: String?) throws {
            try table.open(subject.unit.id, campaign: campaign, by: officer, at: now)
            try table.name(unit.id, reason: reason, at: subject.unit.id, campaign: campaign, by: officer, at: now)
            try note(reason == nil ? "roster.name" : "roster.exempt", unit.code)
        }

        func reset(_ code: String) throws {
            let unit = try below(code)
            guard try table.end(unit.id, at: subject.unit.id, campaign: campaign, by: officer, at: now) else {
                throw RosterRefused.changed
            }
            try note("roster.reset", unit.code)
        }

        func takeLastYears() throws {
            guard try table.layer(of: subject.unit, campaign: campaign) == nil,
                let last = try table.lastYear(of: subject.unit, subject.campaign)
            else { throw RosterRefused.changed }
            try table.open(subject.unit.id, campaign: campaign, by: officer, at: now)
            if let rule = last.rule, subject.setsRule { try set(rule) }
            for exception in last.exceptions.values.sorted(by: { $0.unit.code < $1.unit.code }) {
                try table.name(
                    exception.unit.id, reason: exception.reason, at: subject.unit.id, campaign: campaign, by: officer,
                    at: now)
            }
            try note("roster.last_year", "exceptions=\(last.exceptions.count)")
        }

        /// An open unit below the officer's own, which nobody else exempted.
        private func find(_ code: String) throws -> (Unit, Roster) {
            let unit = try below(code)
            guard unit.validTo == nil else { throw RosterRefused.notBelow }
            let roster = try table.roster(around: unit, of: subject.campaign)
            if let held = roster.exemption(of: unit), held.holder.id != officer.unit.id {
                throw RosterRefused.exemptElsewhere
            }
            return (unit, roster)
        }
        private func below(_ code: String) throws -> Unit {
            let unit = try db.unit(code, .view, officer)
            guard unit.id != officer.unit.id, unit.reportsTo != nil, unit.kind.reports else {
                throw RosterRefused.notBelow
            }
            return unit
        }

        private func note(_ action: String, _ detail: String) throws {
            try AuditTable(db).append(action, object: campaign.text, detail: detail, by: officer, at: now)
        }
    }
}
