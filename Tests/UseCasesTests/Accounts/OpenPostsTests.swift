import Domain
import OfficeFiles
import Storage
import TestSupport
import Testing
import UseCases

/// Posts in bulk: every row on its own, nothing twice, whatever the file holds.
@Suite struct OpenPostsTests {
    private static let township = "370828001"
    private static let villages = ["370828001009", "370828001010", "370828001209"]

    private func draft(_ line: Int64, _ code: String, _ role: String = "", _ login: String = "") -> PostBatch.Draft {
        PostBatch.Draft(line: line, code: code, role: role, login: login)
    }
    private func open(
        _ drafts: [PostBatch.Draft], below code: String = township, _ tree: SmallTree, by officer: Officer? = nil
    ) async throws -> OpenPosts.Status {
        let id: PostBatch.ID = tree.surroundings.identifiers.next()
        let officer = if let officer { officer } else { try await tree.officer(code, [.clerk]) }
        try await OpenPosts(tree.surroundings).receive(drafts, id: id, below: code, by: officer)
        try await OpenPosts(tree.surroundings).work(id, by: officer)
        return try await OpenPosts(tree.surroundings).status(id, for: officer)
    }
    private func logins(_ code: String, _ tree: SmallTree) async throws -> [String] {
        let nation = try await tree.officer("00", [.administrator])
        return try await KeepPosts(tree.surroundings).people(of: code, for: nation).people.map(\.login)
    }

