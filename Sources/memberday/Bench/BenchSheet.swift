import ArgumentParser
import Foundation
import OfficeFiles

extension BenchCommand {
    /// Rows into a sheet, beside Python's XlsxWriter in the same run.
    struct Sheet: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "xlsx", abstract: "50,000 rows × 20 columns beside Python's XlsxWriter (constant_memory).")
        @Option var rows = 50_000
        @Option(help: "The folder with python and xlsxwriter_rows.py.") var peers = "Benchmarks"

        private static let columns = 20

        func run() async throws {
            let folder = FileManager.default.temporaryDirectory.path + "/memberday-bench-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let small = try write(rows / 10, to: folder + "/small.xlsx")
            let early = ChildServer.memory(of: getpid()).peak
            // In turns, the best of three each: whatever else the machine does hits both.
            var ours: [Double] = [], theirs: [Double] = []
            var peak = 0
            for _ in 0..<3 {
                ours.append(try write(rows, to: folder + "/ours.xlsx"))
                let peer = try Peer.run(
                    peers, ["xlsxwriter_rows.py", String(rows), String(Self.columns), folder + "/theirs.xlsx"])
                theirs.append(peer["seconds"] as? Double ?? 0)
                peak = peer["peak_mib"] as? Int ?? Int(peer["peak_mib"] as? Double ?? 0)
            }
            let late = ChildServer.memory(of: getpid()).peak
            try compare(folder + "/ours.xlsx", folder + "/theirs.xlsx")
            let (best, other) = (ours.min() ?? 0, theirs.min() ?? 0)
            line(
                "\(rows) rows × \(Self.columns) columns", String(format: "%.2f s", best),
                limit: String(format: "XlsxWriter %.2f s, %d MiB", other, peak), best < other)
            line(
                "memory, a tenth of the rows and all of them", "\(early) MiB, \(late) MiB", limit: "flat: 10 MiB more",
                late - early <= 10)
            print(String(format: "a tenth of the rows: %.2f s", small))
        }

        private func write(_ rows: Int, to path: String) throws -> Double {
            let start = DispatchTime.now()
            let sheet = try XlsxRows(
                path: path, sheet: "Sheet1", header: (0..<Self.columns).map { "列\($0)" },
                widths: Array(repeating: 12, count: Self.columns))
            for row in 1...max(1, rows) {
                try sheet.append(
                    (0..<Self.columns).map { column in
                        column < 10 ? .text("第\(row)行\(column)列 活动记录") : .number(Int64(row * 31 + column))
                    })
            }
            try sheet.close()
            return Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
        }

        /// Cell by cell, in a sample of rows small enough for the reader.
        private func compare(_ ours: String, _ theirs: String) throws {
            let script = """
                import sys, openpyxl
                a, b = (openpyxl.load_workbook(p, read_only=True).worksheets[0].iter_rows(values_only=True) for p in sys.argv[1:])
                n = d = 0
                for x, y in zip(a, b, strict=True):
                    n += 1
                    d += x != y
                print('{"rows": %d, "differing": %d}' % (n, d))
                """
            let answer = try Peer.run(peers, ["-c", script, ours, theirs])
            try check(answer["rows"] as? Int == rows + 1, "every row is in both files")
            try check(answer["differing"] as? Int == 0, "every cell is the same in both files")
        }
    }
}

/// A Python program beside which something is measured.
enum Peer {
    /// - Returns: the JSON object that it prints.
    static func run(_ folder: String, _ arguments: [String]) throws -> [String: Any] {
        let process = Process()
        process.executableURL = URL(filePath: folder + "/python")
        process.arguments = arguments.map { $0.hasSuffix(".py") ? "\(folder)/\($0)" : $0 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        guard process.terminationStatus == 0, let last = lines.last,
            let json = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
        else { throw Failure(code: 70, message: "the peer \(arguments.first ?? "") gave no figure") }
        return json
    }
}
