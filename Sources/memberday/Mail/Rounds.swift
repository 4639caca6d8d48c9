import Logging
import ServiceLifecycle
import UseCases

/// What nobody asks for: mails that are due, the digest of the morning, and forgetting what is old.
struct Rounds: Service {
    let surroundings: Surroundings
    let delivery: MailDelivery?
    let logger: Logger

    private static let pause = Duration.seconds(5)
    private static let afterTrouble = Duration.seconds(60)
    private static let forgets = Duration.seconds(3600)

    func run() async throws {
        // Being asked to end is no error.
        try? await cancelWhenGracefulShutdown {
            var forgot: ContinuousClock.Instant?
            while !Task.isCancelled {
                var pause = Self.pause
                do {
                    if let delivery { try await send(delivery) }
                    if forgot.map({ $0.duration(to: .now) >= Self.forgets }) ?? true {
                        try await Inbox(surroundings).forgetOld()
                        forgot = .now
                    }
                } catch is CancellationError { return } catch {
                    logger.error("round", metadata: ["error": "\(error)"])
                    pause = Self.afterTrouble
                }
                try await Task.sleep(for: pause)
            }
        }
    }

    private func send(_ delivery: MailDelivery) async throws {
        try await DailyDigest(surroundings, delivery.links).round()
        for problem in try await SendMail(surroundings, delivery.transport, sender: delivery.sender).round() {
            logger.warning("mail", metadata: ["job": "\(problem)"])
        }
    }
}
