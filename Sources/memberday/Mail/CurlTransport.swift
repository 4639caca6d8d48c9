import Domain
import Foundation
import Subprocess
import SystemPackage
import UseCases

/// Takes a mail to a server with Debian's curl: TLS, STARTTLS and signing in as mail servers of today want them. The
/// password goes through its standard input, never into the list of processes or a file.
struct CurlTransport: MailTransport {
    let server: String
    let credentials: (user: String, password: String)?

    /// Shorter than `SendMail` keeps a mail for itself.
    private static let seconds = 90
    /// Source: curl(1), exit codes: CURLE_WEIRD_SERVER_REPLY and CURLE_SEND_ERROR, what a refused command ends with.
    private static let refused: Set<Int32> = [8, 55]

    /// The host of `smtp://HOST:PORT` or `smtps://HOST:PORT`, the port being optional; nil for anything else.
    static func host(of server: String) -> String? {
        let form = #/smtps?://([A-Za-z0-9.\-]+|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?/#
        return server.wholeMatch(of: form).map { String($0.1) }
    }

    func send(_ message: MailMessage) async -> MailOutcome {
        let file = FileManager.default.temporaryDirectory.appending(path: "memberday-mail-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(message.bytes), attributes: [.posixPermissions: 0o600])
        else { return .later("no room for the mail in the temporary folder") }
        do {
            let result = try await Subprocess.run(
                .path("/usr/bin/curl"), arguments: ["--disable", "--config", "-"],
                environment: .custom(["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]),
                input: .string(configuration(message, file: file.path)), output: .string(limit: 1024),
                error: .string(limit: 4096))
            guard case .exited(let code) = result.terminationStatus else { return .later("curl was ended") }
            if code == 0 { return .delivered }
            let reply = Int(result.standardOutput) ?? 0
            let why = "curl \(code), reply \(reply): \(result.standardError.prefix(300))".trimmed
            return Self.refused.contains(code) && (500..<600).contains(reply) ? .rejected(why) : .later(why)
        } catch { return .later("curl: \(error)") }
    }

    private func configuration(_ message: MailMessage, file: String) -> String {
        let isHere = ["127.0.0.1", "localhost", "[::1]"].contains(Self.host(of: server))
        var lines = [
            "silent", "show-error", isHere ? "ssl" : "ssl-reqd", "proto = \"=smtp,smtps\"", "noproxy = \"*\"",
            "connect-timeout = 20", "max-time = \(Self.seconds)", "write-out = \"%{response_code}\"",
            "url = \(Self.quoted(server))", "mail-from = \(Self.quoted(message.sender.text))",
            "mail-rcpt = \(Self.quoted(message.recipient.text))", "upload-file = \(Self.quoted(file))",
        ]
        if let credentials { lines.append("user = \(Self.quoted(credentials.user + ":" + credentials.password))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Source: curl(1), --config: in quotes, with backslashes before backslashes and quotes.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").filter { !$0.isNewline } + "\""
    }
}
