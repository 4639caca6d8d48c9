import Domain
import Testing

@Suite struct ValueTests {
    @Test(arguments: [
        "2025-02-29", "2025-13-01", "2025-1-01", "25-01-01", "2025-05-32", "2025/05/01", "", "2025-05-01 ",
    ])
    func refusesWhatIsNoDay(raw: String) {
        #expect(throws: CalendarDate.Invalid.malformed) { try CalendarDate(raw) }
    }

    @Test func everyDayOfTwoCenturiesComesBack() throws {
        let first = try CalendarDate("1900-01-01").daysSinceEpoch
        let last = try CalendarDate("2099-12-31").daysSinceEpoch
        #expect(last - first + 1 == 73_049)
        for days in first...last {
            let day = CalendarDate(daysSinceEpoch: days)
            #expect(day.daysSinceEpoch == days)
            #expect(try CalendarDate(day.text) == day)
        }
    }

    @Test(arguments: [("2025-05-29", "5月29日 周四"), ("2026-11-22", "11月22日 周日"), ("1970-01-01", "1月1日 周四")])
    func knowsTheWeekday(raw: String, spoken: String) throws {
        #expect(try CalendarDate(raw).withWeekday == spoken)
    }

    @Test func aDayEndsAtMidnightInShanghai() {
        #expect(CalendarDate(Instant(milliseconds: 1_748_534_399_999)).text == "2025-05-29")
        #expect(CalendarDate(Instant(milliseconds: 1_748_534_400_000)).text == "2025-05-30")
    }

    @Test(arguments: [
        "", "x", "0197a9b0-0000-7000-8000-00000000000", "0197a9b0-0000-7000-8000-00000000000g", "../../etc/passwd",
    ])
    func refusesWhatIsNoIdentifier(raw: String) {
        #expect(throws: IdentifierInvalid.self) { try ActivityRecord.ID(raw) }
    }

    @Test func madeIdentifiersAreVersionSevenAndSortByTime() throws {
        let early: ActivityRecord.ID = Identifier(at: Instant(milliseconds: 1_000_000_000_000), random: .max)
        let late: ActivityRecord.ID = Identifier(at: Instant(milliseconds: 1_000_000_000_001), random: 0)
        #expect(early.text < late.text)
        #expect(Array(early.text)[14] == "7")
        #expect("89ab".contains(Array(early.text)[19]))
        #expect(try ActivityRecord.ID(early.text.uppercased()) == early)
    }

    @Test func everyWrongDigitOfAReceiptIsFound() throws {
        for sequence in [1, 7, 42, 999, 1_234_567, 98_765_432] as [Int64] {
            let digits = Array(ReceiptNumber(sequence: sequence).digits)
            #expect(digits.count >= 8)
            #expect(ReceiptNumber(ReceiptNumber(sequence: sequence).grouped) == ReceiptNumber(sequence: sequence))
            for place in digits.indices {
                for wrong in "0123456789" where wrong != digits[place] {
                    var changed = digits
                    changed[place] = wrong
                    #expect(ReceiptNumber(String(changed)) == nil, "\(String(changed))")
                }
            }
        }
    }
}
