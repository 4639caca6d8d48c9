import Domain
import TestSupport
import Testing
import UseCases

@Suite struct RecordMediaTests {
    private func add(_ kind: Channel.Kind, _ name: String, at code: String, _ tree: SmallTree) async throws {
        let channel = Channel(
            id: tree.surroundings.identifiers.next(), campaign: tree.campaign.id, kind: kind, name: name,
            address: "https://example.org")
        try await KeepChannels(tree.surroundings).add(channel, by: tree.officer(code))
    }
    private func add(_ level: Level, own: Bool = false, at code: String, _ tree: SmallTree) async throws {
        let item = MediaItem(
            id: tree.surroundings.identifiers.next(), campaign: tree.campaign.id, title: "报道", medium: "日报",
            level: level, own: own, form: .text, publishedOn: try CalendarDate("2025-05-29"), link: "")
        try await RecordMedia(tree.surroundings)(item, by: tree.officer(code))
    }

    /// 有/无 of a province; above it is a count of provinces, not of sites. Source: DESIGN.md §3.
    @Test(arguments: Engine.allCases)
    func aSecondSiteOfAProvinceDoesNotCountAgain(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        try await add(.site, "官网", at: "37", tree)
        try await add(.site, "另一个", at: "37", tree)
        try await add(.site, "官网", at: "15", tree)
        try await add(.site, "一", at: "370828", tree)
        try await add(.site, "二", at: "370828", tree)
        let nation = try await tree.table("00").live
        #expect(nation["channel-province-site"] == 2)
        // Below, it is a number of sites.
        #expect(nation["channel-county-site"] == 2)
        #expect(try await tree.table("37").live["channel-province-site"] == 1)
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    /// Source: annex-form.md, 说明 1.
    @Test func whatStandsOnTheUnitsOwnSiteDoesNotCount() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        try await add(.county, at: "370828001010", tree)
        try await add(.village, own: true, at: "370828001010", tree)
        let live = try await tree.table("00").live
        #expect(live["media-county-text"] == 1)
        #expect(live.filter { $0.key.hasPrefix("media-") }.values.reduce(0, +) == 1)
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }
}
