import Foundation

/// Older and other documents as .docx, by LibreOffice in a worker. It starts anew for each, with a profile of its own.
enum OfficeConverter {
    enum Format {
        case doc, rtf, odt

        var fileName: String {
            switch self {
            case .doc: "document.doc"
            case .rtf: "document.rtf"
            case .odt: "document.odt"
            }
        }

        /// Named, so that no other of LibreOffice's hundred importers looks at the file.
        var filter: String {
            switch self {
            case .doc: "MS Word 97"
            case .rtf: "Rich Text Format"
            case .odt: "writer8"
            }
        }
    }

    private static let worker = Worker(seconds: 20, memory: 4 << 30, fileSize: 64 << 20, outputLimit: 1 << 20)

    static func docx(_ bytes: [UInt8], from format: Format) async throws -> [UInt8] {
        try await TemporaryFolder.with { folder in
            try folder.write(bytes, to: format.fileName)
            let output = try await worker.run(
                [
                    "soffice", "-env:UserInstallation=file://\(folder.url.path(percentEncoded: true))/profile",
                    "--headless",
                    "--norestore", "--nolockcheck", "--nodefault", "--infilter=\(format.filter)", "--convert-to",
                    "docx",
                    "--outdir", "out", format.fileName,
                ], in: folder)
            guard output.isSuccess, let document = try folder.read("out/document.docx", limit: DocumentFile.byteLimit)
            else {
                throw OfficeFileError.notReadable
            }
            return document
        }
    }
}
