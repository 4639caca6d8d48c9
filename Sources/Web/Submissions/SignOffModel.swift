internal import Domain
internal import UseCases

/// What a version's page says of signing, returning and its history.
struct SignOffModel {
    private let found: Submissions.Version
    private let asked: Checklist
    private let officer: Officer
    private let form: FormData

    init(_ found: Submissions.Version, asked: Checklist, officer: Officer, form: FormData) {
        self.found = found
        self.asked = asked
        self.officer = officer
        self.form = form
    }

    func fill(_ page: inout SubmissionPage) {
        let submission = found.submission
        let definition = found.definition
        if submission.state == .prepared, officer.may(.sign, on: submission.unit) {
            page.signature = SignatureField(
                name: form["name"].nonEmpty ?? officer.displayName, reason: form["reason"])
        }
        page.isPrepared = submission.state == .prepared
        page.receiptHref = submission.receipt.map { _ in Paths.submissionReceipt(submission.id.text) }
        if let previous = found.previous {
            page.changes = VersionChanges(
                since: "第 \(previous.version) 次",
                cells: SubmissionRoutes.corrections(definition, previous.cells, submission.cells),
                others: unitChanges(since: previous) + materialChanges())
        }
        page.materials = FrozenMaterials(
            count: found.materials.isEmpty ? nil : Self.counted(found.materials),
            files: found.seesFiles ? found.materials.map { MaterialLine($0) } : [])
        page.scan = scan(submission)
        let isOwn = officer.unit.id == submission.unit.id
        page.remarks = Self.lines(found.remarks, of: submission, definition, opens: isOwn ? found.campaign.id : nil)
        page.answered = Self.lines(found.answered, of: found.previous, definition)
        page.steps = found.steps.reversed().map { step in
            StepLine(
                version: "第 \(step.version) 次", what: Self.words(step.kind),
                who: "\(step.unit.shortName)　\(Self.who(step))", when: step.at.short, note: step.note.nonEmpty)
        }
        if page.canJudge { page.returnable = returnable(submission, definition) }
    }

    private func returnable(_ submission: Submission, _ definition: TableDefinition) -> [RemarkField] {
        // A cell with 0 may be the one in which something was forgotten.
        let applying = definition.applying(to: submission.unit.level)
        let cells = definition.cells.filter { applying.contains($0.id) }.map { cell in
            RemarkField(
                id: "cell.\(cell.id)", label: definition.label(of: cell.id),
                value: Wording.number(submission.cells[cell.id] ?? 0), reason: form["cell.\(cell.id)"])
        }
        // What the notice asks for, in its order, and what came beside it.
        let kinds = asked.items.map(\.requirement.kind) + (found.materials + found.scans).map(\.kind)
        var materials: [RemarkField] = []
        for kind in kinds where kind != Requirement.table {
            let field = RemarkField(
                id: "requirement.\(kind)", label: Requirement.name(of: kind), reason: form["requirement.\(kind)"])
            if !materials.contains(field) { materials.append(field) }
        }
        return cells + materials
    }

    private func unitChanges(since previous: Submission) -> [String] {
        let (now, before) = (found.submission.missing, previous.missing)
        let words = { (verb: String, units: [Submission.Missing]) -> String? in
            units.isEmpty ? nil : "\(verb)：\(units.map(\.name).joined(separator: "、"))"
        }
        return [
            words("又收下了", before.filter { unit in !now.contains { $0.code == unit.code } }),
            words("还没收下的多了", now.filter { unit in !before.contains { $0.code == unit.code } }),
        ].compactMap(\.self)
    }

    /// 加了 活动总结.docx; above the direct superior, who reads no names, by kinds.
    private func materialChanges() -> [String] {
        let (now, before) = (found.materials, found.previousMaterials)
        let added = now.filter { material in !before.contains { $0.id == material.id } }
        let gone = before.filter { material in !now.contains { $0.id == material.id } }
        let words = { (verb: String, materials: [Material]) -> String? in
            guard !materials.isEmpty else { return nil }
            let names = materials.map { "“\($0.file)”" }.joined(separator: "、")
            return "\(verb)\(found.seesFiles ? names : Self.counted(materials))"
        }
        return [words("加了材料", added), words("撤了材料", gone)].compactMap(\.self)
    }

    private func scan(_ submission: Submission) -> ScanSection? {
        let canAttach =
            [.submitted, .accepted].contains(submission.state) && officer.may(.submit, on: submission.unit)
        guard canAttach || !found.scans.isEmpty else { return nil }
        return ScanSection(
            count: found.scans.count,
            files: found.seesFiles
                ? found.scans.map { scan in
                    // What the superior accepted stays.
                    let isOpen = submission.decidedAt.map { scan.addedAt > $0 } ?? true
                    return MaterialLine(scan, canWithdraw: canAttach && isOpen)
                } : [],
            canAttach: canAttach)
    }

    /// 总结 1 篇，照片 3 张
    static func counted(_ materials: [Material]) -> String {
        let kinds = materials.map(\.kind).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return kinds.map { kind in
            let counter = Requirement(kind: kind, countMin: nil, countMax: nil, span: nil).counter
            return "\(Requirement.name(of: kind)) \(materials.count { $0.kind == kind }) \(counter)"
        }.joined(separator: "，")
    }

    /// What was typed beside single cells and materials.
    static func remarks(_ form: FormData) -> [SubmissionRemark] {
        form.names(after: "cell.").map { SubmissionRemark(.cell($0), reason: form["cell.\($0)"]) }
            + form.names(after: "requirement.").map {
                SubmissionRemark(.requirement($0), reason: form["requirement.\($0)"])
            }
    }

    /// - Parameters:
    ///   - submission: the version that came back.
    ///   - campaign: links each to where it is mended.
    static func lines(
        _ remarks: [SubmissionRemark], of submission: Submission?, _ definition: TableDefinition,
        opens campaign: Campaign.ID? = nil
    ) -> [RemarkLine] {
        let unit = submission?.unit.code ?? ""
        return remarks.map { remark in
            switch remark.subject {
            case .cell(let id):
                let value = submission?.cells[id].map { " \(Wording.number($0))" } ?? ""
                return RemarkLine(
                    about: definition.label(of: id) + value, reason: remark.reason,
                    href: campaign.map { Paths.cell($0.text, unit, id) })
            case .requirement(let kind):
                let href =
                    kind == Requirement.scan.kind ? nil : campaign.map { Paths.materials($0.text, unit) }
                return RemarkLine(about: Requirement.name(of: kind), reason: remark.reason, href: href)
            }
        }
    }

    static func reason(_ submission: Submission) -> String? {
        switch submission.state {
        case .returned: "退回的原因：\(submission.reason)"
        case .unsigned: submission.reason.nonEmpty.map { "负责人没签：\($0)" }
        default: nil
        }
    }

    private static func who(_ step: SubmissionStep) -> String {
        step.posts.isEmpty || step.posts == step.name ? step.name : "\(step.name)（\(step.posts)）"
    }

    private static func words(_ kind: SubmissionStep.Kind) -> String {
        switch kind {
        case .prepared: "送签"
        case .signed: "签字上报"
        case .submitted: "上报"
        case .givenBack: "没签，退给经办人"
        case .takenBack: "拿回来改"
        case .recalled: "撤回"
        case .returned: "退回"
        case .accepted: "收下"
        case .supplemented: "补进"
        }
    }
}
