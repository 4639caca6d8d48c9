import Domain
import Testing

@Suite struct RosterTests {
    private static func unit(
        _ id: Int64, _ level: Level, below parent: Unit?, kind: Unit.Kind = .division, closed: Bool = false
    ) -> Unit {
        let day = CalendarDate(daysSinceEpoch: 0)
        return Unit(
            id: Unit.ID(id), code: "\(id)", name: "\(id)", level: level, kind: kind, parent: parent?.id,
            reportsTo: parent?.id, path: parent?.path.appending(Unit.ID(id)) ?? UnitPath(root: Unit.ID(id)),
            validFrom: day, validTo: closed ? day : nil)
    }
    private static let nation = unit(1, .nation, below: nil)
    private static let province = unit(2, .province, below: nation)
    private static let county = unit(3, .county, below: province)
    private static let town = unit(4, .township, below: county)
    private static let otherTown = unit(5, .township, below: county)
    private static let village = unit(6, .village, below: town)
    private static let neighbour = unit(7, .village, below: town)
    private static let distant = unit(8, .village, below: otherTown)
    private static let enterprise = unit(9, .village, below: town, kind: .enterprise)
    private static let all = [province, county, town, otherTown, village, neighbour, distant, enterprise]

    private static func out(_ unit: Unit, _ reason: String = "搬迁") -> Roster.Exception {
        Roster.Exception(unit: unit, reason: reason, by: "经办人", at: Instant(milliseconds: 0))
    }
    private static func named(_ unit: Unit) -> Roster.Exception {
        Roster.Exception(unit: unit, reason: nil, by: "经办人", at: Instant(milliseconds: 0))
    }
    private static func layer(
        _ holder: Unit, _ rule: Roster.Rule? = nil, _ exceptions: [Roster.Exception] = []
    ) -> Roster.Layer {
        Roster.Layer(holder: holder, rule: rule, exceptions: exceptions)
    }

    /// What is set, who is asked of `all`, and who is exempt; the rest is not asked.
    @Test(
        arguments: [
            ("nobody set anything", [], [2, 3, 4, 5, 6, 7, 8, 9], []),
            ("down to townships", [layer(nation, .init(lowest: .township))], [2, 3, 4, 5], []),
            (
                "no enterprises", [layer(nation, .init(lowest: .village, kinds: [.division]))],
                [2, 3, 4, 5, 6, 7, 8], []
            ),
            ("an exemption covers what is below", [layer(nation, nil, [out(town)])], [2, 3, 5, 8], [4, 6, 7, 9]),
            (
                "within it the innermost of the same unit holds",
                [layer(nation, nil, [out(town), named(village)])], [2, 3, 5, 6, 8], [4, 7, 9]
            ),
            (
                "a superior's exemption holds whatever is named below it",
                [layer(nation, nil, [out(town)]), layer(county, nil, [named(village)])], [2, 3, 5, 8], [4, 6, 7, 9]
            ),
            (
                "exemptions of all superiors apply",
                [layer(nation, nil, [out(distant)]), layer(town, nil, [out(village)])], [2, 3, 4, 5, 7, 9], [6, 8]
            ),
            (
                "the nearest rule counts",
                [layer(nation, .init(lowest: .county)), layer(county, .init(lowest: .village))],
                [2, 3, 4, 5, 6, 7, 8, 9], []
            ),
            (
                "a unit's own rule is for those below it",
                [layer(county, .init(lowest: .village, onlyNamed: true), [])], [2, 3], []
            ),
            (
                "only named ones, with what is below them",
                [layer(county, .init(lowest: .village, onlyNamed: true), [named(otherTown)])], [2, 3, 5, 8], []
            ),
            (
                "a named one reports below the lowest level, its neighbours do not",
                [layer(county, .init(lowest: .township), [named(village)])], [2, 3, 4, 5, 6], []
            ),
            (
                "a named enterprise reports though enterprises do not",
                [layer(county, .init(lowest: .village, kinds: [.division]), [named(enterprise)])],
                [2, 3, 4, 5, 6, 7, 8, 9], []
            ),
            (
                "whose level does not report needs no exemption",
                [layer(county, .init(lowest: .township), [out(village)])], [2, 3, 4, 5], []
            ),
        ] as [(String, [Roster.Layer], [Int64], [Int64])])
    func duty(name: String, layers: [Roster.Layer], asked: [Int64], exempt: [Int64]) {
        let roster = Roster(lowest: .village, layers: layers)
        let duties = Self.all.map { ($0.id.number, roster.duty(of: $0)) }
        #expect(duties.filter { $0.1 == .asked }.map(\.0) == asked, "\(name)")
        #expect(duties.filter(\.1.isExempt).map(\.0) == exempt, "\(name)")
    }

