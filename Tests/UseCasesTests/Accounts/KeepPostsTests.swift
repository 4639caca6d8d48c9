import Domain
import Storage
import TestSupport
import Testing
import UseCases

/// Who left keeps no access, and history keeps its names.
@Suite struct KeepPostsTests {
    private static let village = "370828001010"

    private func person(_ tree: SmallTree, _ login: String, in code: String = village) async throws -> Account.ID {
        let nation = try await tree.officer("00", [.administrator])
        let people = try await KeepPosts(tree.surroundings).people(of: code, for: nation).people
        return try #require(people.first { $0.login == login }).account
    }
    private func tree(_ engine: Engine = .sqlite) async throws -> SmallTree {
        let tree = try await SmallTree(engine.database())
        try await open(tree, "jinshan", Self.village, .recorder)
        return tree
    }
    private func open(_ tree: SmallTree, _ login: String, _ code: String, _ role: Role) async throws {
        try await OpenPost(tree.surroundings)(
            NewAccount(login: login, displayName: role.name, password: "a good one"), roles: [role], unit: code, by: nil
        )
    }
    private func signIn(_ tree: SmallTree, _ login: String, unit: String? = nil) async throws -> String {
        try await SignIn(tree.surroundings)(
            login: login, password: "a good one", remember: true, address: login, unit: unit, device: "苹果手机 Safari")
    }
    private func session(_ tree: SmallTree, _ token: String) async throws -> SignIn.Session? {
        try await SignIn(tree.surroundings).session(token: token)
    }

    @Test(arguments: Engine.allCases)
    func aResetVoidsThePasswordAndEndsAllSessions(engine: Engine) async throws {
        let tree = try await tree(engine)
        let token = try await signIn(tree, "jinshan")
        let township = try await tree.officer("370828001", [.clerk])
        let id = try await person(tree, "jinshan")
        let slip = try await KeepPosts(tree.surroundings).reset(id, in: Self.village, by: township)
        #expect(try await session(tree, token) == nil)
        await #expect(throws: SignInRefused.wrong) { _ = try await signIn(tree, "jinshan") }
        let entered = try await SignInByCode(tree.surroundings)(slip.code, address: "1", device: "")
        #expect(try await session(tree, entered.token)?.officer.unit.code == Self.village)
    }

