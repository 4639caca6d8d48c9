internal import Domain
internal import Storage

extension DemoStory {
    /// What the year before left: enough to compare with.
    func tellLastYear() async throws {
        try time.set("2024-05-31", hour: 16)
        let (id, now) = (surroundings.identifiers.next(Campaign.self), time.now)
        try await surroundings.database.write { db in
            guard let nation = try UnitTable(db).nation() else { throw AccessRefused.missing }
            let definition = try TableDefinitions.standard()
            try DefinitionTable(db).addPublished(definition)
            try CampaignTable(db).insert(
                Campaign(
                    id: id, name: "2024年会员活动月", year: 2024, owner: nation.id, theme: "",
                    startsOn: CalendarDate("2024-05-01"), endsOn: CalendarDate("2024-05-31"), definition: definition),
                at: now)
        }
        var random = SeededNumbers(seed: 2024)
        for township in ["370828001", "370828102"] {
            for unit in try await children(of: township).prefix(12) + [officer(township).unit] {
                let draft = try ActivityDraft(
                    title: "会员活动日集中宣传", heldOn: CalendarDate("2024-05-29"), venue: "", note: "",
                    measures: Measures(people: 20 + Int64(random.next() % 90)), campaign: id, category: "publicity",
                    session: nil)
                _ = try await RecordActivity(surroundings)(
                    draft, id: surroundings.identifiers.next(), unit: unit.code, by: officer(unit.code))
            }
        }
    }

    /// Items in the media, one of them reported by two units, and accounts with a plan.
    func tellMedia(_ campaign: Campaign.ID) async throws {
        for code in ["370828001", "370828"] {
            let item = MediaItem(
                id: surroundings.identifiers.next(), campaign: campaign, title: "会员活动日走进社区", medium: "县融媒体中心",
                level: .county, own: false, form: .text, publishedOn: try CalendarDate("2025-05-29"),
                link: "https://example.org/news/529")
            try await RecordMedia(surroundings)(item, by: officer(code))
        }
        let county = try await officer("370828")
        let channel = Channel(
            id: surroundings.identifiers.next(), campaign: campaign, kind: .wechat, name: "金乡计生协",
            address: "https://example.org/jinxiang")
        try await KeepChannels(surroundings).add(channel, by: county)
        try await KeepChannels(surroundings).setPlan(PostingPlan(channel: channel.id, least: 2, most: 3), by: county)
        for day in ["2025-05-20", "2025-05-22", "2025-05-28"] {
            let item = MediaItem(
                id: surroundings.identifiers.next(), campaign: campaign, title: "活动预告", medium: "金乡计生协",
                level: .county, own: true, form: .text, publishedOn: try CalendarDate(day), link: "",
                channel: channel.id)
            try await RecordMedia(surroundings)(item, by: county)
        }
    }
}
