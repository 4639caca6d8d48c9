/// A version of a submission.
package struct SubmissionVersion: Hashable, Sendable {
    /// 第 2 次
    package var label: String
    package var chip: Chip
    /// 6月4日 14:05
    package var when: String
    /// Missing for the one on show.
    package var href: String?

    package init(label: String, chip: Chip, when: String, href: String? = nil) {
        self.label = label
        self.chip = chip
        self.when = when
        self.href = href
    }
}

/// A version from below that this one was made of.
package struct SubmissionPart: Hashable, Sendable {
    package var unit: String
    /// 第 2 次
    package var version: String
    package var chip: Chip?
    /// 3 场 186 人
    package var figure: String
    package var href: String?

    package init(unit: String, version: String, chip: Chip? = nil, figure: String, href: String? = nil) {
        self.unit = unit
        self.version = version
        self.chip = chip
        self.figure = figure
        self.href = href
    }
}

/// What was handed up: a frozen table, who is missing, and what came later.
package struct SubmissionPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var path: [Link]
    package var unitName: String
    /// 第 2 次
    package var version: String
    package var chip: Chip
    /// 6月4日 14:05 报的，6月4日 16:20 收下
    package var times: String
    package var returnReason: String?
    package var annex: Annex?
    /// 零报告 has no table to show.
    package var isNil: Bool
    package var missing: [String]
    package var note: String?
    /// SHA-256 of the content.
    package var hash: String
    package var versions: [SubmissionVersion]
    /// 5月30日 补进 桃园村：宣传 +3 场 +120 人
    package var supplements: [String]
    package var canJudge: Bool
    package var canRecall: Bool
    package var reason: String
    package var resubmitHref: String?
    package var errors: FormErrors
    package var findings: [ExplainedFinding]
    /// What a correction changed; the accepted version before it stays.
    package var corrections: [CellChange]
    package var correctionReason: String?
    package var parts: [SubmissionPart]
    /// Missing for the first version.
    package var changes: VersionChanges?
    /// Why it came back, cell by cell.
    package var remarks: [RemarkLine]
    package var steps: [StepLine]
    /// For the signatory of the unit; as the name is proposed.
    package var signature: SignatureField?
    /// Not handed up yet: taking it back tells nobody.
    package var isPrepared: Bool
    package var receiptHref: String?
    /// What a reason can be given for, one by one.
    package var returnable: [RemarkField]
    package var checklist: ChecklistSection?
    package var materials = FrozenMaterials()
    package var scan: ScanSection?
    /// Who decides, for those of the superior who do not.
    package var waitsFor: String?
    /// Another table that waits, once this one is decided.
    package var next: Link?
    /// What the version before was returned for.
    package var answered: [RemarkLine] = []

    package init(
        csrf: String, id: String, path: [Link] = [], unitName: String, version: String, chip: Chip, times: String,
        returnReason: String? = nil, annex: Annex? = nil, isNil: Bool = false, missing: [String] = [],
        note: String? = nil, hash: String, versions: [SubmissionVersion] = [], supplements: [String] = [],
        canJudge: Bool = false, canRecall: Bool = false, reason: String = "", resubmitHref: String? = nil,
        errors: FormErrors = .none, findings: [ExplainedFinding] = [], corrections: [CellChange] = [],
        correctionReason: String? = nil, parts: [SubmissionPart] = [], changes: VersionChanges? = nil,
        remarks: [RemarkLine] = [], steps: [StepLine] = [], signature: SignatureField? = nil,
        isPrepared: Bool = false, receiptHref: String? = nil, returnable: [RemarkField] = []
    ) {
        self.csrf = csrf
        self.id = id
        self.path = path
        self.unitName = unitName
        self.version = version
        self.chip = chip
        self.times = times
        self.returnReason = returnReason
        self.annex = annex
        self.isNil = isNil
        self.missing = missing
        self.note = note
        self.hash = hash
        self.versions = versions
        self.supplements = supplements
        self.canJudge = canJudge
        self.canRecall = canRecall
        self.reason = reason
        self.resubmitHref = resubmitHref
        self.errors = errors
        self.findings = findings
        self.corrections = corrections
        self.correctionReason = correctionReason
        self.parts = parts
        self.changes = changes
        self.remarks = remarks
        self.steps = steps
        self.signature = signature
        self.isPrepared = isPrepared
        self.receiptHref = receiptHref
        self.returnable = returnable
    }
}

