package import NoticeReading
extension NoticeReading {
    package struct AnnualTask: Codable, Hashable, Sendable {
        package struct Indicator: Codable, Hashable, Sendable { package var text: String }
        package var area: String, name: String, indicators: [Indicator], owner: String?, source: Source
    }
    package struct Day: Codable, Hashable, Sendable { package var name: String, date: String?, source: Source }
    package struct Disclosed {
        package var indexNumber: String?, publisher: String?, openness: String?, validity: String?
    }
    package var tasks: [AnnualTask] { [] }
    package var days: [Day] { [] }
    package var disclosure: Disclosed? { nil }
}
internal import OfficeFiles
package struct DocumentText { package var text: String }
extension DocumentFile {
    static func read(_ bytes: [UInt8]) async throws -> DocumentText { DocumentText(text: try plainText(bytes)) }
}
