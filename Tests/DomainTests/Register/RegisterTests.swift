import Domain
import Testing

@Suite struct RegisterTests {
    @Test(arguments: [(0, true), (1_000_000, true), (-1, false), (1_000_001, false)] as [(Int64, Bool)])
    func aCountHasItsLimits(value: Int64, fits: Bool) throws {
        for count in RegisterCount.allCases {
            let register = try? Register(counts: [count: value])
            #expect((register != nil) == fits)
            if fits { #expect(register?.counts == [count: value]) }
        }
    }

    @Test func notEnteredIsNotZero() throws {
        #expect(try Register().isEmpty)
        #expect(try !Register(counts: [.staff: 0]).isEmpty)
        #expect(try Register(counts: [.staff: 0]) != Register())
    }

    @Test(arguments: [
        ("2023-03-10", "2028-03-10", true), ("2023-03-10", "2023-03-10", false), ("2028-03-10", "2023-03-10", false),
    ])
    func theNextElectionComesAfterTheLast(elected: String, due: String, fits: Bool) throws {
        let (elected, due) = (try CalendarDate(elected), try CalendarDate(due))
        #expect(((try? Register(electedOn: elected, dueOn: due)) != nil) == fits)
        #expect(try Register(dueOn: elected).dueOn == elected)
    }

    @Test func villagesHaveInstructorsAndNoStaff() {
        for level in Level.allCases {
            #expect(RegisterCount.instructors.isAsked(at: level) == (level == .village))
            #expect(RegisterCount.staff.isAsked(at: level) == (level != .village))
        }
    }

    @Test(
        arguments: [
            (Site.Kind.sunflower, "", "一楼", "", nil), (.other, "计生之家", " 一楼 ", "", nil),
            (.other, " ", "一楼", "", .ownName),
            (.sunflower, "", "  ", "", .address), (.sunflower, "", String(repeating: "长", count: 101), "", .address),
            (.sunflower, String(repeating: "长", count: 61), "一楼", "", .name), (.sunflower, "一\n二", "一楼", "", .name),
            (.sunflower, "", "一楼", String(repeating: "长", count: 101), .hours),
            (.sunflower, "", "一楼", "9\u{1}", .hours),
        ] as [(Site.Kind, String, String, String, SiteRefused?)])
    func aSiteIsChecked(kind: Site.Kind, name: String, address: String, hours: String, refused: SiteRefused?) throws {
        let make = { try SiteDraft(kind: kind, name: name, address: address, hours: hours, since: nil) }
        if let refused {
            #expect(throws: refused) { _ = try make() }
        } else {
            let draft = try make()
            #expect(draft.address == "一楼" && !draft.shownName.isEmpty)
        }
    }

    @Test func whatWasNotEnteredIsCountedApart() throws {
        let mark = try #require(CoverageMark.all.first { $0.count == .staff })
        let sums = CoverageSums([
            .init(.county, "unit"): .init(total: 10, reached: 10), .init(mark): .init(total: 7, reached: 4),
        ])
        let reach = sums.reach(of: mark)
        #expect([reach.units, reach.reached, reach.short, reach.notEntered] == [10, 4, 3, 3])
        #expect(CoverageMark.all.allSatisfy { $0.count.isAsked(at: $0.level) })
    }
}
