import CLibZip

/// A zip archive in memory or on disk; its members are unpacked piece by piece, no further than the limits.
final class ZipFile {
    /// A document has a few dozen; more is an attack or not a document.
    private static let entryLimit: zip_int64_t = 5_000

    /// Of one in memory.
    private let bytes: UnsafeMutableRawBufferPointer?
    private let archive: OpaquePointer
    private let memberLimit: Int
    private let limit: Int
    private var unpacked = 0

    /// - Parameters:
    ///   - memberLimit: bytes that one member may unpack to.
    ///   - limit: bytes that all members that are read may unpack to together.
    init(_ contents: [UInt8], memberLimit: Int, limit: Int) throws(OfficeFileError) {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: contents.count, alignment: 1)
        bytes.copyBytes(from: contents)
        do throws(OfficeFileError) {
            archive = try Self.open(zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, nil))
        } catch {
            bytes.deallocate()
            throw error
        }
        self.bytes = bytes
        self.memberLimit = memberLimit
        self.limit = limit
    }

    /// One on disk, which is never read whole.
    init(path: String, memberLimit: Int, limit: Int) throws(OfficeFileError) {
        archive = try Self.open(zip_source_file_create(path, 0, -1, nil))
        bytes = nil
        self.memberLimit = memberLimit
        self.limit = limit
    }

    deinit {
        zip_discard(archive)
        bytes?.deallocate()
    }

    private static func open(_ source: OpaquePointer?) throws(OfficeFileError) -> OpaquePointer {
        guard let source else { throw .notReadable }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            throw .notReadable
        }
        guard zip_get_num_entries(archive, 0) <= entryLimit else {
            zip_discard(archive)
            throw .notReadable
        }
        return archive
    }

    /// The names of all members, and how many bytes they say that they unpack to together.
    func list() -> (names: [String], declared: UInt64) {
        var names: [String] = []
        var declared: UInt64 = 0
        for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(archive, 0))) {
            var status = zip_stat_t()
            zip_stat_init(&status)
            guard zip_stat_index(archive, index, 0, &status) == 0 else { continue }
            names.append(status.name.map { String(cString: $0) } ?? "")
            declared = declared.addingReportingOverflow(status.size).partialValue
        }
        return (names, declared)
    }

    /// The member of this name (in any case of letters, as part names are compared), or nil.
    func member(_ name: String) throws(OfficeFileError) -> ZipMember? {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat(archive, name, zip_flags_t(ZIP_FL_NOCASE), &status) == 0 else { return nil }
        guard status.encryption_method == zip_uint16_t(ZIP_EM_NONE) else { throw .encrypted }
        guard status.size <= zip_uint64_t(memberLimit) else { throw .unpacksTooLarge(limit: memberLimit) }
        guard let file = zip_fopen_index(archive, status.index, 0) else { throw .notReadable }
        return ZipMember(file, of: self, limit: memberLimit)
    }

    fileprivate func count(_ bytes: Int) -> OfficeFileError? {
        unpacked += bytes
        return unpacked > limit ? .unpacksTooLarge(limit: limit) : nil
    }
}

/// The bytes of one member, in order.
final class ZipMember: ByteSource {
    private let file: OpaquePointer
    private let archive: ZipFile
    private let limit: Int
    private var unpacked = 0
    private(set) var failure: OfficeFileError?

    fileprivate init(_ file: OpaquePointer, of archive: ZipFile, limit: Int) {
        self.file = file
        self.archive = archive
        self.limit = limit
    }

    deinit { zip_fclose(file) }

    /// How many bytes came, 0 at the end, or nil after a `failure`.
    /// The declared size may lie, so what really comes out is counted.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard failure == nil else { return nil }
        let count = Int(zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count)))
        guard count >= 0 else {
            failure = .notReadable
            return nil
        }
        unpacked += count
        failure = unpacked > limit ? .unpacksTooLarge(limit: limit) : archive.count(count)
        return failure == nil ? count : nil
    }

    /// The first bytes of a short member.
    func text(limit: Int) -> String {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = bytes.withUnsafeMutableBytes { read(into: $0) } ?? 0
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
