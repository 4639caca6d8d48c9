import Testing
import Web

@Suite struct MarkupTests {
    @Test func textIsEscapedAndMarkupIsNot() {
        let text = "<b>&\"'</b>"
        let inner: Markup = "<i>\(text)</i>"
        let none: Markup? = nil
        let outer: Markup = "<p title=\"\(text)\">\(inner)\(none)\(3)\(each: ["<", ">"], { "\($0)" })</p>"
        let escaped = "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;"
        #expect(outer.html == "<p title=\"\(escaped)\"><i>\(escaped)</i>3&lt;&gt;</p>")
    }
}
