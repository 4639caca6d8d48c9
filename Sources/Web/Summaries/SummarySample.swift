extension SummaryPage {
    package static let sample = SummaryPage(
        campaign: "c1", unit: "370828001", unitName: "金乡街道",
        sections: [
            SummarySection(
                heading: "一、总的情况",
                sentences: [
                    [
                        SummaryPiece("今年5月，街道计生协组织街道和19个社区、村开展宣传"), number("46"), SummaryPiece("场，参加"),
                        number("3,263"), SummaryPiece("人。"),
                    ],
                    [SummaryPiece("走访慰问"), number("21"), SummaryPiece("场、"), number("145"), SummaryPiece("人。")],
                ]),
            SummarySection(
                heading: "二、媒体宣传", sentences: [[SummaryPiece("各级媒体登了"), number("11"), SummaryPiece("篇。")]]),
        ],
        records: [
            SummaryRecord(
                id: "a1", title: "家风故事分享会", unit: "金府社区", date: "5月17日", numbers: "46 人", isChosen: true),
            SummaryRecord(
                id: "a2", title: "“提升托育服务质量”集中宣传暨家庭健康义诊", unit: "金山社区", date: "5月29日",
                numbers: "1,280 人"),
        ], carried: ["a9", "a10"], nextCursor: "a2", isFirstPage: false, total: "共 93 条")
    package static let empty = SummaryPage(campaign: "c1", unit: "370828001002", unitName: "金山社区")

    private static func number(_ text: String) -> SummaryPiece {
        SummaryPiece(text, href: Paths.cell("c1", "370828001", "sample"))
    }
}
