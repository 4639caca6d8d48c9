import Foundation
import Subprocess
import SystemPackage

/// Runs a program of Debian on a file of a stranger: without network, with limits of time, memory and output, without
/// the server's environment, and ended with all that it started. A broken file kills the worker, not the server.
struct Worker: Sendable {
    struct Output: Sendable {
        let isSuccess: Bool
        /// Its standard output.
        let bytes: [UInt8]
    }

    let seconds: Int
    /// Bytes of address space, of each file written, of standard output.
    let memory: Int, fileSize: Int, outputLimit: Int

    /// Two at once, as a machine of two cores can bear.
    private static let turns = Turns(2)
    private static let path = "/usr/local/bin:/usr/bin:/bin"
    /// What shells and `env` report of programs that they cannot run.
    private static let notRun = [126, 127]

    /// - Parameter folder: where it runs, and its home.
    /// - Throws: `OfficeFileError` when it is not installed, may not be confined, or prints too much; `CancellationError`.
    func run(_ command: [String], in folder: TemporaryFolder) async throws -> Output {
        try await Self.turns.with { try await runNow(command, in: folder) }
    }

    private func runNow(_ command: [String], in folder: TemporaryFolder) async throws -> Output {
        let confined = [
            "--kill-after=1", "\(seconds)", "prlimit", "--as=\(memory)", "--fsize=\(fileSize)", "--cpu=\(seconds)",
            "--core=0", "--", "unshare", "--map-root-user", "--net", "--",
        ]
        let output = try await start(confined + command, in: folder)
        try Task.checkCancellation()
        if case .exited(let code) = output.status {
            if code == 0 { return Output(isSuccess: true, bytes: output.bytes) }
            // With network it must not run, so that a kernel that refuses this one refuses the format.
            let probe = try await start(confined + ["true"], in: folder)
            try Task.checkCancellation()
            guard probe.status == .exited(0), !Self.notRun.contains(Int(code)) else {
                throw OfficeFileError.converterMissing
            }
        }
        return Output(isSuccess: false, bytes: output.bytes)
    }

    private func start(
        _ arguments: [String], in folder: TemporaryFolder
    ) async throws -> (status: TerminationStatus, bytes: [UInt8]) {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(300))
        ]
        let home = folder.url.path(percentEncoded: false)
        do {
            let result = try await Subprocess.run(
                .path("/usr/bin/timeout"), arguments: Arguments(arguments),
                environment: .custom(["PATH": Self.path, "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"]),
                workingDirectory: FilePath(home), platformOptions: options, output: .bytes(limit: outputLimit),
                error: .discarded)
            // What it left running in its group; there is mostly none.
            kill(-result.processIdentifier.value, SIGKILL)
            return (result.terminationStatus, result.standardOutput)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            switch error.code {
            case .outputLimitExceeded: throw OfficeFileError.unpacksTooLarge(limit: outputLimit)
            case .executableNotFound: throw OfficeFileError.converterMissing
            default: throw error
            }
        }
    }
}
