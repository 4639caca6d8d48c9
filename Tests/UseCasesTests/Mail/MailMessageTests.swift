import Domain
import Foundation
import Testing
import UseCases

@Suite struct MailMessageTests {
    private func message(
        subject: String = "6月5日 要做的事 2 件", body: String = "金乡街道\n要做的事", stop: String? = nil, id: String = "018f-1"
    ) throws -> String {
        let message = MailMessage(
            sender: try MailAddress("huodong@example.cn"), recipient: try MailAddress("jie@example.cn"), id: id,
            subject: subject, body: body, date: Instant(milliseconds: 1_746_406_800_000), stopLink: stop)
        return String(decoding: message.bytes, as: UTF8.self)
    }
    private func headers(_ text: String) -> [String] {
        let head = text.components(separatedBy: "\r\n\r\n")[0].replacing("\r\n ", with: " ")
        return head.components(separatedBy: "\r\n")
    }
    private func body(_ text: String) throws -> String {
        let lines = text.components(separatedBy: "\r\n\r\n")[1].replacing("\r\n", with: "")
        return String(decoding: try #require(Data(base64Encoded: lines)), as: UTF8.self)
    }

    @Test func hasTheHeadersOfAMail() throws {
        let text = try message(stop: "https://example.cn/mail/stop/1")
        #expect(
            headers(text) == [
                "Date: Mon, 05 May 2025 09:00:00 +0800",
                "From: =?UTF-8?B?5Lya5ZGY5rS75Yqo5pel?= <huodong@example.cn>", "To: <jie@example.cn>",
                "Subject: =?UTF-8?B?\(Data("6月5日 要做的事 2 件".utf8).base64EncodedString())?=",
                "Message-ID: <018f-1@example.cn>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated",
                "List-Unsubscribe: <https://example.cn/mail/stop/1>",
            ])
        #expect(try body(text) == "金乡街道\r\n要做的事")
        #expect(text.hasSuffix("\r\n"))
    }

    /// Long Chinese subjects and bodies keep the limits of lines and are broken between characters only.
    @Test func linesAreShortAndAscii() throws {
        let subject = String(repeating: "会员活动日 a", count: 30)
        let words = String(repeating: "街道和村居👪，", count: 500)
        let text = try message(
            subject: subject, body: words, stop: "https://example.cn/" + String(repeating: "a", count: 300))
        #expect(text.utf8.allSatisfy { $0 == 13 || $0 == 10 || (0x20...0x7E).contains($0) })
        for line in text.components(separatedBy: "\r\n") where !line.contains("/aaa") { #expect(line.utf8.count <= 78) }
        #expect(!text.replacing("\r\n", with: "").utf8.contains { $0 == 13 || $0 == 10 })
        let encoded = try #require(headers(text).first { $0.hasPrefix("Subject: ") }).dropFirst(9)
        let decoded = try encoded.split(separator: " ").map { word in
            let bytes = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
            return try #require(String(bytes: bytes, encoding: .utf8))
        }
        #expect(decoded.joined() == subject)
        #expect(try body(text) == words)
    }

    @Test(arguments: [
        "\r\nBcc: x@y.cn", "\nBcc: x@y.cn", "\r\n\r\n.\r\nMAIL FROM:<x@y.cn>", "?=\r\nBcc: x@y.cn", "\0\r\nBcc: x",
    ])
    func nothingEndsAHeader(evil: String) throws {
        let clean = headers(try message(stop: "https://example.cn/1")).count
        let text = try message(
            subject: "题" + evil, body: "文" + evil, stop: "https://example.cn/1" + evil, id: "018f" + evil)
        #expect(headers(text).count == clean)
        #expect(!headers(text).contains { $0.lowercased().hasPrefix("bcc") })
        #expect(!text.components(separatedBy: "\r\n").contains("."))
        #expect(try body(text).contains("Bcc") == evil.contains("Bcc"))
    }
}
