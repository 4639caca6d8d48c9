package import Domain
internal import Storage

/// Gives somebody an account with posts in one unit.
package struct OpenPost: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// - Parameter officer: nil for the product itself (the demo).
    package func callAsFunction(
        _ account: NewAccount, roles: Set<Role>, unit code: String, by officer: Officer?
    ) async throws {
        let hash = try await account.password.asyncMap(surroundings.passwords.hash)
        let id: Account.ID = surroundings.identifiers.next()
        do {
            try await surroundings.database.write { db in try open(id, account, hash, roles, code, officer, db) }
        } catch StorageError.unique { throw NewAccount.Invalid.loginTaken }
    }

    /// The same for an account without a password, with the slip that lets the person in.
    package func slip(
        _ account: NewAccount, roles: Set<Role>, unit code: String, by officer: Officer
    ) async throws -> SignInSlip {
        let id: Account.ID = surroundings.identifiers.next()
        do {
            let slips = try await SignInSlips(surroundings).issue([id], action: "slips.print", by: officer) { db in
                try open(id, account, nil, roles, code, officer, db)
            }
            guard let slip = slips.first else { throw AccessRefused.missing }
            return slip
        } catch StorageError.unique { throw NewAccount.Invalid.loginTaken }
    }

    private func open(
        _ id: Account.ID, _ account: NewAccount, _ hash: String?, _ roles: Set<Role>, _ code: String,
        _ officer: Officer?, _ db: any Connection
    ) throws {
        let now = surroundings.now
        let unit = try Self.unit(code, roles, officer, db)
        if try AccountTable(db).accounts(logins: [account.login])[account.login] != nil {
            throw NewAccount.Invalid.loginTaken
        }
        if let hash {
            try AccountTable(db).insert(
                id, login: account.login, passwordHash: hash, displayName: account.displayName, at: now)
        } else {
            try AccountTable(db).insert(withoutPassword: [(id, account.login, account.displayName)], at: now)
        }
        try PostTable(db).insert(
            roles.sorted { $0.rawValue < $1.rawValue }.map {
                (surroundings.identifiers.next(), id, .init(unit: unit.id, role: $0))
            }, at: now)
        try AuditTable(db).append("post.open", object: id.text, by: officer, at: now)
    }

    /// Somebody who has an account holds posts in one more unit.
    /// - Throws: `PostsRefused.elsewhere` unless the officer knows the account from a unit of the own.
    @discardableResult
    package func add(
        login: String, roles: Set<Role>, unit code: String, by officer: Officer
    ) async throws -> Account.ID {
        let now = surroundings.now
        let identifiers = surroundings.identifiers
        return try await surroundings.database.write { db in
            let unit = try Self.unit(code, roles, officer, db)
            guard let account = try AccountTable(db).account(login: login.trimmed.lowercased()),
                case let reach = try Reach([account.id], of: officer, db), reach.touches(account.id)
            else { throw PostsRefused.elsewhere }
            let held = Set(reach.held(by: account.id).filter { $0.unit.id == unit.id }.map(\.role))
            try PostTable(db).insert(
                roles.subtracting(held).sorted { $0.rawValue < $1.rawValue }.map {
                    (identifiers.next(), account.id, .init(unit: unit.id, role: $0))
                }, at: now)
            try AuditTable(db).append("post.add", object: account.id.text, by: officer, at: now)
            return account.id
        }
    }

    private static func unit(
        _ code: String, _ roles: Set<Role>, _ officer: Officer?, _ db: any Connection
    ) throws -> Unit {
        try db.lock(.posts)
        guard let unit = try UnitTable(db).unit(code: code), unit.kind.reports else { throw AccessRefused.missing }
        if let officer { try officer.requires(.letIn, on: unit) }
        guard unit.validTo == nil else { throw PostsRefused.closed }
        guard !roles.isEmpty, roles.isSubset(of: Role.offered(at: unit.level)),
            officer.map({ officer in roles.allSatisfy { officer.mayGive($0, in: unit) } }) ?? true
        else { throw NewAccount.Invalid.noRole }
        return unit
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<T>(_ body: (Wrapped) async throws -> T) async rethrows -> T? {
        if let self { try await body(self) } else { nil }
    }
}
