import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

/// What every engine has to do.
@Suite struct DatabaseContractTests {
    private func table(_ engine: Engine) async throws -> any Database {
        let database = try await engine.empty()
        let bytes: SQL = engine == .sqlite ? "BLOB" : "BYTEA"
        try await database.write { db in
            try db.execute(
                """
                CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, name TEXT UNIQUE, flag BOOLEAN, body \(bytes),
                    amount BIGINT CHECK (amount >= 0), parent BIGINT REFERENCES thing (id))
                """)
        }
        return database
    }
    private struct Broken: Error, Equatable {}

    @Test(arguments: Engine.allCases)
    func valuesComeBackAsTheyWent(engine: Engine) async throws {
        let database = try await table(engine)
        let text = "会员'活动\"日 \\ 𡐓 \n %_;--"
        let row = try await database.write { db in
            try db.execute(
                """
                INSERT INTO thing (id, name, flag, body, amount) VALUES (\(Int64.max), \(text), \(true),
                    \([0, 255, 10, 92] as [UInt8]), \(nil as Int64?))
                """)
            return try db.row("SELECT * FROM thing WHERE flag = TRUE")
        }
        let found = try #require(row)
        #expect(try found.int("id") == .max)
        #expect(try found.text("name") == text)
        #expect(try found.bool("flag"))
        #expect(try found.bytes("body") == [0, 255, 10, 92])
        #expect(try found.intOrNil("amount") == nil)
        #expect(throws: StorageError.self) { try found.text("amount") }
        #expect(throws: StorageError.self) { try found.int("no such column") }
    }

    @Test(arguments: Engine.allCases)
    func sumsOfIntegersAreIntegers(engine: Engine) async throws {
        let database = try await table(engine)
        let sum = try await database.write { db in
            try db.execute("INSERT INTO thing (id, amount) VALUES (1, 5000000000), (2, 7)")
            return try db.row("SELECT SUM(amount) AS sum, COUNT(*) AS n FROM thing")?.int("sum")
        }
        #expect(sum == 5_000_000_007)
    }

