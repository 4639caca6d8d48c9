import Foundation

/// A folder for one worker, readable to nobody else, gone afterwards whatever happens.
struct TemporaryFolder: Sendable {
    let url: URL

    static func with<T: Sendable>(_ body: (TemporaryFolder) async throws -> T) async throws -> T {
        let url = FileManager.default.temporaryDirectory.appending(path: "memberday-worker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(TemporaryFolder(url: url))
    }

    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: url.appending(path: name)) }

    /// - Returns: nil if there is none, or if it is larger.
    func read(_ name: String, limit: Int) throws -> [UInt8]? {
        let file = url.appending(path: name)
        // A link that a broken program left could lead out of the folder.
        let values = try? file.resourceValues(forKeys: [.isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey])
        guard let values, values.isRegularFile == true, values.isSymbolicLink != true, values.fileSize ?? .max <= limit
        else {
            return nil
        }
        return Array(try Data(contentsOf: file))
    }
}
