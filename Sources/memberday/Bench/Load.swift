import Foundation
import Synchronization

/// Blocking HTTP/1.1 clients, one thread each, one kept connection each; for loads on this machine only.
struct Load {
    let port: Int
    let clients: Int

    struct Outcome {
        var milliseconds: [Double] = []
        var seconds = 0.0
        var wrong = 0

        var rate: Double { Double(milliseconds.count) / seconds }
        func percentile(_ share: Double) -> Double {
            let sorted = milliseconds.sorted()
            return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        }
        var text: String {
            let figures = [("p50", percentile(0.5)), ("p95", percentile(0.95)), ("max", percentile(1))]
            return String(format: "%.0f/s", rate) + "  "
                + figures.map { $0.0 + String(format: " %.1f ms", $0.1) }.joined(separator: "  ")
        }
    }

    /// Sends `count` requests in all.
    /// - Parameters:
    ///   - request: the bytes of request number n.
    ///   - isRight: judges status and body.
    func run(
        _ count: Int, request: @escaping @Sendable (Int) -> [UInt8],
        isRight: @escaping @Sendable (Int, [UInt8]) -> Bool
    ) -> Outcome {
        let next = Atomic(0)
        let all = Mutex(Outcome())
        let done = DispatchSemaphore(value: 0)
        let start = DispatchTime.now()
        for _ in 0..<clients {
            let thread = Thread {
                var own = Outcome()
                var connection = BlockingConnection(port: port)
                while case let (number, _) = next.add(1, ordering: .relaxed), number < count {
                    let sent = DispatchTime.now()
                    if let answer = connection?.exchange(request(number)), isRight(answer.status, answer.body) {
                        own.milliseconds.append(
                            Double(DispatchTime.now().uptimeNanoseconds - sent.uptimeNanoseconds) / 1e6)
                    } else {
                        own.wrong += 1
                        connection = BlockingConnection(port: port)
                    }
                }
                all.withLock {
                    $0.milliseconds += own.milliseconds
                    $0.wrong += own.wrong
                }
                done.signal()
            }
            thread.stackSize = 1 << 19
            thread.start()
        }
        for _ in 0..<clients { done.wait() }
        return all.withLock {
            $0.seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
            return $0
        }
    }

    static func get(_ path: String, token: String? = nil) -> [UInt8] {
        let cookie = token.map { "Cookie: memberday=\($0)\r\n" } ?? ""
        return Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(cookie)\r\n".utf8)
    }
    static func post(_ path: String, json: String, token: String? = nil) -> [UInt8] {
        let bearer = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        let head =
            "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "\(bearer)Content-Length: \(json.utf8.count)\r\n\r\n"
        return Array(head.utf8) + Array(json.utf8)
    }
}

/// One kept connection to 127.0.0.1.
final class BlockingConnection {
    private let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init?(port: Int) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(socket)
            return nil
        }
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }
    deinit { close(socket) }

    /// - Returns: nil when the connection broke or the answer has no Content-Length.
    func exchange(_ request: [UInt8]) -> (status: Int, body: [UInt8])? {
        guard send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
        var received: [UInt8] = []
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            received += buffer[0..<count]
            guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            let head = String(decoding: received[0..<end.lowerBound], as: UTF8.self).lowercased()
            guard let status = Int(head.dropFirst(9).prefix(3)),
                let field = head.split(separator: "\r\n").first(where: { $0.hasPrefix("content-length:") }),
                let length = Int(field.dropFirst(15).drop { $0 == " " })
            else { return nil }
            if received.count >= end.upperBound + length {
                return (status, Array(received[end.upperBound..<(end.upperBound + length)]))
            }
        }
    }
}
