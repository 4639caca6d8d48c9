/// A form that came when its session had run out: it goes through the sign-in page, and whoever sent it may send it once
/// more. Forms with files are not held.
package struct HeldForm: Hashable, Sendable {
    /// Where it was going; one of our own paths.
    package var path: String
    /// Its fields as they came, url-encoded; at most `longest` bytes.
    package var body: String
    package static let longest = 256 << 10

    package init(path: String, body: String) {
        self.path = path
        self.body = body
    }

    /// Nil where the sign-in form carries none.
    init?(_ form: FormData) {
        guard let path = form["held_path"].nonEmpty, Paths.own(path) == path else { return nil }
        self.init(path: path, body: form["held"])
    }

    var fields: Markup { "\(hidden("held_path", path))\(hidden("held", body))" }
    package static let sample = HeldForm(path: Paths.activities, body: "title=%E5%AE%A3%E4%BC%A0&count=80&csrf=old")
}

/// Signed in again: the form once more, to be sent with one press.
package struct HeldFormPage: Hashable, Sendable {
    package var csrf: String
    package var held: HeldForm

    package init(csrf: String, held: HeldForm) {
        self.csrf = csrf
        self.held = held
    }
    package static let sample = HeldFormPage(csrf: "token", held: .sample)
    package static let empty = HeldFormPage(csrf: "token", held: HeldForm(path: Paths.home, body: ""))
}

package func heldFormPage(_ page: HeldFormPage) -> Markup {
    let typed = (try? FormData(urlEncoded: Array(page.held.body.utf8))) ?? FormData()
    let names = typed.names(after: "").filter { $0 != "csrf" }
    return """
        <section class="card stack"><h1>刚才填的还在</h1>
        <p>登录过期的时候，你正在保存。按一下接着保存，不用再填。</p>
        <form class="form" method="post" action="\(page.held.path)">\(csrfField(page.csrf))\
        \(each: names, { hidden($0, typed[$0]) })
        <button class="btn big full">接着保存</button></form>
        <a class="btn two full" href="\(Paths.home)">不保存了，回首页</a></section>
        """
}
