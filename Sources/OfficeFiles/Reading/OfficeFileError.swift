/// Why a file cannot be read as a document, a table or a picture.
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
    /// A PDF whose pages are pictures, or whose letters cannot be told from their shapes.
    case scanned
    /// The program that reads this format is not installed, or the kernel refuses to run it without network.
    case converterMissing
    /// Cells with a value, in all sheets or tables together.
    case tooManyCells(limit: Int)
    case tooManySheets(limit: Int)
    /// The limits that hold: bytes, and pixels a side.
    case pictureTooLarge(bytes: Int, side: Int)
}
