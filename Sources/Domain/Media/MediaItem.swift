/// An item in a medium. One on the unit's own site or in its house journal does not count (`own`).
/// Source: annex-form.md, 说明 1.
package struct MediaItem: Hashable, Sendable {
    package typealias ID = Identifier<MediaItem>
    package enum Form: String, Sendable { case text, av }

    package let id: ID
    package let campaign: Campaign.ID
    package let title: String, medium: String
    package let level: Level
    package let own: Bool
    package let form: Form
    package let publishedOn: CalendarDate
    package let link: String

    package init(
        id: ID, campaign: Campaign.ID, title: String, medium: String, level: Level, own: Bool, form: Form,
        publishedOn: CalendarDate, link: String
    ) {
        self.id = id
        self.campaign = campaign
        self.title = title
        self.medium = medium
        self.level = level
        self.own = own
        self.form = form
        self.publishedOn = publishedOn
        self.link = link
    }
}

/// A site, 公众号 or 微博 of a unit.
package struct Channel: Hashable, Sendable {
    package typealias ID = Identifier<Channel>
    package enum Kind: String, Sendable { case site, wechat, weibo }

    package let id: ID
    package let campaign: Campaign.ID
    package let kind: Kind
    package let name: String, address: String

    package init(id: ID, campaign: Campaign.ID, kind: Kind, name: String, address: String) {
        self.id = id
        self.campaign = campaign
        self.kind = kind
        self.name = name
        self.address = address
    }
}
