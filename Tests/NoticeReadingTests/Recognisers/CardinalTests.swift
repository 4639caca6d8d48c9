import Testing

@testable import NoticeReading

struct CardinalTests {
    @Test(arguments: [
        ("三百二十", 320), ("十五", 15), ("百", 100), ("两千", 2000), ("一千二百", 1200), ("1,200", 1200), ("1.2万", 12_000),
        ("3万", 30_000), ("六", 6),
    ])
    func numbers(text: String, value: Int) {
        let keys = text.unicodeScalars.map(Folding.key)
        #expect(Cardinal.read(keys, 0, keys.count)?.0 == value)
    }

    @Test(
        arguments: [
            ("三百人参加", 300, 300, "人"), ("视障读者十五名", 15, 15, "名"), ("百余人", 100, 100, "人"), ("每日上限60人", nil, 60, "人"),
            ("不得超过80人", nil, 80, "人"), ("逾500人次", 500, nil, "人次"), ("50人以上", 50, nil, "人"), ("80人-100人", 80, 100, "人"),
            ("二至三场", 2, 3, "场"), ("3000人次", 3000, 3000, "人次"),
        ] as [(String, Int?, Int?, String)])
    func counts(text: String, min: Int?, max: Int?, unit: String) throws {
        let text = folded(text)
        let found = try #require(CountRecogniser.findAll(text, 0..<text.count).first)
        #expect((found.min, found.max) == (min, max))
        #expect(text.string(found.unit) == unit)
    }

    @Test(arguments: ["一对一帮扶", "一户一策", "第三名", "统一组织", "二〇二五人", "五一"])
    func areNoCounts(text: String) {
        let text = folded(text)
        #expect(CountRecogniser.findAll(text, 0..<text.count).isEmpty)
    }
}
