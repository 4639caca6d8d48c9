extension TemplatePage {
    /// A published version that one campaign uses and another could.
    package static let sample = TemplatePage(
        csrf: "token", id: "cfpa-529-2021", version: 2, title: "“5.29会员活动日”信息统计表",
        versionText: "cfpa-529-2021 第 2 版", chip: Chip(.ok, "已发布"),
        downloadHref: Paths.template("cfpa-529-2021", 2) + "/file",
        previewOf: "用 2025 年会员活动月 在 金乡街道 的数算的", annex: .sample, comparedWith: "cfpa-529-2021 第 1 版",
        changes: ["新增一格：村居社区，线上触达人次", "少了一格：省级，微博", "改了标题：慰问服务场次 → 走访慰问场次"],
        figureChanges: [
            TemplateFigureChange(
                label: "村居社区，其他服务场次", now: "12", nowHref: Paths.cell("c1", "370828001", "sample"), then: "15"),
            TemplateFigureChange(label: "村居社区，服务人数", now: "1,204,355", then: "1,204,366"),
        ],
        keptAdjustments: ["村居社区，宣传人数 +30"], lostAdjustments: ["省级，微博 −1：这一格没有了"], canUse: true,
        campaigns: [
            TemplateCampaign(id: "c1", name: "2025 年会员活动月"),
            TemplateCampaign(id: "c0", name: "2024 年会员活动日", isUsingIt: true),
        ])
    /// A draft whose file breaks the rules.
    package static let empty = TemplatePage(
        csrf: "token", id: "cfpa-529-2021", version: 3, title: "信息统计表", versionText: "cfpa-529-2021 第 3 版",
        chip: Chip(.half, "草稿"), downloadHref: Paths.template("cfpa-529-2021", 3) + "/file",
        problems: ["“宣传活动”第 2 行占 9 列，应当是 8 列", "格 publicity.village.sessions 写了两次"])
    /// A draft that can be published.
    package static let draft = TemplatePage(
        csrf: "token", id: "cfpa-529-2021", version: 3, title: "信息统计表", versionText: "cfpa-529-2021 第 3 版",
        chip: Chip(.half, "草稿"), downloadHref: Paths.template("cfpa-529-2021", 3) + "/file",
        previewOf: "用 2025 年会员活动月 在 金乡街道 的数算的", annex: .sample, comparedWith: "cfpa-529-2021 第 2 版",
        canPublish: true)
}
