import Foundation
import OfficeFiles
import Testing

/// Paragraphs and tables out of places on paper. Needs poppler-utils.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")))
struct PDFTextTests {
    private static func lines(_ paper: Paper) async throws -> [String] {
        let document = try await DocumentFile.read(paper.bytes())
        #expect(document.format == .pdf && document.text.hasSuffix("\n"))
        return document.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private static let long = "各村（社区）计生协要按照县计生协的统一部署，结合本地实际，精心组织开展形式多样的会员活动日宣传服务活动，切实增强群众的获得感、幸福感、安全感。"

    @Test func aNotice() async throws {
        var paper = Paper()
        paper.centred("某某县计划生育协会文件", y: 80, size: 30)
        paper.centred("某计生协〔2025〕6号", y: 130, size: 16)
        paper.centred("关于开展第27个会员活动日宣传", y: 190)
        paper.centred("服务活动的通知", y: 222)
        var y = paper.paragraph("各乡镇（街道）计生协：", y: 270, indent: 0)
        y = paper.paragraph(Self.long, y: y)
        y = paper.paragraph("一、活动时间", y: y)
        y = paper.paragraph(String(Self.long.prefix(25)), y: y)
        y = paper.paragraph(String(Self.long.prefix(52)), y: y)
        paper.put("某某县计划生育协会", x: 330, y: y + 40)
        paper.put("2025年5月7日", x: 360, y: y + 68)
        let lines = try await Self.lines(paper)
        #expect(
            lines == [
                "某某县计划生育协会文件", "某计生协〔2025〕6号", "关于开展第27个会员活动日宣传服务活动的通知", "各乡镇（街道）计生协：", Self.long,
                "一、活动时间", String(Self.long.prefix(25)), String(Self.long.prefix(52)), "某某县计划生育协会", "2025年5月7日",
            ])
    }

    /// A paragraph goes on over the page; what stands at the same place on each page is none of the text.
    @Test(arguments: [
        ["— 1 —", "— 2 —", "— 3 —"], ["第1页 共3页", "第2页 共3页", "第3页 共3页"], ["1/3", "2/3", "3/3"],
        ["- 1 -", "- 2 -", "- 3 -"], ["1", "2", "3"],
    ])
    func pages(numbers: [String]) async throws {
        var paper = Paper()
        for (index, number) in numbers.enumerated() {
            if index > 0 { paper.turnPage() }
            paper.put("会员活动日文件汇编", x: 230, y: 50, size: 10)
            for row in 0..<22 {
                paper.put(
                    String(Array(Self.long + Self.long)[row..<(row + 27)]), x: Paper.left, y: 125 + Double(row) * 28)
            }
            paper.put(number, x: 280, y: 790, size: 14)
        }
        paper.turnPage()
        paper.paragraph("完。", y: 125)
        let lines = try await Self.lines(paper)
        #expect(lines.count == 2 && lines[0].count == 3 * 22 * 27 && lines[1] == "完。")
    }

    @Test func flushParagraphs() async throws {
        var paper = Paper()
        var y = 120.0
        for _ in 0..<4 { y = paper.paragraph(Self.long, y: y, indent: 0) + 10 }
        #expect(try await Self.lines(paper) == [String](repeating: Self.long, count: 4))
    }

    @Test func tables() async throws {
        var paper = Paper()
        paper.paragraph(Self.long, y: 120)
        let columns = [79.0, 130, 260, 400]
        let rows = [
            ["序号", "活动名称", "时间", "责任单位"], ["1", "义诊进社区", "5月10日", "县计生协"], ["2", "亲子运动会", "", "各社区"],
            ["3", "家庭健康讲座", "5月29日上午", "县医院"],
        ]
        for (index, row) in rows.enumerated() {
            for (x, text) in zip(columns, row) where !text.isEmpty {
                paper.put(text, x: x + 5, y: 240 + Double(index) * 20, size: 12)
            }
        }
        // The name goes on below.
        paper.put("倡导新型婚育文化集", x: 135, y: 320, size: 12)
        paper.put("中宣传", x: 135, y: 335, size: 12)
        paper.put("4", x: 84, y: 320, size: 12)
        paper.put("5月", x: 265, y: 320, size: 12)
        paper.paragraph(Self.long, y: 380)
        let expected = rows.map { $0.joined(separator: "\t") } + ["4\t倡导新型婚育文化集中宣传\t5月"]
        #expect(try await Self.lines(paper) == [Self.long] + expected + [Self.long])
    }

    /// 时　间：is a label, not a table; blanks between letters of a name are not kept apart.
    @Test func spreadWords() async throws {
        var paper = Paper()
        for (index, label) in ["时间：5月10日", "地点：县文化广场"].enumerated() {
            let y = 120 + Double(index) * 28
            paper.put(String(label.prefix(1)), x: 111, y: y)
            paper.put(String(label.dropFirst()), x: 160, y: y)
        }
        for (index, letter) in "某某县计生协".enumerated() {
            paper.put(String(letter), x: 150 + Double(index) * 40, y: 240, size: 20)
        }
        paper.paragraph(Self.long, y: 300)
        #expect(try await Self.lines(paper) == ["时间：5月10日", "地点：县文化广场", "某某县计生协", Self.long])
    }

    @Test func refuses() async throws {
        var paper = Paper()
        await #expect(throws: OfficeFileError.scanned) { try await DocumentFile.read(paper.bytes()) }
        paper.put("— 1 —", x: 280, y: 790)
        await #expect(throws: OfficeFileError.scanned) { try await DocumentFile.read(paper.bytes()) }
        paper.paragraph(Self.long, y: 120)
        await #expect(throws: OfficeFileError.encrypted) { try await DocumentFile.read(paper.bytes(encrypted: true)) }
        await #expect(throws: OfficeFileError.notReadable) {
            try await DocumentFile.read(Array("%PDF-1.7\nno more".utf8))
        }
        // Letters without meaning: fonts whose codes are their own.
        var shapes = Paper()
        shapes.paragraph(String(repeating: "\u{E123}", count: 100), y: 120)
        await #expect(throws: OfficeFileError.scanned) { try await DocumentFile.read(shapes.bytes()) }
    }

    @Test func truncation() async throws {
        var paper = Paper()
        paper.paragraph(Self.long + Self.long, y: 120)
        let bytes = paper.bytes()
        var readings = 0
        for part in 1..<20 {
            do {
                _ = try await DocumentFile.read(Array(bytes[..<(bytes.count * part / 20)]))
                readings += 1
            } catch is OfficeFileError {}
        }
        #expect(readings < 19)
    }
}
