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
        subcommands: [
            Units.self, Record.self, Pages.self, National.self, Sheet.self, Notice.self, Files.self, Posts.self,
        ])

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
        static let configuration = CommandConfiguration(abstract: "Durable records through HTTP, 64 clients.")
        @Argument(help: "divisions.csv.gz") var divisions: String
        @Option(help: "An empty PostgreSQL database's connection string; SQLite otherwise.") var database: String?
        @Option(help: "Records in all.") var count = 20_000
        private static let village = "370828001010"

        func run() async throws {
            let world = try await BenchWorld(
                divisions: divisions, account: Self.village, roles: [.recorder], url: database)
            defer { world.remove() }
            let bare = try await bareRate(world)
            if database == nil { try await world.database.close() }
            let server = try ChildServer(world)
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
            if database == nil {
                line(
                    "records through HTTP, 64 clients", load.text, limit: "1,400/s, p95 300 ms",
                    load.rate >= 1400 && load.percentile(0.95) <= 300)
            } else {
                print("records through HTTP, 64 clients: \(load.text)   (the bar of 1,400/s is for SQLite)")
            }
            line(
                "share of a bare loop in batches of 64",
                String(format: "%.0f %% of %.0f/s", 100 * load.rate / bare, bare), limit: "50 %", load.rate >= bare / 2)
            print("memory of the server: \(memory.now) MiB, at most \(memory.peak) MiB")
            server.stop()
            let again = try await world.reopened()
            let differences = try await Recount(again.surroundings)(repair: false)
            try check(differences.isEmpty, "a recount finds no difference")
            try await again.database.close()
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
}

func line(_ what: String, _ figure: String, limit: String, _ holds: Bool) {
    BenchCommand.line(what, figure, limit: limit, holds)
}
func check(_ holds: Bool, _ what: String) throws { try BenchCommand.check(holds, what) }
