import NoticeReading
import Testing

/// Heads of documents as they come: on paper, from web pages, without this or that.
struct HeaderReaderTests {
    struct Case: Sendable {
        var text: String
        var title: String?
        var number: String?
        var issuer: String?
        var issued: String?
        var kind = NoticeReading.Kind.notice
    }

    static let body = "现将有关事项通知如下：\n一、活动内容\n组织开展宣传活动，请认真落实，确保实效。\n"

    static let cases: [Case] = [
        Case(
            text: "石桥县妇女联合会文件\n石妇字〔2024〕3号\n关于开展“三八”节活动的通知\n各乡镇妇联：\n\(body)石桥县妇女联合会\n2024年2月26日",
            title: "关于开展“三八”节活动的通知", number: "石妇字〔2024〕3号", issuer: "石桥县妇女联合会", issued: "2024-02-26"),
        Case(
            text:
                "首页 > 通知公告 > 正文\n石桥县总工会\n关于举办职工运动会\n的通知\n来源：办公室    发布时间：2024-03-06 16:08    浏览次数：317    【打印】【关闭】\n石工〔2024〕1号\n"
                + "各基层工会：\n\(body)石桥县总工会\n二〇二四年三月四日\n上一篇：关于放假的通知\n下一篇：没有了",
            title: "石桥县总工会关于举办职工运动会的通知", number: "石工〔2024〕1号", issuer: "石桥县总工会", issued: "2024-03-04"),
        Case(
            text: "索引号：1134/2024-00288　　组配分类：通知公告\n发布机构：石桥县卫生健康局　　文号：石卫函〔2024〕4号\n名称：关于开展世界人口日活动的通知　成文日期：2024-07-01\n"
                + "各乡镇卫生院：\n\(body)",
            title: "关于开展世界人口日活动的通知", number: "石卫函〔2024〕4号", issuer: "石桥县卫生健康局", issued: "2024-07-01"),
        Case(
            text: "关于开展助残日活动的通知\n各乡镇残联：\n根据《省残联通知》（省残〔2024〕9号）要求，\(body)石桥县残疾人联合会    石桥县教育局\n共青团石桥县委员会\n2024年5月7日",
            title: "关于开展助残日活动的通知", issuer: "石桥县残疾人联合会", issued: "2024-05-07"),
        Case(
            text: "石桥县司法局关于开展宪法宣传周活动的通知\n各司法所：\n\(body)", title: "石桥县司法局关于开展宪法宣传周活动的通知", issuer: "石桥县司法局"),
        Case(
            text:
                "关于印发《2024年志愿服务月活动方案》的通知\n各村：\n现将方案印发给你们，请认真贯彻执行。\n石桥镇文明办\n2024年2月21日\n2024年志愿服务月活动方案\n一、活动内容\n组织开展志愿服务。",
            title: "关于印发《2024年志愿服务月活动方案》的通知", issuer: "石桥镇文明办", issued: "2024-02-21", kind: .plan),
        Case(
            text: "石桥县科协2024年工作要点\n一、总体要求\n做好科普工作，提高素质。\n二、主要任务\n开展科普活动。\n抄送：市科协。\n石桥县科协办公室　　2024年1月8日印发",
            title: "石桥县科协2024年工作要点", issuer: "石桥县科协", issued: "2024-01-08", kind: .annualPlan),
        Case(
            text: "“做智慧家长”家庭教育倡议书\n广大家长朋友们：\n家庭是第一所学校，向大家发出如下倡议，请积极参与活动。\n石桥县妇联\n2024年5月10日",
            title: "“做智慧家长”家庭教育倡议书", issuer: "石桥县妇联", issued: "2024-05-10", kind: .other),
        Case(
            text: "第十七届“石桥杯”翻译竞赛\n截稿日期：2024年8月10日\n为推进翻译事业，举办本届竞赛，具体规则如下。\n一、参赛者年龄在45周岁以下。\n二、参赛译文必须独立完成。",
            title: "第十七届“石桥杯”翻译竞赛"),
        Case(
            text:
                "网站首页  机构概况  工作动态  通知公告  互动交流\n科普大篷车开进校园\n日期：2024-11-22　来源：石桥县科协　点击数：318\n11月20日，石桥县科协在栖霞小学开展科普大篷车进校园活动，600余名师生参加。",
            title: "科普大篷车开进校园", issued: "2024-11-22", kind: .news),
        Case(
            text: "**市实验小学20xx年读书节活动方案\n一、活动主题\n与好书为友\n二、活动内容\n开展读书活动，举行开幕式。\n**市实验小学\n20xx年3月**日",
            title: "**市实验小学20xx年读书节活动方案", issuer: "**市实验小学", kind: .plan),
        Case(
            text:
                "石桥县总工会关于开展“送清凉”活动的通知 石工〔2023〕31号 各乡镇工会： 现将有关事项通知如下。 一、活动时间 7月1日至8月31日。 二、主要内容 （一）慰问。走访慰问职工。 石桥县总工会 2023年6月27日",
            title: "石桥县总工会关于开展“送清凉”活动的通知", number: "石工〔2023〕31号", issuer: "石桥县总工会", issued: "2023-06-27"),
    ]

    @Test(arguments: cases) func heads(_ expected: Case) throws {
        let reading = try NoticeReader().read(expected.text)
        #expect(reading.title == expected.title)
        #expect(reading.docNumber == expected.number)
        #expect(reading.issuer == expected.issuer || expected.kind == .news)
        #expect(reading.issueDate == expected.issued)
        #expect(reading.kind == expected.kind)
    }

    @Test func disclosureCopiesAndAnnexes() throws {
        let reading = try NoticeReader().read(
            """
            索 引 号 | 1137/2025-01 | 公开方式 | 主动公开 |
            发布机构 | 石桥街道办事处 | 组配分类 | 镇街文件 |
            成文日期 | 2025-05-07 | 废止日期 | |
            有效性 |
            关于开展宣传活动的通知
            各社区：
            请认真组织开展宣传活动，于6月5日前报送总结。街道成立领导小组，由街道分管领导任组长，计生协负责人任副组长，各社区负责人为成员。
            附件：1.活动统计表
            2.报名回执
            石桥街道办事处
            2025年5月7日
            抄送：区计生协，区卫生健康局。
            """)
        let disclosure = try #require(reading.disclosure)
        #expect(disclosure.indexNumber == "1137/2025-01" && disclosure.publisher == "石桥街道办事处")
        #expect(disclosure.openness == "主动公开" && disclosure.category == "镇街文件")
        #expect(disclosure.formedOn == "2025-05-07" && disclosure.abolishedOn == nil && disclosure.validity == nil)
        #expect(reading.attachments.map(\.name) == ["活动统计表", "报名回执"])
        #expect(reading.copyTo == ["区计生协", "区卫生健康局"])
        #expect(reading.leadGroup.map(\.role) == ["组长", "副组长", "成员"])
        #expect(reading.leadGroup.map(\.post) == ["街道分管领导", "计生协负责人", "各社区负责人"])
    }
}
