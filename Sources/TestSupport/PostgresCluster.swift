internal import Foundation
package import Storage
internal import StoragePostgres
internal import Synchronization

/// A PostgreSQL of the tests' own, in a temporary folder, reached through its Unix socket only, stopped when the process
/// ends. It never runs as root.
package final class PostgresCluster: Sendable {
    package static let shared = Result { try PostgresCluster() }

    private let folder: String
    private let databases = Atomic(0)
    private static let binaries = "/usr/lib/postgresql/15/bin"
    /// Folder → pid of its server.
    private static let running = Mutex<[String: Int32]>([:])
    private static let stopAtExit: Void = {
        atexit {
            let running = PostgresCluster.running.withLock { $0 }
            for pid in running.values { kill(pid, SIGINT) }
            for (folder, pid) in running {
                for _ in 0..<100 where kill(pid, 0) == 0 { usleep(50_000) }
                try? FileManager.default.removeItem(atPath: folder)
            }
        }
    }()

    /// One for a test that stops it; others share one.
    package init() throws {
        _ = Self.stopAtExit
        folder =
            FileManager.default.temporaryDirectory.appending(path: "memberday-pg-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if geteuid() == 0 { try Self.run("/bin/chown", ["postgres", folder]) }
        try Self.run(
            Self.binaries + "/initdb",
            ["-D", folder + "/data", "-U", "memberday", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            asOwner: true)
        try start()
    }

    /// A new, empty database.
    package func database(connections: Int = 8) async throws -> any Database {
        let (number, _) = databases.add(1, ordering: .relaxed)
        try Self.run(
            Self.binaries + "/createdb", ["-h", folder, "-U", "memberday", "test\(number)"], asOwner: true)
        return try await PostgresDatabase(
            url: "host=\(folder) user=memberday dbname=test\(number)", connections: connections)
    }

    /// Stops the server at once, without waiting for clients, and starts it again.
    package func restart() throws {
        guard let pid = Self.running.withLock({ $0[folder] }) else { throw Failed(command: "restart") }
        kill(pid, SIGQUIT)
        for _ in 0..<200 where kill(pid, 0) == 0 { usleep(50_000) }
        try start()
    }

    /// The server is our child, not a daemon: waiting for a command whose grandchild lives on never ends.
    private func start() throws {
        // fsync stays on: this is what the product relies on.
        _ = try Self.launch(
            Self.binaries + "/postgres",
            [
                "-D", folder + "/data", "-c", "listen_addresses=", "-k", folder, "-c", "max_connections=200",
                // Each test makes the whole schema in one transaction, and many do at once.
                "-c", "max_locks_per_transaction=1024",
            ],
            asOwner: true)
        for _ in 0..<600 {
            usleep(50_000)
            // Source: PostgreSQL 15, src/include/utils/pidfile.h: line 1 is the pid, line 8 the status.
            let lines = (try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8))?
                .split(separator: "\n", omittingEmptySubsequences: false)
            guard let lines, lines.count >= 8, lines[7].hasPrefix("ready"), let pid = Int32(lines[0]) else { continue }
            let folder = folder
            Self.running.withLock { $0[folder] = pid }
            return
        }
        throw Failed(command: "postgres")
    }

    private static func run(_ command: String, _ arguments: [String], asOwner: Bool = false) throws {
        let process = try launch(command, arguments, asOwner: asOwner)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(command: command) }
    }

    private static func launch(_ command: String, _ arguments: [String], asOwner: Bool) throws -> Process {
        let process = Process()
        let drops = asOwner && geteuid() == 0
        process.executableURL = URL(filePath: drops ? "/usr/sbin/runuser" : command)
        process.arguments = drops ? ["-u", "postgres", "--", command] + arguments : arguments
        process.currentDirectoryURL = URL(filePath: "/tmp")
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private struct Failed: Error { let command: String }
}
