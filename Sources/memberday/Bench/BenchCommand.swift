import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Storage
import UseCases

/// Figures against DESIGN.md §4. Each makes its own data, checks what came out, then prints figure and limit.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure, on data of its own in a temporary folder. Needs a release build.",
        subcommands: [Units.self, Record.self, Pages.self])

    /// One line: what, the figure, the limit, and whether it holds.
    static func line(_ what: String, _ figure: String, limit: String, _ holds: Bool) {
        print("\(holds ? "holds" : "MISSED"): \(what): \(figure)   (limit \(limit))")
        fflush(nil)
    }
    static func check(_ holds: Bool, _ what: String) throws {
        guard holds else { throw Failure(code: 70, message: "not correct: \(what)") }
        print("right: \(what)")
    }

    struct Units: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Import of the tree, and pages of it.")
        @Argument(help: "divisions.csv.gz") var divisions: String

        func run() async throws {
            let world = try await BenchWorld(divisions: divisions, account: "00", roles: [.clerk])
            defer { world.remove() }
            let peak = ChildServer.memory(of: getpid()).peak
            let count = try await world.database.read { db in try UnitTable(db).count() }
            try check(Int(count) == world.outcome.rows + 2, "\(count) units: the file's rows, the nation and 兵团")
            let again = try await ImportUnits(world.surroundings)(path: divisions)
            try check(again.added == 0 && again.unchanged == again.rows, "the second import changes nothing")
            line(
                "import of \(world.outcome.rows) units", String(format: "%.1f s", world.importSeconds), limit: "20 s",
                world.importSeconds <= 20)
            line("memory of the import", "\(peak) MiB", limit: "300 MiB", peak <= 300)
            let nation = try await world.officer("00")
            var slowest = 0.0
            let codes = try await world.codes { $0.id.number % 1601 == 7 }
            for code in codes {
                let start = DispatchTime.now()
                _ = try await UseCases.Units(world.surroundings).page(code, for: nation)
                slowest = max(slowest, Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e6)
            }
            line(
                "slowest of \(codes.count) pages of the tree", String(format: "%.1f ms", slowest), limit: "20 ms",
                slowest <= 20)
            for text in ["滨江街道", "金山社区", "山社区", "没有这个"] {
                let start = DispatchTime.now()
                let found = try await UseCases.Units(world.surroundings).search(text, for: nation)
                let time = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e6
                print("search \(text): \(found.count) found, " + String(format: "%.1f ms", time))
            }
            try await world.database.close()
        }
    }

    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Durable records through HTTP, 64 clients, SQLite.")
        @Argument(help: "divisions.csv.gz") var divisions: String
        @Option(help: "Records in all.") var count = 20_000
        private static let village = "370828001010"

        func run() async throws {
            let world = try await BenchWorld(divisions: divisions, account: Self.village, roles: [.recorder])
            defer { world.remove() }
            let bare = try await bareRate(world)
            try await world.database.close()
            let server = try ChildServer(folder: world.folder)
            defer { server.stop() }
            let token = try server.token()
            let campaign = world.campaign.id.text
            let identifiers = world.surroundings.identifiers
            let load = Load(port: server.port, clients: 64).run(
                count,
                request: { number in
                    let id = identifiers.next(ActivityRecord.self).text
                    return Load.post(
                        "/api/v1/activities",
                        json: """
                            {"id":"\(id)","campaign":"\(campaign)","category":"publicity","date":"2025-05-29",\
                            "title":"会员活动日集中宣传","venue":"活动广场","people":\(number % 100)}
                            """, token: token)
                }, isRight: { status, body in status == 201 && body.contains(UInt8(ascii: "{")) })
            let memory = server.memory
            let table = BlockingConnection(port: server.port)?.exchange(
                Load.get("/api/v1/stat-tables/\(campaign)/\(Self.village)", token: token))
            let live = try table.flatMap {
                (try JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any])?["live"] as? [String: Int]
            }
            try check(load.wrong == 0, "every one of \(count) was acknowledged")
            try check(
                live?["publicity-village-sessions"] == count + Self.bareCount, "the table has each of them, once")
            line(
                "records through HTTP, 64 clients", load.text, limit: "1,400/s, p95 300 ms",
                load.rate >= 1400 && load.percentile(0.95) <= 300)
            line(
                "share of a bare loop in batches of 64",
                String(format: "%.0f %% of %.0f/s", 100 * load.rate / bare, bare), limit: "50 %", load.rate >= bare / 2)
            print("memory of the server: \(memory.now) MiB, at most \(memory.peak) MiB")
        }

        private static let bareCount = 6400
        /// The same statements, 64 to a transaction, on the same file, without server and queue.
        private func bareRate(_ world: BenchWorld) async throws -> Double {
            let officer = try await world.officer(Self.village)
            let draft = try world.draft(people: 80)
            let start = DispatchTime.now()
            for _ in 0..<(Self.bareCount / 64) {
                try await world.database.writeAlone { db in
                    for _ in 0..<64 {
                        _ = try RecordActivity.take(
                            draft, id: world.surroundings.identifiers.next(), unit: Self.village, by: officer,
                            at: world.surroundings.clock.now(), on: db)
                    }
                }
            }
            return Double(Self.bareCount)
                / (Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9)
        }
    }

    struct Pages: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start-up, memory, table pages and a village's pages over the real tree.")
        @Argument(help: "divisions.csv.gz") var divisions: String
        @Option(help: "Records, spread over all villages.") var records = 100_000

        func run() async throws {
            let world = try await BenchWorld(divisions: divisions, account: "00", roles: [.clerk, .signatory])
            defer { world.remove() }
            try await fill(world)
            let campaign = world.campaign.id.text
            try await OpenPost(world.surroundings)(
                NewAccount(login: "worker", displayName: "记录员", password: BenchWorld.password), roles: [.recorder],
                unit: "370828001010", by: nil)
            try await world.database.close()
            let server = try ChildServer(folder: world.folder)
            defer { server.stop() }
            line(
                "start to the first page", String(format: "%.2f s", server.startSeconds), limit: "1 s",
                server.startSeconds <= 1)
            let rest = server.memory.now
            line("memory at rest", "\(rest) MiB", limit: "120 MiB", rest <= 120)
            let token = try server.token()
            for (what, path, mark) in [
                ("national table", "/stat-tables/\(campaign)/00", "信息统计表"),
                ("list of 37 provinces", "/submissions?campaign=\(campaign)&to=00", "新疆生产建设兵团"),
                ("county table", "/stat-tables/\(campaign)/370828", "金乡县"),
                ("township table", "/stat-tables/\(campaign)/370828001", "金乡街道"),
                ("cell, first page", "/stat-tables/\(campaign)/00/cells/publicity-village-people", "是这样来的"),
            ] {
                let bytes = Array(mark.utf8)
                let load = Load(port: server.port, clients: 1).run(
                    40, request: { _ in Load.get(path, token: token) },
                    isRight: { status, body in status == 200 && body.firstRange(of: bytes) != nil })
                try check(load.wrong == 0, "\(what) shows \(mark)")
                line(what, load.text, limit: "50 ms", load.percentile(0.5) <= 50)
            }
            let hello = try await helloRate()
            let worker = try server.token("worker")
            for (what, path) in [("a village's home", "/home"), ("a village's record form", "/activities/new")] {
                let load = Load(port: server.port, clients: 16).run(
                    4000, request: { _ in Load.get(path, token: worker) }, isRight: { status, _ in status == 200 })
                try check(load.wrong == 0, "\(what) answers")
                line(
                    "\(what), 16 clients",
                    load.text + String(format: "  %.2f of a bare hello at %.0f/s", load.rate / hello, hello),
                    limit: "0.2", load.rate >= 0.2 * hello)
            }
        }

        private func fill(_ world: BenchWorld) async throws {
            let villages = try await world.codes { $0.level == .village && $0.reportsTo != nil }
            let officer = try await world.officer("00")
            let draft = try world.draft(people: 40)
            let records = records
            try await world.database.writeAlone { db in
                for number in 0..<records {
                    let code = villages[number &* 7919 % villages.count]
                    guard let unit = try UnitTable(db).unit(code: code) else { continue }
                    let local = Officer(
                        account: officer.account, displayName: "", unit: unit, roles: [.recorder])
                    _ = try RecordActivity.take(
                        draft, id: world.surroundings.identifiers.next(), unit: code, by: local,
                        at: world.surroundings.clock.now(), on: db)
                }
            }
            let table = try await StatisticsTables(world.surroundings).table(
                world.campaign.id, unit: "00", for: officer)
            try check(
                table.live["publicity-village-people"] == Int64(records * 40),
                "the national table has all \(records) records")
        }

        /// A server that answers "hello" and nothing else, in this process, under the same clients.
        private func helloRate() async throws -> Double {
            let port = Int.random(in: 40_001...50_000)
            let router = Router()
            router.get("hello") { _, _ in "hello" }
            var logger = Logger(label: "hello")
            logger.logLevel = .critical
            let (started, continuation) = AsyncStream.makeStream(of: Void.self)
            let application = Application(
                router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
                onServerRunning: { _ in continuation.finish() }, logger: logger)
            let serving = Task { try await application.run() }
            for await _ in started {}
            let load = Load(port: port, clients: 16).run(
                20_000, request: { _ in Load.get("/hello") },
                isRight: { status, body in status == 200 && body.count == 5 })
            serving.cancel()
            return load.rate
        }
    }
}

private func line(_ what: String, _ figure: String, limit: String, _ holds: Bool) {
    BenchCommand.line(what, figure, limit: limit, holds)
}
private func check(_ holds: Bool, _ what: String) throws { try BenchCommand.check(holds, what) }
