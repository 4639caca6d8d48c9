import CLibZip
import Foundation

/// One member of a zip archive held in memory, unpacked no further than the limit.
enum ZipMember {
    /// A document of Word has a few dozen; more is an attack or not a document.
    private static let entryLimit: zip_int64_t = 5_000

    static func contents(of name: String, in bytes: [UInt8]) throws(OfficeFileError) -> [UInt8] {
        let result: Result<[UInt8], OfficeFileError> = bytes.withUnsafeBytes { buffer in
            Result { () throws(OfficeFileError) in try read(name, buffer) }
        }
        return try result.get()
    }

    private static func read(_ name: String, _ buffer: UnsafeRawBufferPointer) throws(OfficeFileError) -> [UInt8] {
        guard let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, nil) else {
            throw .notReadable
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            throw .notReadable
        }
        defer { zip_discard(archive) }
        guard zip_get_num_entries(archive, 0) <= entryLimit else { throw .notReadable }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat(archive, name, 0, &status) == 0 else { throw .unknownFormat }
        guard status.encryption_method == zip_uint16_t(ZIP_EM_NONE) else { throw .encrypted }
        let limit = DocumentFile.unpackedLimit
        guard status.size <= zip_uint64_t(limit) else { throw .unpacksTooLarge(limit: limit) }
        guard let file = zip_fopen_index(archive, status.index, 0) else { throw .notReadable }
        defer { zip_fclose(file) }
        return try drain(file, limit: limit)
    }

    /// The declared size may lie, so what really comes out is counted as well.
    private static func drain(_ file: OpaquePointer, limit: Int) throws(OfficeFileError) -> [UInt8] {
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = zip_fread(file, &chunk, zip_uint64_t(chunk.count))
            guard count >= 0 else { throw .notReadable }
            guard count > 0 else { return contents }
            guard contents.count + Int(count) <= limit else { throw .unpacksTooLarge(limit: limit) }
            contents.append(contentsOf: chunk[..<Int(count)])
        }
    }
}
