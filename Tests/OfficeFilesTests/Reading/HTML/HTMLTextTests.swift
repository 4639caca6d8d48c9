import OfficeFiles
import Testing

/// Web pages as a reader sees them.
struct HTMLTextTests {
    private static func lines(_ body: String) throws -> [String] {
        let text = try DocumentFile.plainText(
            Array("<html><head><title>网站</title></head><body>\(body)</body></html>".utf8))
        return text.split(separator: "\n").map(String.init)
    }

    static let pages: [(String, [String])] = [
        ("<p>一</p><div>二<p>三</div>四<br>五<br/><br>六<hr>七", ["一", "二", "三", "四", "五", "六", "七"]),
        ("<p>　　\n 关于  <b>开展</b>\n活动&nbsp;&nbsp;的<span>通知</span> </p>", ["关于 开展 活动  的通知"]),
        (
            "<p>甲&amp;乙&lt;丙&gt;&#20013;&#x56FD;&ldquo;引&rdquo;&middot;&hellip;&#150;&nosuch;&",
            ["甲&乙<丙>中国“引”·…–&nosuch;&"]
        ),
        ("a < b <3 <<p>丙", ["a < b <3 <", "丙"]),
        (
            "<script>if (a<b) document.write('<p>x</p>')</script>甲<style>p{}</style><noscript>乙</noscript><!-- <p>丙 -->丁",
            ["甲丁"]
        ),
        ("<nav>首页</nav><select><option>选</select><button>按</button><textarea><p>写</textarea><input value=填>正文", ["正文"]),
        (
            "<p hidden>藏</p><p style='DISPLAY : none'>藏<span>藏</span></p><span style=\"visibility:hidden\">藏</span>见",
            ["见"]
        ),
        ("<pre>一\n  二\n</pre>三", ["一", "二", "三"]),
        ("<p title='a>b' class=x>甲<p a=b/>乙<img src='x'>丙</p>", ["甲", "乙丙"]),
        (
            "<ol><li>甲<li><p>乙</p><ul><li>丙</ul><li>丁</ol><ol start=5 type=A><li>戊",
            ["1. 甲", "2. 乙", "丙", "3. 丁", "E. 戊"]
        ),
        ("<dl><dt>时间<dd>五月</dl>", ["时间", "五月"]),
        // Tables: rows, merged cells, ends left out, stray ends.
        ("<table><tr><th>序号<th>名称<tr><td>1<td> 义诊 <tr><td><td>讲座</table>", ["序号\t名称", "1\t义诊", "\t讲座"]),
        (
            """
            <table><tbody><tr><td rowspan=2>甲</td><td colspan="2">乙</td><td>丙</td></tr><tr><td>丁</td></p></div><td>戊</td><td>己</td></tr>
            <tr><td><p>一</p><p>二</p></td><td>三<br>四</td><td></td></tr></table>
            """, ["甲\t乙\t\t丙", "\t丁\t戊\t己", "一 二\t三 四"]
        ),
        // Tables that only arrange the page.
        ("<table><tr><td><p>一</p><p>二</p></td></tr></table>", ["一", "二"]),
        ("<table><tr><td>左<td><table><tr><td>甲<td>乙</table></table>", ["左", "甲\t乙"]),
        ("<table><tr><td>菜单<td>\((1...12).map { "<p>第\($0)段" }.joined())</table>", ["菜单"] + (1...12).map { "第\($0)段" }),
        ("<div title=\"header\"><p>汇编</p></div><p>正文</p>", ["正文"]),
    ]

    @Test(arguments: pages)
    func reads(body: String, expected: [String]) throws { #expect(try Self.lines(body) == expected) }

    @Test func encodings() throws {
        let page = { (charset: String) in
            "<!DOCTYPE html>\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=\(charset)\"></head><body><p>"
        }
        let gb: [UInt8] = [0xCD, 0xA8, 0xD6, 0xAA]
        for charset in ["gb2312", "GBK", "utf-8"] {
            #expect(try DocumentFile.plainText(Array(page(charset).utf8) + gb) == "通知\n")
            #expect(try DocumentFile.plainText(Array((page(charset) + "通知").utf8)) == "通知\n")
        }
        for bigEndian in [false, true] {
            let text = page("unicode") + String(repeating: "会员活动日宣传服务活动", count: 30)
            let mark: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
            #expect(
                try DocumentFile.plainText(mark + TextEncodingTests.utf16(text, bigEndian: bigEndian)).hasPrefix(
                    "会员活动日"))
        }
    }

