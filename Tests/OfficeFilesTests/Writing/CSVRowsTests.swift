import OfficeFiles
import Testing

struct CSVRowsTests {
    @Test(arguments: [
        ("甲村", "甲村"), ("", ""), ("a,b", "\"a,b\""), ("说\"好\"", "\"说\"\"好\"\"\""), ("一\n二", "\"一\n二\""),
        ("a\r\nb", "\"a\r\nb\""), ("=1+1", "'=1+1"), ("+86", "'+86"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("\r\n=1", "\"'\r\n=1\""), ("＝1", "'＝1"), ("＋1", "'＋1"),
        ("－1", "'－1"), ("＠a", "'＠a"), ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""), ("1=1", "1=1"),
        ("－\u{301}", "'－\u{301}"),
    ])
    func neutralises(text: String, field: String) {
        #expect(CSVRows.line([.text(text)]) == Array("\(field)\r\n".utf8))
    }

    @Test func keepsNumbersAndPlaces() {
        let line = CSVRows.line([.number(-5), .empty, .text("甲"), .number(.max), .empty])
        #expect(String(decoding: line, as: UTF8.self) == "-5,,甲,9223372036854775807,\r\n")
        #expect(CSVRows.line([]) == [13, 10])
        #expect(String(decoding: CSVRows.byteOrderMark, as: UTF8.self) == "\u{FEFF}")
    }
}
