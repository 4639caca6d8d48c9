/// An association at one place of the reporting tree.
package struct Unit: Hashable, Sendable {
    /// Given by the installation in the order of creation, 1 to 9,999,998.
    package struct ID: Hashable, Sendable, Comparable, CustomStringConvertible {
        package let number: Int64
        package init(_ number: Int64) { self.number = number }
        package static func < (a: ID, b: ID) -> Bool { a.number < b.number }
        package var description: String { String(number) }
    }

    /// What stands behind a row of the tree.
    package enum Kind: String, Sendable, CaseIterable {
        /// A division with an association of its own.
        case division
        /// A row that exists for statistics only, such as 市辖区. Never reports.
        case placeholder
        /// A 虚拟 community. Never reports.
        case virtual
        case enterprise, group

        package var reports: Bool { self != .placeholder && self != .virtual }
    }

    package let id: ID
    /// 区划代码, digits; unique.
    package let code: String
    package let name: String
    package let level: Level
    package let kind: Kind
    /// Where the code stands in the tree of codes; nil for the nation.
    package let parent: ID?
    /// The association that it reports to; nil for the nation and for units that never report.
    package let reportsTo: ID?
    /// Its place in the reporting tree: seven digits for each unit from the nation down to itself.
    package let path: UnitPath
    package let validFrom: CalendarDate
    package let validTo: CalendarDate?

    package init(
        id: ID, code: String, name: String, level: Level, kind: Kind, parent: ID?, reportsTo: ID?, path: UnitPath,
        validFrom: CalendarDate, validTo: CalendarDate?
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.level = level
        self.kind = kind
        self.parent = parent
        self.reportsTo = reportsTo
        self.path = path
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// As people call it: without the committee that every village's name ends in.
    package var shortName: String { Self.shortName(name, level) }
    package static func shortName(_ name: String, _ level: Level) -> String {
        for (long, short) in endings
        where level == .village && name.hasSuffix(long) && name.count > long.count {
            return name.dropLast(long.count) + short
        }
        return name
    }

    private static let endings = [("社区居民委员会", "社区"), ("社区居委会", "社区"), ("村民委员会", "村"), ("村委会", "村")]

    /// Every full name that people may mean by a full or short one: 金府社区 is 金府社区居民委员会, too.
    package static func fullNames(of name: String) -> [String] {
        let called = shortName(name, .village)
        return [name, called]
            + endings.compactMap { long, short in
                called.hasSuffix(short) && called.count > short.count
                    ? String(called.dropLast(short.count)) + long : nil
            }
    }

    /// True when running sums are kept for this unit and everything below it: from the prefecture down, and for whatever
    /// reports to a province or to the nation directly. Source: DESIGN.md §3, "Tally".
    package var keepsSubtreeTally: Bool { level >= .prefecture }
}

/// The materialised path of a unit in the reporting tree; digits only, so that it sorts the same on each engine.
package struct UnitPath: Hashable, Sendable, Comparable {
    package static let width = 7
    package let text: String

    package init(text: String) { self.text = text }
    package init(root: Unit.ID) { text = Self.segment(root) }
    package func appending(_ id: Unit.ID) -> UnitPath { UnitPath(text: text + Self.segment(id)) }

    /// The units from the nation down to this one.
    package var ids: [Unit.ID] {
        var ids: [Unit.ID] = []
        var rest = text[...]
        while rest.count >= Self.width {
            ids.append(Unit.ID(Int64(rest.prefix(Self.width)) ?? 0))
            rest = rest.dropFirst(Self.width)
        }
        return ids
    }
    package var parent: UnitPath? {
        text.count > Self.width ? UnitPath(text: String(text.dropLast(Self.width))) : nil
    }
    /// Greater than the path of every unit below, smaller than the next sibling's.
    package var upperBound: String { text + "9999999" }
    package func contains(_ other: UnitPath) -> Bool { other.text.hasPrefix(text) }
    package static func < (a: UnitPath, b: UnitPath) -> Bool { a.text < b.text }

    private static func segment(_ id: Unit.ID) -> String {
        let digits = String(id.number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
