import ArgumentParser
import Domain
import Foundation
import Storage
import StorageSQLite
import UseCases
import Web

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a demo with made-up records over real units; listens on this machine only.")
    @Option(name: .long, help: "The data folder.") var data = "demo-data"
    @Option(help: "The port.") var port = 8080
    @Flag(help: "Throw the old demo away and make it anew.") var fresh = false

    func run() async throws {
        let folder = try DataFolder(path: data)
        do { try fresh ? folder.removeAll() : folder.lock() } catch StorageError.inUse {
            throw Failure(code: 65, message: "演示已经在跑了，先停掉它（\(folder.path)）")
        }
        let database = try SQLiteDatabase(path: folder.database)
        try await database.migrate()
        let shift = try await DemoStory.prepare(database, folder: folder.path, system: .system)
        let clock = Clock { Clock.system.now().adding(seconds: shift) }
        let surroundings = Surroundings(
            database: database, clock: clock, passwords: Passwords(cheap: true),
            files: try FileFolder(path: folder.files))
        let settings = WebSettings(
            isDemo: true, secureCookies: false, operatorName: "演示单位", filingNumber: "演示，没有备案",
            contact: ["这是演示，投诉建议不会有人看到。"],
            demoAccounts: DemoStory.accounts.map {
                DemoAccount(level: $0.level, account: $0.login, what: $0.what)
            }, demoPassword: DemoStory.password)
        try await Server(folder: folder, surroundings: surroundings, settings: settings)
            .run(host: "127.0.0.1", port: port) { Self.tell(port: $0) }
    }

    private static func tell(port: Int) {
        print("\n会员活动日演示：http://127.0.0.1:\(port)   （Ctrl-C 停止）\n\n密码都是 \(DemoStory.password)")
        for account in DemoStory.accounts { print("  \(account.login)\t\(account.level)：\(account.what)") }
        print("\n先用 jinshan 登录，点“记一条活动”；再用 jiedao 登录，点“上报”，收下村居报来的。")
    }
}
