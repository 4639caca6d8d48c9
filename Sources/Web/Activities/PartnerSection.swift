/// A unit that held the activity together with the one that recorded it.
package struct PartnerLine: Hashable, Sendable {
    package var unit: String
    package var code: String

    package init(unit: String, code: String) {
        self.unit = unit
        self.code = code
    }
}

/// 一起办的单位. One address takes both forms: `remove` takes a unit off, `unit` adds one.
func partnerSection(_ page: ActivityRecordPage) -> Markup {
    """
    <section class="card" aria-labelledby="partners"><div class="hd"><h2 id="partners">一起办的单位</h2></div>
    <p class="m sm">这场只算在主办单位，不会重复算。</p>
    \(page.partners.isEmpty ? nil : "<ul class=\"list\">\(each: page.partners, { partnerLine($0, page) })</ul>")
    \(page.canEdit ? addForm(page) : nil)</section>
    """
}

private func partnerLine(_ partner: PartnerLine, _ page: ActivityRecordPage) -> Markup {
    """
    <li><span class="t">\(partner.unit)</span>\(page.canEdit ? removeForm(partner, page) : nil)</li>
    """
}

private func removeForm(_ partner: PartnerLine, _ page: ActivityRecordPage) -> Markup {
    """
    <form method="post" action="\(Paths.activityPartners(page.id))">\(csrfField(page.csrf))\
    \(hidden("remove", partner.code))<button class="btn three sml">去掉<span class="vh">：\(partner.unit)</span></button></form>
    """
}

private func addForm(_ page: ActivityRecordPage) -> Markup {
    let unit = Field("unit", "还有哪个单位", value: page.partner, hint: "写单位名称或者区划代码", errors: page.errors)
    return """
        <form class="form tight-stack" method="post" action="\(Paths.activityPartners(page.id))">\(csrfField(page.csrf))
        \(textField(unit))<button class="btn two full">加上</button></form>
        """
}
