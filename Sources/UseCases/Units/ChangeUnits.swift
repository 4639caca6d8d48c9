package import Domain
internal import Storage

/// Changes of the tree in mid-campaign: 改名、划转、合并、拆分、撤销. Records, versions and history stay with the unit that
/// made them; no figure of the whole changes by it. See docs/decisions/0012.
package struct ChangeUnits: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package enum Order: Hashable, Sendable {
        case rename(to: String)
        /// Code of the new superior.
        case move(to: String)
        /// Code of the unit that takes its place.
        case merge(into: String)
        /// A new unit beside it, and the codes of the units below that go there.
        case split(code: String, name: String, children: [String])
        case close
    }

    package struct Preview: Sendable {
        package let unit: Unit
        package let target: Unit?
        /// Units directly below that go along.
        package let childCount: Int64
    }

    /// Checks the order without carrying it out.
    package func preview(_ order: Order, of code: String, by officer: Officer) async throws -> Preview {
        try await surroundings.database.read { db in
            let checked = try Checked(order, code, officer, db)
            let count: Int64 =
                if case .split(_, _, let children) = order { Int64(children.count) } else {
                    try UnitTable(db).childCount(of: checked.unit.id)
                }
            return Preview(unit: checked.unit, target: checked.target, childCount: count)
        }
    }

    package func callAsFunction(
        _ order: Order, of code: String, on day: CalendarDate, reason: String, by officer: Officer
    ) async throws {
        let reason = try Self.checked(reason: reason)
        let now = surroundings.now
        // Alone: every record below moves, and writers wait for it rather than it for them.
        try await surroundings.database.writeAlone { db in
            try db.lock(.tree)
            let campaigns = try CampaignTable(db).all().map(\.id).sorted { $0.text < $1.text }
            for campaign in campaigns { try db.lock(.submissions(campaign: campaign.text)) }
            let checked = try Checked(order, code, officer, db)
            let work = Work(db: db, campaigns: campaigns, day: day, reason: reason, officer: officer, now: now)
            try work.carryOut(order, checked)
            try work.recountCoverage(order, checked)
            try AuditTable(db).append("unit.change", object: code, detail: reason, by: officer, at: now)
        }
    }

    package static func checked(reason: String) throws(UnitChangeRefused) -> String {
        let reason = reason.trimmed
        guard !reason.isEmpty, reason.unicodeScalars.count <= 200, !reason.utf8.contains(0) else { throw .reason }
        return reason
    }

    package func history(
        of code: String, for officer: Officer
    ) async throws -> (unit: Unit, changes: [UnitChange], children: [Unit]) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .administer, officer)
            return (
                unit, try UnitChangeTable(db).changes(around: unit.id, limit: 50),
                try UnitTable(db).children(of: unit.id, limit: 500)
            )
        }
    }

    /// An order whose units exist, fit, and lie within the officer's reach.
    private struct Checked {
        let unit: Unit
        var target: Unit?
        var children: [Unit] = []

        init(_ order: Order, _ code: String, _ officer: Officer, _ db: any Connection) throws {
            unit = try db.unit(code, .administer, officer)
            guard unit.validTo == nil else { throw UnitChangeRefused.closed }
            if case .rename(let name) = order {
                guard (2...60).contains(name.count), !name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
                    throw UnitChangeRefused.name
                }
                return
            }
            guard let parent = unit.reportsTo, unit.level > .province else { throw UnitChangeRefused.nation }
            // An administrator changes what lies below, not its own place.
            guard unit.id != officer.unit.id else { throw UnitChangeRefused.outside }
            switch order {
            case .rename: break
            case .move(let code):
                let target = try Self.unit(code, officer, db)
                guard !unit.path.contains(target.path) else { throw UnitChangeRefused.ownSuperior }
                guard target.id != parent else { throw UnitChangeRefused.sameSuperior }
                guard target.level < unit.level else {
                    throw UnitChangeRefused.level(Level(rawValue: unit.level.rawValue - 1) ?? .nation)
                }
                self.target = target
            case .merge(let code):
                let target = try Self.unit(code, officer, db)
                guard !unit.path.contains(target.path) else { throw UnitChangeRefused.ownSuperior }
                guard target.level == unit.level else { throw UnitChangeRefused.level(unit.level) }
                self.target = target
            case .split(let code, let name, let codes):
                guard (2...60).contains(name.count), !name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
                    throw UnitChangeRefused.name
                }
                guard (1...15).contains(code.utf8.count), code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                    throw UnitChangeRefused.code
                }
                guard try UnitTable(db).unit(code: code) == nil else { throw UnitChangeRefused.codeTaken }
                guard unit.level == .village || !codes.isEmpty else { throw UnitChangeRefused.noChildren }
                children = try codes.map { code in
                    guard let child = try UnitTable(db).unit(code: code), child.reportsTo == unit.id,
                        child.validTo == nil
                    else { throw UnitChangeRefused.below }
                    return child
                }
            case .close:
                let count = try UnitTable(db).childCount(of: unit.id)
                guard count == 0 else { throw UnitChangeRefused.hasUnitsBelow(count) }
            }
        }

        private static func unit(_ code: String, _ officer: Officer, _ db: any Connection) throws -> Unit {
            guard let unit = try UnitTable(db).unit(code: code), unit.kind.reports, unit.validTo == nil,
                officer.unit.path.contains(unit.path)
            else { throw UnitChangeRefused.unknownUnit }
            return unit
        }
    }

    private struct Work {
        let db: any Connection
        let campaigns: [Campaign.ID]
        let day: CalendarDate
        let reason: String
        let officer: Officer
        let now: Instant

        func carryOut(_ order: Order, _ checked: Checked) throws {
            let unit = checked.unit
            switch order {
            case .rename(let name):
                try UnitTable(db).rename(unit.id, to: name)
                try note(.rename, unit, before: unit.name, after: name)
                try tell("改名为\(name)", unit)
            case .move:
                guard let target = checked.target else { return }
                try move(unit, to: target, as: .move)
            case .merge:
                guard let target = checked.target else { return }
                for child in try UnitTable(db).children(of: unit.id) { try move(child, to: target, as: .move) }
                try RosterTable(db).handOver(from: unit.id, to: target)
                try UnitTable(db).close(unit.id, on: day)
                guard let closed = try UnitTable(db).unit(unit.id) else { return }
                // A village has nobody who could report for another or accept it: that stays with the township.
                let keeper =
                    unit.level < .village ? target : try target.reportsTo.flatMap { try UnitTable(db).unit($0) }
                try move(closed, to: keeper ?? target, as: .merge, into: target)
            case .split(let code, let name, _):
                let new = try create(code, name, beside: unit)
                if let parent = new.reportsTo {
                    try NoticeTable(db).catchUp(new.id, from: parent, year: day.year, at: now)
                }
                try note(.split, new, former: unit.id, before: unit.name, after: name)
                try tell("从\(unit.shortName)分出来", new)
                for child in checked.children { try move(child, to: new, as: .move) }
                try RosterTable(db).spread(from: unit.id, to: new.id)
                try RosterTable(db).handOver(from: unit.id, to: new)
            case .close:
                try UnitTable(db).close(unit.id, on: day)
                try note(.close, unit, before: unit.name, after: "")
                try tell("撤销了，它记过、报过的数都还在", unit)
            }
        }

        /// Units of today are what coverage is counted over.
        func recountCoverage(_ order: Order, _ checked: Checked) throws {
            if case .rename = order { return }
            var touched = [checked.unit, checked.target, try UnitTable(db).unit(checked.unit.id)]
            if case .split(let code, _, _) = order { touched.append(try UnitTable(db).unit(code: code)) }
            try CoverageTable(db).recount(along: touched.compactMap { $0?.path })
        }

        private func move(
            _ unit: Unit, to target: Unit, as kind: UnitChange.Kind, into successor: Unit? = nil
        ) throws {
            let former = try unit.reportsTo.flatMap { try UnitTable(db).unit($0) }
            if target.id != former?.id {
                try TallyTable(db).move(unit, to: target, campaigns: campaigns)
                try UnitTable(db).move(unit, to: target, campaigns: campaigns)
                try SubmissionTable(db).readdress(of: unit.id, to: target.id)
                if unit.validTo == nil {
                    try NoticeTable(db).catchUp(unit.id, from: target.id, year: day.year, at: now)
                }
            }
            let new = successor ?? target
            try note(kind, unit, former: former?.id, target: new.id, before: former?.name ?? "", after: new.name)
            let text = kind == .merge ? "并入\(new.shortName)" : "划到\(new.shortName)"
            if let former {
                try FigureChangeTable(db).append(.tree, text, of: unit, to: former.id, campaign: nil, at: now)
            }
            guard target.id != former?.id else { return }
            try FigureChangeTable(db).append(.tree, text, of: unit, to: target.id, campaign: nil, at: now)
        }

        private func create(_ code: String, _ name: String, beside unit: Unit) throws -> Unit {
            let table = UnitTable(db)
            guard let parent = try unit.reportsTo.flatMap({ try table.unit($0) }) else {
                throw UnitChangeRefused.nation
            }
            let id = Unit.ID(try table.nextID())
            let new = Unit(
                id: id, code: code, name: name, level: unit.level, kind: unit.kind, parent: unit.parent,
                reportsTo: parent.id, path: parent.path.appending(id), validFrom: day, validTo: nil)
            try table.insert([new])
            try table.markTallyTops()
            return new
        }

        private func note(
            _ kind: UnitChange.Kind, _ unit: Unit, former: Unit.ID? = nil, target: Unit.ID? = nil, before: String,
            after: String
        ) throws {
            try UnitChangeTable(db).append(
                kind, of: unit.id, former: former, target: target, before: before, after: after, day: day,
                reason: reason, by: officer, at: now)
        }
        private func tell(_ text: String, _ unit: Unit) throws {
            try FigureChangeTable(db).append(.tree, text, of: unit, campaign: nil, at: now)
        }
    }
}
