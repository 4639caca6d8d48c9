import ArgumentParser
import Domain
import Foundation
import HummingbirdCore
import Logging
import ServiceLifecycle
import Storage
import UnixSignals
import UseCases
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the server.")
    @OptionGroup var installation: InstallationOptions
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port.") var port = 8080
    @Option(help: "主办单位, shown on every page.") var `operator` = "（请用 --operator 写明主办单位）"
    @Option(help: "备案编号, shown on every page.") var filing = "（请用 --filing 写明备案编号）"
    @Option(help: "A line of how to reach you with complaints; may be given several times.") var contact: [String] = []
    @Option(help: "The folder of attached files; one for all nodes. Default: memberday.files in the data folder.")
    var files: String?
    @Flag(help: "Cookies without Secure: only where browsers reach this port without TLS.") var insecureCookies = false

    @Flag(help: "A proxy in front sets X-Forwarded-For; failed sign-ins are counted by that address.")
    var behindProxy = false
    @OptionGroup var mail: MailOptions

    func validate() throws { try mail.check() }

    func run() async throws {
        let delivery = try mail.delivery()
        let folder = try DataFolder(path: installation.data)
        try lock(folder)
        let database = try await installation.openDatabase(folder)
        let store = try FileFolder(path: files ?? folder.files)
        // With PostgreSQL other nodes may be writing.
        let now = Clock.system.now()
        try store.clearIncoming(before: installation.database == nil ? now : now.adding(seconds: -86_400))
        let surroundings = Surroundings(database: database, clock: .system, files: store)
        if let token = try await SetUp(surroundings).link() {
            print(
                "还没有账号。用这个链接开第一个（一天内有效，只能用一次）：\nhttp://\(host == "0.0.0.0" ? "127.0.0.1" : host):\(port)/set-up/\(token)"
            )
        }
        let settings = WebSettings(
            secureCookies: !insecureCookies, trustsProxy: behindProxy, operatorName: `operator`, filingNumber: filing,
            contact: contact, address: mail.address, mail: delivery?.links)
        try await Server(folder: folder, surroundings: surroundings, settings: settings, delivery: delivery)
            .run(host: host, port: port) { port in print("http://\(host):\(port)") }
    }

    private func lock(_ folder: DataFolder) throws {
        do { try folder.lock() } catch StorageError.inUse {
            throw Failure(code: 65, message: "另一个进程正在用 \(folder.path)，先停掉它")
        }
    }
}

/// The web server, the command socket and the rounds over one database, until a signal stops them.
struct Server {
    let folder: DataFolder
    let surroundings: Surroundings
    let settings: WebSettings
    /// Nil where no mail can be sent.
    var delivery: MailDelivery?

    func run(host: String, port: Int, onRunning: @escaping @Sendable (Int) -> Void) async throws {
        var logger = Logger(label: "memberday") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let surroundings = surroundings
        let application = WebApplication(surroundings: surroundings, settings: settings, logger: logger)
            .server(on: .hostname(host, port: port)) { bound in
                onRunning(bound ?? port)
                fflush(nil)
            }
        let socket = CommandSocket(path: folder.socket) { order, say in
            say(await order.finish(surroundings, say))
        }
        let rounds = Rounds(surroundings: surroundings, delivery: delivery, logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: socket), .init(service: application), .init(service: rounds)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        try await surroundings.database.close()
    }
}
