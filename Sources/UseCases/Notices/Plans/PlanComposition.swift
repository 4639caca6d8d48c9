package import Domain

/// A plan as long as it is made of clauses. Everything is text as typed, so that nothing is lost.
package struct PlanComposition: Codable, Hashable, Sendable {
    package enum Choice: String, Codable, Sendable {
        /// 照写, word by word
        case keep
        /// 改写
        case change
        /// 不写
        case leave
    }

    /// Whose clauses they are, in the order in which the plan takes them.
    package struct Base: Codable, Hashable, Sendable {
        package var notice: Notice.ID
        /// The year of a last year's notice; nil for a superior's, which the plan cites.
        package var lastYear: Int?

        package init(notice: Notice.ID, lastYear: Int? = nil) {
            self.notice = notice
            self.lastYear = lastYear
        }
    }

    package struct Entry: Codable, Hashable, Sendable {
        /// Its name in the form, 1 or more, the same for as long as the plan is written; 0 before it has one.
        package var id = 0
        /// The base and its clause; nil for one of the unit's own.
        package var base: Notice.ID?
        package var position: Int?
        /// 三（一）, as the base prints it; empty for an own one.
        package var number: String
        /// 1 for 一、; 2 for （一）; 3 for 1.; 4 for （1）
        package var level: Int
        package var isNumbered: Bool
        /// 规定动作
        package var isRequired: Bool
        package var choice: Choice
        /// As the base words it, without its number; nil for an own one.
        package var original: String?
        /// What is written when it is changed or the unit's own.
        package var text: String
        /// 责任岗位, 协同部门
        package var owner: String, partners: String
        /// What a person has to look at: 去年的日子, 上级这条改了.
        package var hint: String?
        /// In scalars of the text that it became.
        package var start: Int?

        package init(
            base: Notice.ID? = nil, position: Int? = nil, number: String = "", level: Int, isNumbered: Bool = true,
            isRequired: Bool = false, choice: Choice = .keep, original: String? = nil, text: String = "",
            owner: String = "", partners: String = "", hint: String? = nil
        ) {
            self.base = base
            self.position = position
            self.number = number
            self.level = level
            self.isNumbered = isNumbered
            self.isRequired = isRequired
            self.choice = choice
            self.original = original
            self.text = text
            self.owner = owner
            self.partners = partners
            self.hint = hint
        }

        /// What stands in the plan; nil when it is left out.
        package var written: String? {
            guard choice != .leave else { return nil }
            let words = (choice == .keep ? original ?? text : text).trimmed
            return words.isEmpty ? nil : words
        }
    }

    /// What the units below hand in.
    package struct Due: Codable, Hashable, Sendable {
        package var what: String, date: String, to: String
        /// When the superior wants it; nil for an own one.
        package var superiorDate: String?

        package init(what: String = "", date: String = "", to: String = "", superiorDate: String? = nil) {
            self.what = what
            self.date = date
            self.to = to
            self.superiorDate = superiorDate
        }
    }

    package var kind: String
    package var bases: [Base]
    package var title: String, addressees: String, issuer: String
    /// The paragraph before the clauses; nil for the one that cites the bases.
    package var opening: String?
    /// One seat a line: 组长 街道办事处分管负责人
    package var leadGroup: String
    package var entries: [Entry]
    package var dues: [Due]
    /// For the unit's own work, between what comes from below and what it hands up.
    package var ownDays: Int
    /// Nil for a new one, as when last year's notice is taken up again.
    package var campaign: Campaign.ID?
    package var newCampaignName: String

    /// Of clauses, as a form can hold them.
    package static let mostEntries = 600
    package static let mostBases = 10
    package static let mostDues = 20
    /// Characters of a clause and of the plan.
    package static let longestClause = 5_000
    package static let longest = 200_000
}

extension PlanComposition {
    /// Names the clauses that are new.
    package mutating func name() {
        var last = entries.map(\.id).max() ?? 0
        for place in entries.indices where entries[place].id == 0 {
            last += 1
            entries[place].id = last
        }
    }
    var named: PlanComposition {
        var plan = self
        plan.name()
        return plan
    }
}

