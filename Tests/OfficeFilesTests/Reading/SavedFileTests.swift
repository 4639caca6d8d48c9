import Foundation
import OfficeFiles
import Testing

/// Files as the product writes them, and as LibreOffice saved them again.
struct SavedFileTests {
    private static func fixture(_ name: String) throws -> [UInt8] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return Array(try Data(contentsOf: tests.appending(path: "Fixtures/office/\(name)")))
    }

    @Test(arguments: [false, true])
    func sheet(isSavedAgain: Bool) throws {
        let file = try GridFile.read(isSavedAgain ? Self.fixture("sheet.xlsx") : Samples.sheet().bytes())
        #expect(file.format == .xlsx)
        #expect(file.grids.map(\.name) == ["甲&乙 表"])
        #expect(file.grids[0].cells == Samples.sheetCells)
        #expect(file.properties == Samples.properties)
        #expect(file.paragraphs.isEmpty)
    }

    @Test(arguments: [false, true])
    func document(isSavedAgain: Bool) throws {
        let file = try GridFile.read(isSavedAgain ? Self.fixture("document.docx") : Samples.document().bytes())
        #expect(file.format == .docx)
        #expect(file.grids.map(\.name) == ["表 1", "表 2"])
        #expect(file.grids[0].cells == Samples.documentCells)
        #expect(file.grids[1].cells.map(\.text) == ["第二", "表"])
        #expect(file.properties == Samples.properties)
        #expect(file.paragraphs == Samples.documentParagraphs)
    }
}
