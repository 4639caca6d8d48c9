extension Annex {
    /// A township's table: one block is enough to show every kind of cell.
    package static let sample = Annex(
        title: "第27个“5.29会员活动日”信息统计表", unitName: "金乡街道计划生育协会",
        blocks: [publicity, channels, local], contact: "经办人", phone: "（按名册带出）", date: "2025年6月4日",
        notes: [
            "在本级计生协网站、内刊的发稿不计入媒体宣传一栏发稿量。",
            "网站和新媒体建设一栏请另附已开通单位的名称、网址、微信公众号二维码和微博名。",
        ],
        adjustments: [
            AnnexAdjustment(
                mark: "①", label: "宣传人数（村居）", computed: "1,972",
                computedHref: Paths.cell("c1", "370828001", "sample"), difference: "+42", shown: "2,014",
                reason: "桃园村的纸质登记，附了扫描件", date: "6月3日"),
            AnnexAdjustment(
                mark: "②", label: "志愿服务人数", computed: "252", difference: "−12", shown: "240",
                reason: "两个村报了同一场", date: "6月4日"),
        ])
    package static let empty = Annex(title: "信息统计表", unitName: "金山社区", blocks: [])

    private static let publicity = AnnexBlock(rows: [
        AnnexRow(
            .levels,
            [.header(AnnexHeader("宣传活动", scope: "rowgroup", rowspan: 3, style: "blk"))]
                + ["省级计生协", "地市县级计生协", "乡镇计生协", "村居社区计生协"].map {
                    .header(AnnexHeader($0, scope: "colgroup", colspan: 2))
                }),
        AnnexRow(
            .labels,
            (0..<4).flatMap { _ in
                [.header(AnnexHeader("活动场次")), .header(AnnexHeader("宣传人数"))]
            }),
        AnnexRow(
            .values,
            [
                notApplicable("省级\n活动场次"), notApplicable("省级\n宣传人数"), notApplicable("地市县级\n活动场次"),
                notApplicable("地市县级\n宣传人数"),
                value("9", "乡镇\n活动场次"), value("1,291", "乡镇\n宣传人数"),
                value("37", "村居社区\n活动场次"), value("2,014", "村居社区\n宣传人数", mark: "①"),
            ]),
    ])

    private static let channels = AnnexBlock(
        rows: [
            AnnexRow(
                .levels,
                [
                    .header(AnnexHeader("网站和新\n媒体建设", scope: "rowgroup", rowspan: 3, style: "blk")),
                    .header(AnnexHeader("省级计生协\n（填有/无）", scope: "colgroup", colspan: 2)),
                    .header(AnnexHeader("地市级计生协\n（填总数目 单位：个）", scope: "colgroup", colspan: 3)),
                    .header(AnnexHeader("县级计生协\n（填总数目 单位：个）", scope: "colgroup", colspan: 3)),
                ]),
            AnnexRow(
                .labels,
                ["官网", "微信公众号", "官网", "微信公众号", "微博", "官网", "微信公众号", "微博"].map { .header(AnnexHeader($0)) }),
            AnnexRow(.values, (0..<8).map { _ in notApplicable("官网") }),
        ], isNotApplicable: true)

    /// What a county added: row labels, and cells over several columns.
    private static let local = AnnexBlock(rows: [
        AnnexRow(
            .values,
            [
                .header(AnnexHeader("县里\n加填的", scope: "rowgroup", rowspan: 2, style: "blk")),
                .header(AnnexHeader("志愿服务", scope: "row", colspan: 2)),
                value("12", "志愿服务\n场次", colspan: 3), value("240", "志愿服务\n人数", mark: "②", colspan: 3),
            ]),
        AnnexRow(
            .values,
            [
                .header(AnnexHeader("发放材料", scope: "row", colspan: 2)),
                value("3,600", "发放材料\n份数", colspan: 6),
            ]),
    ])

    private static func value(_ text: String, _ label: String, mark: String? = nil, colspan: Int = 1) -> AnnexCell {
        .value(
            AnnexValue(
                text, label: label, href: Paths.cell("c1", "370828001", "sample"), mark: mark, colspan: colspan))
    }

    private static func notApplicable(_ label: String) -> AnnexCell {
        .value(AnnexValue("", label: label, isNotApplicable: true))
    }
}
