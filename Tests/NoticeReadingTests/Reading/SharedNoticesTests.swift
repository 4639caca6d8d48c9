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
    func keyFacts(name: String, kind: NoticeReading.Kind, number: String, issued: String?, activities: Int) throws {
        for format in ["txt", "docx"] {
            let bytes = try Data(contentsOf: shared.appendingPathComponent("\(name).\(format)"))
            let reading = try NoticeReader().read(try DocumentFile.plainText([UInt8](bytes)))
            #expect(reading.kind == kind && reading.docNumber == number && reading.issueDate == issued)
            #expect(activities == 0 || reading.activities.count == activities)
        }
    }
}