    @Test(arguments: Engine.allCases)
    func handingOverKeepsWhatWasDoneUnderItsName(engine: Engine) async throws {
        let tree = try await tree(engine)
        let token = try await signIn(tree, "jinshan")
        let before = try #require(try await session(tree, token)).officer
        _ = try await RecordActivity(tree.surroundings)(
            tree.draft(), id: tree.surroundings.identifiers.next(), unit: Self.village, by: before)
        let township = try await tree.officer("370828001", [.clerk])
        let keep = KeepPosts(tree.surroundings)
        let id = try await person(tree, "jinshan")
        let slip = try await keep.handOver(id, in: Self.village, to: "新记录员", by: township)
        #expect(slip.displayName == "新记录员" && slip.roles == [.recorder])
        #expect(try await session(tree, token) == nil)
        await #expect(throws: SignInRefused.noPost) { _ = try await signIn(tree, "jinshan") }
        let people = try await keep.people(of: Self.village, for: township).people
        #expect(people.map(\.name) == ["新记录员"])
        #expect(try await tree.table(Self.village).records == 1)
        let authors = try await tree.surroundings.database.read { db in
            try db.rows("SELECT DISTINCT account_id FROM audit WHERE action = 'record.create'").map {
                try $0.text("account_id")
            }
        }
        #expect(authors == [id.text])
        // Who comes second is told so; of a stranger nobody learns anything.
        await #expect(throws: PostsRefused.done) {
            _ = try await keep.handOver(id, in: Self.village, to: "再来一个", by: township)
        }
        await #expect(throws: PostsRefused.done) { try await keep.close(id, in: Self.village, by: township) }
        await #expect(throws: AccessRefused.missing) {
            _ = try await keep.handOver(before.account, in: "370828001009", to: "再来一个", by: township)
        }
    }

    @Test func aClosedPostEndsAtTheNextRequest() async throws {
        let tree = try await tree()
        let token = try await signIn(tree, "jinshan")
        let keep = KeepPosts(tree.surroundings)
        let id = try await person(tree, "jinshan")
        let county = try await tree.officer("370828", [.clerk])
        try await keep.signOut(id, in: Self.village, by: county)
        #expect(try await session(tree, token) == nil)
        let again = try await signIn(tree, "jinshan")
        try await keep.close(id, in: Self.village, by: county)
        #expect(try await session(tree, again) == nil)
        await #expect(throws: SignInRefused.noPost) { _ = try await signIn(tree, "jinshan") }
        // Nobody closes, resets or hands over what is not below, or oneself.
        try await open(tree, "jiedao", "370828001", .clerk)
        try await open(tree, "chef", "370828001", .administrator)
        let jiedao = try await person(tree, "jiedao", in: "370828001")
        let chef = try await person(tree, "chef", in: "370828001")
        await #expect(throws: AccessRefused.forbidden) { try await keep.close(chef, in: "370828001", by: county) }
        await #expect(throws: AccessRefused.missing) {
            try await keep.close(jiedao, in: "370828001", by: tree.officer("370828002", [.administrator]))
        }
        await #expect(throws: AccessRefused.forbidden) {
            try await keep.close(jiedao, in: "370828001", by: tree.officer("370828001", [.clerk]))
        }
        let own = try #require(try await session(tree, signIn(tree, "chef"))).officer
        await #expect(throws: PostsRefused.oneself) { try await keep.close(chef, in: "370828001", by: own) }
    }

    @Test func oneEndsOnesOwnDevices() async throws {
        let tree = try await tree()
        let phone = try await signIn(tree, "jinshan")
        let computer = try await signIn(tree, "jinshan")
        let officer = try #require(try await session(tree, computer)).officer
        let own = OwnAccount(tree.surroundings)
        let devices = try await own.details(token: computer, for: officer).devices
        #expect(devices.count == 2 && devices.map(\.name) == ["苹果手机 Safari", "苹果手机 Safari"])
        let other = try #require(devices.first { !$0.isThis })
        try await own.end(device: other.id, by: officer)
        #expect(try await session(tree, phone) == nil)
        #expect(try await session(tree, computer) != nil)
        // Somebody else's session cannot be named.
        try await open(tree, "liuzhuang", "370828001209", .recorder)
        let stranger = try #require(try await session(tree, signIn(tree, "liuzhuang"))).officer
        let mine = try #require(devices.first { $0.isThis })
        await #expect(throws: AccessRefused.missing) { try await own.end(device: mine.id, by: stranger) }
    }

    /// A recorder's device is for recording: it never becomes a clerk's.
    @Test func aRememberedDeviceStaysARecorders() async throws {
        let tree = try await tree()
        let administrator = try await tree.officer("00", [.administrator])
        let posts = OpenPost(tree.surroundings)
        let phone = try await signIn(tree, "jinshan")
        try await posts.add(login: "jinshan", roles: [.recorder], unit: "370828001009", by: administrator)
        try await posts.add(login: "jinshan", roles: [.clerk], unit: "370828001", by: administrator)
        let found = try #require(try await session(tree, phone))
        #expect(found.remembered && found.units.map(\.code) == ["370828001", "370828001009", Self.village])
        let signIns = SignIn(tree.surroundings)
        try await signIns.move(token: phone, to: "370828001009")
        #expect(try await session(tree, phone)?.officer.unit.code == "370828001009")
        await #expect(throws: SignInRefused.passwordNeeded) { try await signIns.move(token: phone, to: "370828001") }
        await #expect(throws: AccessRefused.missing) { try await signIns.move(token: phone, to: "370828002") }
        // Nor does it get a password of the account that has become more.
        await #expect(throws: SignInRefused.slipNeeded) {
            try await OwnAccount(tree.surroundings).setPassword(
                "another one", again: "another one", former: "a good one", token: phone, by: found.officer)
        }
        // With the password it is an ordinary session, which may go anywhere.
        let desk = try await signIn(tree, "jinshan", unit: "370828001")
        #expect(try await session(tree, desk)?.officer.roles == [.clerk])
        #expect(try await session(tree, desk)?.remembered == false)
        try await signIns.move(token: desk, to: Self.village)
        #expect(try await session(tree, desk)?.officer.roles == [.recorder])
        // More than recorder in the very unit ends the remembered session.
        try await tree.surroundings.database.write { db in
            try PostTable(db).insert(
                [
                    (
                        tree.surroundings.identifiers.next(), found.officer.account,
                        .init(unit: tree.unitID(db, "370828001009"), role: .clerk)
                    )
                ],
                at: SmallTree.start)
        }
        #expect(try await session(tree, phone) == nil)
    }

    /// People of a unit that is no more may read until somebody closes their posts; nobody new comes.
    @Test func aClosedUnitKeepsItsReadersAndGetsNoNewOnes() async throws {
        let tree = try await tree()
        let token = try await signIn(tree, "jinshan")
        let nation = try await tree.officer("00", Set(Role.allCases))
        try await ChangeUnits(tree.surroundings)(
            .close, of: Self.village, on: CalendarDate("2025-05-04"), reason: "批复", by: nation)
        let officer = try #require(try await session(tree, token)).officer
        await #expect(throws: RecordRefused.closed) {
            _ = try await RecordActivity(tree.surroundings)(
                tree.draft(), id: tree.surroundings.identifiers.next(), unit: Self.village, by: officer)
        }
        let township = try await tree.officer("370828001", [.clerk])
        await #expect(throws: PostsRefused.closed) {
            try await OpenPost(tree.surroundings)(
                NewAccount(login: "new", displayName: "记录员", password: nil), roles: [.recorder], unit: Self.village,
                by: township)
        }
        #expect(
            try await SignInSlips(tree.surroundings)(.all, below: "370828001", after: nil, by: township).slips.isEmpty)
        await #expect(throws: PostsRefused.closedSlip) {
            _ = try await KeepPosts(tree.surroundings).reset(officer.account, in: Self.village, by: township)
        }
        #expect(try await session(tree, token) != nil)
        try await KeepPosts(tree.surroundings).close(officer.account, in: Self.village, by: township)
        #expect(try await session(tree, token) == nil)
    }
}

extension SmallTree {
    fileprivate func unitID(_ db: any Connection, _ code: String) throws -> Domain.Unit.ID {
        guard let unit = try UnitTable(db).unit(code: code) else { throw AccessRefused.missing }
        return unit.id
    }
}
