/// A figure that a new version of the table would change.
package struct TemplateFigureChange: Hashable, Sendable {
    /// 村居社区，活动场次
    package var label: String
    package var now: String
    package var nowHref: String?
    package var then: String

    package init(label: String, now: String, nowHref: String? = nil, then: String) {
        self.label = label
        self.now = now
        self.nowHref = nowHref
        self.then = then
    }
}

/// A campaign that uses this version, or could.
package struct TemplateCampaign: Hashable, Sendable {
    package var id: String
    /// 2025 年会员活动月
    package var name: String
    package var isUsingIt: Bool

    package init(id: String, name: String, isUsingIt: Bool = false) {
        self.id = id
        self.name = name
        self.isUsingIt = isUsingIt
    }
}

/// One version of a 附件模板, previewed on real figures.
package struct TemplatePage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var version: Int
    package var title: String
    /// cfpa-529-2021 第 2 版
    package var versionText: String
    package var chip: Chip
    package var downloadHref: String
    /// Rules that the file breaks: 第 12 格 的列数加起来是 9，应当是 8
    package var problems: [String]
    /// 用 2025 年会员活动月 在 金乡街道 的数算的
    package var previewOf: String?
    /// Missing when the file breaks a rule that the preview needs.
    package var annex: Annex?
    /// cfpa-529-2021 第 1 版: the version in use.
    package var comparedWith: String?
    /// 新增一格：村居社区，线上触达人次
    package var changes: [String]
    package var figureChanges: [TemplateFigureChange]
    package var keptAdjustments: [String]
    package var lostAdjustments: [String]
    package var canPublish: Bool
    package var canUse: Bool
    /// Empty until the version is published.
    package var campaigns: [TemplateCampaign]

    package init(
        csrf: String, id: String, version: Int, title: String, versionText: String, chip: Chip, downloadHref: String,
        problems: [String] = [], previewOf: String? = nil, annex: Annex? = nil, comparedWith: String? = nil,
        changes: [String] = [], figureChanges: [TemplateFigureChange] = [], keptAdjustments: [String] = [],
        lostAdjustments: [String] = [], canPublish: Bool = false, canUse: Bool = false,
        campaigns: [TemplateCampaign] = []
    ) {
        self.csrf = csrf
        self.id = id
        self.version = version
        self.title = title
        self.versionText = versionText
        self.chip = chip
        self.downloadHref = downloadHref
        self.problems = problems
        self.previewOf = previewOf
        self.annex = annex
        self.comparedWith = comparedWith
        self.changes = changes
        self.figureChanges = figureChanges
        self.keptAdjustments = keptAdjustments
        self.lostAdjustments = lostAdjustments
        self.canPublish = canPublish
        self.canUse = canUse
        self.campaigns = campaigns
    }
}

package func templatePage(_ page: TemplatePage) -> Markup {
    """
    \(crumb([Link("附件模板", Paths.templates)], page.versionText))
    <div class="title"><div class="row"><h1>\(page.title)</h1>\
    <div class="row">\(chip(page.chip))\
    <a class="btn two" href="\(page.downloadHref)">\(icon("get"))下载</a></div></div>
    <p class="m">\(page.versionText)</p>\(page.previewOf.map { "<p class=\"m\">\($0)</p>" })</div>
    \(page.problems.isEmpty ? nil : problemNote(page.problems))
    \(page.annex.map { annex($0) })
    \(page.comparedWith.map { comparison($0, page.changes) })
    \(page.figureChanges.isEmpty ? nil : figureTable(page.figureChanges))
    \(page.keptAdjustments.isEmpty && page.lostAdjustments.isEmpty ? nil : adjustments(page))
    \(page.canPublish ? publishSection(page) : nil)
    \(page.campaigns.isEmpty ? nil : useSection(page))
    """
}

private func problemNote(_ problems: [String]) -> Markup {
    """
    <div class="note brick">\(icon("flag"))<div><p><b>有 \(problems.count) 处不合规矩，改好再传</b></p>\
    <ul class="list">\(each: problems, { "<li>\($0)</li>" })</ul></div></div>
    """
}

private func comparison(_ version: String, _ changes: [String]) -> Markup {
    """
    <section class="card" aria-labelledby="compare"><div class="hd"><h2 id="compare">和现在用的比</h2>\
    <span class="m sm">现在用 \(version)</span></div>\
    \(changes.isEmpty
        ? "<p class=\"m\">每一格都一样。</p>" : "<ul class=\"list\">\(each: changes, { "<li>\($0)</li>" })</ul>")</section>
    """
}

private func figureTable(_ changes: [TemplateFigureChange]) -> Markup {
    """
    <section class="card flush" aria-labelledby="figures"><div class="hd"><h2 id="figures">换上以后数会变的格</h2>\
    <span class="m sm">\(changes.count) 格，没上报的表才变</span></div>
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">哪一格</th><th role="columnheader" class="r" scope="col">现在</th>\
    <th role="columnheader" class="r" scope="col">换上以后</th></tr></thead>
    <tbody role="rowgroup">\(each: changes, figureRow)</tbody></table></section>
    """
}

private func figureRow(_ row: TemplateFigureChange) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead full" scope="row">\(row.label)</th>\
    <td role="cell" class="r full" data-l="现在">\(figure(row.now, row.nowHref))</td>\
    <td role="cell" class="r b full" data-l="换上以后">\(row.then)</td></tr>
    """
}

private func adjustments(_ page: TemplatePage) -> Markup {
    """
    <section class="card" aria-labelledby="adjusted"><div class="hd"><h2 id="adjusted">换上以后的手工调整</h2></div>\
    <ul class="list">\(each: page.lostAdjustments, { adjustment($0, Chip(.gap, "没处放")) })\
    \(each: page.keptAdjustments, { adjustment($0, Chip(.ok, "还在")) })</ul></section>
    """
}

private func adjustment(_ text: String, _ state: Chip) -> Markup {
    "<li><span class=\"t\">\(text)</span>\(chip(state))</li>"
}

private func publishSection(_ page: TemplatePage) -> Markup {
    """
    <section class="card stack" aria-labelledby="publish"><h2 id="publish">发布这一版</h2>\
    <p class="m">发布以后这一版不能再改；还要改，就改好版本号另传一份。</p>
    <form method="post" action="\(Paths.templatePublish(page.id, page.version))">\(csrfField(page.csrf))\
    <button class="btn big full">发布</button></form></section>
    """
}

private func useSection(_ page: TemplatePage) -> Markup {
    """
    <section class="card" aria-labelledby="use"><div class="hd"><h2 id="use">用到活动</h2></div>\
    <p class="m">没上报的表按新表样显示，已经上报的不变。</p>
    <ul class="list">\(each: page.campaigns, { campaign($0, page) })</ul></section>
    """
}

private func campaign(_ campaign: TemplateCampaign, _ page: TemplatePage) -> Markup {
    """
    <li><span class="t">\(campaign.name)</span>\(campaign.isUsingIt ? chip(Chip(.ok, "正在用")) : nil)\
    \(page.canUse && !campaign.isUsingIt ? useForm(campaign, page) : nil)</li>
    """
}

private func useForm(_ campaign: TemplateCampaign, _ page: TemplatePage) -> Markup {
    """
    <form method="post" action="\(Paths.templateUse(page.id, page.version))">\(csrfField(page.csrf))\
    \(hidden("campaign", campaign.id))<button class="btn two sml">用这一版\
    <span class="vh">：\(campaign.name)</span></button></form>
    """
}
