internal import Domain
internal import UseCases

/// From what surrounds a notice to the sections of its page.
enum PlanSectionsModel {
    static func sections(_ around: NoticePlans.Around, id: Notice.ID) -> PlanSections {
        var plan = PlanSections()
        for cited in around.cited {
            let text =
                cited.title == cited.docNumber ? cited.title : cited.title + (cited.docNumber.map { "（\($0)）" } ?? "")
            guard !text.isEmpty, !plan.citedTexts.contains(text) else { continue }
            plan.citedTexts.append(text)
            plan.citedHrefs[text] = cited.notice.map { Paths.notice($0.text) }
        }
        plan.correspondence = around.correspondence.map { base in
            CorrespondenceGroup(
                title: base.title, href: base.notice.map { Paths.notice($0.text) }, summary: summary(base.lines),
                lines: base.lines.map(line))
        }
        plan.added = around.added
        plan.revised = around.revises.map { Link("这是改过的一版，改了 \($0.changed) 条", Paths.noticeChanges(id.text)) }
        plan.replacedBy = around.replacedBy.map {
            Link($0.title, $0.isDraft ? Paths.noticeReview($0.notice.text) : Paths.notice($0.notice.text))
        }
        plan.openHref = around.open.map { Paths.noticeCompose($0.text) }
        plan.ownPlanHref = around.ownPlan.map { Paths.notice($0.text) }
        plan.changesHref = around.hasChanges ? Paths.noticeChanges(id.text) : nil
        plan.canBegin = around.canBegin && !around.hasChanges
        plan.canRevise = around.canRevise
        plan.canRepeat = around.canRepeat
        return plan
    }

    private static func summary(_ lines: [NoticePlans.Line]) -> String {
        let count = { (state: NoticePlans.Line.State) in lines.count { $0.state == state } }
        return "照写 \(count(.kept)) 条，改写 \(count(.changed)) 条，不写 \(count(.left)) 条"
    }

    private static func line(_ line: NoticePlans.Line) -> CorrespondenceLine {
        let chip =
            switch line.state {
            case .kept: Chip(.plain, "照写")
            case .changed: Chip(.plain, "改写")
            case .left: Chip(line.isRequired ? .gap : .plain, "不写")
            }
        return CorrespondenceLine(
            number: line.number, chip: chip, isRequired: line.isRequired, theirs: line.theirs,
            pieces: line.state == .changed ? NoticeChangesModel.pieces(line.theirs, line.ours ?? "") : [])
    }
}
