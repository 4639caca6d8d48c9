/// An item in a medium. One on the unit's own site or in its house journal does not count (`own`).
/// Source: annex-form.md, 说明 1.
package struct MediaItem: Hashable, Sendable {
    package typealias ID = Identifier<MediaItem>
    package enum Form: String, Sendable, CaseIterable {
        case text, av
        package var kind: String { "media.\(rawValue)" }
        package static let allKinds = allCases.map(\.kind)
    }
    package static let mostPieces: Int64 = 10_000

    package let id: ID
    package let campaign: Campaign.ID
    package let title: String, medium: String
    package let level: Level
    package let own: Bool
    package let form: Form
    package let publishedOn: CalendarDate
    package let link: String
    /// More than 1 only where a table was read in that says how many, and not which.
    package let pieces: Int64
    /// The unit's own site or account on which it stands, for posting plans.
    package let channel: Channel.ID?

    package init(
        id: ID, campaign: Campaign.ID, title: String, medium: String, level: Level, own: Bool, form: Form,
        publishedOn: CalendarDate, link: String, pieces: Int64 = 1, channel: Channel.ID? = nil
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
        self.pieces = pieces
        self.channel = channel
    }

    /// What two reports of the same item have in common: the link, or else medium, title and date, without what people
    /// write differently. Items that stand for several pieces, and items on own channels, match nothing.
    /// Source: DESIGN.md §3, "The table".
    package var matchKey: String {
        if pieces > 1 || own { return "item:\(id.text)" }
        if let address = Self.address(link) { return "link:\(address)" }
        let same = { (text: String) in
            String(text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
                .lowercased()
        }
        return "words:\(same(medium))|\(same(title))|\(publishedOn.text)"
    }

    /// Host and path of a web address, without scheme, `www.`, `m.`, fragment, trailing slash and tracking parameters.
    private static func address(_ link: String) -> String? {
        var rest = link.trimmed
        guard let scheme = ["https://", "http://"].first(where: { rest.lowercased().hasPrefix($0) }) else { return nil }
        rest.removeFirst(scheme.count)
        rest = String(rest.prefix { $0 != "#" })
        let parts = rest.split(separator: "?", maxSplits: 1)
        guard let front = parts.first else { return nil }
        let pieces = front.split(separator: "/", maxSplits: 1)
        guard var host = pieces.first.map({ $0.lowercased() }), host.contains(".") else { return nil }
        for prefix in ["www.", "m."] where host.hasPrefix(prefix) { host.removeFirst(prefix.count) }
        if host.hasSuffix(":443") || host.hasSuffix(":80") { host = String(host.prefix { $0 != ":" }) }
        var path = pieces.count > 1 ? String(pieces[1]) : ""
        while path.hasSuffix("/") { path.removeLast() }
        let all = parts.count > 1 ? parts[1].split(separator: "&") : []
        // An article of a 公众号 is named by four parameters; the others say who shared it.
        let query = all.filter { host == "mp.weixin.qq.com" ? isArticle($0) : !isTracking($0) }.sorted()
        // A site's front page is no item.
        guard !path.isEmpty || !query.isEmpty else { return nil }
        return "\(host)/\(path)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }
    private static func isArticle(_ parameter: Substring) -> Bool {
        ["__biz", "mid", "idx", "sn"].contains(parameter.prefix { $0 != "=" }.lowercased())
    }
    private static func isTracking(_ parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return name.hasPrefix("utm_")
            || [
                "from", "scene", "share", "spm", "isappinstalled", "sharefrom", "share_token", "share_from",
                "timestamp",
                "nsukey", "wxshare", "wx_header", "chksm", "sessionid", "clicktime", "enterid", "ascene", "subscene",
            ].contains(name)
    }
}

/// A site, 公众号 or 微博 of a unit.
package struct Channel: Hashable, Sendable {
    package typealias ID = Identifier<Channel>
    package enum Kind: String, Sendable, CaseIterable {
        case site, wechat, weibo
        package var kind: String { "channel.\(rawValue)" }
        package static let allKinds = allCases.map(\.kind)
        package var name: String {
            switch self {
            case .site: "官网"
            case .wechat: "微信公众号"
            case .weibo: "微博"
            }
        }
    }

    package let id: ID
    package let campaign: Campaign.ID
    package let kind: Kind
    package let name: String, address: String
    /// SHA-256 of an uploaded QR picture; without one it is made from the address.
    package let picture: String?

    package init(id: ID, campaign: Campaign.ID, kind: Kind, name: String, address: String, picture: String? = nil) {
        self.id = id
        self.campaign = campaign
        self.kind = kind
        self.name = name
        self.address = address
        self.picture = picture
    }
}

/// How often a unit means to post on a channel, such as 每周 2–3 条.
package struct PostingPlan: Hashable, Sendable {
    package let channel: Channel.ID
    /// Items a week.
    package let least: Int64, most: Int64
    package init(channel: Channel.ID, least: Int64, most: Int64) {
        self.channel = channel
        self.least = least
        self.most = most
    }
}

/// An item as one unit reported it.
package struct MediaReport: Hashable, Sendable {
    package let item: MediaItem
    package let unit: Unit
    /// It owns the item: of several reports of the same one, one does.
    package let isCounted: Bool
    package let isWithdrawn: Bool
    /// Who owns the item, when that is another report's unit.
    package let ownerName: String?

    package init(item: MediaItem, unit: Unit, isCounted: Bool, isWithdrawn: Bool, ownerName: String?) {
        self.item = item
        self.unit = unit
        self.isCounted = isCounted
        self.isWithdrawn = isWithdrawn
        self.ownerName = ownerName
    }
    package var cursor: ItemCursor { ItemCursor(path: unit.path, id: item.id.text) }
}

/// A channel with its unit and plan.
package struct ChannelEntry: Hashable, Sendable {
    package let channel: Channel
    package let unit: Unit
    /// False for a second one where the table only asks 有/无.
    package let isCounted: Bool
    package let plan: PostingPlan?

    package init(channel: Channel, unit: Unit, isCounted: Bool, plan: PostingPlan?) {
        self.channel = channel
        self.unit = unit
        self.isCounted = isCounted
        self.plan = plan
    }
    package var cursor: ItemCursor { ItemCursor(path: unit.path, id: channel.id.text) }
}
