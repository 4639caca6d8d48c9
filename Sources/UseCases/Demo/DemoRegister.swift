internal import Domain

extension DemoStory {
    /// Last year's registers of a county with its street, a part of this year's, and sites. 金山社区 has not said anything yet this year.
    func tellRegisters() async throws {
        let street = "370828001"
        let villages = try await children(of: street).map(\.code)
        try time.set("2024-06-20", hour: 10)
        try await register("370828", 2024, [.staff: 2, .partTime: 1, .council: 31, .chairs: 1, .secretaries: 1])
        try await register(street, 2024, [.staff: 1, .council: 15, .chairs: 1, .volunteers: 120])
        for (index, code) in villages.enumerated() {
            let instructors = Int64(index % 5 == 3 ? 1 : 2)
            try await register(code, 2024, [.instructors: instructors, .volunteers: 6 + Int64(index % 7), .chairs: 1])
        }
        try time.set("2025-03-10", hour: 10)
        try await register("370828", 2025, [.staff: 2, .partTime: 2, .council: 31, .chairs: 1, .secretaries: 1])
        try await register(street, 2025, [.staff: 2, .council: 15, .chairs: 1, .volunteers: 135])
        for (index, code) in villages.enumerated() where code != "370828001010" && index % 4 != 1 {
            let instructors = Int64(index % 6 == 2 ? 1 : 2)
            try await register(code, 2025, [.instructors: instructors, .volunteers: 8 + Int64(index % 7), .chairs: 1])
        }
        for (code, kind, name, address) in [
            ("370828", Site.Kind.prenatal, "", "县妇幼保健院二楼"), (street, .familyHealth, "", "街道便民服务中心"),
            ("370828001010", .sunflower, "金山亲子小屋", "社区服务中心一楼"), (villages[0], .warmHome, "", "社区活动室"),
        ] {
            let draft = try SiteDraft(
                kind: kind, name: name, address: address, hours: "周一至周五 9:00–17:00", since: CalendarDate("2023-06-01"))
            try await KeepSites(surroundings).add(
                draft, id: surroundings.identifiers.next(), to: code, by: officer(code))
        }
    }

    private func register(_ code: String, _ year: Int, _ counts: [RegisterCount: Int64]) async throws {
        try await KeepRegister(surroundings).save(
            Register(
                counts: counts, electedOn: CalendarDate("2023-03-10"), dueOn: CalendarDate("2028-03-10")),
            of: code, year: year, before: 0, by: officer(code))
    }
}
