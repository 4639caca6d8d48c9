import Domain
import Storage
import Synchronization
import TestSupport
import Testing
import UseCases

/// Slips: one code for one person, once, for a while, and no guessing.
@Suite struct SignInCodeTests {
    private static let village = "370828001010"

    private final class MovableTime: Sendable {
        private let instant = Mutex(SmallTree.start)
        var clock: Clock { Clock { self.instant.withLock { $0 } } }
        func pass(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    /// A recorder in 金山社区 and a clerk in 金乡街道, both without a password.
    private func tree(_ time: MovableTime, _ engine: Engine = .sqlite) async throws -> SmallTree {
        let tree = try await SmallTree(engine.database(), clock: time.clock)
        for (login, code, role) in [("jinshan", Self.village, Role.recorder), ("jiedao", "370828001", .clerk)] {
            try await OpenPost(tree.surroundings)(
                NewAccount(login: login, displayName: role.name, password: nil), roles: [role], unit: code, by: nil)
        }
        return tree
    }
    private func slips(
        _ tree: SmallTree, _ which: SignInSlips.Which = .waiting, below code: String = "370828001",
        by superior: String = "370828"
    ) async throws -> [String: SignInSlip] {
        let officer = try await tree.officer(superior, [.clerk])
        let made = try await SignInSlips(tree.surroundings)(which, below: code, after: nil, by: officer)
        return Dictionary(uniqueKeysWithValues: made.slips.map { ($0.login, $0) })
    }
    private func enter(_ tree: SmallTree, _ code: String, from address: String = "1") async throws -> SignIn.Session? {
        let (token, remembered) = try await SignInByCode(tree.surroundings)(code, address: address, device: "安卓手机 微信")
        let session = try await SignIn(tree.surroundings).session(token: token)
        #expect(session == nil || session?.remembered == remembered)
        return session
    }

    @Test(arguments: Engine.allCases)
    func aCodeLetsOneInOnce(engine: Engine) async throws {
        let tree = try await tree(MovableTime(), engine)
        let slip = try #require(try await slips(tree)["jinshan"])
        #expect(slip.code.count == 12 && slip.until == CalendarDate(SmallTree.start).adding(days: 14))
        let typed = slip.code.prefix(4) + " " + slip.code.dropFirst(4).prefix(4) + "　" + slip.code.suffix(4)
        let session = try #require(try await enter(tree, String(typed)))
        #expect(session.remembered && !session.mustSetPassword && session.officer.roles == [.recorder])
        await #expect(throws: SignInRefused.wrongCode) { _ = try await enter(tree, slip.code) }
        // Who is in needs no slip any more; the other one still does.
        #expect(try await slips(tree).keys.sorted() == ["jiedao"])
        // Nothing of a code is stored in clear.
        let rows = try await tree.surroundings.database.read { db in try db.rows("SELECT * FROM sign_in_code") }
        #expect(rows.count >= 2 && !rows.contains { "\($0.values)".contains(slip.code) })
    }

    @Test(arguments: Engine.allCases)
    func ofTwoAtOnceOneComesIn(engine: Engine) async throws {
        let tree = try await tree(MovableTime(), engine)
        let code = try #require(try await slips(tree)["jinshan"]).code
        let wins = try await withThrowingTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    do {
                        _ = try await SignInByCode(tree.surroundings)(code, address: "\(number)", device: "")
                        return 1
                    } catch SignInRefused.wrongCode { return 0 }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wins == 1)
    }

    @Test func anOldAReplacedAndAWrongCodeAreAnsweredAlike() async throws {
        let time = MovableTime()
        let tree = try await tree(time)
        let first = try #require(try await slips(tree)["jinshan"]).code
        let second = try #require(try await slips(tree)["jinshan"]).code
        await #expect(throws: SignInRefused.wrongCode) { _ = try await enter(tree, first) }
        await #expect(throws: SignInRefused.wrongCode) { _ = try await enter(tree, "000000000000") }
        for code in ["12345", "0000 0000 000", "0000000000000", "abc", ""] {
            await #expect(throws: SignInRefused.noCode) { _ = try await enter(tree, code) }
        }
        #expect(SignInRefused.noCode.message.contains("12 位数字"))
        time.pass(seconds: 14 * 86_400)
        await #expect(throws: SignInRefused.wrongCode) { _ = try await enter(tree, second) }
        let third = try #require(try await slips(tree)["jinshan"]).code
        #expect(try await enter(tree, third) != nil)
    }

