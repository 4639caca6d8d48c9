import CLibZip

/// A zip archive made in memory; the same members give the same bytes.
package enum ZipArchive {
    package enum Failure: Error { case cannotWrite(String) }

    package static func bytes(_ members: [(name: String, contents: [UInt8])]) throws -> [UInt8] {
        guard let result = zip_source_buffer_create(nil, 0, 0, nil) else { throw Failure.cannotWrite("no buffer") }
        defer { zip_source_free(result) }
        zip_source_keep(result)
        guard let archive = zip_open_from_source(result, Int32(ZIP_TRUNCATE), nil) else {
            zip_source_free(result)
            throw Failure.cannotWrite("no archive")
        }
        do {
            for (name, contents) in members { try add(name, contents, to: archive) }
            guard zip_close(archive) == 0 else { throw Failure.cannotWrite(message(archive)) }
        } catch {
            zip_discard(archive)
            throw error
        }
        return try contents(of: result)
    }

    private static func add(_ name: String, _ contents: [UInt8], to archive: OpaquePointer) throws {
        // libzip frees the copy, also when it refuses the source later.
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, contents.count), alignment: 1)
        contents.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: copy, count: $0.count).copyMemory(from: $0) }
        guard let source = zip_source_buffer(archive, copy, zip_uint64_t(contents.count), 1) else {
            copy.deallocate()
            throw Failure.cannotWrite(message(archive))
        }
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw Failure.cannotWrite(message(archive))
        }
        // The first day that a zip archive can hold: 1980-01-01.
        zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
    }

    private static func contents(of source: OpaquePointer) throws -> [UInt8] {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else {
            throw Failure.cannotWrite("no result")
        }
        defer { zip_source_close(source) }
        let size = Int(status.size)
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = max(0, Int(zip_source_read(source, buffer.baseAddress, zip_uint64_t(size))))
            guard count == size else { throw Failure.cannotWrite("short result") }
        }
    }

    private static func message(_ archive: OpaquePointer) -> String {
        zip_strerror(archive).map { String(cString: $0) } ?? "zip"
    }
}
