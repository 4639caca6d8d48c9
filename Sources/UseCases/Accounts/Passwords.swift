internal import CSodium

/// Argon2id through libsodium; at most two at once, because each takes 64 MiB.
package struct Passwords: Sendable {
    private let operations: UInt64
    private let memory: Int
    private static let pool: WorkPool = {
        precondition(sodium_init() >= 0, "libsodium cannot start")
        return WorkPool("passwords", width: 2)
    }()

    package static let shortest = 8
    package static let longest = 200

    /// - Parameter cheap: the least that the function takes; for tests and for a demo that starts at once.
    package init(cheap: Bool = false) {
        operations = cheap ? 1 : UInt64(crypto_pwhash_argon2id_opslimit_interactive())
        memory = cheap ? 8192 : crypto_pwhash_argon2id_memlimit_interactive()
    }

    package func hash(_ password: String) async throws -> String {
        try await Self.pool.run {
            var hash = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
            guard crypto_pwhash_str(&hash, password, UInt64(password.utf8.count), operations, memory) == 0 else {
                throw HashFailed()
            }
            return String(decoding: hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// - Parameter hash: nil when there is no such account; it takes the same time all the same.
    package func verify(_ password: String, against hash: String?) async throws -> Bool {
        guard let hash else {
            _ = try await self.hash(password)
            return false
        }
        return try await Self.pool.run {
            crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
        }
    }

    /// Hashes of one-time codes, by which they are found again: the same for the same salt. A tenth of a password's work,
    /// because hundreds are made at once; see docs/threat-model.md for what it is worth.
    /// - Parameter salt: 16 bytes of the installation's own.
    package func codeHashes(_ codes: [String], salt: [UInt8]) async throws -> [String] {
        let memory = min(memory, 8 << 20)
        return try await Self.pool.run {
            try codes.map { code in
                var hash = [UInt8](repeating: 0, count: 32)
                guard
                    crypto_pwhash(
                        &hash, 32, code, UInt64(code.utf8.count), salt, UInt64(crypto_pwhash_argon2id_opslimit_min()),
                        memory, crypto_pwhash_alg_argon2id13()) == 0
                else { throw HashFailed() }
                return Digest.hex(hash)
            }
        }
    }

    /// There was no memory for it.
    private struct HashFailed: Error {}
}
