import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import Storage
import UseCases

extension BenchCommand {
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
            let server = try ChildServer(world)
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
