extension NoticeReviewPage {
    package static let sample = NoticeReviewPage(
        csrf: "token", id: "n1", name: "金街办发〔2025〕16号", summary: "认出了 2 项活动、1 个时限。有 2 处要你拿主意，已定 1 处。",
        nextStep: "发给 19 个村居",
        paragraphs: [
            PaperParagraph([.text("金乡街道计划生育协会“5.29会员活动月”实施方案")], style: .title),
            PaperParagraph([.text("一、活动时间")], style: .heading),
            PaperParagraph([.mark(anchors: ["s1"], text: "2025年5月1日－5月31日", label: "时间", field: nil, isDoubtful: false)]
            ),
            PaperParagraph([
                .text("2. "),
                .mark(anchors: ["a1"], text: "线下宣传：5月1日－10日，广场", label: "1", field: nil, isDoubtful: false),
                .text("……"),
                .mark(anchors: ["a2"], text: "义诊：5月10日、5月20日，500人次", label: "2", field: nil, isDoubtful: true),
            ]),
            PaperParagraph([
                .mark(anchors: ["r1"], text: "书面总结报告，于6月5日前报送街道计生协", label: "时限", field: nil, isDoubtful: false)
            ]),
        ],
        findings: [
            ReviewFinding(
                title: "义诊“500人次”没说是每场还是两场合计", why: "两场差一倍，进度会算错。", source: SourceLink("a2", "原文四（二）3")),
            ReviewFinding(
                title: "趣味游戏 5月1日至5日，印发时已经过了", why: "印发日是 5月7日。", reason: "印发前已经办了",
                isDecided: true),
            ReviewFinding(title: "不宜规定报送照片的数量来证明工作，请核对。", needsReason: true),
            ReviewFinding(title: "全文超过4000字，建议精简后下发。", isHint: true),
        ], burden: .sample, kinds: [Choice("plan", "实施方案", isSelected: true)], title: "金乡街道计划生育协会“5.29会员活动月”实施方案",
        docNumber: "金街办发〔2025〕16号", issuer: "金乡街道", issueDate: "2025-05-07", theme: "提升托育服务质量 共建生育友好社会",
        periodStart: "2025-05-01", periodEnd: "2025-05-31", sources: ["period_start": SourceLink("s1", "原文一")],
        activities: [
            ReviewActivity(
                name: "线下宣传", dates: "5月1日至10日", venue: "广场、商场等", categories: sampleCategories,
                source: SourceLink("a1", "1")),
            ReviewActivity(
                name: "家庭健康义诊", dates: "5月10日、20日", headcount: "500人次", categories: sampleCategories,
                isIncluded: false, isDoubtful: true, source: SourceLink("a2", "2")),
        ],
        deadlines: [
            ReviewDeadline(what: "书面总结报告", date: "2025-06-05", to: "街道计生协", source: SourceLink("r1", "原文五（二）3"))
        ], materials: [ReviewMaterial(kinds: [Choice("photos", "照片", isSelected: true)], count: "10")],
        disclosure: ["", "金乡街道办事处", "主动公开", ""], facts: [Fact("依据", "国计生协〔2025〕5号")],
        campaigns: [
            Choice("c1", "2025年会员活动月", isSelected: true, hint: "5月1日至31日，主题一样"),
            Choice("new", "新的活动"),
        ], errors: FormErrors([FieldError("activity.1.dates", "第 2 项要写哪些天")]))
    package static let empty = NoticeReviewPage(
        csrf: "token", id: "n1", name: "没写文号", summary: "没认出活动和时限，要你自己填。", nextStep: "发给 0 个单位",
        campaigns: [Choice("new", "新的活动", isSelected: true)])

    package static let annual = NoticeReviewPage(
        csrf: "token", id: "n2", name: "工作要点.docx", summary: "系统认出了 1 项任务、1 个每年的日子。", nextStep: "发给 9 个单位",
        isAnnualPlan: true, title: "2023年工作要点",
        tasks: [
            ReviewTask(
                area: "持续深化改革", name: "配齐配强县级专职人员", indicators: "专职在岗人员不少于2人", owner: "组织部",
                source: SourceLink("t1", "看原文"))
        ], days: [ReviewDay(name: "世界人口日", date: "2023-07-11"), ReviewDay(name: "重阳节")])

    private static let sampleCategories = [Choice("publicity", "宣传", isSelected: true), Choice("service", "其他服务")]
}