    @Test func aRuleNeverReachesBelowTheForm() {
        let roster = Roster(lowest: .township, layers: [Self.layer(Self.nation, .init(lowest: .village))])
        #expect(roster.duty(of: Self.village) == .notAsked && !roster.fillsIn(Self.village))
        #expect(roster.duty(of: Self.town) == .asked)
        #expect(roster.duty(of: Self.nation) == .notAsked)
    }

    /// What an exempt unit held before it was closed is its superior's to report.
    @Test func aClosedUnitIsNotExemptByItsOwnName() {
        let closed = Self.unit(6, .village, below: Self.town, closed: true)
        let own = Roster(lowest: .village, layers: [Self.layer(Self.county, nil, [Self.out(closed)])])
        #expect(own.duty(of: closed) == .asked)
        let above = Roster(lowest: .village, layers: [Self.layer(Self.county, nil, [Self.out(Self.town)])])
        #expect(above.duty(of: closed) == .exempt(reason: "搬迁"))
    }

    @Test func saysWhoseRuleAndWhoseExemptionItIs() {
        let roster = Roster(
            lowest: .village,
            layers: [
                Self.layer(Self.nation, .init(lowest: .township), [Self.out(Self.otherTown, "受灾")]),
                Self.layer(Self.county, nil, [Self.out(Self.distant, "搬迁")]),
            ])
        #expect(roster.rule(below: Self.county).holder == Self.nation)
        #expect(roster.exemption(of: Self.distant)?.holder == Self.nation)
        #expect(roster.exemption(of: Self.village) == nil)
    }

    /// Counting by marks gives what asking one by one gives.
    @Test(
        arguments: [
            [], [layer(nation, nil, [out(town), named(village)])],
            [
                layer(county, .init(lowest: .village, onlyNamed: true), [named(otherTown)]),
                layer(town, nil, [out(village)]),
            ],
            [layer(nation, .init(lowest: .township), [named(village), out(otherTown)])],
            [layer(nation, .init(lowest: .village, kinds: [.division]), [named(enterprise), out(county)])],
        ] as [[Roster.Layer]])
    func countsAsOneByOne(layers: [Roster.Layer]) {
        let roster = Roster(lowest: .village, layers: layers)
        for top in [Self.nation, Self.county, Self.town] {
            let below: [Unit.ID: [Roster.Group: Int64]] = ([top] + roster.marks(below: top)).reduce(into: [:]) {
                all, mark in
                for unit in Self.all where mark.path.contains(unit.path) && unit.id != mark.id {
                    all[mark.id, default: [:]][Roster.Group(level: unit.level, kind: unit.kind), default: 0] += 1
                }
            }
            var expected: [Level: Roster.Count] = [:]
            for unit in Self.all where top.path.contains(unit.path) && unit.id != top.id {
                switch roster.duty(of: unit) {
                case .asked: expected[unit.level, default: .init()].asked += 1
                case .exempt: expected[unit.level, default: .init()].exempt += 1
                case .notAsked: break
                }
            }
            #expect(roster.count(below: top, below) == expected)
        }
    }
}
