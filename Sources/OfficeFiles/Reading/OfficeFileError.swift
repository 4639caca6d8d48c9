/// Why a file cannot be read as a document.
package enum OfficeFileError: Error, Hashable {
    case empty
    /// Bytes.
    case tooLarge(limit: Int)
    case notReadable
    case encrypted
    /// The file declares a document type or entities, which could reach for other files.
    case externalEntity
    /// Bytes after unpacking, or scalars of text.
    case unpacksTooLarge(limit: Int)
    case unknownFormat
    case notText
}
