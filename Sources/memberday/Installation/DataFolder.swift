import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// Where an installation keeps its files, and the one lock on it: Debian's SQLite allows one process only.
struct DataFolder: Sendable {
    let path: String

    var database: String { path + "/memberday.sqlite" }
    var socket: String { path + "/memberday.sock" }
    /// Attached files, unless the operator names another folder.
    var files: String { path + "/memberday.files" }
    private var lockFile: String { path + "/memberday.lock" }

    /// Made when it is not there, readable by nobody else. Where an operator made it, what the process puts there is for
    /// its owner only all the same: the engine and the file store go by the umask.
    init(path: String) throws {
        umask(0o077)
        self.path = URL(filePath: path).standardizedFileURL.path
        try FileManager.default.createDirectory(
            atPath: self.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Held until the process ends.
    /// - Throws: `StorageError.inUse` when another process has it.
    func lock() throws {
        let file = open(lockFile, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageError.unavailable("cannot open \(lockFile)") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw StorageError.inUse(path)
        }
    }

    func removeAll() throws {
        try lock()
        for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix("memberday.") {
            if name != "memberday.lock" { try FileManager.default.removeItem(atPath: path + "/" + name) }
        }
    }
}
