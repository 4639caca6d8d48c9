import Domain
import Testing

@Suite struct MailAddressTests {
    @Test(arguments: [
        "a@b.cn", "jie.dao+529@mail.example.cn", "JieDao@Example.CN", " a@b.cn \n", "a＠b.cn", "o'neil@x-y.example",
    ])
    func takes(raw: String) throws {
        let address = try MailAddress(raw)
        #expect(address.text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
        #expect(!address.domain.isEmpty)
    }

    /// Whatever could end a header, begin an option of a command or name a second recipient.
    @Test(arguments: [
        "", "@", "a", "a@", "@b.cn", "a@b", "a@b@c.cn", "a b@c.cn", "a@b..cn", ".a@b.cn", "a.@b.cn", "a@-b.cn",
        "a@b.cn-",
        "-a@b.cn", "a@b.cn\r\nBcc: x@y.cn", "a\r\nSubject: x@b.cn", "a\n@b.cn", "\"a b\"@b.cn", "a@b.cn,c@d.cn",
        "a@b.cn>",
        "<a@b.cn", "甲@b.cn", "a@乙.cn", "a@[127.0.0.1]", "a@b.cn\0", "a@b.cn (x)",
        String(repeating: "a", count: 65) + "@b.cn", "a@" + String(repeating: "b", count: 64) + ".cn",
        "a@" + String(repeating: "b.", count: 126) + "cn",
    ])
    func refuses(raw: String) {
        #expect(throws: MailAddress.Invalid.malformed) { try MailAddress(raw) }
    }
}
