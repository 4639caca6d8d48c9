import Domain
import Testing

@Suite struct MediaItemTests {
    private func item(_ link: String, title: String = "走进社区", medium: String = "日报", own: Bool = false) throws
        -> MediaItem
    {
        MediaItem(
            id: Identifiers(clock: Clock { Instant(milliseconds: 1) }).next(),
            campaign: try Campaign.ID("018f0000-0000-7000-8000-000000000001"),
            title: title, medium: medium, level: .county, own: own, form: .text,
            publishedOn: try CalendarDate("2025-05-29"), link: link)
    }

    @Test(arguments: [
        ("https://www.example.org/a/1.html", "http://example.org/a/1.html/"),
        ("https://m.example.org/a?id=5&utm_source=wx", "https://example.org/a?id=5#top"),
        (
            "https://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=a&clicktime=5&pass_ticket=x",
            "https://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=a&chksm=9#rd"
        ),
        ("https://example.org/a?b=2&a=1", "https://EXAMPLE.org:443/a?a=1&b=2"),
    ])
    func theSameLinkIsTheSameItem(one: String, other: String) throws {
        #expect(try item(one).matchKey == item(other, title: "别的标题", medium: "别的媒体").matchKey)
    }

    @Test(arguments: [
        ("https://example.org/a?id=5", "https://example.org/a?id=6"),
        ("https://example.org/a", "https://example.org/A"),
    ])
    func otherLinksAreOtherItems(one: String, other: String) throws {
        #expect(try item(one).matchKey != item(other).matchKey)
    }

    @Test func withoutALinkMediumTitleAndDateDecide() throws {
        #expect(try item("", title: "“走进”社区！").matchKey == item("见报", title: "走进 社区").matchKey)
        #expect(try item("", medium: "晚报").matchKey != item("", medium: "日报").matchKey)
        // The address of a site alone names no item.
        #expect(
            try item("https://example.org/", title: "一").matchKey != item("https://example.org", title: "二").matchKey)
        // Two of the unit's own posts are two.
        #expect(try item("", own: true).matchKey != item("", own: true).matchKey)
    }
}
