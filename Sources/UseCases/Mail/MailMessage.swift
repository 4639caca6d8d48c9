package import Domain
internal import FoundationEssentials

/// One plain text mail in the form in which it goes over the wire: ASCII lines of at most 78 bytes, ended by CR LF.
///
/// Whatever a person wrote is inside of base64, so no text can end a header or begin another one.
/// Source: RFC 5322 (headers, 3.3 dates, 3.6.4 Message-ID), RFC 2047 (encoded words), RFC 2045 (base64),
/// RFC 2369 (List-Unsubscribe), RFC 3834 (Auto-Submitted).
package struct MailMessage: Sendable {
    package let sender: MailAddress, recipient: MailAddress
    /// Makes the Message-ID: the same for each try, so that a mail that arrives twice is shown once.
    package let id: String
    package let subject: String, body: String
    package let date: Instant
    package let stopLink: String?

    package init(
        sender: MailAddress, recipient: MailAddress, id: String, subject: String, body: String, date: Instant,
        stopLink: String? = nil
    ) {
        self.sender = sender
        self.recipient = recipient
        self.id = id
        self.subject = subject
        self.body = body
        self.date = date
        self.stopLink = stopLink
    }

    package var bytes: [UInt8] {
        var lines = [
            "Date: \(Self.date(date))",
            "From: \(Self.encodedWords("会员活动日")) <\(sender.text)>",
            "To: <\(recipient.text)>",
            "Subject: \(Self.encodedWords(subject))",
            "Message-ID: <\(Self.plain(id))@\(sender.domain)>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
        ]
        if let stopLink { lines.append("List-Unsubscribe:\r\n <\(Self.plain(stopLink))>") }
        let text = body.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
        lines += ["", Self.base64(Array(text.utf8), width: 76), ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// What stands in a header as it is: printable ASCII without blanks and angle brackets.
    private static func plain(_ text: String) -> String {
        String(decoding: text.utf8.filter { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E }, as: UTF8.self)
    }

    /// Each word holds at most 39 bytes of whole characters, so that a line stays under 78 with the header's name.
    private static func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 39 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func base64(_ bytes: [UInt8], width: Int) -> String {
        let all = Array(Data(bytes).base64EncodedString().utf8)
        return stride(from: 0, to: all.count, by: width).map {
            String(decoding: all[$0..<min($0 + width, all.count)], as: UTF8.self)
        }.joined(separator: "\r\n")
    }

    /// In Asia/Shanghai, such as `Mon, 05 May 2025 09:00:00 +0800`.
    private static func date(_ instant: Instant) -> String {
        let day = CalendarDate(instant)
        let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let second = Int((instant.milliseconds / 1000 + 8 * 3600) % 86_400)
        let time = [second / 3600, second / 60 % 60, second % 60].map(pad).joined(separator: ":")
        return "\(names[day.daysSinceEpoch % 7]), \(pad(day.day)) \(months[day.month - 1]) \(day.year) \(time) +0800"
    }
}