    @Test func guessingIsSlowForAnAddressAndHopelessForMany() async throws {
        let time = MovableTime()
        let tree = try await tree(time)
        let code = try #require(try await slips(tree)["jinshan"]).code
        for number in 0..<10 {
            await #expect(throws: SignInRefused.wrongCode) {
                _ = try await enter(tree, "00000000000\(number)", from: "9")
            }
        }
        // Even the right one waits now, from this address.
        await #expect(throws: SignInRefused.lockedCode(minutes: 1)) { _ = try await enter(tree, code, from: "9") }
        let said = SignInRefused.lockedCode(minutes: 1).message
        #expect(said.contains("登录条") && !said.contains("密码"))
        for number in 10..<300 where String(900_000_000_000 + number) != code {
            await #expect(throws: SignInRefused.wrongCode) {
                _ = try await enter(tree, String(900_000_000_000 + number), from: "a\(number)")
            }
        }
        await #expect(throws: SignInRefused.busy(minutes: 60)) { _ = try await enter(tree, code, from: "new") }
        time.pass(seconds: 3600)
        #expect(try await enter(tree, code, from: "new") != nil)
    }

    /// Somebody who scans a used slip again and again is no guesser.
    @Test func aSpentSlipCountsForNothing() async throws {
        let tree = try await tree(MovableTime())
        let code = try #require(try await slips(tree)["jinshan"]).code
        _ = try await enter(tree, code)
        for _ in 0..<30 { await #expect(throws: SignInRefused.wrongCode) { _ = try await enter(tree, code) } }
        let clerk = try #require(try await slips(tree)["jiedao"]).code
        #expect(try await enter(tree, clerk) != nil)
    }

    @Test func aClerkChoosesAPasswordFirst() async throws {
        let tree = try await tree(MovableTime())
        let code = try #require(try await slips(tree)["jiedao"]).code
        let (token, remembered) = try await SignInByCode(tree.surroundings)(code, address: "1", device: "")
        let session = try #require(try await SignIn(tree.surroundings).session(token: token))
        #expect(!remembered && session.mustSetPassword)
        let own = OwnAccount(tree.surroundings)
        await #expect(throws: NewAccount.Invalid.password) {
            try await own.setPassword("short", again: "short", former: "", token: token, by: session.officer)
        }
        try await own.setPassword("long enough", again: "long enough", former: "", token: token, by: session.officer)
        #expect(try await SignIn(tree.surroundings).session(token: token)?.mustSetPassword == false)
        // From now on the former one is asked for.
        await #expect(throws: NewAccount.Invalid.formerPassword) {
            try await own.setPassword(
                "another one", again: "another one", former: "x", token: token, by: session.officer)
        }
        _ = try await SignIn(tree.surroundings)(login: "jiedao", password: "long enough", remember: false, address: "2")
    }

    /// Slips are for those below, and never for somebody who is more elsewhere than the officer may give.
    @Test func nobodyPrintsAWayIntoAHigherPost() async throws {
        let tree = try await tree(MovableTime())
        let nation = try await tree.officer("00", [.administrator])
        // The township's clerk also works at the county; the recorder is the township's administrator.
        try await OpenPost(tree.surroundings).add(login: "jiedao", roles: [.clerk], unit: "370828", by: nation)
        try await OpenPost(tree.surroundings).add(
            login: "jinshan", roles: [.administrator], unit: "370828001", by: nation)
        #expect(try await slips(tree, .all).isEmpty)
        #expect(try await slips(tree, .all, by: "00").keys.sorted() == ["jiedao"])
        let county = try await tree.officer("370828", [.clerk])
        let people = try await KeepPosts(tree.surroundings).people(of: Self.village, for: county).people
        #expect(people.map(\.mayReset) == [false] && people.map(\.isOurs) == [true])
        await #expect(throws: PostsRefused.elsewhere) {
            _ = try await KeepPosts(tree.surroundings).reset(people[0].account, in: Self.village, by: county)
        }
        for (code, roles, error) in [
            ("370828001", [Role.recorder], AccessRefused.forbidden), ("370828002", [.clerk], .missing),
        ] {
            let officer = try await tree.officer(code, Set(roles))
            await #expect(throws: error) {
                _ = try await SignInSlips(tree.surroundings)(.all, below: "370828001", after: nil, by: officer)
            }
        }
    }
}
