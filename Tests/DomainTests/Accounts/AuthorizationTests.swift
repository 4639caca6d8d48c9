import Domain
import Testing

/// The matrix role × relation × right, written out.
@Suite struct AuthorizationTests {
    private static func unit(_ id: Int64, _ level: Level, below parent: Unit?) -> Unit {
        let path = parent?.path.appending(Unit.ID(id)) ?? UnitPath(root: Unit.ID(id))
        return Unit(
            id: Unit.ID(id), code: "\(id)", name: "\(id)", level: level, kind: .division, parent: parent?.id,
            reportsTo: parent?.id, path: path, validFrom: CalendarDate(daysSinceEpoch: 0), validTo: nil)
    }
    private static let county = unit(1, .county, below: nil)
    private static let town = unit(2, .township, below: county)
    private static let village = unit(3, .village, below: town)
    private static let neighbour = unit(4, .village, below: town)
    private static let otherTown = unit(5, .township, below: county)

    private func allowed(_ role: Role, in own: Unit, on unit: Unit) -> Set<Right> {
        let officer = Officer(
            account: Identifier(at: Instant(milliseconds: 0), random: 0), displayName: "", unit: own, roles: [role])
        return Set(Right.allCases.filter { officer.may($0, on: unit) })
    }

    @Test func eachRoleHasItsRightsAndNoOthers() {
        let (county, town, village) = (Self.county, Self.town, Self.village)
        #expect(
            allowed(.recorder, in: village, on: village) == [
                .view, .viewVisitDetails, .viewMaterials, .record, .submit,
            ])
        #expect(
            allowed(.clerk, in: town, on: town) == [
                .view, .viewVisitDetails, .viewMaterials, .record, .notices, .submit, .letInBelow,
            ])
        #expect(
            allowed(.clerk, in: town, on: village)
                == [.view, .viewVisitDetails, .viewMaterials, .record, .submit, .remind, .letIn, .letInBelow])
        #expect(allowed(.signatory, in: town, on: village) == [.view, .viewVisitDetails, .viewMaterials, .review])
        #expect(allowed(.signatory, in: town, on: town) == [.view, .viewVisitDetails, .viewMaterials, .sign])
        #expect(allowed(.administrator, in: county, on: village) == [.view, .administer, .letIn, .letInBelow])
        // From a county down to a village it is two steps: figures only, and letting people in.
        #expect(allowed(.clerk, in: county, on: village) == [.view, .letIn, .letInBelow])
        #expect(allowed(.signatory, in: county, on: village) == [.view])
        #expect(allowed(.signatory, in: county, on: town) == [.view, .viewVisitDetails, .viewMaterials, .review])
        // A county's clerk does not submit for a township: only villages are helped.
        #expect(
            allowed(.clerk, in: county, on: town) == [
                .view, .viewVisitDetails, .viewMaterials, .record, .remind, .letIn, .letInBelow,
            ])
    }

    @Test(arguments: Role.allCases)
    func whatIsNotBelowIsMissingForEveryRole(role: Role) throws {
        for (own, other) in [
            (Self.village, Self.neighbour), (Self.village, Self.town), (Self.town, Self.otherTown),
            (Self.town, Self.county),
        ] {
            let officer = Officer(
                account: Identifier(at: Instant(milliseconds: 0), random: 0), displayName: "", unit: own, roles: [role])
            for right in Right.allCases {
                #expect(throws: AccessRefused.missing) { try officer.requires(right, on: other) }
            }
        }
    }

    /// Where nobody is signatory the clerk decides, and still signs nothing of the own unit.
    @Test func aClerkStandsInForASignatory() {
        let officer = Officer(
            account: Identifier(at: Instant(milliseconds: 0), random: 0), displayName: "", unit: Self.town,
            roles: [.clerk], standsInForSignatory: true)
        #expect(officer.may(.review, on: Self.village) && !officer.may(.sign, on: Self.town))
        #expect(!officer.may(.review, on: Self.town))
    }

    @Test func aRightThatThePostLacksIsForbiddenNotMissing() {
        let officer = Officer(
            account: Identifier(at: Instant(milliseconds: 0), random: 0), displayName: "", unit: Self.town,
            roles: [.clerk])
        #expect(throws: AccessRefused.forbidden) { try officer.requires(.review, on: Self.village) }
    }
}
