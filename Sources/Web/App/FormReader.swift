internal import UseCases

/// Fills a form from a multipart body as it comes. Small files stay in memory; large ones are written to the disk and
/// hashed meanwhile. Nothing of a file is taken before the form has proved that it is ours.
struct FormReader {
    private enum Part {
        case field(String)
        case small(String, fileName: String)
        case large(String, fileName: String, IncomingFile)
    }

    /// Bytes of all fields that are no files.
    private static let mostText = 1 << 20

    private(set) var form = FormData()
    private var parser: MultipartParser
    private var part: Part?
    /// Of a field or a small file.
    private var content: [UInt8] = []
    private var text = 0
    private let csrf: String
    /// Where large files go; nil keeps all in memory.
    private let store: (any FileStore)?

    init(contentType: String, csrf: String, store: (any FileStore)?) throws(FormRefused) {
        parser = try MultipartParser(contentType: contentType)
        self.csrf = csrf
        self.store = store
    }

    /// - Throws: `FormRefused`; what cannot be written is a defect.
    mutating func take(_ piece: some Sequence<UInt8>) throws {
        parser.append(piece)
        while let event = try parser.next() { try take(event) }
    }

    func finished() throws(FormRefused) -> FormData {
        try parser.finish()
        guard form["csrf"] == csrf else { throw .stale }
        return form
    }

    private mutating func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .begin(let name, nil): part = .field(name)
        case .begin(let name, let fileName?):
            guard form["csrf"] == csrf else { throw FormRefused.stale }
            if let store {
                part = .large(name, fileName: fileName, try IncomingFile(in: store, limit: AttachMaterials.largest))
            } else {
                part = .small(name, fileName: fileName)
            }
        case .content(let bytes):
            switch part {
            case .field:
                text += bytes.count
                guard text <= Self.mostText else { throw FormRefused.malformed }
                content.append(contentsOf: bytes)
            case .small: content.append(contentsOf: bytes)
            case .large(_, _, let file): try file.write(bytes)
            case nil: break
            }
        case .end:
            switch part {
            case .field(let name): try form.add(Array(name.utf8), content)
            case .small(let name, let fileName): form.add(name, FormData.File(name: fileName, bytes: content))
            case .large(let name, let fileName, let file):
                form.add(name, FormData.Upload(name: fileName, file: file.finish()))
            case nil: break
            }
            part = nil
            content = []
        }
    }
}
