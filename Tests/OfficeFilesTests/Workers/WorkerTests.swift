import Foundation
import Testing

@testable import OfficeFiles

/// What a worker may do, and what it leaves behind.
@Suite(.serialized)
struct WorkerTests {
    private static let worker = Worker(seconds: 2, memory: 512 << 20, fileSize: 1 << 20, outputLimit: 100_000)

    private static func run(_ script: String, worker: Worker = worker) async throws -> Worker.Output {
        try await TemporaryFolder.with { try await worker.run(["sh", "-c", script], in: $0) }
    }

    private static func text(_ script: String) async throws -> String {
        String(decoding: try await run(script).bytes, as: UTF8.self)
    }

    @Test func runsInItsFolder() async throws {
        let output = try await TemporaryFolder.with { folder in
            try folder.write(Array("通知".utf8), to: "in")
            let output = try await Self.worker.run(
                ["sh", "-c", "cat in; pwd >out; echo; env | cut -d= -f1 | sort"], in: folder)
            let path = try folder.read("out", limit: 1_000).map { String(decoding: $0, as: UTF8.self) }
            #expect(path == folder.url.path(percentEncoded: false).trimmingSuffix("/") + "\n")
            #expect(try folder.read("out", limit: 3) == nil && folder.read("none", limit: 3) == nil)
            return output
        }
        let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n")
        #expect(output.isSuccess && lines[0] == "通知")
        #expect(Set(lines.dropFirst()).subtracting(["OLDPWD", "_"]) == ["HOME", "LANG", "PATH", "PWD", "TMPDIR"])
    }

    /// Only an idle loopback of its own.
    @Test func hasNoNetwork() async throws {
        #expect(try await Self.text("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' \\n'") == "lo")
        #expect(try await Self.text("cat /proc/net/fib_trie | tr -d ' \\n'") == "")
    }

    @Test func failures() async throws {
        #expect(try await Self.run("exit 3").isSuccess == false)
        #expect(try await Self.run("kill -SEGV $$").isSuccess == false)
        await #expect(throws: OfficeFileError.converterMissing) {
            try await TemporaryFolder.with { try await Self.worker.run(["no-such-converter"], in: $0) }
        }
        await #expect(throws: OfficeFileError.unpacksTooLarge(limit: 100_000)) { try await Self.run("yes") }
    }

    @Test func limits() async throws {
        let start = ContinuousClock.now
        #expect(try await Self.run("sleep 30").isSuccess == false)
        #expect(try await Self.run("trap '' TERM; while :; do :; done").isSuccess == false)
        #expect(ContinuousClock.now - start < .seconds(25))
        #expect(
            try await Self.run("head -c 3000000 /dev/zero >big; wc -c <big").bytes.starts(with: Array("3000000".utf8))
                == false)
        #expect(try await Self.run("dd if=/dev/zero of=/dev/null bs=900M count=1").isSuccess == false)
    }

    /// A cancelled task ends at once, with all that was started, and its folder is gone.
    @Test func cancellation() async throws {
        let mark = "31\(Int.random(in: 100_000...999_999))"
        let task = Task {
            try await TemporaryFolder.with { folder in
                try await Worker(seconds: 60, memory: 512 << 20, fileSize: 0, outputLimit: 10)
                    .run(["sh", "-c", "sleep \(mark) & sleep \(mark)"], in: folder)
            }
        }
        try await Self.wait { Self.processes(with: mark) >= 2 }
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - start < .seconds(10))
        try await Self.wait { Self.processes(with: mark) == 0 }
    }

    /// What it started in the background ends with it.
    @Test func orphans() async throws {
        let mark = "32\(Int.random(in: 100_000...999_999))"
        let start = ContinuousClock.now
        #expect(try await Self.run("sleep \(mark) >/dev/null 2>&1 & exit 0").isSuccess)
        // Even if it keeps the output open.
        _ = try? await Self.run("sleep \(mark) & exit 0")
        #expect(ContinuousClock.now - start < .seconds(20))
        try await Self.wait { Self.processes(with: mark) == 0 }
    }

    @Test func leavesNothing() async throws {
        let name = try await TemporaryFolder.with { folder in
            _ = try await Self.worker.run(
                ["sh", "-c", "mkdir -p a/b; echo x >a/b/c; ln -s /etc/hostname link"], in: folder)
            #expect(try folder.read("link", limit: 1_000) == nil)
            return folder.url.path(percentEncoded: false)
        }
        #expect(!FileManager.default.fileExists(atPath: name))
        var failed = ""
        await #expect(throws: OfficeFileError.self) {
            try await TemporaryFolder.with { folder in
                failed = folder.url.path(percentEncoded: false)
                _ = try await Self.worker.run(["no-such-converter"], in: folder)
            }
        }
        #expect(!failed.isEmpty && !FileManager.default.fileExists(atPath: failed))
        try await Self.wait { Self.zombies() == 0 }
    }

    private static func wait(_ condition: () -> Bool) async throws {
        for _ in 0..<200 where !condition() { try await Task.sleep(for: .milliseconds(100)) }
        #expect(condition())
    }

    private static func processes() -> [(id: String, command: String, status: String)] {
        let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return ids.filter { Int($0) != nil }.map { id in
            let text = { (name: String) in
                (FileManager.default.contents(atPath: "/proc/\(id)/\(name)")).map {
                    String(decoding: $0, as: UTF8.self)
                } ?? ""
            }
            return (id, text("cmdline").replacing("\0", with: " "), text("stat"))
        }
    }

    private static func processes(with mark: String) -> Int {
        processes().count { $0.command.hasPrefix("sleep \(mark)") && !$0.status.contains(") Z") }
    }

    private static func zombies() -> Int {
        processes().count { $0.status.contains(") Z \(getpid()) ") }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
