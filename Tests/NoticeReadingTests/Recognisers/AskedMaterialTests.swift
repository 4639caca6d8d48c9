import Testing

@testable import NoticeReading

/// What schools, unions and branches are asked for, with the counts that stand beside it or in the heading above.
struct AskedMaterialTests {
    @Test(
        arguments: [
            ("各班传班会照片一张。", [(.photos, 1, 1)]),
            ("各支部拍照上传。每个支部上交心得体会2篇，照片3张。", [(.photos, nil, nil), (.text, 2, 2), (.photos, 3, 3)]),
            ("（一）“劳动美”小视频。画面清晰。每班择优传3个。", [(.videos, 3, 3)]),
            ("手抄报每班2份，交政教处。", [(.works, 2, 2)]),
            ("每单位至少推荐两个作品传到本群（横向拍摄、发原图，共8个以上）。", [(.works, 8, nil)]),
            ("观看之后写一篇观后感，推荐优秀作品报学校团委。", [(.works, nil, nil)]),
            ("请填写报名表，于截止时间前将电子版报送至工会。", [(.other, nil, nil)]),
            ("参观结束后每人撰写观后感一篇，由各处室收齐后交机关党委。", [(.text, 1, 1)]),
            ("活动结束后，各团支部上交活动总结一份和图片若干。", [(.summary, 1, 1), (.photos, nil, nil)]),
            ("各部门要宣传发动，开发资源，传承精神。", []),
            ("每位党员要交流体会，报名参加活动。", []),
        ] as [(String, [(NoticeReading.Material.Kind, Int?, Int?)])])
    func asks(text: String, expected: [(NoticeReading.Material.Kind, Int?, Int?)]) {
        let text = folded(text)
        let found = MaterialRecogniser().findAll(text, [0..<text.count])
        #expect(found.map(\.kind) == expected.map(\.0))
        #expect(found.map(\.countMin) == expected.map(\.1) && found.map(\.countMax) == expected.map(\.2))
    }

    @Test func linesBelowARequest() {
        let text = folded("请各支部于1月25日前将以下材料报组织部：\n1.组织生活会情况报告；\n2.民主评议汇总表；\n3.会议照片2张。")
        let lines = text.split(0..<text.count, at: ["\n"])
        let found = MaterialRecogniser().findAll(text, lines)
        #expect(found.map(\.kind) == [.summary, .statisticsTable, .photos])
        #expect(found.last?.countMin == 2)
    }
}
