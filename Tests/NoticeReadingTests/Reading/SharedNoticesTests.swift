import Foundation
import NoticeReading
import OfficeFiles
import Testing

/// The real documents lie beside the repository and are no part of it.
private let shared = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/notices")

struct SharedNoticesTests {
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: shared.path)),
        arguments: [
            ("baotou-annual-plan-2023", NoticeReading.Kind.annualPlan, "包计生协发〔2023〕6号", "2023-03-02", 0),
            ("binjiang-street-notice-2021", .notice, "温鹿滨江办〔2021〕100号", "2021-05-12", 8),
            ("huji-town-plan-2024", .plan, "胡政发〔2024〕13号", "2024-04-30", 10),
            ("jinxiang-street-plan-2025", .plan, "金街办发〔2025〕16号", "2025-05-07", 16),
            ("national-notice-2021", .notice, "国计生协〔2021〕12号", nil, 8),
        ] as [(String, NoticeReading.Kind, String, String?, Int)])
    func keyFacts(name: String, kind: NoticeReading.Kind, number: String, issued: String?, activities: Int) async throws
    {
        for format in ["txt", "docx", "html", "pdf", "doc"] {
            guard
                let bytes = FileManager.default.contents(
                    atPath: shared.appendingPathComponent("\(name).\(format)").path),
                let document = try await read([UInt8](bytes))
            else { continue }
            let reading = try NoticeReader().read(document.text)
            #expect(document.format.rawValue == format)
            #expect(reading.kind == kind && reading.docNumber == number && reading.issueDate == issued)
            #expect(activities == 0 || reading.activities.count == activities)
        }
    }

    /// Nil if the program that reads the format is not installed.
    private func read(_ bytes: [UInt8]) async throws -> DocumentText? {
        do { return try await DocumentFile.read(bytes) } catch OfficeFileError.converterMissing { return nil }
    }
}
