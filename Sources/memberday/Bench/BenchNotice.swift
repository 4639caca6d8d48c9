import ArgumentParser
import Foundation
import NoticeReading
import OfficeFiles

extension BenchCommand {
    /// Reading of notices of our own making, from 1,000 to 1,000,000 characters.
    struct Notice: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "notice", abstract: "Reading of notices: 10,000 characters, 1 MB, growth, memory.")
        @Option(help: "Runs of each; the median counts.") var runs = 21

        func run() async throws {
            let small = Self.text(characters: 10_000)
            let planned = Self.planned(in: small)
            let reading = try NoticeReader().read(small)
            try BenchCommand.check(reading.activities.count == planned, "\(planned) activities in 10,000 characters")
            try BenchCommand.check(
                reading.activities.allSatisfy { $0.dates.count == 1 && $0.venue != nil }, "each with its day and place")
            try BenchCommand.check(
                reading.deadlines.map(\.date) == ["2025-06-10"] && reading.docNumber == "某计生协〔2025〕8号",
                "deadline and number")
            let fromText = try median { _ = try NoticeReader().read(small) }
            BenchCommand.line(
                "10,000 characters from text", Self.milliseconds(fromText), limit: "20 ms", fromText <= 0.020)
            var document = WordDocument(blocks: [], title: "通知")
            document.blocks = small.split(separator: "\n").map { .paragraph(.init(String($0))) }
            let file = try document.bytes()
            let word = try DocumentFile.plainText(file)
            try BenchCommand.check(
                try NoticeReader().read(word).activities.map(\.name) == reading.activities.map(\.name),
                "the same activities from .docx")
            var samples: [Double] = []
            for _ in 0..<runs {
                let start = DispatchTime.now()
                _ = try NoticeReader().read(DocumentFile.plainText(file))
                samples.append(Self.seconds(since: start))
            }
            let fromWord = samples.sorted()[samples.count / 2]
            BenchCommand.line(
                "10,000 characters from .docx", Self.milliseconds(fromWord), limit: "50 ms", fromWord <= 0.050)
            // 1 MB of UTF-8 is a third as many characters.
            let large = Self.text(characters: 1_000_000 / 3)
            let whole = try median(of: 3) { _ = try NoticeReader().read(large) }
            BenchCommand.line("1 MB of text", Self.milliseconds(whole), limit: "2 s", whole <= 2)
            try growth()
            let peak = ChildServer.memory(of: getpid()).peak
            BenchCommand.line("memory, all of it", "\(peak) MiB", limit: "200 MiB", peak <= 200)
        }

        /// Time for each thousand characters from 1 k to 1 M: the same for all where growth is linear.
        private func growth() throws {
            var each: [Double] = []
            for characters in [1_000, 10_000, 100_000, 1_000_000] {
                let text = Self.text(characters: characters)
                let found = try NoticeReader().read(text).activities.count
                try BenchCommand.check(
                    found == Self.planned(in: text), "\(found) activities in \(characters) characters")
                let time = try median(of: characters > 100_000 ? 1 : 5) { _ = try NoticeReader().read(text) }
                each.append(time / Double(characters) * 1_000)
                print(
                    "\(characters) characters: \(Self.milliseconds(time)), \(Self.milliseconds(each[each.count - 1])) each thousand"
                )
            }
            let ratio = each[3] / each[1]
            BenchCommand.line(
                "growth from 10 k to 1 M characters", String(format: "%.2f × the time for each", ratio),
                limit: "linear: 2 ×", ratio <= 2)
        }

        private func median(of count: Int? = nil, _ body: () throws -> Void) throws -> Double {
            let samples = try (0..<(count ?? runs)).map { _ in
                let start = DispatchTime.now()
                try body()
                return Self.seconds(since: start)
            }
            return samples.sorted()[samples.count / 2]
        }

        private static func seconds(since start: DispatchTime) -> Double {
            Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
        }
        private static func milliseconds(_ seconds: Double) -> String { String(format: "%.2f ms", seconds * 1_000) }

        // MARK: The text

        private static func planned(in text: String) -> Int {
            text.split(separator: "\n").count { $0.contains("人参加。") }
        }

        /// A notice of about so many characters: areas with a dozen activities each.
        private static func text(characters: Int) -> String {
            var text = """
                某计生协〔2025〕8号

                关于开展2025年会员活动月活动的通知

                各乡镇（街道）计生协：

                为做好今年的会员活动，现将有关事项通知如下。

                一、活动时间

                2025年5月1日至5月31日

                二、活动内容

                """
            let subjects = ["健康义诊", "亲子阅读", "政策宣讲", "家庭讲座", "趣味游戏", "走访慰问", "青春课堂"]
            let places = ["文化广场", "会议室", "卫生院", "活动中心", "图书馆"]
            var place = 0
            var size = text.unicodeScalars.count
            while size < characters - 300 {
                let area = place / 12
                var line = ""
                if place % 12 == 0 { line = "（\(Self.han(area + 1))）开展第\(area + 1)类服务\n\n" }
                let subject = subjects[place % subjects.count]
                line += """
                    \(place % 12 + 1).\(subject)第\(place + 1)场。5月\(place % 28 + 1)日上午9:30-11:00，在第\(place % 9 + 1)\(places[place % places.count])\
                    举办\(subject)活动，由志愿者讲解身边的例子，现场回答大家的问题，邀请\(place % 80 + 20)人参加。


                    """
                text += line
                size += line.unicodeScalars.count
                place += 1
            }
            return text + """
                三、工作要求

                请各乡镇（街道）计生协于6月10日前将活动总结报送县计生协。

                某县计划生育协会
                2025年4月20日
                """
        }

        private static func han(_ number: Int) -> String {
            let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
            let number = (number - 1) % 99 + 1
            let tens = number / 10
            return (tens == 0 ? "" : (tens == 1 ? "" : digits[tens]) + "十") + digits[number % 10]
        }
    }
}
