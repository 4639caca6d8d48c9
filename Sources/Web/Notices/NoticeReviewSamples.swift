extension NoticeReviewPage {
    package static let sample = NoticeReviewPage(
        csrf: "token", id: "n1", name: "金街办发〔2025〕16号", summary: "认出了 2 项活动、1 个时限。有 2 处要你拿主意，已定 1 处。",
        nextStep: "发给 19 个村居",
        paragraphs: [
            PaperParagraph([.text("金乡街道计划生育协会“5.29会员活动月”实施方案")], style: .title),
            PaperParagraph([.text("一、活动时间")], style: .heading),
            PaperParagraph([.mark(id: "s1", text: "2025年5月1日－5月31日", label: "时间", isDoubtful: false)]),
            PaperParagraph([
                .text("2. "), .mark(id: "a1", text: "线下宣传：5月1日－10日，广场", label: "1", isDoubtful: false), .text("……"),
                .mark(id: "a2", text: "义诊：5月10日、5月20日，500人次", label: "2", isDoubtful: true),
            ]),
            PaperParagraph([.mark(id: "r1", text: "书面总结报告，于6月5日前报送街道计生协", label: "时限", isDoubtful: false)]),
        ],
        findings: [
            ReviewFinding(
                title: "义诊“500人次”没说是每场还是两场合计", why: "两场差一倍，进度会算错。", source: SourceLink("a2", "原文四（二）3")),
            ReviewFinding(
                title: "趣味游戏 5月1日至5日，印发时已经过了", why: "印发日是 5月7日。", decided: "已定：不办了"),
        ], burden: "每个村居约 25 分钟，19 个村居合计约 8 小时。", title: "金乡街道计划生育协会“5.29会员活动月”实施方案",
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
        ], materials: [ReviewMaterial(kind: "照片", count: "10", unit: "张")],
        campaigns: [
            Choice("c1", "2025年会员活动月", isSelected: true, hint: "5月1日至31日，主题一样"),
            Choice("new", "新的活动"),
        ], errors: FormErrors([FieldError("activity.1.dates", "第 2 项要写哪些天")]))
    package static let empty = NoticeReviewPage(
        csrf: "token", id: "n1", name: "没写文号", summary: "没认出活动和时限，要你自己填。", nextStep: "发给 0 个单位",
        campaigns: [Choice("new", "新的活动", isSelected: true)])

    private static let sampleCategories = [Choice("publicity", "宣传", isSelected: true), Choice("service", "其他服务")]
}