    @Test(arguments: Engine.allCases)
    func aThrowingBodyLeavesNothing(engine: Engine) async throws {
        let database = try await table(engine)
        await #expect(throws: Broken.self) {
            try await database.write { db in
                try db.execute("INSERT INTO thing (id) VALUES (1)")
                throw Broken()
            }
        }
        let count = try await database.read { db in try db.row("SELECT COUNT(*) AS n FROM thing")?.int("n") }
        #expect(count == 0)
    }

    @Test(arguments: Engine.allCases)
    func ofSixtyFourGroupedBodiesOneThrowsAndTheOthersAreKept(engine: Engine) async throws {
        let database = try await table(engine)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
                group.addTask {
                    do {
                        try await database.write { db in
                            try db.execute("INSERT INTO thing (id) VALUES (\(number))")
                            if number == 31 { throw Broken() }
                        }
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 }.count == 63)
        let ids = try await database.read { db in
            try db.rows("SELECT id FROM thing ORDER BY id").map { try $0.int("id") }
        }
        #expect(ids == (0..<64).filter { $0 != 31 }.map(Int64.init))
    }

    @Test(arguments: Engine.allCases)
    func brokenConstraintsHaveTheirOwnErrors(engine: Engine) async throws {
        let database = try await table(engine)
        func failure(_ sql: SQL) async -> StorageError? {
            do {
                try await database.write { db in
                    try db.execute("INSERT INTO thing (id, name) VALUES (1, 'a') ON CONFLICT DO NOTHING")
                    try db.execute(sql)
                }
                return nil
            } catch { return error as? StorageError }
        }
        guard case .unique = await failure("INSERT INTO thing (id, name) VALUES (2, 'a')") else {
            Issue.record("no unique error")
            return
        }
        guard case .foreignKey = await failure("INSERT INTO thing (id, parent) VALUES (2, 77)") else {
            Issue.record("no foreign key error")
            return
        }
        guard case .check = await failure("INSERT INTO thing (id, amount) VALUES (2, -1)") else {
            Issue.record("no check error")
            return
        }
        guard case .statement = await failure("SELEKT 1") else {
            Issue.record("no statement error")
            return
        }
    }

    @Test(arguments: Engine.allCases)
    func anUpsertReturnsOnlyWhatItInserted(engine: Engine) async throws {
        let database = try await table(engine)
        let insert: SQL = "INSERT INTO thing (id, name) VALUES (1, 'a') ON CONFLICT (id) DO NOTHING RETURNING id"
        let (first, second) = try await database.write { db in (try db.rows(insert).count, try db.rows(insert).count) }
        #expect((first, second) == (1, 0))
    }

    @Test(arguments: Engine.allCases)
    func rowsAreStreamedAndAStreamCanBeLeft(engine: Engine) async throws {
        let database = try await table(engine)
        let seen = try await database.write { db in
            for start in stride(from: 0, to: 5000, by: 500) {
                try db.execute(
                    "INSERT INTO thing (id) VALUES \(SQL.list((start..<start + 500).map { "(\($0))" }))")
            }
            var seen: Int64 = 0
            try db.each("SELECT id FROM thing") { _ in seen += 1 }
            do { try db.each("SELECT id FROM thing") { _ in throw Broken() } } catch is Broken {}
            try db.execute("INSERT INTO thing (id) VALUES (\(9999))")
            return seen
        }
        #expect(seen == 5000)
    }

    @Test(arguments: Engine.allCases)
    func aHotRowUnderThirtyTwoWritersLosesNothing(engine: Engine) async throws {
        let database = try await table(engine)
        try await withThrowingTaskGroup { group in
            for writer in 0..<32 {
                group.addTask {
                    for step in 0..<10 {
                        try await database.write { db in
                            let rows = [1, 2, 3].map { id -> SQL in "(\(id), \(1))" }
                            try db.execute(
                                """
                                INSERT INTO thing (id, amount) VALUES \(SQL.list(rows))
                                ON CONFLICT (id) DO UPDATE SET amount = thing.amount + excluded.amount
                                """)
                            _ = (writer, step)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let sums = try await database.read { db in
            try db.rows("SELECT amount FROM thing ORDER BY id").map { try $0.int("amount") }
        }
        #expect(sums == [320, 320, 320])
    }

    @Test(arguments: Engine.allCases)
    func aReadSeesOneMoment(engine: Engine) async throws {
        let database = try await table(engine)
        try await database.write { db in try db.execute("INSERT INTO thing (id, amount) VALUES (1, 0)") }
        let writing = Task {
            for _ in 0..<50 {
                try await database.write { db in try db.execute("UPDATE thing SET amount = amount + 1") }
            }
        }
        for _ in 0..<50 {
            let (first, second) = try await database.read { db in
                let amount = { () throws in try db.row("SELECT amount FROM thing")?.int("amount") }
                return (try amount(), try amount())
            }
            #expect(first == second)
        }
        try await writing.value
    }
}

@Suite struct SQLiteSettingsTests {
    @Test func isDurableWithOneWriterAndNoMemoryMap() async throws {
        let database = try await Engine.sqlite.empty()
        let pragma = { (name: String) in
            try await database.write { db in try db.row(SQL(text: "PRAGMA \(name)")).map(\.values)?.first }
        }
        #expect(try await pragma("journal_mode") == .text("wal"))
        #expect(try await pragma("synchronous") == .int(2))
        #expect(try await pragma("mmap_size") == .int(0))
        #expect(try await pragma("foreign_keys") == .int(1))
    }
}

@Suite struct PostgresFailureTests {
    @Test func reconnectsAfterARestartOfTheServer() async throws {
        let cluster = try PostgresCluster()
        let database = try await cluster.database(connections: 3)
        try await database.write { db in try db.execute("CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY)") }
        try cluster.restart()
        for number in 0..<6 {
            try await database.write { db in try db.execute("INSERT INTO thing (id) VALUES (\(number))") }
        }
        let count = try await database.read { db in try db.row("SELECT COUNT(*) AS n FROM thing")?.int("n") }
        #expect(count == 6)
    }

    /// Two transactions that lock two rows in opposite order: the server ends one, which is run again.
    @Test func runsATransactionAgainThatEndedInADeadlock() async throws {
        let database = try await PostgresCluster.shared.get().database()
        try await database.write { db in
            try db.execute("CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, amount BIGINT)")
            try db.execute("INSERT INTO thing VALUES (1, 0), (2, 0)")
        }
        try await withThrowingTaskGroup { group in
            for order in [[1, 2], [2, 1]] {
                group.addTask {
                    try await database.write { db in
                        for id in order {
                            try db.execute("UPDATE thing SET amount = amount + 1 WHERE id = \(id)")
                            _ = try db.rows("SELECT pg_sleep(0.3)")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let sums = try await database.read { db in try db.rows("SELECT amount FROM thing").map { try $0.int("amount") }
        }
        #expect(sums == [2, 2])
    }
}
