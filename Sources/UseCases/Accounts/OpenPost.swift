package import Domain
internal import Storage

/// Gives somebody an account with posts in one unit.
package struct OpenPost: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Who holds posts in a unit, by account.
    package func posts(
        of code: String, for officer: Officer
    ) async throws -> (unit: Unit, posts: [(name: String, login: String, role: Role)]) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .administer, officer)
            return (unit, try AccountTable(db).posts(in: unit.id))
        }
    }

    /// Gives an account of the unit another password and ends its sessions.
    package func resetPassword(_ password: String, login: String, unit code: String, by officer: Officer) async throws {
        let account = try NewAccount(login: login, displayName: "-", password: password)
        let hash = try await surroundings.passwords.hash(account.password)
        let now = surroundings.now
        try await surroundings.database.write { db in
            let unit = try db.unit(code, .administer, officer)
            guard try AccountTable(db).setPassword(hash, login: account.login, in: unit.id) else {
                throw AccessRefused.missing
            }
            try SignInTable(db).deleteAll(login: account.login)
            try SignInTable(db).clearFailures(of: "account:" + account.login)
            try AuditTable(db).append("password.reset", object: account.login, by: officer, at: now)
        }
    }

    /// - Parameter officer: nil for the product itself (the demo).
    package func callAsFunction(
        _ account: NewAccount, roles: Set<Role>, unit code: String, by officer: Officer?
    ) async throws {
        guard !roles.isEmpty else { throw NewAccount.Invalid.noRole }
        let hash = try await surroundings.passwords.hash(account.password)
        let now = surroundings.now
        let identifiers = surroundings.identifiers
        do {
            try await surroundings.database.write { db in
                guard let unit = try UnitTable(db).unit(code: code), unit.kind.reports else {
                    throw AccessRefused.missing
                }
                if let officer { try officer.requires(.administer, on: unit) }
                // A recorder records for one village; a village has nobody else.
                guard roles.isSubset(of: unit.level == .village ? [.recorder] : [.clerk, .signatory, .administrator])
                else { throw NewAccount.Invalid.noRole }
                let id: Account.ID = identifiers.next()
                try AccountTable(db).insert(
                    id, login: account.login, passwordHash: hash, displayName: account.displayName, at: now)
                for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
                    try AccountTable(db).addPost(identifiers.next(), account: id, unit: unit.id, role: role, at: now)
                }
                try AuditTable(db).append("post.open", object: id.text, by: officer, at: now)
            }
        } catch StorageError.unique { throw NewAccount.Invalid.loginTaken }
    }
}
