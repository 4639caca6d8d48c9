import OfficeFiles

/// What the fixtures in Tests/Fixtures/office were made from.
enum Samples {
    static let properties = ["form.id": "01J8Z", "表名": "会员小组 & <活动>", "行数": "3"]

    static func sheet() -> XlsxSheet {
        var sheet = XlsxSheet(name: "甲&乙 表")
        sheet.properties = properties
        sheet.cells = [
            .init(row: 0, column: 0, columns: 4, .text("会员小组活动情况统计表"), .title),
            .init(row: 1, column: 0, rows: 2, .text("单位"), .header),
            .init(row: 1, column: 1, columns: 2, .text("人数"), .header),
            .init(row: 1, column: 3, rows: 2, .text("备注"), .header),
            .init(row: 2, column: 1, .text("男"), .header), .init(row: 2, column: 2, .text("女"), .header),
            .init(row: 3, column: 0, .text("＝甲村"), .value), .init(row: 3, column: 1, .number(37), .value),
            .init(row: 3, column: 2, .number(1_234_567), .value),
            .init(row: 3, column: 3, .text("第一行\n第二行"), .value),
            .init(row: 4, column: 0, .text("=1+1"), .value), .init(row: 4, column: 1, .number(-5), .value),
            .init(row: 4, column: 2, rows: 2, columns: 2, .text(""), .value),
            .init(row: 5, column: 1, .text("１２３"), .value),
        ]
        return sheet
    }

    static func document() -> WordDocument {
        WordDocument(
            blocks: [
                .paragraph(.init("填报通知", style: .title)), .paragraph(.init("一、要求", style: .heading)),
                .paragraph(.init(runs: [.init("请于"), .init("3月31日", isBold: true), .init("前填报＆<a>。")])),
                .table(
                    .init(
                        gridColumns: [1800, 1200, 1200, 3000],
                        rows: [
                            [
                                .init(text: "单位", rows: 2, isHeader: true),
                                .init(text: "人数", columns: 2, isHeader: true),
                                .init(text: "备注", rows: 2, isHeader: true),
                            ],
                            [.init(text: "男", isHeader: true), .init(text: "女", isHeader: true)],
                            [.init(text: "甲村"), .init(text: "37"), .init(text: ""), .init(text: "第一行\n第二行")],
                            [.init(text: "", columns: 2, rows: 2), .init(text: "x"), .init(text: "y")],
                            [.init(text: "z")],
                        ], repeatsHeader: 2)),
                .table(.init(gridColumns: [3000, 3000], rows: [[.init(text: "第二"), .init(text: "表")]])),
                .paragraph(.init("联系人：某某", style: .small, alignment: .end)),
            ], title: "填报通知", properties: properties)
    }

    static let documentParagraphs = ["填报通知", "一、要求", "请于3月31日前填报＆<a>。", "联系人：某某"]

    static let documentCells: [GridFile.Cell] = [
        .init(row: 0, column: 0, rows: 2, text: "单位"), .init(row: 0, column: 1, columns: 2, text: "人数"),
        .init(row: 0, column: 3, rows: 2, text: "备注"), .init(row: 1, column: 1, text: "男"),
        .init(row: 1, column: 2, text: "女"), .init(row: 2, column: 0, text: "甲村"),
        .init(row: 2, column: 1, text: "37"), .init(row: 2, column: 3, text: "第一行\n第二行"),
        .init(row: 3, column: 0, rows: 2, columns: 2, text: ""), .init(row: 3, column: 2, text: "x"),
        .init(row: 3, column: 3, text: "y"), .init(row: 4, column: 2, text: "z"),
    ]

    static let sheetCells: [GridFile.Cell] = [
        .init(row: 0, column: 0, columns: 4, text: "会员小组活动情况统计表"),
        .init(row: 1, column: 0, rows: 2, text: "单位"), .init(row: 1, column: 1, columns: 2, text: "人数"),
        .init(row: 1, column: 3, rows: 2, text: "备注"), .init(row: 2, column: 1, text: "男"),
        .init(row: 2, column: 2, text: "女"), .init(row: 3, column: 0, text: "＝甲村"),
        .init(row: 3, column: 1, text: "37"), .init(row: 3, column: 2, text: "1234567"),
        .init(row: 3, column: 3, text: "第一行\n第二行"), .init(row: 4, column: 0, text: "=1+1"),
        .init(row: 4, column: 1, text: "-5"), .init(row: 4, column: 2, rows: 2, columns: 2, text: ""),
        .init(row: 5, column: 1, text: "１２３"),
    ]
}
