/// One fold with a form for each kind of change. Field ids carry the kind, as in `rename-day`: five forms share a page.
func unitChangeForms(_ page: UnitChangesPage) -> Markup {
    let forms = UnitChangeForms(page: page)
    return """
        <section class="stack tight-stack" aria-labelledby="change"><h2 id="change">要变什么</h2>
        <p class="m sm">要填区划代码的，先去<a href="\(Paths.units)">找单位</a>抄下来。</p>
        \(forms.rename)\(forms.move)\(forms.merge)\(forms.split)\(forms.close)</section>
        """
}

private struct UnitChangeForms {
    let page: UnitChangesPage

    var rename: Markup {
        fold("rename", "改名", "只换名字，数都不动", text("rename", "name", "新名字", hint: "写全称，比如 金乡街道"))
    }

    var move: Markup {
        fold("move", "划转", "换一个上级，下级跟着走", code("move", "superior", "新上级的区划代码", hint: "比如 370828"))
    }

    var merge: Markup {
        fold(
            "merge", "合并", "并到别的单位，下级跟着过去",
            code("merge", "target", "并到哪个单位，填区划代码", hint: "\(page.unitName)以后不再用"))
    }

    var split: Markup {
        fold(
            "split", "拆分", "分出一个新单位",
            """
            \(text("split", "name", "新单位的名字"))
            \(code("split", "code", "新单位的区划代码"))
            \(page.children.isEmpty ? nil : children)
            """)
    }

    var close: Markup {
        fold(
            "close", "撤销", "以后不用再报",
            "<p class=\"m\">\(page.unitName)以前报的还算数。</p>")
    }

    private var children: Markup {
        """
        <fieldset class="field"><legend>哪些下级归新单位</legend>\
        \(each: page.children, { tick("child.\($0.value)", $0.label, isOn: $0.isSelected) })</fieldset>
        """
    }

    private func fold(_ kind: String, _ title: String, _ about: String, _ fields: Markup) -> Markup {
        """
        <details class="plan"\(attribute("open", if: page.openKind == kind))><summary><b>\(title)</b>\
        <span class="m sm">\(about)</span><span class="go">填</span></summary>\
        <form class="form" method="post" action="\(Paths.unitChanges(page.unit))">\(csrfField(page.csrf))\
        \(hidden("kind", kind))
        \(fields)
        \(dateField(typed(kind, "day", "批复写的哪一天", value: page.today)))
        \(textArea(typed(kind, "reason", "为什么", hint: "比如 文号：某政发〔2025〕3号")))
        <button class="btn full">看看会变什么</button></form></details>

        """
    }

    private func text(_ kind: String, _ name: String, _ label: String, hint: String? = nil) -> Markup {
        textField(typed(kind, name, label, hint: hint))
    }

    private func code(_ kind: String, _ name: String, _ label: String, hint: String? = nil) -> Markup {
        textField(typed(kind, name, label, hint: hint), inputmode: "numeric")
    }

    private func typed(
        _ kind: String, _ name: String, _ label: String, value: String = "", hint: String? = nil
    ) -> Field {
        let typed = page.openKind == kind ? page.typed.first { $0.name == name }?.value : nil
        return Field(
            name, label, value: typed ?? value, hint: hint, id: "\(kind)-\(name)", errors: page.errors)
    }
}
