import Domain
import Storage
import TestSupport
import Testing
import UseCases

/// 经办人送签, 负责人签字: who sees what, and who is told when two do something at once.
@Suite struct SignOffTests {
    private static let street = "370828001", village = "370828001009"

    /// A street whose signatory is somebody else than its clerk.
    private func world(_ engine: Engine) async throws -> SmallTree {
        let tree = try await SmallTree(engine.database())
        try await OpenPost(tree.surroundings)(
            NewAccount(login: "fuzeren", displayName: "分管负责人", password: "a good one"), roles: [.signatory],
            unit: Self.street, by: nil)
        try await tree.record(tree.draft(people: 10), at: Self.village)
        try await tree.accept(tree.submit(Self.village), by: Self.street)
        return tree
    }
    private func prepare(_ tree: SmallTree, note: String = "") async throws -> Submission.ID {
        try await SubmitTable(tree.surroundings)(
            .init(campaign: tree.campaign.id, unit: Self.street, kind: .report, note: note),
            id: tree.surroundings.identifiers.next(), by: tree.officer(Self.street, [.clerk]))
    }
    private func state(_ id: Submission.ID, _ tree: SmallTree) async throws -> Submission.State {
        try await Submissions(tree.surroundings).one(id, for: tree.officer(Self.street)).submission.state
    }

