internal import Domain
internal import UseCases

/// From a revision to the page that shows what it changes.
enum NoticeChangesModel {
    static func page(_ found: NoticeChanges.Page, for officer: Officer, csrf: String) -> NoticeChangesPage {
        let mayWrite = officer.may(.notices, on: officer.unit)
        let canTakeOver = found.plan != nil && found.isAsked && mayWrite && found.open == nil
        var page = NoticeChangesPage(
            csrf: csrf, id: found.notice.id.text, title: found.notice.head.title,
            formerHref: Paths.notice(found.former.id.text),
            summary: "改了 \(found.changes.count) 条，其余 \(found.unchanged) 条没动。")
        page.changes = found.changes.map { line($0, hasPlan: found.plan != nil, canTakeOver: canTakeOver) }
        page.plan = found.plan.map { Link("我们的方案", Paths.notice($0.id.text)) }
        page.canTakeOver = canTakeOver
        page.canCarryOut =
            found.isAsked && found.plan == nil
            && officer.may(officer.unit.level == .village ? .record : .notices, on: officer.unit)
        page.isLast = officer.unit.level == .village
        page.openHref = mayWrite ? found.open.map { Paths.noticeCompose($0.text) } : nil
        return page
    }

    private static func line(_ change: NoticeChanges.Change, hasPlan: Bool, canTakeOver: Bool) -> ChangedClause {
        let state = change.old == nil ? "新加的" : change.new == nil ? "删了" : "改了"
        // What we worded ourselves stays unless somebody says otherwise.
        let isOurOwn = change.ours.map { Clause.words(of: $0) != Clause.words(of: change.old ?? "") } ?? false
        // So does what we left out; our day follows the superior's.
        let isLeftOut = hasPlan && change.ours == nil && change.old != nil
        let chosen = !change.setsDay && (isOurOwn || isLeftOut) ? "ours" : "theirs"
        let stays = isLeftOut ? "还是不写" : change.ours == nil ? "不写" : nil
        // What is gone and was not ours asks nothing.
        let isAsked = canTakeOver && !(isLeftOut && change.new == nil)
        let offered = NoticeChangesPage.choices.filter { $0.value != "own" || change.new != nil }
        return ChangedClause(
            number: change.number.isEmpty ? "没编号的" : change.number, chip: Chip(.gap, state),
            pieces: pieces(change.old ?? "", change.new ?? ""), ours: change.ours, isLeftOut: isLeftOut,
            key: change.key,
            choices: !isAsked
                ? []
                : offered.map { choice in
                    let label = choice.value == "ours" ? stays ?? choice.label : choice.label
                    return Choice(choice.value, label, isSelected: choice.value == chosen)
                })
    }

    static func pieces(_ old: String, _ new: String) -> [DiffPiece] {
        WordDiff.pieces(old, new).map { piece in
            let kind: DiffPiece.Kind =
                switch piece.kind {
                case .same: .same
                case .removed: .removed
                case .added: .added
                }
            return DiffPiece(kind, piece.text)
        }
    }
}
