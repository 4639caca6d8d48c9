/// Takes something out of the count. What that means is said before the button that does it.
func withdrawal(_ href: String, of name: String, consequence: String, csrf: String) -> Markup {
    """
    <details class="fold"><summary>撤掉<span class="vh">：\(name)</span></summary>\
    <form class="row" method="post" action="\(href)">\(csrfField(csrf))<span class="m sm">\(consequence)</span>\
    <button class="btn two sml">撤掉</button></form></details>
    """
}
