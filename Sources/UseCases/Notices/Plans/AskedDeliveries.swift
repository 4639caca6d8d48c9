package import Domain
internal import Storage

/// What still waits for an answer of a unit: one notice for each campaign, from its nearest superior.
struct AskedDeliveries {
    /// In no order.
    let asked: [Notices.Listed]
    /// What another delivery took the place of, or that a nearer superior's plan answers.
    let settled: Set<Notice.ID>

    /// - Parameter all: everything that came to the unit.
    init(_ all: [Notices.Listed]) {
        let came = all.compactMap { listed in listed.delivery.map { (notice: listed.notice, delivery: $0) } }
        let replaced = Set(came.compactMap(\.notice.revises))
        var settled = replaced
        for one in came where !replaced.contains(one.notice.id) {
            guard let campaign = one.notice.campaign else { continue }
            let isSettled = came.contains { other in
                guard other.notice.id != one.notice.id, other.notice.campaign == campaign,
                    !replaced.contains(other.notice.id)
                else { return false }
                let (near, far) = (other.notice.unit.level, one.notice.unit.level)
                let cameLater =
                    (other.delivery.deliveredAt.milliseconds, other.notice.id.text)
                    > (one.delivery.deliveredAt.milliseconds, one.notice.id.text)
                let knew = other.delivery.respondedAt.map { $0 >= one.delivery.deliveredAt } ?? false
                return near > far ? cameLater || knew : near == far && cameLater
            }
            if isSettled { settled.insert(one.notice.id) }
        }
        self.settled = settled
        var nearest: [Notices.Listed] = []
        for listed in all where listed.delivery?.response == nil && !settled.contains(listed.notice.id) {
            guard listed.delivery != nil else { continue }
            if let campaign = listed.notice.campaign,
                let place = nearest.firstIndex(where: { $0.notice.campaign == campaign })
            {
                if nearest[place].notice.unit.level < listed.notice.unit.level { nearest[place] = listed }
            } else {
                nearest.append(listed)
            }
        }
        asked = nearest
    }
}

/// 时限链: who reports by when, from the units below upwards.
package struct ReportingDay: Hashable, Sendable {
    package let level: Level
    package let day: CalendarDate

    /// - Parameter below: the day of the units below.
    static func chain(
        from unit: Unit, below: CalendarDate?, campaign: Campaign.ID?, _ db: any Connection
    ) throws -> [ReportingDay] {
        var chain: [ReportingDay] = []
        if let below, let level = try UnitTable(db).children(of: unit.id, limit: 1).first?.level {
            chain.append(.init(level: level, day: below))
        }
        guard let campaign else { return chain }
        for unit in try UnitTable(db).line(to: unit).reversed() {
            if let day = try NoticeTable(db).due(of: unit.id, campaign: campaign) {
                chain.append(.init(level: unit.level, day: day))
            }
        }
        return chain
    }
}
