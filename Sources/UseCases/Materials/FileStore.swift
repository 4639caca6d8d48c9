package import Domain
internal import Foundation
internal import Storage

/// Where the bytes of attached files are, by their SHA-256. A row may name a file only after `keep` returned.
package protocol FileStore: Sendable {
    /// The folder in which a file lies while it comes in.
    var incoming: String { get }
    /// Returns when the file is durable under its hash. The same bytes again are the same file.
    func keep(_ file: ArrivedFile) async throws
    /// Gives the bytes of a range to `take`, piece by piece.
    /// - Throws: `StorageError.unavailable` when there is no such file, and what `take` throws.
    func read(_ hash: String, _ range: Range<Int64>, _ take: ([UInt8]) async throws -> Void) async throws
}

/// Files in a folder: `ab/cdef…` by hash, and `incoming` for what is on its way. Several nodes may share the folder.
package struct FileFolder: FileStore {
    private let path: String
    package var incoming: String { path + "/incoming" }
    private static let pieceSize = 1 << 17

    /// Makes the folder, readable by nobody else, when it is not there.
    package init(path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(
            atPath: path + "/incoming", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Takes away what uploads left behind that a power cut ended.
    /// - Parameter before: only what was last written to earlier; other nodes may be at work.
    package func clearIncoming(before instant: Instant) throws {
        let last = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
        for name in try FileManager.default.contentsOfDirectory(atPath: incoming) {
            let file = incoming + "/" + name
            let written = try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
            if let written, written < last { try? FileManager.default.removeItem(atPath: file) }
        }
    }

    package func keep(_ file: ArrivedFile) async throws {
        try await WorkPool.parsing.run {
            let folder = folder(of: file.hash)
            let isNew = mkdir(folder, 0o700) == 0
            guard isNew || errno == EEXIST else { throw Self.failure("cannot make \(folder)") }
            try Self.sync(file.path)
            // Over a file with the same content, so that two at once both end well.
            guard rename(file.path, address(of: file.hash)) == 0 else { throw Self.failure("cannot keep \(file.hash)") }
            try Self.sync(folder)
            if isNew { try Self.sync(path) }
        }
    }

    package func read(
        _ hash: String, _ range: Range<Int64>, _ take: ([UInt8]) async throws -> Void
    ) async throws {
        guard let file = FileHandle(forReadingAtPath: address(of: hash)) else {
            throw StorageError.unavailable("no file \(hash)")
        }
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(range.lowerBound))
        var left = Int(range.upperBound - range.lowerBound)
        while left > 0 {
            guard let piece = try file.read(upToCount: min(left, Self.pieceSize)), !piece.isEmpty else {
                throw StorageError.unavailable("file \(hash) is too short")
            }
            left -= piece.count
            try await take(Array(piece))
        }
    }

    private func folder(of hash: String) -> String { "\(path)/\(hash.prefix(2))" }
    private func address(of hash: String) -> String { "\(folder(of: hash))/\(hash.dropFirst(2))" }

    /// Of a file its content, of a folder its names.
    private static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("cannot open \(path)") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("cannot sync \(path)") }
    }
    private static func failure(_ what: String) -> StorageError {
        .unavailable("\(what): \(String(cString: strerror(errno)))")
    }
}

/// For commands and tests that have to do with no files: whatever is tried is a defect.
package struct NoFiles: FileStore {
    package init() {}
    package var incoming: String { "/nowhere" }
    package func keep(_ file: ArrivedFile) async throws { throw StorageError.unavailable("no file store") }
    package func read(
        _ hash: String, _ range: Range<Int64>, _ take: ([UInt8]) async throws -> Void
    ) async throws {
        throw StorageError.unavailable("no file store")
    }
}