    @Test(arguments: Engine.allCases)
    func theSignatorySigns(engine: Engine) async throws {
        let tree = try await world(engine)
        let (clerk, signatory) = try await (
            tree.officer(Self.street, [.clerk]), tree.officer(Self.street, [.signatory])
        )
        let county = try await tree.officer("370828")
        let first = try await prepare(tree)
        #expect(try await state(first, tree) == .prepared)
        // Nobody above knows of it.
        await #expect(throws: AccessRefused.missing) {
            try await Submissions(tree.surroundings).one(first, for: county)
        }
        await #expect(throws: AccessRefused.missing) {
            try await DecideSubmission(tree.surroundings).accept(first, by: county)
        }
        let above = try await Submissions(tree.surroundings).overview(tree.campaign.id, unit: "370828", for: county)
        #expect(above.children.first { $0.unit.code == Self.street }?.latest == nil)
        #expect(
            try await Submissions(tree.surroundings).overview(tree.campaign.id, unit: Self.street, for: county)
                .versions.isEmpty)
        // Only the signatory signs, and gives a name.
        await #expect(throws: AccessRefused.forbidden) {
            try await SignSubmission(tree.surroundings)(first, name: "经办人", by: clerk)
        }
        await #expect(throws: SubmissionRefused.noName) {
            try await SignSubmission(tree.surroundings)(first, name: "  ", by: signatory)
        }
        await #expect(throws: SubmissionRefused.alreadyPrepared) { _ = try await prepare(tree) }
        try await SignSubmission(tree.surroundings).giveBack(first, reason: "人数核一下", by: signatory)
        #expect(try await state(first, tree) == .unsigned)
        let second = try await prepare(tree)
        try await SignSubmission(tree.surroundings)(second, name: "分管负责人", by: signatory)
        let signed = try await Submissions(tree.surroundings).one(second, for: county)
        #expect(signed.submission.state == .submitted && signed.isIntact && signed.submission.receipt != nil)
        #expect(signed.steps.map(\.kind) == [.prepared, .signed] && signed.steps.last?.name == "分管负责人")
        #expect(signed.versions.count == 1 && signed.previous == nil)
        // Its own people see every step.
        let own = try await Submissions(tree.surroundings).one(second, for: clerk)
        #expect(own.steps.map(\.kind) == [.prepared, .givenBack, .prepared, .signed])
        // Returned cell by cell.
        let cell = "publicity-village-people"
        await #expect(throws: AccessRefused.missing) {
            try await DecideSubmission(tree.surroundings).giveBack(
                second, reason: "", remarks: [.init(.cell("nothing"), reason: "？")], by: county)
        }
        try await DecideSubmission(tree.surroundings).giveBack(
            second, reason: "",
            remarks: [
                .init(.cell(cell), reason: "多了"), .init(.requirement("photos"), reason: "看不清"),
                .init(.cell(cell), reason: " "),
            ], by: county)
        let returned = try await Submissions(tree.surroundings).overview(
            tree.campaign.id, unit: Self.street, for: clerk)
        #expect(
            returned.remarks.map(\.reason) == ["多了", "看不清"]
                && returned.versions.first?.reason.hasSuffix("（多了）；照片（看不清）") ?? false)
        #expect(returned.needsSignature)
    }

    @Test(arguments: Engine.allCases)
    func anOfficeOfOneDoesItInOneStep(engine: Engine) async throws {
        let tree = try await world(engine)
        let administrator = try await tree.officer(Self.street, [.administrator])
        let use = SignSubmission(tree.surroundings)
        #expect(try await use.signOff(of: Self.street, for: administrator) == .byPosts)
        try await use.set(.oneStep, of: Self.street, by: administrator)
        let id = try await prepare(tree)
        #expect(try await state(id, tree) == .submitted)
        // A village, whose township does it, and a county without another signatory need none either.
        try await use.set(.twoSteps, of: Self.street, by: administrator)
        await #expect(throws: AccessRefused.forbidden) {
            try await use.set(.oneStep, of: Self.street, by: tree.officer(Self.street, [.clerk]))
        }
        try await DecideSubmission(tree.surroundings).giveBack(id, reason: "核", by: tree.officer("370828"))
        // Two steps even for who is both.
        let both = try await tree.submit(Self.street)
        #expect(try await state(both, tree) == .prepared)
    }

    /// What flows in from below while the signatory looks makes a new version: the old one cannot be signed.
    @Test(arguments: Engine.allCases)
    func aSupplementReplacesWhatWaitsForASignature(engine: Engine) async throws {
        let tree = try await world(engine)
        let signatory = try await tree.officer(Self.street, [.signatory])
        let old = try await prepare(tree)
        try await tree.record(tree.draft(people: 5), at: "370828001010")
        try await tree.accept(tree.submit("370828001010"), by: Self.street)
        await #expect(throws: SubmissionRefused.replaced) {
            try await SignSubmission(tree.surroundings)(old, name: "负责人", by: signatory)
        }
        let versions = try await Submissions(tree.surroundings).overview(
            tree.campaign.id, unit: Self.street, for: signatory
        ).versions
        let new = try #require(versions.prepared)
        #expect(new.cells["publicity-village-people"] == 15 && new.missing.map(\.code) == ["370828001209"])
        try await SignSubmission(tree.surroundings)(new.id, name: "负责人", by: signatory)
        #expect(try await state(new.id, tree) == .submitted)
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    /// What a village handed up the township returns; only its own entries it takes back, and then the village is told.
    @Test(arguments: Engine.allCases)
    func onlyWhoHandedItInTakesItBack(engine: Engine) async throws {
        let tree = try await world(engine)
        let clerk = try await tree.officer(Self.street, [.clerk])
        let other = "370828001010"
        try await tree.record(tree.draft(people: 3), at: other)
        let own = try await tree.submit(other)
        let decide = DecideSubmission(tree.surroundings)
        #expect(try await !Submissions(tree.surroundings).one(own, for: clerk).mayRecall)
        await #expect(throws: AccessRefused.forbidden) { try await decide.recall(own, seen: .submitted, by: clerk) }
        // A page that shows what was before does nothing.
        await #expect(throws: SubmissionRefused.signedMeanwhile) {
            try await decide.recall(own, seen: .prepared, by: tree.officer(other, [.recorder]))
        }
        try await decide.recall(own, seen: .submitted, by: tree.officer(other, [.recorder]))
        let entered = try await SubmitTable(tree.surroundings)(
            .init(campaign: tree.campaign.id, unit: other, kind: .report, note: ""),
            id: tree.surroundings.identifiers.next(), by: clerk)
        #expect(try await Submissions(tree.surroundings).one(entered, for: clerk).mayRecall)
        try await decide.recall(entered, seen: .submitted, by: clerk)
        let told = try await Inbox(tree.surroundings).page(for: tree.officer(other, [.recorder])).messages
        #expect(told.first?.text == "金乡街道撤回了替你们报的第 2 次")
    }

    /// Why it was returned stands with the next version, and what was said of doubts is not typed again.
    @Test(arguments: Engine.allCases)
    func theNextVersionKnowsTheLast(engine: Engine) async throws {
        let tree = try await world(engine)
        let county = try await tree.officer("370828")
        let administrator = try await tree.officer(Self.street, [.administrator])
        try await SignSubmission(tree.surroundings).set(.oneStep, of: Self.street, by: administrator)
        let first = try await prepare(tree)
        try await DecideSubmission(tree.surroundings).giveBack(
            first, reason: "", remarks: [.init(.cell("publicity-village-people"), reason: "多了")], by: county)
        try await tree.record(tree.draft(people: 5), at: "370828001010")
        try await tree.accept(tree.submit("370828001010"), by: Self.street)
        let second = try await Submissions(tree.surroundings).one(prepare(tree), for: county)
        #expect(second.answered.map(\.reason) == ["多了"])
        #expect(second.previous?.missing.count == 2 && second.submission.missing.count == 1)
    }

    /// Two clerks at once; signing while the clerk takes back; recalling while the superior accepts: one wins, the other
    /// is told.
    @Test(arguments: Engine.allCases)
    func races(engine: Engine) async throws {
        let tree = try await world(engine)
        let (clerk, signatory) = try await (
            tree.officer(Self.street, [.clerk]), tree.officer(Self.street, [.signatory])
        )
        let county = try await tree.officer("370828")
        for round in 0..<6 {
            async let a = outcome { try await prepare(tree, note: "甲 \(round)") }
            async let b = outcome { try await prepare(tree, note: "乙 \(round)") }
            let prepared = await [a, b]
            let won = prepared.compactMap { try? $0.get() }
            #expect(won.count == 1)
            #expect(prepared.compactMap(\.refusal) == [.alreadyPrepared])
            let id = try #require(won.first)
            async let sign = outcome { try await SignSubmission(tree.surroundings)(id, name: "负责人", by: signatory) }
            async let back = outcome {
                try await DecideSubmission(tree.surroundings).recall(id, seen: .prepared, by: clerk)
            }
            let (signed, taken) = await (sign, back)
            switch try await state(id, tree) {
            case .unsigned:
                #expect(signed.refusal == .takenBack && taken.refusal == nil)
                continue
            // What was signed stays handed up, and the clerk learns of it.
            case .submitted: #expect(signed.refusal == nil && taken.refusal == .signedMeanwhile)
            default: Issue.record("neither")
            }
            guard try await state(id, tree) == .submitted else { continue }
            async let accept = outcome { try await DecideSubmission(tree.surroundings).accept(id, by: county) }
            async let recall = outcome {
                try await DecideSubmission(tree.surroundings).recall(id, seen: .submitted, by: clerk)
            }
            let outcomes = await [accept, recall]
            #expect(outcomes.compactMap(\.refusal) == [.notWaiting])
            if try await state(id, tree) == .accepted { return }
        }
    }
}

private func outcome<T: Sendable>(_ body: @Sendable () async throws -> T) async -> Result<T, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
}

extension Result where Failure == any Error {
    fileprivate var refusal: SubmissionRefused? {
        if case .failure(let error) = self { error as? SubmissionRefused } else { nil }
    }
}
