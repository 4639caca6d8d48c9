package import Domain
internal import Storage

/// 签字上报, 不签退给经办人, and how an office does it.
package struct SignSubmission: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    private static let longestName = 20

    /// Hands a prepared version up.
    /// - Parameter name: of who signs, as it is to stand on the receipt.
    package func callAsFunction(_ id: Submission.ID, name: String, by officer: Officer) async throws {
        let surroundings = surroundings
        let name = name.trimmed
        guard !name.isEmpty, name.count <= Self.longestName else { throw SubmissionRefused.noName }
        let now = surroundings.now
        try await surroundings.database.write { db in
            let (submission, campaign) = try db.locked(id, .sign, officer)
            guard try SubmissionTable(db).sign(id, at: now) else { throw try Self.refusal(submission, db) }
            try SubmissionStepTable(db).append(.signed, of: id, name: name, by: officer, at: now)
            try AuditTable(db).append("submission.sign", object: id.text, by: officer, at: now)
            try SubmitTable.handedUp(submission, campaign, db, at: now)
            try SubmitTable.announce(submission, db, at: now)
            try Decision(db, surroundings, officer, now).inform(
                submission, .signed, "签了，报上去了：第 \(submission.version) 次上报", role: .clerk)
        }
    }

    /// - Parameter reason: what is to be mended first.
    package func giveBack(_ id: Submission.ID, reason: String, by officer: Officer) async throws {
        let reason = try ShortText.checked(reason)
        guard reason.contains(where: { !$0.isWhitespace }) else { throw SubmissionRefused.noReason }
        let surroundings = surroundings
        let now = surroundings.now
        try await surroundings.database.write { db in
            let (submission, _) = try db.locked(id, .sign, officer)
            guard submission.state == .prepared else { throw try Self.refusal(submission, db) }
            let decision = Decision(db, surroundings, officer, now)
            try decision.set(submission, .unsigned, .givenBack, reason: reason)
            try decision.inform(
                submission, .givenBack, "负责人没签：第 \(submission.version) 次上报", reason: reason, role: .clerk)
        }
    }

    /// Why a version cannot be signed any more.
    private static func refusal(_ submission: Submission, _ db: any Connection) throws -> SubmissionRefused {
        guard submission.state == .unsigned else { return .notWaiting }
        return switch try SubmissionStepTable(db).last(of: submission.id) {
        case .takenBack: .takenBack
        case .givenBack: .givenBack
        default: .replaced
        }
    }

    package func signOff(of code: String, for officer: Officer) async throws -> SignOff {
        try await surroundings.database.read { db in
            try UnitSettingTable(db).signOff(of: db.unit(code, .administer, officer).id)
        }
    }
    package func set(_ signOff: SignOff, of code: String, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            let unit = try db.unit(code, .administer, officer)
            try UnitSettingTable(db).set(signOff, of: unit.id)
            try AuditTable(db).append(
                "unit.sign_off", object: unit.code, detail: signOff.rawValue, by: officer, at: now)
        }
    }
}

extension Connection {
    /// A version that nobody else decides at the same time, with its campaign.
    func locked(_ id: Submission.ID, _ right: Right, _ officer: Officer) throws -> (Submission, Campaign) {
        guard let known = try SubmissionTable(self).submission(id) else { throw AccessRefused.missing }
        try lock(.submissions(campaign: known.campaign.text))
        // Read after the lock: the unit may have got another superior while this one waited.
        guard let submission = try SubmissionTable(self).submission(id),
            let campaign = try CampaignTable(self).campaign(submission.campaign),
            submission.state.isHandedUp || submission.unit.id == officer.unit.id
        else { throw AccessRefused.missing }
        try officer.requires(right, on: submission.unit)
        return (submission, campaign)
    }

    /// A version of the unit's own, or one that it handed in for another.
    func handedIn(_ submission: Submission, by unit: Unit) throws -> Bool {
        try submission.unit.id == unit.id || SubmissionStepTable(self).origin(of: submission.id) == unit.id
    }

    /// Whether what the officer hands in for the unit has to be signed first.
    func needsSignature(_ unit: Unit, by officer: Officer) throws -> Bool {
        // Who hands in for a unit below has seen it.
        guard officer.unit.id == unit.id else { return false }
        return try UnitSettingTable(self).signOff(of: unit.id).needsSignature(
            signs: officer.roles.contains(.signatory),
            others: AccountTable(self).holds(.signatory, in: unit.id, except: officer.account))
    }
}
