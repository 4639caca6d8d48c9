extension ImportReportPage {
    /// One file of every state.
    package static let sample = ImportReportPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000041", date: "6月4日 10:20",
        summary: "5 份：能取 1 份，要改 2 份，取过 1 份，没有差别 1 份。",
        files: [
            ImportFile(
                id: "f1", name: "金府社区统计表.xlsx", unitName: "金府社区", chip: Chip(.open, "能取"),
                differences: [
                    ImportDifference(
                        label: "村居社区，活动场次", now: "3", nowHref: Paths.cell("c1", "370828001001", "sample"), file: "5",
                        difference: "+2", action: "补一条记录：2 场"),
                    ImportDifference(
                        label: "村居社区，宣传人数", now: "186", file: "260", difference: "+74", action: "补一条记录：74 人"),
                    ImportDifference(
                        label: "村居社区，慰问人数", now: "8", file: "5", difference: "−3", action: "文件比记录少，没取",
                        isLeftOut: true),
                ], canTake: true),
            ImportFile(
                id: "f2", name: "桃园村5.29活动信息统计表（6月3日改）最终版.docx", unitName: "桃园村",
                chip: Chip(.back, "要改"),
                problems: [
                    ImportProblem(place: "信息统计表 B5", text: "填的是“约80”，改成 80。"),
                    ImportProblem(place: "信息统计表 D5", text: "这一格空着，没办就填 0。"),
                ]),
            ImportFile(
                id: "f3", name: "xinxitongjibiao_2025_jinxiang_jiedao_wangjiacun_v2.xlsx", chip: Chip(.back, "要改"),
                problems: [ImportProblem(place: "单位（公章）", text: "写的是“王家村”，名册里没有。改成 王架村 再传。")]),
            ImportFile(
                id: "f4", name: "金山社区.xlsx", unitName: "金山社区", chip: Chip(.ok, "取过了"),
                made: [Link("3 条记录", Paths.activities(unit: "370828001002"))]),
            ImportFile(id: "f5", name: "真武社区.xlsx", unitName: "真武社区", chip: Chip(.off, "没有差别")),
        ], takeAll: "1 份能取，会补 2 条记录。")
    package static let empty = ImportReportPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000041", date: "6月4日 10:20", summary: "一份也没读到。")
}
