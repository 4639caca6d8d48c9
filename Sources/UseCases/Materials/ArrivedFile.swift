internal import Crypto
internal import Foundation
internal import Storage

/// A file that came whole and is not kept yet: it is gone as soon as nobody holds it any more.
package final class ArrivedFile: Sendable {
    package let path: String
    /// Bytes that came; of one beyond the limit, more than were written.
    package let size: Int64
    /// SHA-256, hexadecimal.
    package let hash: String
    package let isBeyondLimit: Bool

    fileprivate init(path: String, size: Int64, hash: String, isBeyondLimit: Bool) {
        self.path = path
        self.size = size
        self.hash = hash
        self.isBeyondLimit = isBeyondLimit
    }

    /// What was kept has another name by then.
    deinit { unlink(path) }
}

/// A file that is being written, counted and hashed piece by piece. Leaves nothing behind unless it is finished.
package final class IncomingFile {
    private let path: String
    private let file: Int32
    private let limit: Int64
    private var size: Int64 = 0
    private var hash = SHA256()
    private var isFinished = false

    /// - Parameter limit: bytes; what comes after is counted and thrown away.
    package init(in store: any FileStore, limit: Int64) throws {
        path = "\(store.incoming)/\(UUID().uuidString)"
        self.limit = limit
        file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageError.unavailable("cannot write to \(store.incoming)") }
    }

    package func write(_ bytes: ArraySlice<UInt8>) throws {
        let start = size
        size += Int64(bytes.count)
        guard size <= limit else { return }
        try bytes.withUnsafeBytes { buffer in
            hash.update(bufferPointer: buffer)
            var written = 0
            while written < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
                let count = pwrite(file, rest.baseAddress, rest.count, off_t(start) + written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw StorageError.unavailable("cannot write: \(String(cString: strerror(errno)))")
                }
                written += count
            }
        }
    }

    package func finish() -> ArrivedFile {
        isFinished = true
        return ArrivedFile(
            path: path, size: size, hash: Digest.hex(hash.finalize()), isBeyondLimit: size > limit)
    }

    deinit {
        if file >= 0 { close(file) }
        if file >= 0, !isFinished { unlink(path) }
    }
}
