extension UnitChangesPage {
    package static let sample = UnitChangesPage(
        csrf: "token", path: [Link("济宁市", Paths.unit("3708")), Link("金乡县", Paths.unit("370828"))],
        unit: "370828001", unitName: "金乡街道",
        history: [
            UnitChangeLine(date: "2011年3月1日", text: "从金乡镇改名金乡街道。某政发〔2011〕3号", by: "县里 管理员"),
            UnitChangeLine(date: "2005年6月1日", text: "城北镇并到金乡镇，12 个村跟着过来。", by: "县里 管理员"),
        ],
        children: [
            Choice("370828001001", "金府社区", isSelected: true), Choice("370828001002", "金山社区"),
            Choice("370828001203", "桃园村"),
        ],
        openKind: "split",
        typed: [HiddenField("name", "金北街道"), HiddenField("code", "37082800"), HiddenField("reason", "新设街道")],
        today: "2025-06-04", errors: FormErrors([FieldError("split-code", "街道的区划代码是 9 位，还差 1 位")]))
    package static let empty = UnitChangesPage(
        csrf: "token", unit: "370828001002", unitName: "金山社区", today: "2025-06-04")
    package static let confirming = UnitChangesPage(
        csrf: "token", unit: "370828001", unitName: "金乡街道",
        confirmation: UnitChangeConfirmation(
            heading: "把金乡街道划到鱼台县",
            consequences: [
                "6月4日起，金乡街道报给鱼台县。", "19 个村居跟着过去。", "它们以前记的 93 条、报的 2 次都还在。",
                "全市的总数不变。金乡县的表少 37 场，鱼台县的表多 37 场。",
            ],
            fields: [
                HiddenField("kind", "move"), HiddenField("superior", "370827"), HiddenField("day", "2025-06-04"),
                HiddenField("reason", "区划调整"),
            ]))
}
