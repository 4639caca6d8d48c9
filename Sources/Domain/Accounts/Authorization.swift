/// What can be done to something that belongs to a unit.
package enum Right: String, Sendable, CaseIterable {
    /// See figures, records and submissions of the unit and of what is below it.
    case view
    /// See free text and venue of a `visit` record: the unit and its direct superior only (DESIGN.md, principle 6).
    case viewVisitDetails
    /// Read attached files, which may show families: the unit and its direct superior only. Others see counts.
    case viewMaterials
    /// Enter and correct records, also on behalf of a unit directly below (代录).
    case record
    /// Upload, confirm and issue notices; carry a superior's notice out.
    case notices
    /// 报完了, 零报告, submit, recall; a township also for its villages, and anybody for closed units directly below.
    case submit
    /// Sign what the unit's clerk prepared, or give it back.
    case sign
    /// Accept or return what the unit submitted: its direct superior's signatory, or the clerk where there is none.
    case review
    /// Remind the unit of what it owes: the clerk of its direct superior only.
    case remind
    /// Keep units and forms, and give the post of administrator.
    case administer
    /// Open, hand over and close posts of the unit, and give its people slips to sign in with.
    case letIn
    /// The same for units below the unit: many posts at once, slips for all.
    case letInBelow
}

/// The one place where it is decided who may do what.
package enum Authorization {
    /// - Parameters:
    ///   - unit: whose thing it is.
    /// - Throws: `.missing` when the unit is none of the officer's, so that nobody learns of it; `.forbidden` when it is,
    ///   but the post does not suffice.
    package static func require(_ right: Right, by officer: Officer, on unit: Unit) throws(AccessRefused) {
        let own = unit.id == officer.unit.id
        let superior = officer.unit.path.contains(unit.path) && !own
        guard own || superior else { throw .missing }
        let direct = unit.reportsTo == officer.unit.id
        let clerk = officer.roles.contains(.clerk)
        let signatory = officer.roles.contains(.signatory)
        let allowed =
            switch right {
            case .view: true
            case .viewVisitDetails, .viewMaterials: own || direct
            case .record: (own && !officer.roles.isDisjoint(with: [.clerk, .recorder])) || (direct && clerk)
            case .notices: own && clerk
            case .submit:
                (own && !officer.roles.isDisjoint(with: unit.level == .village ? [.clerk, .recorder] : [.clerk]))
                    || (direct && clerk && (unit.level == .village || unit.validTo != nil))
            case .sign: own && signatory
            case .review: direct && (signatory || officer.standsInForSignatory)
            case .remind: direct && clerk
            case .administer: officer.roles.contains(.administrator)
            case .letIn: officer.roles.contains(.administrator) || (superior && clerk)
            case .letInBelow: officer.roles.contains(.administrator) || clerk
            }
        guard allowed else { throw .forbidden }
    }
}

extension Officer {
    package func requires(_ right: Right, on unit: Unit) throws(AccessRefused) {
        try Authorization.require(right, by: self, on: unit)
    }
    package func may(_ right: Right, on unit: Unit) -> Bool {
        (try? Authorization.require(right, by: self, on: unit)) != nil
    }
    /// Whether this officer may give the role in the unit, and take it: only an administrator makes administrators.
    package func mayGive(_ role: Role, in unit: Unit) -> Bool {
        may(role == .administrator ? .administer : .letIn, on: unit)
    }
}

package enum AccessRefused: UserFacingError, Hashable {
    case unauthenticated, forbidden, missing

    package var code: String { "access.\(self)" }
    package var kind: UserFacingErrorKind {
        switch self {
        case .unauthenticated: .unauthenticated
        case .forbidden: .forbidden
        case .missing: .missing
        }
    }
    package var message: String {
        switch self {
        case .unauthenticated: "请先登录"
        case .forbidden: "你的岗位办不了这件事，请找本单位的经办人"
        case .missing: "没有找到，可能地址不对，也可能不归你的单位管"
        }
    }
}
