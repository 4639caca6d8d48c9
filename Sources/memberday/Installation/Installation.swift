import ArgumentParser
import Domain
import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import UseCases

extension Clock {
    static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// Which installation a command is about.
struct InstallationOptions: ParsableArguments {
    @Option(name: .long, help: "The data folder.") var data = "memberday-data"
    @Option(name: .long, help: "A PostgreSQL connection string instead of the SQLite file in the data folder.")
    var database: String?

    func openDatabase(_ folder: DataFolder) async throws -> any Database {
        let opened: any Database =
            if let database { try await PostgresDatabase(url: database) } else {
                try SQLiteDatabase(path: folder.database)
            }
        try await opened.migrate()
        return opened
    }

    /// Runs an order: through the running server where there is one, otherwise alone.
    func carryOut(_ order: AdministrativeOrder) async throws {
        let folder = try DataFolder(path: data)
        let terminal = TerminalOutput()
        if database == nil {
            do { try folder.lock() } catch StorageError.inUse {
                guard let code = try CommandClient.send(order, to: folder.socket, terminal.say) else {
                    throw Failure(code: 65, message: "另一个进程正在用 \(folder.path)，等它结束再来")
                }
                throw ExitCode(code)
            }
        }
        let opened = try await openDatabase(folder)
        let output = await order.finish(Surroundings(database: opened, clock: .system), terminal.say)
        terminal.say(output)
        try await opened.close()
        if case .end(let code, _) = output { throw ExitCode(code) }
    }
}

/// A message for the person at the terminal and an exit code. Source: sysexits, DESIGN.md §6.
struct Failure: Error {
    let code: Int32
    let message: String
}

/// Progress overwrites its line, and only on a terminal.
struct TerminalOutput: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func say(_ output: CommandOutput) {
        switch output {
        case .progress(let text): if isTerminal { write("\r\(text)", to: STDERR_FILENO) }
        case .line(let text): write(text + "\n", to: STDOUT_FILENO)
        case .end(let code, let message):
            if isTerminal { write("\r", to: STDERR_FILENO) }
            guard !message.isEmpty else { return }
            write(message + "\n", to: code == 0 ? STDOUT_FILENO : STDERR_FILENO)
        }
    }
    private func write(_ text: String, to file: Int32) {
        FileHandle(fileDescriptor: file).write(Data(text.utf8))
    }
}
