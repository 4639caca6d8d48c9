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
            let folder = FileManager.default.temporaryDirectory.appending(path: "memberday-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return try SQLiteDatabase(path: folder + "/test.sqlite")
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
