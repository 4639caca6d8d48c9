internal import Foundation
package import Storage
internal import StorageSQLite

/// The two engines, real ones.
package enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// A new database without tables.
    package func empty() async throws -> any Database {
        switch self {
        case .sqlite:
            return try SQLiteDatabase(path: TemporaryFolder.path + "/\(UUID().uuidString).sqlite")
        case .postgres: return try await PostgresCluster.shared.get().database()
        }
    }

    /// A new database with the product's tables.
    package func database() async throws -> any Database {
        let database = try await empty()
        try await database.migrate()
        return database
    }
}

/// One folder for all files of a test run, gone when the process ends.
package enum TemporaryFolder {
    package static let path: String = {
        let path = FileManager.default.temporaryDirectory.appending(path: "memberday-tests-\(getpid())").path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: TemporaryFolder.path) }
        return path
    }()
}
