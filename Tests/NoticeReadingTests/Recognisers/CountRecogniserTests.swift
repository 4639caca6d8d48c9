import Testing

@testable import NoticeReading

struct CountRecogniserTests {
    @Test(
        arguments: [
            ("10 - 20组家庭", 10, 20, "组家庭"), ("80～100人", 80, 100, "人"), ("500人次", 500, 500, "人次"),
            ("200余名", 200, 200, "名"),
            ("不少于50人", 50, nil, "人"), ("不超过30户", nil, 30, "户"), ("10 — 15块", 10, 15, "块"), ("每周2 - 3条", 2, 3, "条"),
        ] as [(String, Int?, Int?, String)])
    func counts(text: String, min: Int?, max: Int?, unit: String) throws {
        let text = folded(text)
        let found = try #require(CountRecogniser.findAll(text, 0..<text.count).first)
        #expect((found.min, found.max) == (min, max))
        #expect(text.string(found.unit) == unit)
    }

    @Test(arguments: ["第3届", "5.29", "2025年", "40人民币"])
    func areNoCounts(text: String) {
        let text = folded(text)
        #expect(CountRecogniser.findAll(text, 0..<text.count).isEmpty)
    }
}
