import Foundation

/// The text of a PDF, by poppler's pdftotext in a worker.
enum PDFText {
    /// Fewer legible characters on all pages together are a scan with a number or a mark on it.
    private static let leastText = 20
    private static let worker = Worker(seconds: 10, memory: 1 << 30, fileSize: 0, outputLimit: 64 << 20)

    static func read(_ bytes: [UInt8]) async throws -> String {
        let output = try await TemporaryFolder.with { folder in
            try folder.write(bytes, to: "document.pdf")
            return try await worker.run(
                ["pdftotext", "-q", "-bbox-layout", "-enc", "UTF-8", "document.pdf", "-"], in: folder)
        }
        guard output.isSuccess else {
            throw Data(bytes).range(of: Data("/Encrypt".utf8)) == nil ? OfficeFileError.notReadable : .encrypted
        }
        return try text(output.bytes)
    }

    /// - Parameter output: of pdftotext -bbox-layout.
    static func text(_ output: [UInt8]) throws(OfficeFileError) -> String {
        let pages = try PDFPages.read(output)
        let lines = pages.enumerated().map { PDFLine.lines(of: $1, number: $0) }
        let body = PDFRunningLines.removed(from: lines, of: pages)
        let text = TextFile.normalised(PDFParagraphs.text(body, of: pages))
        let legible = text.unicodeScalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        guard legible >= leastText, TextFile.isText(text) else { throw .scanned }
        return text
    }
}
