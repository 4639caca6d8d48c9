/// The `stored_file` table: bytes by their SHA-256.
package struct FileTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func put(_ bytes: [UInt8], hash: String) throws {
        try db.execute("INSERT INTO stored_file (hash, bytes) VALUES (\(hash), \(bytes)) ON CONFLICT DO NOTHING")
    }
    package func bytes(_ hash: String) throws -> [UInt8]? {
        try db.row("SELECT bytes FROM stored_file WHERE hash = \(hash)")?.bytes("bytes")
    }
}
