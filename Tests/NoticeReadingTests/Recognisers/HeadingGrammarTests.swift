import Testing

@testable import NoticeReading

struct HeadingGrammarTests {
    @Test(arguments: [
        ("一、活动时间", HeadingGrammar.Form.han, 1), ("十二、其他", .han, 12), ("（二）义诊", .hanBracket, 2),
        ("(三) 讲座", .hanBracket, 3),
        ("1. 开展宣传", .arabic, 1), ("2、走访", .arabic, 2), ("３．走访", .arabic, 3), ("（4）慰问", .arabicBracket, 4),
        ("5）慰问", .arabicBracket, 5),
        ("⑥发放", .circled, 6), ("第一章 总则", .chapter, 1),
    ])
    func markers(text: String, form: HeadingGrammar.Form, number: Int) throws {
        let keys = text.unicodeScalars.map(Folding.key)
        let marker = try #require(HeadingGrammar.marker(keys, 0..<keys.count))
        #expect((marker.form, marker.number) == (form, number))
    }

    @Test(arguments: ["5.29会员活动日", "5·29", "3、4号楼", "2025年5月", "一是加强", "第一次", "（略）", "120.5分", "", "一、"])
    func areNoHeadings(text: String) {
        let keys = text.unicodeScalars.map(Folding.key)
        #expect(HeadingGrammar.marker(keys, 0..<keys.count) == nil)
    }

    @Test func buildsATree() {
        let layout = Layout(
            Array("关于甲的通知\n一、甲\n（一）乙\n1.丙\n线下活动\n摊位：发放。\n线上活动：直播。\n（二）丁\n二、戊".unicodeScalars))
        let outline = Outline(NoticeParts(layout))
        let path = { (index: Int) in (outline.ancestors(index) + [index]).compactMap { outline.sections[$0].heading } }
        #expect(
            outline.sections.indices.map { path($0).map(layout.text.string).joined(separator: "/") } == [
                "甲", "甲/乙", "甲/乙/丙", "甲/乙/丙/线下活动", "甲/乙/丙/线下活动/摊位", "甲/乙/丙/线上活动", "甲/丁", "戊",
            ])
    }
}