extension SubmissionPage {
    package static let sample = {
        var page = signed
        page.materials = FrozenMaterials(
            count: "总结 1 篇",
            files: [MaterialLine(id: "m1", name: "活动总结.docx", size: "38 KB", when: "6月4日 10:20")])
        page.scan = ScanSection(
            count: 1,
            files: [
                MaterialLine(id: "m2", name: "盖章表.pdf", size: "1.2 MB", when: "6月4日 15:00", canWithdraw: true)
            ], canAttach: true)
        page.waitsFor = "收下、退回由金乡县的负责人来点。"
        page.next = Link("下一个：金府社区", Paths.submission("u4"))
        page.answered = [RemarkLine(about: "总结", reason: "少了不足和打算")]
        return page
    }()
    private static let signed = SubmissionPage(
        csrf: "token", id: "u2", path: [Link("下级上报", Paths.submissions(campaign: "c1", to: "370828"))],
        unitName: "金乡街道", version: "第 2 次", chip: Chip(.half, "等你看"), times: "6月4日 14:05 报的",
        returnReason: "第 1 次退回：义诊人数请核一下", annex: .sample, missing: ["桃园村", "王架村"], note: "6个单位总结6月6日补齐。",
        hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        versions: [
            SubmissionVersion(label: "第 2 次", chip: Chip(.half, "等你看"), when: "6月4日 14:05"),
            SubmissionVersion(
                label: "第 1 次", chip: Chip(.back, "退回了"), when: "6月3日 9:30", href: Paths.submission("u1")),
        ], supplements: ["5月30日 补进 桃园村：宣传 +3 场 +120 人"], canJudge: true, canRecall: true,
        resubmitHref: Paths.newSubmission(campaign: "c1", unit: "370828001"),
        errors: FormErrors([FieldError("reason", "写一句为什么退回，对方才知道改哪里")]),
        findings: [
            ExplainedFinding(message: "村居社区的慰问人数是去年的 9 倍", explanation: "今年加了中秋走访"),
            ExplainedFinding(unit: "金府社区", message: "有服务场次，没有服务人数"),
        ],
        corrections: [
            CellChange(label: "村居社区，宣传人数", before: "1,812", after: "2,014"),
            CellChange(label: "乡镇，活动场次", before: "8", after: "9"),
        ], correctionReason: "义诊记漏了一场",
        parts: [
            SubmissionPart(
                unit: "金府社区", version: "第 2 次", chip: Chip(.ok, "收下了"), figure: "3 场 186 人",
                href: Paths.submission("u1")),
            SubmissionPart(
                unit: "金山社区", version: "第 1 次", chip: Chip(.ok, "零报告"), figure: "0 场 0 人",
                href: Paths.submission("u4")),
        ],
        changes: VersionChanges(
            since: "第 1 次", cells: [CellChange(label: "乡镇，活动场次", before: "8", after: "9")],
            others: ["又收下了：桃园村", "加了材料“活动总结.docx”"]),
        remarks: [RemarkLine(about: "村居社区，宣传人数 1,972", reason: "和去年差得多，核一下")],
        steps: [
            StepLine(version: "第 2 次", what: "签字上报", who: "金乡街道　分管负责人", when: "6月4日 14:05"),
            StepLine(
                version: "第 1 次", what: "退回", who: "金乡县　负责人", when: "6月3日 16:20", note: "义诊人数请核一下"),
        ], signature: SignatureField(name: "分管负责人"), receiptHref: Paths.submissionReceipt("u2"),
        returnable: [
            RemarkField(id: "cell.publicity-village-people", label: "村居社区，宣传人数", value: "1,972", reason: "核一下"),
            RemarkField(id: "requirement.photos", label: "照片"),
        ])
    package static let empty = SubmissionPage(
        csrf: "token", id: "u3", unitName: "金山社区", version: "第 1 次", chip: Chip(.ok, "收到了"), times: "6月4日 14:05 报的",
        isNil: true, hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
}

package func submissionPage(_ page: SubmissionPage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.unitName))
    <div class="title"><div class="row"><h1>\(page.unitName)的上报</h1>\(chip(page.chip))</div>\
    <p class="m">\(page.version)　\(page.times)</p></div>
    \(errorSummary(page.errors))
    \(beside(remarks(page), decisions(page)))
    \(page.annex.map { annex($0) })
    \(frozenMaterials(page.materials))
    \(page.checklist.map(checklistSection))
    \(page.scan.map { scanSection($0, page) })
    \(page.parts.isEmpty ? nil : parts(page.parts))
    \(page.supplements.isEmpty ? nil : supplements(page.supplements))
    \(page.versions.isEmpty ? nil : versions(page.versions))
    \(page.steps.isEmpty ? nil : steps(page.steps))
    <p class="q hash">内容指纹 \(page.hash)</p>
    """
}

/// What there is to know before one decides, and what can be done, side by side above the long table.
private func beside(_ remarks: [Markup], _ decisions: [Markup]) -> Markup {
    let both: Markup = """
        <div class="stack">\(each: remarks, { $0 })</div><div class="stack">\(each: decisions, { $0 })</div>
        """
    return remarks.isEmpty || decisions.isEmpty
        ? "\(each: remarks + decisions, { $0 })" : "<div class=\"cols c75\">\(both)</div>"
}

private func remarks(_ page: SubmissionPage) -> [Markup] {
    let isCorrection = page.correctionReason != nil || !page.corrections.isEmpty
    return [
        page.returnReason.map { note(Note(.brick, $0)) },
        page.remarks.isEmpty ? nil : remarkLines(page.remarks),
        page.answered.isEmpty ? nil : remarkLines(page.answered, heading: "上次退回时说的"),
        page.missing.isEmpty ? nil : note(Note(.amber, missing(page.missing))),
        page.note.map { note(Note(.plain, "报的人说：" + $0)) },
        page.isNil ? note(Note(.plain, "这是零报告：一场也没办。")) : nil,
        isCorrection ? correctionSection(page.corrections, isCorrection: true, reason: page.correctionReason) : nil,
        page.changes.map(changesSection),
        page.findings.isEmpty ? nil : explainedFindings(page.findings),
    ].compactMap(\.self)
}

private func decisions(_ page: SubmissionPage) -> [Markup] {
    [
        page.signature.map { signing($0, page) },
        page.canJudge ? judgement(page) : nil,
        page.resubmitHref.map { "<p><a class=\"btn big full\" href=\"\($0)\">改好了，再报一次</a></p>" },
        page.canRecall ? recall(page) : nil,
        page.waitsFor.map { note(Note(.plain, $0)) },
        page.next.map { "<p><a class=\"btn full\" href=\"\($0.href)\">\($0.text)</a></p>" },
        page.receiptHref.map { "<p><a class=\"btn two full\" href=\"\($0)\">看回执</a></p>" },
    ].compactMap(\.self)
}

private func missing(_ units: [String]) -> String {
    "\(units.count) 个单位的数还没收下：\(units.joined(separator: "、"))。收下了会自动补进来。"
}

private func parts(_ parts: [SubmissionPart]) -> Markup {
    """
    <section class="card" aria-labelledby="parts"><h2 id="parts">下面报来的，算在里面 \
    <span class="q">\(parts.count) 份</span></h2>\
    <details class="fold"\(attribute("open", if: parts.count <= 8))><summary>看是哪几份</summary>\
    <ul class="list">\(each: parts, part)</ul></details></section>
    """
}

private func part(_ part: SubmissionPart) -> Markup {
    """
    <li><span class="t">\(linked(part.unit, part.href))</span>\(part.chip.map(chip))<span class="m">\(part.figure)</span>\
    <span class="q sm nw">\(part.version)</span></li>
    """
}

private func supplements(_ lines: [String]) -> Markup {
    """
    <section class="card" aria-labelledby="late"><div class="hd"><h2 id="late">后来补进的 \
    <span class="q">\(lines.count) 笔</span></h2></div>\
    <ul class="list">\(each: lines, { "<li><span class=\"t\">\($0)</span></li>" })</ul></section>
    """
}

private func judgement(_ page: SubmissionPage) -> Markup {
    """
    <section class="card stack noprint" aria-labelledby="judge"><h2 id="judge">看过了</h2>
    <form method="post" action="\(Paths.submissionAccept(page.id))">\(csrfField(page.csrf))\
    <button class="btn big full">收下</button></form>
    <details class="fold"\(attribute("open", if: page.errors["reason"] != nil && page.signature == nil))>\
    <summary>有不对的，退回</summary>
    <form class="form" method="post" action="\(Paths.submissionReturn(page.id))">\(csrfField(page.csrf))
    \(textArea(Field("reason", "为什么退回", value: page.reason, hint: "总的说一句；也可以只在下面按格写", errors: page.errors)))
    \(page.returnable.isEmpty ? nil : remarkFields(page.returnable))
    <button class="btn two full">退回补正</button></form></details></section>
    """
}

private func recall(_ page: SubmissionPage) -> Markup {
    """
    <section class="card stack noprint" aria-labelledby="recall"><h2 id="recall">\(page.isPrepared ? "送早了" : "报早了")</h2>
    <p class="m sm">\(page.isPrepared ? "负责人还没签，能拿回来改。" : "上面还没收下，能撤回来改。")</p>
    <form method="post" action="\(Paths.submissionRecall(page.id))">\(csrfField(page.csrf))\
    \(hidden("seen", page.isPrepared ? "prepared" : "submitted"))\
    <button class="btn two full">\(page.isPrepared ? "拿回来" : "撤回")</button></form></section>
    """
}

private func versions(_ versions: [SubmissionVersion]) -> Markup {
    """
    <section class="card" aria-labelledby="versions"><div class="hd"><h2 id="versions">报过几次</h2></div>\
    <ul class="list">\(each: versions, version)</ul></section>
    """
}

private func version(_ version: SubmissionVersion) -> Markup {
    let label: Markup =
        version.href.map { "<a class=\"t\" href=\"\($0)\">\(version.label)</a>" }
        ?? "<span class=\"t\"><b>\(version.label)</b></span>"
    return "<li>\(label)\(chip(version.chip))<span class=\"q sm nw\">\(version.when)</span></li>"
}
