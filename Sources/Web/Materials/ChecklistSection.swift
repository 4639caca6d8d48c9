internal import Domain

/// A thing that the superior asks for, and how it stands.
package struct ChecklistLine: Hashable, Sendable {
    /// 照片 10 张
    package var name: String
    /// 已传 7 张
    package var hint: String
    package var chip: Chip

    package init(_ name: String, hint: String, chip: Chip) {
        self.name = name
        self.hint = hint
        self.chip = chip
    }
}

/// 报送要求 on the pages of a submission.
package struct ChecklistSection: Hashable, Sendable {
    package var lines: [ChecklistLine]
    /// 传材料, 看材料
    package var link: Link

    package init(lines: [ChecklistLine], link: Link) {
        self.lines = lines
        self.link = link
    }

    package static let sample = ChecklistSection(
        lines: [
            ChecklistLine("信息统计表", hint: "不用传，上报时自动带上", chip: Chip(.ok, "不用传")),
            ChecklistLine("总结", hint: "还没传", chip: Chip(.gap, "还缺")),
            ChecklistLine("照片 10 张", hint: "已传 7 张", chip: Chip(.gap, "差 3 张")),
        ], link: Link("传材料", Paths.materials("c1", "370828001")))
}

package func checklistSection(_ section: ChecklistSection) -> Markup {
    """
    <section class="card" aria-labelledby="asked"><div class="hd"><h2 id="asked">要交的 \
    <span class="q">\(section.lines.count) 样</span></h2><a href="\(section.link.href)">\(section.link.text)</a></div>
    <ul class="list">\(each: section.lines, checklistLine)</ul></section>
    """
}

private func checklistLine(_ line: ChecklistLine) -> Markup {
    "<li><span class=\"t\"><b>\(line.name)</b><br><span class=\"m sm\">\(line.hint)</span></span>\(chip(line.chip))</li>"
}

extension Wording {
    static func chip(_ item: Checklist.Item) -> Chip {
        switch item.state {
        case .done: Chip(.ok, "好了")
        case .notNeeded: Chip(.ok, "不用传")
        case .missing(let count):
            Chip(.gap, item.requirement.least == 1 ? "还缺" : "差 \(number(count)) \(item.requirement.counter)")
        }
    }
    static func hint(_ item: Checklist.Item) -> String {
        if item.requirement.kind == Requirement.table { return "不用传，上报时自动带上" }
        let count = Int64(item.materials.count)
        if count > 0 { return "已传 \(number(count)) \(item.requirement.counter)" }
        return item.state == .done ? "自己的方案就是，不用再传" : "还没传"
    }
    /// Nothing where nothing is asked.
    static func section(_ checklist: Checklist, _ link: Link) -> ChecklistSection? {
        checklist.items.isEmpty
            ? nil
            : ChecklistSection(
                lines: checklist.items.map { ChecklistLine($0.requirement.words, hint: hint($0), chip: chip($0)) },
                link: link)
    }
    /// Such as 3.2 MB.
    static func size(_ bytes: Int64) -> String {
        let tenths = (bytes * 10 + (1 << 19)) >> 20
        return tenths >= 10 ? "\(tenths / 10).\(tenths % 10) MB" : "\(max(1, bytes >> 10)) KB"
    }
}
