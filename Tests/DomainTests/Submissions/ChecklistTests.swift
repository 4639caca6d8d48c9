import Domain
import Testing

@Suite struct ChecklistTests {
    private static let notice = Notice.ID(at: Instant(milliseconds: 1), random: 1)
    private static let former = Notice.ID(at: Instant(milliseconds: 2), random: 2)

    private func material(_ kind: String, _ notice: Notice.ID, _ position: Int64, _ number: UInt128) -> Material {
        Material(
            id: Identifier(at: Instant(milliseconds: 3), random: number),
            campaign: Identifier(at: Instant(milliseconds: 4), random: 4), unit: Unit.ID(1), kind: kind,
            place: .requirement(notice, position: position), file: "\(number).jpg", mediaType: "image/jpeg",
            size: 1, hash: "\(number)", isLate: false, addedAt: Instant(milliseconds: 5))
    }
    private func asked(_ kinds: [(String, Int64?, Int64?)]) -> [(place: Material.Place, requirement: Requirement)] {
        kinds.enumerated().map { index, kind in
            (
                .requirement(Self.notice, position: Int64(index)),
                Requirement(kind: kind.0, countMin: kind.1, countMax: kind.2, span: nil)
            )
        }
    }
    private func checklist(
        _ kinds: [(String, Int64?, Int64?)], _ materials: [Material] = [], hasPlan: Bool = false,
        isSubmitted: Bool = false
    ) -> Checklist {
        Checklist(asked(kinds), materials: materials, hasPlan: hasPlan, isSubmitted: isSubmitted)
    }

    @Test(
        arguments: [
            (nil, nil, "照片", 1), (10, 10, "照片 10 张", 10), (2, 3, "照片 2 至 3 张", 2), (nil, 5, "照片 最多 5 张", 1),
            (1, 1, "照片", 1), (0, 3, "照片 0 至 3 张", 1),
        ] as [(Int64?, Int64?, String, Int64)])
    func saysWhatIsAsked(least: Int64?, most: Int64?, words: String, count: Int64) {
        let requirement = Requirement(kind: "photos", countMin: least, countMax: most, span: nil)
        #expect(requirement.words == words)
        #expect(requirement.least == count)
    }

    @Test func namesWhatIsMissing() {
        let kinds: [(String, Int64?, Int64?)] = [
            ("statistics_table", nil, nil), ("summary", nil, nil), ("photos", 3, 3), ("videos", 2, 3),
            ("plan", nil, nil),
        ]
        let nothing = checklist(kinds)
        #expect(nothing.gaps == ["总结", "照片 3 张", "视频 2 个", "方案"])
        #expect(nothing.items[0].state == .notNeeded)
        let some = [material("photos", Self.notice, 2, 1), material("photos", Self.notice, 2, 2)]
        #expect(checklist(kinds, some).gaps == ["总结", "照片 1 张", "视频 2 个", "方案"])
        let all =
            some + [
                material("photos", Self.notice, 2, 3), material("summary", Self.notice, 1, 4),
                material("videos", Self.notice, 3, 5), material("videos", Self.notice, 3, 6),
            ]
        let done = checklist(kinds, all, hasPlan: true, isSubmitted: true)
        #expect(done.gaps == [] && done.items.allSatisfy { $0.state == .done })
        #expect(checklist([]).items.isEmpty)
    }

    /// The nearest superior issues its own notice after files were handed in for the former one.
    @Test func whatWasHandedInForAFormerNoticeStillCounts() {
        let kinds: [(String, Int64?, Int64?)] = [("photos", 2, 2), ("photos", 1, 1), ("summary", nil, nil)]
        let found = checklist(
            kinds,
            [
                material("photos", Self.former, 7, 1), material("photos", Self.notice, 1, 2),
                material("works", Self.former, 0, 3),
            ])
        #expect(found.items.map(\.materials.count) == [1, 1, 0])
        #expect(found.gaps == ["照片 1 张", "总结"])
        #expect(found.others.map(\.kind) == ["works"])
    }

    @Test(
        arguments: [
            ("活动总结.docx", "活动总结.docx", "docx"), ("C:\\Users\\a\\照片.JPG", "照片.JPG", "jpg"),
            ("../../etc/passwd", "passwd", ""), ("..", "没有名字的文件", ""), ("", "没有名字的文件", ""), ("a/../", "没有名字的文件", ""),
            (" a\u{0}b\r\n\u{202E}gpj.exe ", "abgpj.exe", "exe"), (".docx", ".docx", ""), ("照片", "照片", ""),
            ("a.b c", "a.b c", ""), ("a.tar.gz", "a.tar.gz", "gz"),
        ])
    func cleansNames(raw: String, text: String, ending: String) {
        #expect(FileName(raw).text == text)
        #expect(FileName(raw).ending == ending)
    }

    @Test func aLongNameKeepsItsEnding() {
        let name = FileName(String(repeating: "长", count: 300) + ".docx")
        #expect(name.text.count == 100 && name.text.hasSuffix("长.docx") && name.ending == "docx")
    }
}
