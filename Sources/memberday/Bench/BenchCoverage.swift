import ArgumentParser
import Domain
import Foundation
import Storage
import UseCases

extension BenchCommand {
    /// Registers of all units of the real tree: what coverage pages cost, and a save.
    struct Coverage: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Registers of all units over the real tree: coverage of the nation and below, sites, a save.")
        @Argument(help: "divisions.csv.gz") var divisions: String
        @Option(help: "An empty PostgreSQL database's connection string; SQLite otherwise.") var database: String?

        func run() async throws {
            let world = try await BenchWorld(
                divisions: divisions, account: "00", roles: [.clerk, .signatory], url: database)
            defer { world.remove() }
            let year = CalendarDate(world.surroundings.clock.now()).year
            let nation = try await world.officer("00")
            try await world.database.writeAlone { db in
                try SyntheticRegister(account: nation.account.text).fill(db, year: year)
            }
            let start = DispatchTime.now()
            try await world.database.writeAlone { db in try CoverageTable(db).recount() }
            print("all sums made anew: " + text(since: start))
            try await checkByArithmetic(world, nation)
            let marks = CoverageMark.all
            for (name, code) in [("nation", "00"), ("province", "37"), ("prefecture", "3708"), ("county", "370828")] {
                try await measure("coverage, \(name)") {
                    _ = try await ReadCoverage(world.surroundings)(code, for: nation)
                }
                try await measure("one mark opened, \(name)") {
                    _ = try await ReadCoverage(world.surroundings).parts(of: code, marks[1], for: nation)
                }
            }
            try await measure("sites, first page of the nation") {
                _ = try await KeepSites(world.surroundings).list("00", .open, for: nation)
            }
            try await measure("sites of a kind, nation, deep inside") {
                _ = try await KeepSites(world.surroundings).list(
                    "00", .kind(.sunflower),
                    after: ItemCursor(path: UnitPath(text: nation.unit.path.text + "03"), id: "0"),
                    for: nation)
            }
            let village = try await world.officer("370828001010")
            try await measure("a site added", limit: 300) {
                try await KeepSites(world.surroundings).add(
                    SiteDraft(kind: .warmHome, name: "", address: "一楼", hours: "", since: nil),
                    id: world.surroundings.identifiers.next(), to: village.unit.code, by: village)
            }
            try await world.database.close()
        }

        private func text(since start: DispatchTime) -> String {
            String(format: "%.1f ms", Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e6)
        }

        private func checkByArithmetic(_ world: BenchWorld, _ nation: Officer) async throws {
            let sums = try await ReadCoverage(world.surroundings)("00", for: nation).sums
            let ids = try await world.database.read { db in
                var ids: [Int64] = []
                try UnitTable(db).each { if $0.level == .village, $0.kind == .division { ids.append($0.id.number) } }
                return ids
            }
            let reach = sums.reach(of: CoverageMark.all[1])
            let entered = ids.filter { $0 % 5 != 0 }
            let reached = entered.filter { $0 % 4 >= 2 }.count
            try check(
                reach.units == Int64(ids.count) && reach.reached == Int64(reached)
                    && reach.notEntered == Int64(ids.count - entered.count),
                "\(ids.count) villages, \(reached) reach the mark")
        }

        private func measure(_ what: String, limit: Double = 50, _ body: () async throws -> Void) async throws {
            var times: [Double] = []
            for _ in 0..<20 {
                let start = DispatchTime.now()
                try await body()
                times.append(Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e6)
            }
            times.sort()
            line(
                what, String(format: "p50 %.1f ms, p95 %.1f ms", times[10], times[18]), limit: "\(Int(limit)) ms",
                times[10] <= limit)
        }
    }
}
