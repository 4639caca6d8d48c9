import ArgumentParser
import Domain
import Foundation
import Storage
import UseCases

extension BenchCommand {
    struct Posts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "50,000 posts out of one file, while others write; some of the rows are bad.")
        @Argument(help: "divisions.csv.gz") var divisions: String
        @Option(help: "An empty PostgreSQL database's connection string; SQLite otherwise.") var database: String?
        private static let bad = 100

        func run() async throws {
            let world = try await BenchWorld(divisions: divisions, account: "00", roles: [.clerk], url: database)
            defer { world.remove() }
            let surroundings = world.surroundings
            let nation = try await world.officer("00")
            let villages = try await world.codes { $0.level == .village && $0.kind.reports }
            let codes = Array(villages.prefix(PostBatch.mostRows - Self.bad))
            let csv = "区划代码\n" + (codes + (0..<Self.bad).map { "99\($0)" }).joined(separator: "\n")
            let drafts = try await PostSheet(surroundings).file(Array(csv.utf8))
            let posts = OpenPosts(surroundings)
            let id: PostBatch.ID = surroundings.identifiers.next()

            let others = Task { try await Self.slowestWrite(world) }
            let start = DispatchTime.now()
            try await posts.receive(drafts, id: id, below: "00", by: nation)
            let stored = Self.seconds(since: start)
            try await posts.work(id, parts: .max, by: nation)
            let all = Self.seconds(since: start)
            others.cancel()
            let waited = try await others.value

            let status = try await posts.status(id, for: nation)
            try check(
                status.done == Int64(codes.count) && status.failed == Int64(Self.bad) && status.waiting == 0,
                "\(codes.count) opened, \(Self.bad) bad rows wait to be mended")
            let again: PostBatch.ID = surroundings.identifiers.next()
            try await posts.receive(drafts, id: again, below: "00", by: nation)
            try await posts.work(again, parts: .max, by: nation)
            try check(try await posts.status(again, for: nation).done == 0, "the same file again opens nothing")
            try check(
                try await KeepPosts(surroundings).people(of: codes[7], for: nation).people.map(\.login) == [codes[7]],
                "a village has one recorder, named after its code")
            line(
                "\(drafts.count) posts out of a file",
                String(format: "%.1f s (%.1f s of it to store the rows)", all, stored),
                limit: "60 s", all <= 60)
            line(
                "slowest write of others meanwhile", String(format: "%.0f ms", waited), limit: "1,000 ms",
                waited <= 1000)
            try await world.database.close()
        }

        private static func seconds(since start: DispatchTime) -> Double {
            Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
        }

        /// Milliseconds; writes something small again and again until it is cancelled.
        private static func slowestWrite(_ world: BenchWorld) async throws -> Double {
            var slowest = 0.0
            while !Task.isCancelled {
                let start = DispatchTime.now()
                try await world.database.write { db in try SettingTable(db).set("bench", to: "1") }
                slowest = max(slowest, seconds(since: start) * 1000)
                try? await Task.sleep(for: .milliseconds(5))
            }
            return slowest
        }
    }
}
