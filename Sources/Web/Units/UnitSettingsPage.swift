/// How an office hands its table up.
package struct UnitSettingsPage: Hashable, Sendable {
    package var csrf: String
    package var unit: String
    package var unitName: String
    package var choices: [Choice]

    package init(csrf: String, unit: String, unitName: String, choices: [Choice]) {
        self.csrf = csrf
        self.unit = unit
        self.unitName = unitName
        self.choices = choices
    }
}

extension UnitSettingsPage {
    package static let sample = UnitSettingsPage(
        csrf: "token", unit: "370828001", unitName: "金乡街道",
        choices: [
            Choice("by_posts", "看有没有别的负责人", isSelected: true, hint: "有就要负责人签字，没有就直接报"),
            Choice("two_steps", "都要负责人签字", hint: "经办人送签，负责人签了才报上去"),
        ])
    package static let empty = UnitSettingsPage(csrf: "token", unit: "370828001", unitName: "金乡街道", choices: [])
}

package func unitSettingsPage(_ page: UnitSettingsPage) -> Markup {
    """
    \(crumb([Link(page.unitName, Paths.unit(page.unit))], "怎么上报", label: "单位"))
    <div class="title"><h1>\(page.unitName)怎么上报</h1><p class="m">改了以后，从下一次上报起算。</p></div>
    <form class="card form" method="post" action="\(Paths.unitSettings(page.unit))">\(csrfField(page.csrf))
    \(radioCards(Field("sign_off", "谁来报"), page.choices))
    <button class="btn big full">保存</button></form>
    """
}
