/// What is wrong with one field.
package struct FieldError: Hashable, Sendable {
    package var fieldId: String
    package var message: String

    package init(_ fieldId: String, _ message: String) {
        self.fieldId = fieldId
        self.message = message
    }
}

/// What is wrong with a form, in the order of its fields.
package struct FormErrors: Hashable, Sendable {
    package var summary: [FieldError]

    package init(_ summary: [FieldError] = []) { self.summary = summary }
    package static let none = FormErrors()

    package subscript(fieldId: String) -> String? { summary.first { $0.fieldId == fieldId }?.message }
}

/// One answer of a select or of radio buttons.
package struct Choice: Hashable, Sendable {
    package var value: String
    package var label: String
    package var isSelected: Bool
    package var hint: String?

    package init(_ value: String, _ label: String, isSelected: Bool = false, hint: String? = nil) {
        self.value = value
        self.label = label
        self.isSelected = isSelected
        self.hint = hint
    }
}

/// A labelled field. Its id is `name`, unless another one is given.
package struct Field: Hashable, Sendable {
    package var name: String
    package var id: String
    package var label: String
    package var value: String
    package var hint: String?
    package var isOptional: Bool
    package var error: String?

    package init(
        _ name: String, _ label: String, value: String = "", hint: String? = nil, isOptional: Bool = false,
        id: String? = nil, errors: FormErrors = .none
    ) {
        let id = id ?? name
        self.name = name
        self.id = id
        self.label = label
        self.value = value
        self.hint = hint
        self.isOptional = isOptional
        self.error = errors[id]
    }

    /// The attributes that tie a control to its label, hint and error.
    package var attributes: Markup {
        let described = [error == nil ? nil : id + "-e", hint == nil ? nil : id + "-h"].compactMap(\.self)
        return """
             id="\(id)" name="\(name)"\(attribute("aria-invalid", error == nil ? nil : "true"))\
            \(attribute("aria-describedby", described.isEmpty ? nil : described.joined(separator: " ")))
            """
    }

    fileprivate var mark: Markup? { isOptional ? " <span class=\"hint\">可不填</span>" : nil }
    package var errorLine: Markup? { error.map { "<p class=\"err\" id=\"\(id)-e\">\($0)</p>" } }
    package var hintLine: Markup? { hint.map { "<p class=\"hint\" id=\"\(id)-h\">\($0)</p>" } }
}

package func csrfField(_ token: String) -> Markup { hidden("csrf", token) }

package func hidden(_ name: String, _ value: String) -> Markup {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
}

/// The box above a form that could not be taken; each line leads to its field.
package func errorSummary(_ errors: FormErrors) -> Markup? {
    guard !errors.summary.isEmpty else { return nil }
    return """
        <div class="errs" role="alert"><b>有 \(errors.summary.count) 处要改</b>\
        \(each: errors.summary, { "<a href=\"#\($0.fieldId)\">\($0.message)</a>" })</div>
        """
}

/// Label, error, control and hint.
package func field(_ field: Field, _ control: Markup) -> Markup {
    """
    <div class="field\(field.error == nil ? "" : " bad")"><label for="\(field.id)">\(field.label)\(field.mark)</label>\
    \(field.errorLine)\(control)\(field.hintLine)</div>
    """
}

package func textField(
    _ text: Field, type: String = "text", autocomplete: String = "off", inputmode: String? = nil,
    placeholder: String? = nil
) -> Markup {
    field(
        text,
        """
        <input class="in"\(text.attributes) type="\(type)" value="\(text.value)" autocomplete="\(autocomplete)"\
        \(attribute("inputmode", inputmode))\(attribute("placeholder", placeholder))>
        """)
}

/// A number as text, so that "八十多" comes back as it was typed.
package func numberField(_ number: Field) -> Markup { textField(number, inputmode: "numeric") }

package func dateField(_ date: Field) -> Markup { textField(date, type: "date") }

package func passwordField(_ password: Field, autocomplete: String) -> Markup {
    field(
        password,
        "<input class=\"in\"\(password.attributes) type=\"password\" autocomplete=\"\(autocomplete)\">")
}

package func textArea(_ text: Field) -> Markup {
    field(text, "<textarea class=\"in\"\(text.attributes)>\n\(text.value)</textarea>")
}

package func selectField(_ selection: Field, _ choices: [Choice]) -> Markup {
    field(selection, "<select class=\"in\"\(selection.attributes)>\(each: choices, option)</select>")
}

package func option(_ choice: Choice) -> Markup {
    "<option value=\"\(choice.value)\"\(attribute("selected", if: choice.isSelected))>\(choice.label)</option>"
}

/// Two or three short answers side by side; `many` wraps.
package func segment(_ field: Field, _ choices: [Choice], style: String = "") -> Markup {
    fieldset(
        field,
        """
        <div class="seg\(style.isEmpty ? "" : " " + style)">\
        \(each: numbered(choices), { radio($0, field, { "<span>\($0.label)</span>" }) })</div>
        """)
}

/// Answers that need a line of explanation.
package func radioCards(_ field: Field, _ choices: [Choice]) -> Markup {
    fieldset(field, "<div class=\"rc\">\(each: numbered(choices), { radio($0, field, radioCard) })</div>")
}

private func radioCard(_ choice: Choice) -> Markup {
    "<span><b>\(choice.label)</b>\(choice.hint.map { "<span class=\"m sm\">\($0)</span>" })</span>"
}

package func fieldset(_ field: Field, _ controls: Markup) -> Markup {
    """
    <fieldset class="field\(field.error == nil ? "" : " bad")"\
    \(attribute("aria-describedby", field.error == nil ? nil : field.id + "-e"))>\
    <legend>\(field.label)\(field.mark)</legend>\(field.errorLine)\(controls)\(field.hintLine)</fieldset>
    """
}

/// A choice and its place: the first radio button carries the field's id, so that the error summary reaches it.
package func numbered(_ choices: [Choice]) -> [(Int, Choice)] { Array(choices.enumerated()).map { ($0, $1) } }

package func radio(_ choice: (Int, Choice), _ field: Field, _ label: (Choice) -> Markup) -> Markup {
    """
    <label><input type="radio" name="\(field.name)" value="\(choice.1.value)"\
    \(attribute("id", choice.0 == 0 ? field.id : nil))\(attribute("checked", if: choice.1.isSelected))>\
    \(label(choice.1))</label>
    """
}

package func tick(_ name: String, _ label: String, isOn: Bool, value: String = "1") -> Markup {
    """
    <label class="tick"><input type="checkbox" name="\(name)" value="\(value)"\(attribute("checked", if: isOn))>\
    \(label)</label>
    """
}