    @Test func knowsPages() async throws {
        for start in [
            "<!DOCTYPE html>", "<?xml version=\"1.0\"?><html>", "<!-- saved from url --><HTML>", "\n <div class=a>",
            "<p>",
        ] {
            #expect(try await DocumentFile.read(Array("\(start)通知".utf8)).format == .html)
        }
        for text in ["<通知>", "《通知》<p>", "<pp>"] {
            #expect(try await DocumentFile.read(Array(text.utf8)) == DocumentText(text: text, format: .txt))
        }
        #expect(throws: OfficeFileError.empty) { try DocumentFile.plainText(Array("<html><img src=x></html>".utf8)) }
    }

    /// The box with most of the text, with the letterhead, the title and the attachments around it.
    @Test func findsTheDocumentOnAPage() throws {
        let paragraphs = (1...8).map { "<p>　　各村（社区）计生协要精心组织，做好第\($0)项宣传服务活动。</p>" }
        let page = """
            <html><head><title>关于开展会员活动日活动的通知_某某县人民政府</title></head><body>
            <div class="top"><a href=/>首页</a> <a href=/a>政务公开</a> 今天是星期一</div>
            <div class=wrap><h1>关于开展会员活动日活动的通知</h1><h2>栏目导航</h2>
            <table><tr><td class=xxgk_title>索 引 号：</td><td class=xxgk_content>1137/2025-01</td><td>发布机构：</td><td>某某县计生协</td></tr></table>
            <div id="UCAP-CONTENT" class="TRS_Editor"><div class="content">\(paragraphs.joined())</div></div>
            <ul><li><a href=1.doc>附件：信息统计表.doc</a></li><li><a href=2>上一篇</a></li></ul></div>
            <div class=footer>主办：某某县人民政府 备案号：00000000</div></body></html>
            """
        let lines = try DocumentFile.plainText(Array(page.utf8)).split(separator: "\n").map(String.init)
        #expect(lines.prefix(2) == ["关于开展会员活动日活动的通知", "索 引 号：\t1137/2025-01\t发布机构：\t某某县计生协"])
        #expect(lines.dropFirst(2).prefix(8).allSatisfy { $0.hasPrefix("各村") } && lines.count == 11)
        #expect(lines.last == "附件：信息统计表.doc")
    }

    @Test(
        arguments: [
            "<p \((0..<200_000).map { "a\($0) " }.joined())>甲", String(repeating: "<div>", count: 100_000) + "甲",
            String(repeating: "<", count: 500_000) + "甲", "甲<!--" + String(repeating: "-", count: 500_000),
            "甲<script>" + String(repeating: "<", count: 500_000), String(repeating: "<b></b>", count: 100_000) + "甲",
            "<table>" + String(repeating: "<tr><td rowspan=9999 colspan=9999>甲", count: 5_000),
            String(repeating: "<table><tr><td>甲", count: 300), String(repeating: "&#", count: 200_000) + "甲",
            "<p>" + String(repeating: "</div>", count: 100_000) + "甲",
            "<title>" + String(repeating: "<h1>甲</h1>", count: 20_000),
        ].map(HostilePage.init))
    func survives(page: HostilePage) throws {
        let start = ContinuousClock.now
        do throws(OfficeFileError) {
            #expect(try DocumentFile.plainText(Array("<html>\(page.body)".utf8)).contains("甲"))
        } catch {
            #expect([.notReadable, .empty].contains(error))
        }
        #expect(ContinuousClock.now - start < .seconds(6))
    }
}

struct HostilePage: CustomTestStringConvertible, Sendable {
    let body: String
    var testDescription: String { String(body.prefix(30)) }
}
