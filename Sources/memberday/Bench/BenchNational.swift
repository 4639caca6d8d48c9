import ArgumentParser
import Domain
import Foundation
import Storage
import UseCases

extension BenchCommand {
    /// The tree of real units with millions of records: the pages that open on them, live.
    struct National: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "10,000,000 records over the real tree: tables, lists, drill-down, memory, recount.")
        @Argument(help: "divisions.csv.gz") var divisions: String
        @Option(help: "Records in all.") var records = 10_000_000
        @Option(help: "An empty PostgreSQL database's connection string; SQLite otherwise.") var database: String?
        @Option(help: "The folder with python and duckdb_totals.py; empty leaves DuckDB out.") var peers = "Benchmarks"

        private static let village = "370828001010"

        func run() async throws {
            let world = try await BenchWorld(
                divisions: divisions, account: "00", roles: [.clerk, .signatory], url: database)
            defer { world.remove() }
            let start = DispatchTime.now()
            let expected = try await fill(world)
            let minutes = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 6e10
            line("\(records) records made", String(format: "%.1f min", minutes), limit: "15 min", minutes <= 15)
            try await OpenPost(world.surroundings)(
                NewAccount(login: "worker", displayName: "记录员", password: BenchWorld.password), roles: [.recorder],
                unit: Self.village, by: nil)
            let officer = try await world.officer("00")
            let table = try await StatisticsTables(world.surroundings).table(
                world.campaign.id, unit: "00", for: officer)
            let values = world.campaign.definition.values(of: expected, for: .nation)
            try check(table.live == values, "the national table is what arithmetic says")
            let codes = try await deepCursors(world)
            if database == nil { try await world.database.close() }
            let server = try ChildServer(world)
            try pages(server, world, codes, values)
            server.stop()
            try await totals(world, values)
            if database == nil, !peers.isEmpty { try peer(world, expected) }
            try await recount(world)
        }

        private func seconds<T>(_ body: () async throws -> T) async rethrows -> (T, Double) {
            let start = DispatchTime.now()
            let result = try await body()
            return (result, Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9)
        }

        /// - Returns: the national sums by arithmetic, without asking the database.
        private func fill(_ world: BenchWorld) async throws -> Facts {
            let account = try await world.officer("00").account
            let ids = try await world.database.read { db in
                var ids: [Int64] = []
                try UnitTable(db).each { if $0.kind.reports { ids.append($0.id.number) } }
                return ids.sorted()
            }
            let perUnit = records / ids.count
            let extra = records % ids.count
            let made = SyntheticRecords(
                campaign: world.campaign.id, account: account, perUnit: Int64(perUnit),
                oneMoreUpTo: extra == 0 ? 0 : ids[extra - 1])
            var expected: Facts = [:]
            let parts = try await world.database.read { db in try TallyTable(db).parts() }
            for part in parts {
                let sums = try await world.database.writeAlone { db in
                    try Self.fill(part, made, world.campaign.id, db)
                }
                for (key, value) in sums { expected[key] = (expected[key] ?? TallySums()) + value }
            }
            try await world.database.writeAlone { db in try made.finish(db) }
            try check(
                expected.values.reduce(0) { $0 + $1.records } == Int64(records), "\(records) records by arithmetic")
            return expected
        }

        private static func fill(
            _ part: TallyTable.Range, _ made: SyntheticRecords, _ campaign: Campaign.ID, _ db: any Connection
        ) throws -> Facts {
            var units: [Domain.Unit] = []
            switch part {
            case .unit(let id):
                guard let unit = try UnitTable(db).unit(id) else { return [:] }
                try made.insert(db, in: unit.path, single: true)
                units = [unit]
            case .subtree(let path):
                try made.insert(db, in: path, single: false)
                units = try UnitTable(db).units(in: path)
            }
            var sums: Facts = [:]
            var contributions: [Contribution] = []
            for unit in units where unit.kind.reports {
                var own: Facts = [:]
                for number in 0..<made.count(of: unit.id) {
                    let (kind, value) = SyntheticRecords.sums(of: unit.id, number)
                    let key = TallyKey(level: unit.level, kind: kind, category: kind)
                    own[key] = (own[key] ?? TallySums()) + value
                }
                for (key, value) in own {
                    contributions.append(Contribution(campaign: campaign, unit: unit, key: key, sums: value))
                    sums[key] = (sums[key] ?? TallySums()) + value
                }
            }
            try TallyTable(db).apply(contributions)
            return sums
        }

        /// Where a page deep inside of a cell begins, for the nation, a province and a county.
        private func deepCursors(_ world: BenchWorld) async throws -> [(name: String, code: String, cursor: String)] {
            try await world.database.read { db in
                try [("nation", "00"), ("province", "37"), ("county", "370828")].map { name, code in
                    guard let top = try UnitTable(db).unit(code: code) else { throw AccessRefused.missing }
                    let villages = try UnitTable(db).units(in: top.path).filter { $0.level == .village }
                    let deep = villages[villages.count * 9 / 10]
                    return (name, code, RecordCursor(path: deep.path, receipt: 0).text)
                }
            }
        }

        private func pages(
            _ server: ChildServer, _ world: BenchWorld, _ deep: [(name: String, code: String, cursor: String)],
            _ values: CellValues
        ) throws {
            line(
                "start to the first page", String(format: "%.2f s", server.startSeconds), limit: "1 s",
                server.startSeconds <= 1)
            let rest = server.memory.now
            line("memory at rest", "\(rest) MiB", limit: "120 MiB", rest <= 120)
            let token = try server.token()
            let campaign = world.campaign.id.text
            var asked: [(String, String, String, Double)] = [
                ("national table", "/stat-tables/\(campaign)/00", "信息统计表", 50),
                ("list of provinces", "/submissions?campaign=\(campaign)&to=00", "新疆生产建设兵团", 50),
                ("province table", "/stat-tables/\(campaign)/37", "山东省", 50),
                ("county table", "/stat-tables/\(campaign)/370828", "金乡县", 20),
            ]
            for (name, code, cursor) in deep {
                let cell = "/stat-tables/\(campaign)/\(code)/cells/publicity-village-people"
                asked.append(("\(name) cell, first page", cell, "是这样来的", 50))
                asked.append(("\(name) cell, deep page", "\(cell)?after=\(cursor)", "是这样来的", 50))
            }
            for (what, path, mark, limit) in asked {
                let bytes = Array(mark.utf8)
                let load = Load(port: server.port, clients: 1).run(
                    40, request: { _ in Load.get(path, token: token) },
                    isRight: { status, body in status == 200 && body.firstRange(of: bytes) != nil })
                try check(load.wrong == 0, "\(what) shows \(mark)")
                line(what, load.text, limit: "\(Int(limit)) ms", load.percentile(0.5) <= limit)
            }
            try saveIsSeen(server, campaign, token, values)
            let mixed = asked.map { $0.1 }
            let load = Load(port: server.port, clients: 16).run(
                2000, request: { Load.get(mixed[$0 % mixed.count], token: token) },
                isRight: { status, _ in status == 200 })
            try check(load.wrong == 0, "2,000 of these pages under load, 16 clients")
            print("the pages mixed, 16 clients: \(load.text)")
            let peak = server.memory.peak
            line("memory under load, at most", "\(peak) MiB", limit: "300 MiB", peak <= 300)
        }

        /// A village's record is in the national number on the next read.
        private func saveIsSeen(
            _ server: ChildServer, _ campaign: String, _ token: String, _ values: CellValues
        ) throws {
            let worker = try server.token("worker")
            let id = Identifiers(clock: .system).next(ActivityRecord.self).text
            let answer = BlockingConnection(port: server.port)?.exchange(
                Load.post(
                    "/api/v1/activities",
                    json: """
                        {"id":"\(id)","campaign":"\(campaign)","category":"publicity","date":"2025-05-29",\
                        "title":"刚记的","venue":"","people":1000}
                        """, token: worker))
            try check(answer?.status == 201, "a village saves a record")
            let table = BlockingConnection(port: server.port)?.exchange(
                Load.get("/api/v1/stat-tables/\(campaign)/00", token: token))
            let live = try table.flatMap {
                (try JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any])?["live"] as? [String: Int]
            }
            try check(
                live?["publicity-village-people"] == Int(values["publicity-village-people"] ?? 0) + 1000,
                "it is in the national number on the next read")
        }

        /// The same totals by SQL over all records.
        private func totals(_ world: BenchWorld, _ values: CellValues) async throws {
            let again = try await world.reopened()
            let campaign = world.campaign.id
            let (grouped, time) = try await seconds {
                try await again.database.read { db in try SyntheticRecords.grouped(db, campaign: campaign) }
            }
            let people = (grouped["publicity/\(Level.village.rawValue)"]?.people ?? 0) - 1000
            try check(people == values["publicity-village-people"], "GROUP BY over the records says the same")
            print(String(format: "peer: the same totals by GROUP BY in this database: %.0f ms", time * 1000))
            try await again.database.close()
        }

        private func peer(_ world: BenchWorld, _ expected: Facts) throws {
            let answer = try Peer.run(peers, ["duckdb_totals.py", world.folder.database, world.campaign.id.text])
            let village = (answer["national"] as? [String: [Int]])?["publicity/\(Level.village.rawValue)"]
            let key = TallyKey(level: .village, kind: "publicity", category: "publicity")
            try check(village?[1] == Int((expected[key]?.people ?? 0) + 1000), "DuckDB says the same")
            let figure = { (name: String) in (answer[name] as? Double ?? 0) }
            print(
                String(
                    format: "peer: DuckDB, national %.0f ms, provinces %.0f ms; joined beforehand %.0f ms, %.0f ms",
                    figure("national_ms"), figure("provinces_ms"), figure("flat_national_ms"),
                    figure("flat_provinces_ms")))
        }

        private func recount(_ world: BenchWorld) async throws {
            let again = try await world.reopened()
            let (differences, time) = try await seconds { try await Recount(again.surroundings)(repair: false) }
            try check(differences.isEmpty, "a recount of all records finds no difference")
            print(String(format: "recount: %.0f s", time))
            try await again.database.close()
        }
    }
}
