/// 阵地: a place where a unit serves families. It goes on from year to year until it is closed.
package struct Site: Hashable, Sendable {
    package typealias ID = Identifier<Site>

    /// Source: 工作要点 (优生优育指导中心、向日葵亲子小屋、暖心家园、家庭健康服务中心、青春健康俱乐部). Other organisations take
    /// `other` with a name of their own.
    package enum Kind: String, Sendable, CaseIterable, Codable {
        case prenatal, sunflower
        case warmHome = "warm_home"
        case familyHealth = "family_health"
        case youthHealth = "youth_health"
        case other

        package var name: String {
            switch self {
            case .prenatal: "优生优育指导中心"
            case .sunflower: "向日葵亲子小屋"
            case .warmHome: "暖心家园"
            case .familyHealth: "家庭健康服务中心"
            case .youthHealth: "青春健康俱乐部"
            case .other: "其他"
            }
        }
    }

    /// Which sites a list shows.
    package enum Filter: Hashable, Sendable {
        case open
        /// Open ones of a kind.
        case kind(Kind)
        case closed
        case all
    }

    package let id: ID
    package let unit: Unit
    package let draft: SiteDraft
    /// The last day that it was open; nil is open.
    package let closedOn: CalendarDate?
    /// Counts up from 1.
    package let version: Int64

    package init(id: ID, unit: Unit, draft: SiteDraft, closedOn: CalendarDate?, version: Int64) {
        self.id = id
        self.unit = unit
        self.draft = draft
        self.closedOn = closedOn
        self.version = version
    }

    package var cursor: ItemCursor { ItemCursor(path: unit.path, id: id.text) }
}

/// What is said of a site; checked.
package struct SiteDraft: Hashable, Sendable, Codable {
    package static let longestName = 60, longestText = 100

    package let kind: Site.Kind
    /// Empty stands for the name of the kind.
    package let name: String
    package let address: String
    /// As people say it, such as 周一至周五 9:00–17:00.
    package let hours: String
    package let since: CalendarDate?

    package init(
        kind: Site.Kind, name: String, address: String, hours: String, since: CalendarDate?
    ) throws(SiteRefused) {
        let texts = [name, address, hours].map(\.trimmed)
        guard texts[0].count <= Self.longestName, Self.isLine(texts[0]) else { throw .name }
        guard kind != .other || !texts[0].isEmpty else { throw .ownName }
        guard !texts[1].isEmpty, texts[1].count <= Self.longestText, Self.isLine(texts[1]) else { throw .address }
        guard texts[2].count <= Self.longestText, Self.isLine(texts[2]) else { throw .hours }
        self.kind = kind
        self.name = texts[0]
        self.address = texts[1]
        self.hours = texts[2]
        self.since = since
    }

    package var shownName: String { name.isEmpty ? kind.name : name }

    private static func isLine(_ text: String) -> Bool { !text.unicodeScalars.contains { $0.value < 0x20 } }
}

/// A site as it stood after a change.
package struct SiteVersion: Hashable, Sendable {
    package let number: Int64
    package let draft: SiteDraft
    package let closedOn: CalendarDate?
    package let by: String, byUnit: String
    package let savedAt: Instant

    package init(
        number: Int64, draft: SiteDraft, closedOn: CalendarDate?, by: String, byUnit: String, savedAt: Instant
    ) {
        self.number = number
        self.draft = draft
        self.closedOn = closedOn
        self.by = by
        self.byUnit = byUnit
        self.savedAt = savedAt
    }
}

package enum SiteRefused: UserFacingError, Hashable {
    case name, ownName, address, hours, since, closedOn, closed, changed, tooMany, differentBody

    package var code: String { "site.refused" }
    package var kind: UserFacingErrorKind {
        switch self {
        case .closed, .changed, .tooMany, .differentBody: .conflict
        default: .invalid
        }
    }
    package var message: String {
        switch self {
        case .name: "名称最多 \(SiteDraft.longestName) 个字，写在一行里"
        case .ownName: "选了“其他”，写上它叫什么"
        case .address: "写上在哪里，最多 \(SiteDraft.longestText) 个字"
        case .hours: "开放时间最多 \(SiteDraft.longestText) 个字，写在一行里"
        case .since: "哪天建的还没到，请核对"
        case .closedOn: "停用那天要在建好以后、今天以前，请核对"
        case .closed: "它已经停用了，不能再改"
        case .changed: "刚才有人改过，对照改动记录核对一下再保存"
        case .tooMany: "一个单位最多记 100 个阵地，先停用不开的"
        case .differentBody: "这一个已经存过，内容不一样；要改就打开它再改"
        }
    }
}
