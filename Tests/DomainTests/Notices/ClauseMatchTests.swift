import Domain
import Testing

@Suite struct ClauseMatchTests {
    private func clauses(_ lines: [(String, String, String)]) -> [Clause] {
        lines.map {
            Clause(
                parent: nil, level: 1, number: $0.0, heading: $0.1, body: $0.2, required: false,
                span: Span(start: 0, end: 0))
        }
    }
    private func pairs(_ old: [Clause], _ new: [Clause]) -> [[Int?]] {
        ClauseMatch.pairs(old, new).map { [$0.old, $0.new] }
    }

    private let old: [(String, String, String)] = [
        ("一", "活动时间", "5月1日至5月31日"), ("二", "活动内容", ""), ("三", "家庭健康义诊", "5月20日在社区卫生服务中心开展义诊服务"),
        ("四", "报送要求", "6月10日前报送总结"),
    ]

    @Test func sameTextIsUnchanged() {
        let all = clauses(old)
        #expect(pairs(all, all) == [[0, 0], [1, 1], [2, 2], [3, 3]])
        #expect(!ClauseMatch.isChanged(all[2], all[2]))
    }

    /// A clause put in before others keeps them paired by their headings.
    @Test func aNewClauseMovesTheNumbers() {
        var lines = old
        lines.insert(("二", "活动主题", "提升托育服务质量"), at: 1)
        for (place, number) in ["一", "二", "三", "四", "五"].enumerated() { lines[place].0 = number }
        #expect(pairs(clauses(old), clauses(lines)) == [[0, 0], [nil, 1], [1, 2], [2, 3], [3, 4]])
    }

    @Test func whatIsGoneStandsWhereItStood() {
        var lines = old
        lines.remove(at: 1)
        #expect(pairs(clauses(old), clauses(lines)) == [[0, 0], [1, nil], [2, 1], [3, 2]])
    }

    /// Another heading and other numbers: only the words are alike.
    @Test func likeWordsArePaired() {
        let new = clauses([("八", "义诊", "5月22日在社区卫生服务中心开展家庭健康义诊服务"), ("九", "颁奖", "另行通知")])
        let found = pairs(clauses(old), new)
        #expect(found.contains([2, 0]) && found.contains([nil, 1]))
    }

    @Test func linesOfDutiesAndMarksChangeNothing() {
        let plain = clauses([("一", "义诊", "在广场义诊。")])[0]
        let withDuties = clauses([("（二）", "义诊", "在广场义诊\n责任岗位：街道计生协秘书长\n协同部门：卫生院")])[0]
        #expect(!ClauseMatch.isChanged(plain, withDuties))
        #expect(ClauseMatch.isChanged(plain, clauses([("一", "义诊", "在广场义诊2次。")])[0]))
    }

    /// Each clause has one partner at most, whatever the texts are.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func pairsAreOneToOne(seed: UInt64) {
        var state = seed
        func next(_ below: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % below)
        }
        let words = ["宣传", "义诊", "走访", "讲座", "总结", "5月", "6月", "社区", "街道", "会员"]
        func random(_ count: Int) -> [Clause] {
            clauses(
                (0..<count).map { _ in
                    ("\(next(9))", words[next(10)], (0..<next(8)).map { _ in words[next(10)] }.joined())
                })
        }
        let (a, b) = (random(30), random(30))
        let found = ClauseMatch.pairs(a, b)
        #expect(found.compactMap(\.old).sorted() == Array(0..<30))
        #expect(found.compactMap(\.new) == Array(0..<30))
        #expect(found.contains { $0.old != nil && $0.new != nil })
    }

    @Test func fiveHundredStrangersAreQuick() {
        let a = clauses((0..<500).map { ("\($0)", "", String(repeating: "甲乙\($0)", count: 50)) })
        let b = clauses((0..<500).map { ("x\($0)", "", String(repeating: "丙丁\($0)", count: 50)) })
        #expect(ClauseMatch.pairs(a, b).count == 1_000)
    }
}

@Suite struct WordDiffTests {
    @Test(
        arguments: [
            ("5月20日义诊", "5月22日义诊", "[-5月20日][+5月22日]义诊"), ("", "新加的", "[+新加的]"), ("删了的", "", "[-删了的]"),
            ("一样", "一样", "一样"), ("5月20日前报送", "6月10日前报送", "[-5月20日][+6月10日]前报送"),
            ("请于6月10日前报送", "请于6月5日前用表报送", "请于[-6月10日][+6月5日]前[+用表]报送"),
        ])
    func marks(old: String, new: String, shown: String) {
        let pieces = WordDiff.pieces(old, new).map { piece in
            switch piece.kind {
            case .same: piece.text
            case .removed: "[-\(piece.text)]"
            case .added: "[+\(piece.text)]"
            }
        }
        #expect(pieces.joined() == shown)
    }

    @Test func longStrangersAreShownWhole() {
        let pieces = WordDiff.pieces(String(repeating: "甲", count: 50_000), String(repeating: "乙", count: 50_000))
        #expect(pieces.map(\.kind) == [.removed, .added])
    }

    @Test(arguments: [("5月1日至31日", "5月1日至5月31日"), ("abc 12", "ab 123"), ("各社区、村", "各村、社区")])
    func bothTextsAreInIt(old: String, new: String) {
        let pieces = WordDiff.pieces(old, new)
        #expect(pieces.filter { $0.kind != .added }.map(\.text).joined() == old)
        #expect(pieces.filter { $0.kind != .removed }.map(\.text).joined() == new)
    }
}