    @Test(arguments: Engine.allCases)
    func goodRowsAreOpenedAndBadOnesWait(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let nation = try await tree.officer("00", Set(Role.allCases))
        try await ChangeUnits(tree.surroundings)(
            .close, of: "370828001209", on: CalendarDate("2025-05-04"), reason: "批复", by: nation)
        try await OpenPost(tree.surroundings)(
            NewAccount(login: "jinfu", displayName: "记录员", password: nil), roles: [.recorder], unit: Self.villages[0],
            by: nil)
        try await OpenPost(tree.surroundings)(
            NewAccount(login: "fremd", displayName: "记录员", password: nil), roles: [.recorder], unit: "370828002001",
            by: nil)
        let status = try await open(
            [
                draft(2, Self.villages[1]), draft(3, "370828001888"), draft(4, "370828002001"), draft(5, "abc"),
                draft(6, Self.villages[0]), draft(7, "370828001209"), draft(8, Self.villages[1]),
                draft(9, Self.villages[1], "经办人"), draft(10, "370828001999"), draft(11, Self.township),
                draft(12, Self.villages[0], "记录员", "fremd"), draft(13, Self.villages[0], "", "A B!"),
                PostBatch.Draft(line: 14, code: Self.villages[1], unitName: "刘庄村", role: "记录员"),
            ], tree)
        #expect(status.done == 1 && status.waiting == 0 && status.failed == 12)
        let kinds = status.problems.map { $0.problem?.kind }
        #expect(
            kinds == [
                .unknown, .notBelow, .code, .somebody, .closed, .duplicate, .role, .closed, .notBelow, .somebody,
                .duplicate,
                .name,
            ])
        #expect(status.problems.allSatisfy { !($0.problem?.message ?? "").isEmpty })
        #expect(try await logins(Self.villages[1], tree) == [Self.villages[1]])
        // Mended in place: one gets another login, one is a second person, the foreign login is refused.
        var mended: [Int64: PostBatch.Draft] = [:]
        for row in status.problems {
            var draft = row.draft
            switch row.draft.line {
            case 6: draft.again = .more
            case 12: draft.again = .more
            default: continue
            }
            mended[row.position] = draft
        }
        let clerk = try await tree.officer(Self.township, [.clerk])
        try await OpenPosts(tree.surroundings).mend(mended, of: status.batch.id, by: clerk)
        try await OpenPosts(tree.surroundings).work(status.batch.id, by: clerk)
        let after = try await OpenPosts(tree.surroundings).status(status.batch.id, for: clerk)
        #expect(after.done == 2 && after.failed == 11)
        #expect(after.problems.first { $0.draft.line == 12 }?.problem?.kind == .taken)
        #expect(try await logins(Self.villages[0], tree) == [Self.villages[0], "jinfu"])
    }

    /// The same form twice, the same file again, and two senders at once open nothing twice.
    @Test(arguments: Engine.allCases)
    func sendingAgainOpensNothingTwice(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let clerk = try await tree.officer(Self.township, [.clerk])
        let drafts = Self.villages.enumerated().map { draft(Int64($0 + 1), $1) }
        let posts = OpenPosts(tree.surroundings)
        let id: PostBatch.ID = tree.surroundings.identifiers.next()
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    try await posts.receive(drafts, id: id, below: Self.township, by: clerk)
                    try await posts.work(id, by: clerk)
                }
                group.addTask {
                    let other: PostBatch.ID = tree.surroundings.identifiers.next()
                    try await posts.receive(drafts, id: other, below: Self.township, by: clerk)
                    try await posts.work(other, by: clerk)
                }
            }
            try await group.waitForAll()
        }
        for code in Self.villages { #expect(try await logins(code, tree).count == 1) }
        await #expect(throws: PostsRefused.differentRows) {
            try await posts.receive([draft(1, Self.villages[0])], id: id, below: Self.township, by: clerk)
        }
    }

    /// A batch that broke off goes on where it stopped; a clerk who lost the right does not go on.
    @Test func anInterruptedBatchGoesOn() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let clerk = try await tree.officer(Self.township, [.clerk])
        let drafts = (0..<1200).map { draft(Int64($0 + 1), $0 < 3 ? Self.villages[$0] : "370828001888", "\($0)") }
        let named = drafts.map { draft in
            PostBatch.Draft(line: draft.line, code: draft.code, role: draft.line < 4 ? "" : "第\(draft.line)种")
        }
        let id: PostBatch.ID = tree.surroundings.identifiers.next()
        let posts = OpenPosts(tree.surroundings)
        try await posts.receive(named, id: id, below: Self.township, by: clerk)
        #expect(try await !posts.work(id, parts: 1, by: clerk))
        let half = try await posts.status(id, for: clerk)
        #expect(half.done == 3 && half.failed == 497 && half.waiting == 700 && half.isWhole)
        let recorder = try await tree.officer(Self.township, [.recorder])
        await #expect(throws: AccessRefused.forbidden) { try await posts.work(id, by: recorder) }
        let foreign = try await tree.officer("370828002", [.clerk])
        await #expect(throws: AccessRefused.missing) { try await posts.work(id, by: foreign) }
        #expect(try await posts.work(id, by: clerk))
        #expect(try await posts.status(id, for: clerk).failed == 1197)
    }

    /// One person in several units; a login beyond the clerk's reach stays unknown.
    @Test func oneLoginMayHoldSeveralPosts() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let first = try await open(
            [draft(1, Self.villages[0], "", "laowang"), draft(2, Self.villages[1], "", "laowang")], tree)
        #expect(first.done == 1 && first.problems.map { $0.problem?.kind } == [.known])
        var draft = first.problems[0].draft
        draft.again = .same
        let clerk = try await tree.officer(Self.township, [.clerk])
        try await OpenPosts(tree.surroundings).mend([2: draft], of: first.batch.id, by: clerk)
        try await OpenPosts(tree.surroundings).work(first.batch.id, by: clerk)
        #expect(try await logins(Self.villages[1], tree) == ["laowang"])
        let other = try await open([self.draft(1, "370828002001", "", "laowang")], below: "370828002", tree)
        #expect(other.problems.map { $0.problem?.kind } == [.taken])
    }

    @Test func onlyAnAdministratorMakesAdministrators() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let row = draft(1, "370828001", "管理员")
        let byClerk = try await open([row], below: "370828", tree)
        #expect(byClerk.problems.map { $0.problem?.kind } == [.role])
        let administrator = try await tree.officer("370828", [.administrator])
        #expect(try await open([row], below: "370828", tree, by: administrator).done == 1)
        await #expect(throws: NewAccount.Invalid.noRole) {
            try await OpenPost(tree.surroundings)(
                NewAccount(login: "chef", displayName: "管理员", password: nil), roles: [.administrator],
                unit: "370828002", by: tree.officer("370828", [.clerk]))
        }
    }

    /// A township can accept what its villages report from the first day: one account holds both posts.
    @Test(arguments: Engine.allCases)
    func aHigherUnitGetsWhoPreparesAndWhoSigns(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let nation = try await tree.officer("00", [.administrator])
        func roles(_ code: String) async throws -> [[Role]] {
            try await KeepPosts(tree.surroundings).people(of: code, for: nation).people.map { $0.roles }
        }
        #expect(
            try await open([draft(1, "370828001"), draft(2, "370828002", "负责人")], below: "370828", tree).done == 2)
        #expect(try await roles("370828001") == [[.clerk, .signatory]])
        #expect(try await roles("370828002") == [[.signatory]])
        // Where somebody signs, the usual one only prepares; both said out are refused.
        let both = try await open([draft(1, "370828002", "经办人兼负责人")], below: "370828", tree)
        #expect(both.problems.map { $0.problem?.kind } == [.somebody])
        #expect(try await open([draft(1, "370828002")], below: "370828", tree).done == 1)
        #expect(try await roles("370828002").count == 2)
        #expect(Role.named("经办人、负责人", among: Role.allCases) == [.clerk, .signatory])
        #expect(Role.named("经办人兼书记", among: Role.allCases) == nil && Role.named("兼", among: [.clerk]) == nil)
        let sheet = PostSheet(tree.surroundings)
        let bytes = try await sheet.template(below: "3708", level: .county, for: tree.officer("3708", [.clerk]))
        #expect(try await sheet.file(bytes).map(\.role) == ["经办人兼负责人"])
    }

    /// Nobody signs in to an account without a password.
    @Test func noPasswordFitsAnAccountThatWaitsForItsSlip() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        _ = try await open([draft(1, Self.villages[0])], tree)
        for password in ["-", "", "a good one"] {
            await #expect(throws: SignInRefused.wrong) {
                try await SignIn(tree.surroundings)(
                    login: Self.villages[0], password: password, remember: false, address: "\(password)")
            }
        }
    }

    // MARK: Files

    @Test func whatIsPastedNeedsNoHeader() throws {
        let bare = try PostSheet.pasted("370828001009\t金府社区\t记录员\t记录员\t\n\n\t\t\n370828001010")
        #expect(bare.map(\.code) == ["370828001009", "370828001010"])
        #expect(bare.map(\.line) == [1, 4])
        let headed = try PostSheet.pasted("账号\t区划代码\njinfu\t370828001009")
        #expect(headed.map(\.login) == ["jinfu"] && headed.map(\.code) == ["370828001009"])
        #expect(throws: PostsRefused.noRows) { try PostSheet.pasted(" \n\t\n") }
    }

    /// A list as it lies about: names instead of codes, a heading, and columns that are none of ours.
    @Test(arguments: Engine.allCases)
    func unitsAreFoundByTheirNames(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let list = "街道\t村居\t姓名\t电话\n金乡街道\t金府社区\t张三\t13800000000\n金乡街道\t金山社区居委会\t李四\t0537-8700000"
        let drafts = try PostSheet.pasted(list)
        #expect(drafts.map(\.unitName) == ["金府社区", "金山社区居委会"])
        #expect(drafts.allSatisfy { $0.code.isEmpty && $0.displayName.isEmpty && $0.role.isEmpty && $0.login.isEmpty })
        #expect(try await open(drafts, tree).done == 2)
        for code in Self.villages.prefix(2) { #expect(try await logins(code, tree) == [code]) }
        #expect(try PostSheet.pasted(list.replacing("\t", with: " ")).map(\.unitName) == drafts.map(\.unitName))
        // Without a heading: what begins with a name, and what begins with a code.
        let bare = try PostSheet.pasted(
            "刘庄村\t王五\t记录员\t13800000000\n370828001009\t金府社区\t记录员\t13800000000\t0537-8700000")
        #expect(bare.map(\.unitName) == ["刘庄村", "金府社区"] && bare.map(\.role) == ["记录员", ""])
        #expect(bare.map(\.login) == ["", ""])
        // Not below, a name that two have, no name at all, a unit that never reports.
        let status = try await open(
            ["星河社区", "", "金乡虚拟社区", "高河街道"].enumerated().map {
                PostBatch.Draft(line: Int64($0 + 1), code: "", unitName: $1)
            }, tree)
        #expect(status.problems.map { $0.problem?.kind } == [.unknown, .code, .unknown, .unknown])
        let nation = try await tree.officer("00", Set(Role.allCases))
        try await ChangeUnits(tree.surroundings)(
            .rename(to: "高河街道"), of: "370828001", on: CalendarDate("2025-05-04"), reason: "批复", by: nation)
        let twice = try await open(
            [PostBatch.Draft(line: 1, code: "", unitName: "高河街道")], below: "370828", tree)
        #expect(twice.problems.map { $0.problem?.kind } == [.name])
    }

    /// A name that shows as another one is refused wherever a name is written; nothing long is stored.
    @Test(arguments: ["记录\u{202E}员", "记录\u{200B}员", "记录\u{7F}员", String(repeating: "长", count: 21)])
    func aNameIsALineThatCanBeSeen(name: String) async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let status = try await open(
            [PostBatch.Draft(line: 1, code: Self.villages[0], displayName: name)], tree)
        #expect(status.problems.map { $0.problem?.kind } == [.displayName])
        #expect(throws: NewAccount.Invalid.displayName) {
            try NewAccount(login: "jinfu", displayName: name, password: nil)
        }
        let clerk = try await tree.officer(Self.township, [.clerk])
        await #expect(throws: NewAccount.Invalid.displayName) {
            _ = try await KeepPosts(tree.surroundings).handOver(
                clerk.account, in: Self.villages[0], to: name, by: clerk)
        }
    }

    @Test func aRowIsStoredShort() {
        let long = String(repeating: "1", count: 5_000)
        let marks = "a" + String(repeating: "\u{301}", count: 5_000)
        let draft = PostBatch.Draft(line: 1, code: long, unitName: long, displayName: marks, role: long, login: long)
        let lengths = [draft.code, draft.unitName, draft.displayName, draft.role, draft.login].map(
            \.unicodeScalars.count)
        #expect(lengths == [16, 61, 21, 21, 41])
        #expect(PostBatch.Draft(line: 1, code: " 370828001010\n", displayName: " 记录员 ").code == "370828001010")
    }

    @Test(arguments: Engine.allCases)
    func aRowThatFailedCanBeDropped(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let drafts = [draft(1, Self.villages[0]), draft(2, "370828001888"), draft(3, "abc")]
        let status = try await open(drafts, tree)
        #expect(status.failed == 2)
        let clerk = try await tree.officer(Self.township, [.clerk])
        let posts = OpenPosts(tree.surroundings)
        try await posts.mend([2: drafts[1], 3: drafts[2]], dropping: [2], of: status.batch.id, by: clerk)
        try await posts.work(status.batch.id, by: clerk)
        let after = try await posts.status(status.batch.id, for: clerk)
        #expect(after.done == 1 && after.failed == 1 && after.dropped == 1 && after.isWhole)
        #expect(after.problems.map(\.position) == [3])
        // The same upload again does not bring it back, nor can its position be mended any more.
        try await posts.receive(drafts, id: status.batch.id, below: Self.township, by: clerk)
        try await posts.mend([2: draft(2, Self.villages[1])], of: status.batch.id, by: clerk)
        try await posts.work(status.batch.id, by: clerk)
        #expect(try await posts.status(status.batch.id, for: clerk).done == 1)
    }

    @Test func aFileIsReadByItsHeadings() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let sheet = PostSheet(tree.surroundings)
        let csv = "区划代码,单位,称呼\r\n370828001009,\"金府\"\"社区\"\"\",记录员\r\n,,\r\n"
        let rows = try await sheet.file(Array(csv.utf8))
        #expect(rows.map(\.unitName) == ["金府\"社区\""] && rows.map(\.line) == [2])
        for (text, refused) in [
            ("编号,备注\n1,x", PostsRefused.noHeading), ("区划代码\n", .noRows),
            ("%PDF-1.4", .file("只收 .xlsx 和 .csv，请用 Excel 或 WPS 另存后再传")),
        ] {
            await #expect(throws: refused) { try await sheet.file(Array(text.utf8)) }
        }
        let many = "区划代码\n" + String(repeating: "370828001009\n", count: PostBatch.mostRows + 1)
        await #expect(throws: PostsRefused.tooManyRows) { try await sheet.file(Array(many.utf8)) }
        let blank = "区划代码\n" + String(repeating: " , ,\n", count: 20_000) + "370828001009\n"
        #expect(try await sheet.file(Array(blank.utf8)).map(\.line) == [20_002])
    }

    /// The sheet that we give comes back as it went out.
    @Test func theTemplateReadsBack() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let clerk = try await tree.officer("370828", [.clerk])
        let sheet = PostSheet(tree.surroundings)
        let bytes = try await sheet.template(below: "370828", level: .village, for: clerk)
        let drafts = try await sheet.file(bytes)
        #expect(drafts.map(\.code) == ["370828001009", "370828001010", "370828001209", "370828002001"])
        #expect(try await open(drafts, below: "370828", tree).done == 4)
        #expect(try await sheet.file(sheet.template(below: "370828", level: .township, for: clerk)).count == 2)
    }
}
