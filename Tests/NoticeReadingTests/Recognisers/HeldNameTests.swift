import Testing

@testable import NoticeReading

struct HeldNameTests {
    @Test(arguments: [
        ("5月7日上午，在滨河广场举行“会员活动日”启动仪式，200人参加", "“会员活动日”启动仪式"), ("走访慰问困难母亲30户，送去慰问金", "走访慰问困难母亲"),
        ("组织志愿者走进职业学院，开展无偿献血知识讲座1场", "无偿献血知识讲座"), ("举办了一场亲子诵读会", "亲子诵读会"), ("面向全市征集“我的家”短视频，限报2件", "征集“我的家”短视频"),
        ("联合县医院在集市开展健康义诊", "健康义诊"), ("高度重视，加强领导", nil),
    ])
    func names(text: String, expected: String?) {
        let text = folded(text)
        #expect(HeldName(text: text).find(0..<(text.count - 1)).map(text.string) == expected)
    }

    @Test(arguments: [
        ("办一场广场宣传，7月11日在广场设立咨询台", "办一场广场宣传", nil), ("3月8日 14:00，清源养老院，“陪伴长者”志愿探访，招募志愿者25名", "“陪伴长者”志愿探访", "清源养老院"),
        ("举办主题宣讲。6月8日，在会议室", "举办主题宣讲", nil),
    ])
    func items(text: String, name: String, venue: String?) throws {
        let text = folded(text)
        let found = try #require(HeldName(text: text).item(0..<(text.count - 1), dates: DateRecogniser(year: 2025)))
        #expect(text.string(found.name) == name)
        #expect(found.fields.first { $0.field == .venue }.map { text.string($0.value) } == venue)
    }

    @Test func splitsItems() {
        let text = folded("抓好三件事。一是举办讲座。二是组织义诊。三是走访慰问。")
        #expect(ItemSplitter(text: text).items([0..<(text.count - 1)]).map(text.string) == ["举办讲座。", "组织义诊。", "走访慰问。"])
    }
}
