package import Domain
internal import Storage

/// 发给下级, 照样办.
package struct PassNoticeDown: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// From the unit that confirmed it to its direct reporting children, one to-do each.
    package func issue(_ id: Notice.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: notice.unit)
            guard try NoticeTable(db).markIssued(id) else { throw NoticeRefused.notReady }
            // A revision also goes to whoever got the former one and is no child any more.
            let former = try notice.revises.map { try NoticeTable(db).deliveries($0, from: notice.unit.id).map(\.unit) }
            try Self.deliver(notice, from: notice.unit, also: former ?? [], db, at: now)
            try AuditTable(db).append("notice.issue", object: id.text, by: officer, at: now)
        }
    }

    /// The officer's unit carries a superior's notice out as it stands, and so do the units below it.
    package func carryOut(_ id: Notice.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try officer.requires(officer.unit.level == .village ? .record : .notices, on: officer.unit)
            guard let notice = try NoticeTable(db).notice(id),
                try NoticeTable(db).delivery(id, to: officer.unit.id) != nil
            else { throw AccessRefused.missing }
            guard try NoticeTable(db).replacement(of: id, at: officer.unit.id) == nil else {
                throw NoticeRefused.replaced
            }
            guard try NoticeTable(db).respond(.asItStands, to: id, unit: officer.unit.id, at: now) else {
                throw NoticeRefused.answeredBefore
            }
            try Self.deliver(notice, from: officer.unit, db, at: now)
            try AuditTable(db).append("notice.carry_out", object: id.text, by: officer, at: now)
        }
    }

    private static func deliver(
        _ notice: Notice, from unit: Unit, also former: [Unit] = [], _ db: any Connection, at now: Instant
    ) throws {
        let due = try PlanTable(db).deadlines(of: notice.id).compactMap(\.dueOn).min()
        let children = try UnitTable(db).children(of: unit.id)
        let others = former.filter { one in one.validTo == nil && !children.contains { $0.id == one.id } }
        let receivers = try NoticeTable(db).deliver(
            notice.id, from: unit, to: children + others, dueOn: due, at: now)
        let what = notice.revises == nil ? "新通知" : "通知修订了"
        try MessageTable(db).tell(
            notice.revises == nil ? .notice : .revisedNotice,
            "\(what)：\(notice.head.title)" + (due.map { "，\($0.short)前报" } ?? ""), to: receivers,
            campaign: notice.campaign, place: .notice(notice.id), at: now)
    }
}

package enum NoticeRefused: UserFacingError, Hashable {
    case confirmedBefore, notReady, answeredBefore, notIssued, notOpen
    case plannedBefore, notComposed, changedMeanwhile, baseRevised, replaced, revisedBefore
    package var code: String { "notice.\(self)" }
    package var kind: UserFacingErrorKind { .conflict }
    package var message: String {
        switch self {
        case .confirmedBefore: "这份通知已经确认过了，回通知页看看"
        case .notReady: "这份通知还没确认，或者已经发下去了，刷新看看"
        case .notOpen: "这份通知写着不予公开或依申请公开，不能放到公开页"
        case .notIssued: "发下去以后才能公开"
        case .answeredBefore: "已经转下去了，不用再点"
        case .plannedBefore: "这份通知已经写过方案了，要改就到方案那一页点“改一版”"
        case .notComposed: "先把方案成文，再来确认"
        case .changedMeanwhile: "另一位经办人刚存过这份方案。下面是你写的，再按一次就换成你的"
        case .baseRevised: "上级刚改了一版通知。先换成新的一版，看看改了什么，再确认"
        case .replaced: "这份通知改过一版了，看新的那一份"
        case .revisedBefore: "这份已经在改了，到通知里接着改那一份"
        }
    }
}
