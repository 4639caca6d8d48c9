import Testing

@testable import OfficeFiles

struct OfficialTextTests {
    @Test(arguments: [
        ("2025-05-07", "2025年5月7日"), ("2025年05月07日", "2025年5月7日"), ("2025.5.7", "2025年5月7日"), ("二〇二五年五月", "二〇二五年五月"),
        ("2025-13-07", "2025-13-07"), ("2025年5月", "2025年5月"),
    ])
    func dates(text: String, expected: String) { #expect(OfficialText.date(text) == expected) }

    @Test(arguments: [
        ("此件公开发布", "（此件公开发布）"), ("(此件主动公开)", "（此件主动公开）"), ("（此件不公开）", "（此件不公开）"),
    ])
    func notes(text: String, expected: String) { #expect(OfficialText.bracketed(text) == expected) }

    @Test(arguments: [
        ("省计生协", "抄送：省计生协。"), ("抄送：省计生协。", "抄送：省计生协。"), ("抄报：省计生协", "抄报：省计生协。"),
    ])
    func copies(text: String, expected: String) { #expect(OfficialText.copyTo(text) == expected) }

    /// Hundredths of a character from the right. Source: GB/T 9704-2012, 7.3.5.1 and 7.3.5.2.
    static let places: [([String], String?, OfficialDocument.Signature, [Int], Int)] = [
        // The date is six wide: its middle is seven from the right, and so is the issuer's.
        (["甲市计生协"], "2025年5月7日", .sealed, [450], 400),
        (["某某市某某区人民政府某某街道办事处"], "2025年5月7日", .sealed, [200], 750),
        (["甲市计生协", "甲市卫生健康委"], "2025年5月7日", .sealed, [450, 350], 400), (["甲"], nil, .sealed, [400], 400),
        // The date begins two characters behind the issuer.
        (["甲市计划生育协会办公室"], "2025年5月7日", .unsealed, [200], 500),
        // Or stands at the edge, where it is the longer one.
        (["甲协会"], "2025年5月7日", .unsealed, [700], 200), (["甲市计生协会", "乙协会"], nil, .unsealed, [200, 500], 600),
    ]

    @Test(arguments: places)
    func signatures(
        issuers: [String], date: String?, form: OfficialDocument.Signature, expected: [Int], day: Int
    ) {
        let place = OfficialSignature(issuers: issuers, date: date, form)
        #expect(place.issuers == expected && place.date == day)
    }

    @Test(arguments: [
        ("关于召开会议的通知", ["关于召开会议的通知"]), ("", []), (" \n ", []), ("甲市计生协\n关于召开会议的通知", ["甲市计生协", "关于召开会议的通知"]),
        ("关于印发《2023年包头市计划生育协会工作要点》的通知", ["关于印发《2023年包头市计划生育协会", "工作要点》的通知"]),
        ("中国计生协关于开展“5.29会员活动日”宣传服务活动的通知", ["中国计生协关于开展“5.29会员活动日”", "宣传服务活动的通知"]),
        ("关于开展第三十四次“全国助残日”系列宣传服务活动的通知", ["关于开展第三十四次“全国助残日”", "系列宣传服务活动的通知"]),
    ])
    func titles(title: String, expected: [String]) { #expect(OfficialTitle.lines(title) == expected) }

    /// Nothing is lost, no line is wider than the page, and no closing mark begins one.
    @Test func titlesOfAnyLength() {
        let words = Array("关于印发《2025年会员活动月实施方案》的通知“永远跟党走·奋进新征程”第27个ABC、（试行）")
        var state: UInt32 = 7
        var broken = 0
        for length in 1...190 {
            let title = String(
                (0..<length).map { _ in
                    state = state &* 1_664_525 &+ 1_013_904_223
                    return words[Int(state >> 16) % words.count]
                })
            let lines = OfficialTitle.lines(title)
            broken += lines.count > 1 ? 1 : 0
            #expect(lines.joined() == title)
            #expect(lines.allSatisfy { OfficialText.width($0) <= OfficialTitle.lineWidth })
        }
        #expect(broken > 100)
    }
}
