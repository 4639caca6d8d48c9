import Foundation
import NIOCore
import NIOPosix
import ServiceLifecycle

/// What a command says while it runs. Over the socket each is one line: a letter, then the text.
enum CommandOutput: Sendable {
    case progress(String), line(String)
    case end(code: Int32, message: String)

    var encoded: String {
        switch self {
        case .progress(let text): "p\(text)\n"
        case .line(let text): "o\(text)\n"
        case .end(let code, let message): "e\(code) \(message)\n"
        }
    }
    init?(_ line: String) {
        let rest = String(line.dropFirst())
        switch line.first {
        case "p": self = .progress(rest)
        case "o": self = .line(rest)
        case "e":
            let parts = rest.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard let code = parts.first.flatMap({ Int32($0) }) else { return nil }
            self = .end(code: code, message: parts.count > 1 ? String(parts[1]) : "")
        default: return nil
        }
    }
}

/// The running server's ear for commands: a Unix socket in the data folder, for its owner only.
struct CommandSocket: Service {
    let path: String
    /// Runs an order; the last thing it says is `.end`.
    let run: @Sendable (AdministrativeOrder, @escaping @Sendable (CommandOutput) -> Void) async -> Void
    private static let longestOrder = 1 << 16

    init(
        path: String,
        run: @escaping @Sendable (AdministrativeOrder, @escaping @Sendable (CommandOutput) -> Void) async -> Void
    ) {
        self.path = path
        self.run = run
    }

    func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        chmod(path, 0o600)
        defer { unlink(path) }
        // Being asked to end is no error.
        try? await cancelWhenGracefulShutdown {
            try await withThrowingDiscardingTaskGroup { group in
                try await server.executeThenClose { clients in
                    for try await client in clients {
                        group.addTask { try? await serve(client) }
                    }
                }
            }
        }
    }

    private func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await client.executeThenClose { inbound, outbound in
            var order = Data()
            for try await buffer in inbound {
                order.append(contentsOf: buffer.readableBytesView)
                if order.last == 0x0A { break }
                guard order.count <= Self.longestOrder else { return }
            }
            let decoded = try JSONDecoder().decode(AdministrativeOrder.self, from: order)
            let (outputs, continuation) = AsyncStream.makeStream(of: CommandOutput.self)
            async let running: Void = {
                await run(decoded) { continuation.yield($0) }
                continuation.finish()
            }()
            for await output in outputs { try await outbound.write(ByteBuffer(string: output.encoded)) }
            await running
        }
    }
}

/// The other end: sends an order to the running server and prints what it says.
enum CommandClient {
    /// - Returns: the exit code, or nil when no server listens there.
    static func send(_ order: AdministrativeOrder, to path: String, _ say: (CommandOutput) -> Void) throws -> Int32? {
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { return nil }
        var bytes = Array(try JSONEncoder().encode(order)) + [0x0A]
        while !bytes.isEmpty {
            let written = write(socket, bytes, bytes.count)
            guard written > 0 else { return nil }
            bytes.removeFirst(written)
        }
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(socket, &buffer, buffer.count), count > 0 {
            for byte in buffer[0..<count] {
                guard byte == 0x0A else {
                    line.append(byte)
                    continue
                }
                guard let output = CommandOutput(String(decoding: line, as: UTF8.self)) else { return 70 }
                say(output)
                if case .end(let code, _) = output { return code }
                line = []
            }
        }
        return 70
    }
}
