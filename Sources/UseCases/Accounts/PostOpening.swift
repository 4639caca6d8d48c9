internal import Domain
internal import Storage

/// Rows of a batch within one transaction: each is checked on its own, the good ones are opened together.
struct PostOpening {
    let db: any Connection
    let officer: Officer
    let superior: Unit
    let identifiers: Identifiers

    private struct Plan {
        let index: Int
        let unit: Unit
        let roles: [Role]
        /// Nobody said which ones; a signatory who is there already is enough.
        let isUsual: Bool
        let name: String
        /// Lower case; empty asks for one.
        let login: String
        let again: PostBatch.Again
    }
    private struct Known {
        let account: Account.ID
        let name: String
        let isOurs: Bool
    }

    func open(_ rows: [PostBatch.Row], at now: Instant) throws -> [PostBatch.Row] {
        var outcome = rows
        func fail(_ index: Int, _ kind: PostBatch.Problem.Kind, _ message: String) {
            outcome[index].state = .failed
            outcome[index].problem = .init(kind, message)
        }
        let units = try UnitTable(db).units(codes: rows.map(\.draft.code))
        let named = try named(rows.filter(\.draft.code.isEmpty).map(\.draft.unitName))
        var plans: [Plan] = []
        for (index, row) in rows.enumerated() {
            do { plans.append(try plan(row.draft, index, units, named)) } catch let refused as Refused {
                fail(index, refused.kind, refused.message)
            }
        }
        var taken = try PostTable(db).taken(in: Array(Set(plans.map(\.unit.id))))
        var known = try known(plans.map(\.login).filter { !$0.isEmpty })
        let generated = try Logins(db).free(
            for: plans.filter(\.login.isEmpty).map(\.unit.code), besides: Set(plans.map(\.login)))
        var logins = generated.makeIterator()
        var accounts: [(id: Account.ID, login: String, displayName: String)] = []
        var posts: [(id: Identifier<Role>, account: Account.ID, place: PostTable.Place)] = []
        for plan in plans {
            var places = plan.roles.map { PostTable.Place(unit: plan.unit.id, role: $0) }
            if plan.isUsual { places.removeAll { $0.role == .signatory && taken.contains($0) } }
            let login = plan.login.isEmpty ? logins.next() ?? "" : plan.login
            if plan.again == .no, let there = places.first(where: taken.contains) {
                fail(plan.index, .somebody, "\(plan.unit.shortName)已经有\(there.role.name)了；真要再开一个，就勾上“再开一个”")
                continue
            }
            let account: Account.ID
            if let there = known[login] {
                guard there.isOurs else {
                    fail(plan.index, .taken, "账号“\(login)”不在你管的范围：换一个，或者请对方管理员开")
                    continue
                }
                guard plan.again == .same else {
                    fail(plan.index, .known, "账号“\(login)”已经有了（\(there.name)）；是同一个人就勾上“是同一个人”，不是就换一个")
                    continue
                }
                account = there.account
                let held = try PostTable(db).held(by: [account])
                places.removeAll { place in
                    held.contains { $0.unit.id == place.unit && $0.role == place.role }
                        || posts.contains { $0.account == account && $0.place == place }
                }
                guard !places.isEmpty else {
                    let what = Role.name(of: plan.roles)
                    fail(plan.index, .known, "账号“\(login)”在\(plan.unit.shortName)已经是\(what)了，这一行不用开")
                    continue
                }
            } else {
                account = identifiers.next()
                accounts.append((account, login, plan.name))
                known[login] = Known(account: account, name: plan.name, isOurs: true)
            }
            for place in places { posts.append((identifiers.next(), account, place)) }
            taken.formUnion(places)
            outcome[plan.index].state = .done
            outcome[plan.index].account = account
        }
        try AccountTable(db).insert(withoutPassword: accounts, at: now)
        try PostTable(db).insert(posts, at: now)
        return outcome
    }

