internal import Domain
internal import UseCases

/// The fields of a submitted form, decoded and checked: UTF-8, no NUL, at most 4,000 fields.
struct FormData: Sendable {
    package struct File: Sendable {
        package let name: String
        package let bytes: [UInt8]
    }
    /// A large file, on the disk.
    struct Upload: Sendable {
        let name: String
        let file: ArrivedFile
    }
    private var fields: [String: String] = [:]
    /// In the order of the form; a field may bring several.
    package private(set) var files: [String: [File]] = [:]
    private(set) var uploads: [String: [Upload]] = [:]
    private static let mostFields = 4000

    package init() {}

    /// Source: URL Standard, application/x-www-form-urlencoded parsing.
    package init(urlEncoded body: [UInt8]) throws(FormRefused) {
        guard !body.isEmpty else { return }
        let pairs = body.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true)
        guard pairs.count <= Self.mostFields else { throw .malformed }
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            try add(Self.decode(parts[0]), parts.count > 1 ? Self.decode(parts[1]) : [])
        }
    }

    mutating func add(_ name: String, _ file: File) { files[name, default: []].append(file) }
    mutating func add(_ name: String, _ upload: Upload) { uploads[name, default: []].append(upload) }

    package subscript(_ name: String) -> String { fields[name] ?? "" }
    package func has(_ name: String) -> Bool { fields[name] != nil }
    /// The first file of a field that has something in it.
    package func file(_ name: String) -> File? { files[name]?.first { !$0.bytes.isEmpty } }
    /// What stands behind a prefix, such as the codes of `child.370828001`.
    package func names(after prefix: String) -> [String] {
        fields.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
    }

    /// The value as a number of people; full-width digits, blanks and thousands commas are taken.
    /// - Throws: `.notANumber` when there is something else in it.
    func count(_ name: String) throws(ActivityDraft.Invalid) -> Int64? {
        var digits = ""
        for scalar in self[name].unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19: digits += String(scalar.value - 0xFF10)
            case 0x2D where digits.isEmpty, 0xFF0D where digits.isEmpty: digits = "-"
            case 0x20, 0x3000, 0x2C, 0xFF0C: continue
            default: throw .notANumber
            }
        }
        guard !digits.isEmpty else { return nil }
        guard digits != "-" else { throw .notANumber }
        // More digits than fit are too many people in any case.
        guard let number = Int64(digits) else { throw digits.hasPrefix("-") ? .negative : .tooMany }
        guard number >= 0 else { throw .negative }
        guard number <= Measures.most else { throw .tooMany }
        return number
    }

    mutating func add(_ name: [UInt8], _ value: [UInt8]) throws(FormRefused) {
        guard let name = String(validating: name, as: UTF8.self), let value = String(validating: value, as: UTF8.self),
            !value.utf8.contains(0), !name.utf8.contains(0)
        else { throw .notText }
        // Browsers send line ends as CR LF.
        fields[name] = value.replacing("\r\n", with: "\n")
    }

    static func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = iterator.next() else { return decoded + [byte] }
                guard let low = iterator.next() else { return decoded + [byte, high] }
                if let first = hexValue(high), let second = hexValue(low) {
                    decoded.append(first << 4 | second)
                } else {
                    decoded += [byte, high, low]
                }
            default: decoded.append(byte)
            }
        }
        return decoded
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}

enum FormRefused: UserFacingError, Hashable {
    case malformed, notText, stale
    case tooLarge(megabytes: Int)

    package var code: String { "form.refused" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String {
        switch self {
        case .malformed: "表单没有传完整，请回上一页再交一次"
        case .notText: "文字里有认不出的字符，请删掉后再交一次"
        case .stale: "页面打开太久了，请回上一页刷新后再交一次"
        case .tooLarge(let megabytes): "文件太大了，最多 \(megabytes) MB"
        }
    }
}
