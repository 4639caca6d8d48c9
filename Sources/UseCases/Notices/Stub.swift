internal import OfficeFiles
package struct DocumentText { package var text: String }
extension DocumentFile { static func read(_ bytes: [UInt8]) async throws -> DocumentText { DocumentText(text: try plainText(bytes)) } }
