import Foundation

/// The streams at the root of a compound file, the container of .doc, .wps, .xls and of packages with a password.
/// Source: [MS-CFB] 2.2 (header), 2.3 (sector chains), 2.6 (directory).
struct CompoundFile {
    enum Content { case word, encrypted, other }

    private struct Entry {
        let name: String, left: UInt32, right: UInt32, child: UInt32, start: UInt32
    }

    /// A document has a few dozen.
    private static let entryLimit = 4_096
    private static let none = UInt32.max

    private let bytes: [UInt8]
    private let sectorSize: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        sectorSize = bytes.count > 0x1F && bytes[0x1E] == 12 ? 4_096 : 512
    }

    var content: Content {
        let streams = rootStreams()
        if streams.isEmpty { return holds("EncryptedPackage") ? .encrypted : .other }
        if streams["EncryptedPackage"] != nil { return .encrypted }
        if let start = streams["WordDocument"] { return isEncryptedWord(at: start) ? .encrypted : .word }
        // Microsoft Works, whose documents are also called .wps.
        return streams["MatOST"] != nil ? .word : .other
    }

    /// The flags of the file information block: wIdent 0xA5EC, bit fEncrypted. Source: [MS-DOC] 2.5.2.
    private func isEncryptedWord(at sector: UInt32) -> Bool {
        let offset = self.offset(of: sector)
        guard number(offset, 2) == 0xA5EC, let flags = number(offset + 0x0A, 2) else { return false }
        return flags & 0x0100 != 0
    }

    /// The names of the streams and storages below the root, with their first sectors.
    private func rootStreams() -> [String: UInt32] {
        let entries = directory()
        guard let root = entries.first else { return [:] }
        var streams: [String: UInt32] = [:]
        var seen: Set<UInt32> = []
        var open = [root.child]
        while let index = open.popLast() {
            guard Int(index) < entries.count, seen.insert(index).inserted else { continue }
            let entry = entries[Int(index)]
            if !entry.name.isEmpty { streams[entry.name] = entry.start }
            open += [entry.left, entry.right]
        }
        return streams
    }

    private func directory() -> [Entry] {
        var entries: [Entry] = []
        var sector = number(0x30, 4) ?? Self.none
        while entries.count < Self.entryLimit {
            let start = offset(of: sector)
            guard start + sectorSize <= bytes.count else { break }
            for place in stride(from: start, to: start + sectorSize, by: 128) { entries.append(entry(at: place)) }
            sector = next(after: sector)
        }
        return entries
    }

    private func entry(at place: Int) -> Entry {
        let length = min(64, Int(number(place + 64, 2) ?? 0))
        let units = stride(from: 0, to: max(0, length - 2), by: 2).map { UInt16(number(place + $0, 2) ?? 0) }
        return Entry(
            name: String(decoding: units, as: UTF16.self), left: number(place + 68, 4) ?? Self.none,
            right: number(place + 72, 4) ?? Self.none, child: number(place + 76, 4) ?? Self.none,
            start: number(place + 116, 4) ?? Self.none)
    }

    /// By the allocation table, of which the header names the first 109 sectors; a directory never lies beyond them.
    private func next(after sector: UInt32) -> UInt32 {
        let (table, place) = Int(sector).quotientAndRemainder(dividingBy: sectorSize / 4)
        guard table < 109, let tableSector = number(0x4C + 4 * table, 4) else { return Self.none }
        return number(offset(of: tableSector) + 4 * place, 4) ?? Self.none
    }

    private func offset(of sector: UInt32) -> Int { (Int(sector) + 1) * sectorSize }

    private func number(_ place: Int, _ width: Int) -> UInt32? {
        guard place + width <= bytes.count else { return nil }
        return bytes[place..<place + width].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// For a file whose directory is lost.
    private func holds(_ name: String) -> Bool {
        Data(bytes).range(of: Data(name.utf8.flatMap { [$0, 0] })) != nil
    }
}
