import Domain
import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import UseCases

/// A temporary installation on SQLite for the benchmarks: the real tree, a campaign of the nation, an account.
struct BenchWorld: Sendable {
    let folder: DataFolder
    /// A PostgreSQL connection string; nil is SQLite.
    let url: String?
    let database: any Database
    let surroundings: Surroundings
    let campaign: Campaign
    let outcome: ImportUnits.Outcome
    let importSeconds: Double
    static let password = "a good password"

    init(divisions: String, account code: String, roles: Set<Role>, url: String? = nil) async throws {
        self.url = url
        folder = try DataFolder(
            path: FileManager.default.temporaryDirectory.path + "/memberday-bench-\(UUID().uuidString)")
        database =
            if let url { try await PostgresDatabase(url: url) } else { try SQLiteDatabase(path: folder.database) }
        try await database.migrate()
        let surroundings = Surroundings(database: database, clock: .system)
        self.surroundings = surroundings
        let start = DispatchTime.now()
        outcome = try await ImportUnits(surroundings)(path: divisions)
        importSeconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
        try await OpenPost(surroundings)(
            NewAccount(login: "bench", displayName: "经办人", password: Self.password), roles: roles, unit: code, by: nil)
        campaign = try await database.write { db in
            guard let nation = try UnitTable(db).nation() else { throw AccessRefused.missing }
            let definition = try TableDefinitions.standard()
            let campaign = Campaign(
                id: surroundings.identifiers.next(), name: "基准", year: 2025, owner: nation.id, theme: "",
                startsOn: try CalendarDate("2025-05-01"), endsOn: try CalendarDate("2025-05-31"), definition: definition
            )
            try DefinitionTable(db).addPublished(definition)
            try CampaignTable(db).insert(campaign, at: surroundings.clock.now())
            return campaign
        }
    }

    func officer(_ code: String) async throws -> Officer {
        try await database.read { db in
            guard let account = try AccountTable(db).account(login: "bench"),
                let unit = try UnitTable(db).unit(code: code)
            else { throw AccessRefused.missing }
            return Officer(account: account.id, displayName: "经办人", unit: unit, roles: Set(Role.allCases))
        }
    }

    /// The codes of the units that are wanted, in code order.
    func codes(_ isWanted: @escaping @Sendable (Domain.Unit) -> Bool) async throws -> [String] {
        try await database.read { db in
            var codes: [String] = []
            try UnitTable(db).each { if isWanted($0) { codes.append($0.code) } }
            return codes
        }
    }

    func draft(people: Int64) throws -> ActivityDraft {
        try ActivityDraft(
            title: "会员活动日集中宣传", heldOn: CalendarDate("2025-05-29"), venue: "活动广场", note: "",
            measures: Measures(people: people), campaign: campaign.id, category: "publicity", session: nil)
    }

    /// The same installation, opened again after a server had it.
    func reopened() async throws -> (database: any Database, surroundings: Surroundings) {
        let database: any Database =
            if let url { try await PostgresDatabase(url: url) } else { try SQLiteDatabase(path: folder.database) }
        return (database, Surroundings(database: database, clock: .system))
    }
    func remove() { try? FileManager.default.removeItem(atPath: folder.path) }
}

/// The product itself as a child process, as an operator starts it.
struct ChildServer {
    let process: Process
    let port: Int
    /// From the start of the process to the first page.
    let startSeconds: Double

    init(_ world: BenchWorld) throws {
        port = Int.random(in: 20_000...40_000)
        process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            [
                "serve", "--data", world.folder.path, "--port", String(port), "--insecure-cookies", "--operator", "基准",
                "--filing", "0",
            ] + (world.url.map { ["--database", $0] } ?? [])
        process.standardOutput = FileHandle.nullDevice
        let start = DispatchTime.now()
        try process.run()
        while true {
            if let answer = BlockingConnection(port: port)?.exchange(Load.get("/sign-in")), answer.status == 200 {
                break
            }
            guard process.isRunning else { throw Failure(code: 70, message: "the server did not start") }
            usleep(2000)
        }
        startSeconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    }

    /// MiB in memory now, and the most it ever had.
    var memory: (now: Int, peak: Int) { Self.memory(of: process.processIdentifier) }

    static func memory(of pid: Int32) -> (now: Int, peak: Int) {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let mebibytes = { (name: String) in
            status.split(separator: "\n").first { $0.hasPrefix(name) }?.split(separator: " ").dropFirst().first
                .flatMap { Int($0) }.map { $0 / 1024 } ?? 0
        }
        return (mebibytes("VmRSS"), mebibytes("VmHWM"))
    }

    func token(_ login: String = "bench") throws -> String {
        let json = "{\"account\":\"\(login)\",\"password\":\"\(BenchWorld.password)\"}"
        guard let answer = BlockingConnection(port: port)?.exchange(Load.post("/api/v1/sessions", json: json)),
            let sent = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: String],
            let token = sent["token"]
        else { throw Failure(code: 70, message: "cannot sign in") }
        return token
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