extension PlanComposition.Base {
    package var isSuperior: Bool { lastYear == nil }
}

extension PlanComposition {
    /// What became of the superiors' clauses, as the page of the plan counts them later.
    package struct Counts: Hashable, Sendable {
        package var kept = 0, changed = 0, left = 0
        /// Clauses of the unit's own.
        package var own = 0
    }
    package var counts: Counts {
        let written = Set(entries.compactMap { $0.written.map { Clause.words(of: $0) } })
        var counts = Counts()
        for entry in entries {
            let words = entry.written.map { Clause.words(of: $0) }
            let theirs = Clause.words(of: entry.original ?? "")
            if entry.base == nil {
                counts.own += words == nil ? 0 : 1
            } else if let words {
                if words == theirs { counts.kept += 1 } else { counts.changed += 1 }
            } else if !theirs.isEmpty, written.contains(theirs) {
                // Another superior's clause says the same.
                counts.kept += 1
            } else {
                counts.left += 1
            }
        }
        return counts
    }
}

/// What has to be mended before it becomes a text.
package struct PlanRefused: UserFacingError, Hashable {
    package struct Field: Hashable, Sendable {
        /// As in the form, such as `entry.3.text`.
        package let name: String
        package let message: String
    }
    package let fields: [Field]
    package var code: String { "plan.draft" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String { fields.first?.message ?? "有地方要改一下" }
}

extension PlanComposition {
    /// - Throws: `PlanRefused` with every field that has to be mended.
    func check() throws(PlanRefused) {
        var wrong: [PlanRefused.Field] = []
        func limit(_ text: String, _ name: String, _ what: String, _ most: Int) {
            guard text.unicodeScalars.count > most else { return }
            wrong.append(.init(name: name, message: "\(what)最多 \(most) 个字，现在有 \(text.unicodeScalars.count) 个"))
        }
        if title.trimmed.isEmpty { wrong.append(.init(name: "title", message: "写上方案的标题")) }
        limit(title, "title", "标题", 200)
        limit(addressees, "addressees", "发给谁", 200)
        limit(issuer, "issuer", "落款", 200)
        limit(opening ?? "", "opening", "开头一段", Self.longestClause)
        limit(leadGroup, "lead_group", "领导小组", 2_000)
        for entry in entries {
            let name = entry.number.isEmpty ? "自己加的一条" : entry.number
            let field = "entry.\(entry.id)."
            if entry.choice == .change || entry.base == nil {
                limit(entry.text, field + "text", name, Self.longestClause)
            }
            limit(entry.owner, field + "owner", "责任岗位", 200)
            limit(entry.partners, field + "partners", "协同部门", 200)
            if entry.choice == .change, entry.text.trimmed.isEmpty {
                wrong.append(.init(name: field + "text", message: "\(name)：写上改成什么，不要这条就选“不写”"))
            }
        }
        for (place, due) in dues.enumerated() {
            limit(due.what, "due.\(place).what", "报什么", 200)
            limit(due.to, "due.\(place).to", "报给谁", 200)
            guard !due.what.trimmed.isEmpty else { continue }
            if (try? CalendarDate(due.date)) == nil {
                wrong.append(.init(name: "due.\(place).date", message: "第 \(place + 1) 个时限：写上哪天前报，不要就把“报什么”清空"))
            }
        }
        if !entries.contains(where: { $0.written != nil }) {
            wrong.append(.init(name: "entries", message: "一条都没写。至少留一条，或者加一条自己的"))
        }
        if entries.reduce(0, { $0 + ($1.written?.unicodeScalars.count ?? 0) }) > Self.longest {
            wrong.append(.init(name: "entries", message: "方案太长了，最多 20 万字，删掉一些再成文"))
        }
        guard wrong.isEmpty else { throw PlanRefused(fields: wrong) }
    }
}