    private struct Refused: Error {
        let kind: PostBatch.Problem.Kind
        let message: String
    }
    private func refuse(_ kind: PostBatch.Problem.Kind, _ message: String) -> Refused {
        Refused(kind: kind, message: message)
    }

    /// Open units below the superior by what people call them.
    private func named(_ names: [String]) throws -> [String: [Unit]] {
        let full = names.filter { !$0.isEmpty }.flatMap(Unit.fullNames(of:))
        return Dictionary(grouping: try UnitTable(db).units(named: full, below: superior), by: \.shortName)
    }

    private func unit(of draft: PostBatch.Draft, _ units: [String: Unit], _ named: [String: [Unit]]) throws -> Unit {
        guard draft.code.isEmpty else {
            guard draft.code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw refuse(.code, "区划代码只能是数字，比如 370828001010")
            }
            guard let unit = units[draft.code] else { throw refuse(.unknown, "没有这个区划代码，核对一下") }
            return unit
        }
        guard !draft.unitName.isEmpty else { throw refuse(.code, "填上区划代码，或者单位名称") }
        let found = named[Unit.shortName(draft.unitName, .village)] ?? []
        guard found.count < 2 else {
            throw refuse(.name, "下级里叫“\(draft.unitName)”的有 \(found.count) 个，填上区划代码")
        }
        guard let unit = found.first else {
            throw refuse(.unknown, "\(superior.shortName)的下级里没有叫“\(draft.unitName)”的，核对名称，或者填上区划代码")
        }
        return unit
    }

    private func plan(
        _ draft: PostBatch.Draft, _ index: Int, _ units: [String: Unit], _ named: [String: [Unit]]
    ) throws -> Plan {
        if draft.hasOpenFormula {
            throw refuse(.formula, "这一行有公式，文件里没有存下算好的值；在这里照着填上")
        }
        let unit = try unit(of: draft, units, named)
        guard superior.path.contains(unit.path), unit.id != superior.id else {
            throw refuse(.notBelow, "“\(unit.shortName)”不是\(superior.shortName)的下级，核对区划代码")
        }
        guard unit.validTo == nil else { throw refuse(.closed, "\(unit.shortName)撤销了，不能再开") }
        guard unit.kind.reports else { throw refuse(.closed, "\(unit.shortName)只作统计用，没有岗位") }
        guard draft.unitName.isEmpty || Unit.shortName(draft.unitName, unit.level) == unit.shortName else {
            throw refuse(.name, "这个代码是“\(unit.shortName)”，写的是“\(draft.unitName)”，改成对的那个")
        }
        let offered = Role.offered(at: unit.level)
        let isUsual = draft.role.isEmpty
        guard let roles = isUsual ? Role.usual(at: unit.level) : Role.named(draft.role, among: offered) else {
            let names = offered.map(\.name).joined(separator: "、")
            throw refuse(.role, "\(unit.shortName)的岗位只能写：\(names)")
        }
        guard roles.allSatisfy({ officer.mayGive($0, in: unit) }) else { throw refuse(.role, "管理员的岗位要由管理员来开") }
        let name = draft.displayName.isEmpty ? roles[0].name : draft.displayName
        do throws(NewAccount.Invalid) { try NewAccount.check(displayName: name) } catch {
            throw refuse(.displayName, error.message)
        }
        let login = draft.login.lowercased()
        guard login.isEmpty || NewAccount.isLogin(login) else {
            throw refuse(.login, "账号用 3 到 40 个小写字母、数字、点或横线；不填就自动起一个")
        }
        return Plan(
            index: index, unit: unit, roles: roles, isUsual: isUsual, name: name, login: login, again: draft.again)
    }

    private func known(_ logins: [String]) throws -> [String: Known] {
        let accounts = try AccountTable(db).accounts(logins: logins)
        let reach = try Reach(accounts.values.map(\.id), of: officer, db)
        return accounts.mapValues { account in
            Known(account: account.id, name: account.displayName, isOurs: reach.touches(account.id))
        }
    }
}
