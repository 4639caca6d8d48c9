internal import Domain
package import Hummingbird
package import Logging
internal import HummingbirdCore
internal import NIOCore
package import UseCases

/// All routes of the product, and the server that answers them.
package struct WebApplication: Sendable {
    package let routes: [Route]
    private let gate: Gate
    private let logger: Logger

    /// Connections at once; more wait in the kernel's queue.
    private static let mostConnections = 2048
    private static let idleTimeout = TimeAmount.seconds(75)

    package init(surroundings: Surroundings, settings: WebSettings, logger: Logger) {
        let gate = Gate(surroundings: surroundings, settings: settings, logger: logger)
        self.gate = gate
        self.logger = logger
        routes =
            StaticRoutes(settings: settings).routes + AccountRoutes(surroundings: surroundings, gate: gate).routes
            + HomeRoutes(surroundings: surroundings).routes + UnitRoutes(surroundings: surroundings).routes
            + UnitChangeRoutes(surroundings: surroundings).routes
            + PostRoutes(surroundings: surroundings).routes + PostBatchRoutes(surroundings: surroundings).routes
            + OwnAccountRoutes(surroundings: surroundings, gate: gate).routes
            + RegisterRoutes(surroundings: surroundings).routes + SiteRoutes(surroundings: surroundings).routes
            + CoverageRoutes(surroundings: surroundings).routes
            + TemplateRoutes(surroundings: surroundings).routes + ImportRoutes(surroundings: surroundings).routes
            + NoticeRoutes(surroundings: surroundings).routes + NoticeFileRoutes(surroundings: surroundings).routes
            + RosterRoutes(surroundings: surroundings).routes
            + PlanRoutes(surroundings: surroundings).routes
            + ActivityRoutes(surroundings: surroundings).routes
            + StatisticsRoutes(surroundings: surroundings).routes
            + SubmissionRoutes(surroundings: surroundings).routes + SignOffRoutes(surroundings: surroundings).routes
            + MediaRoutes(surroundings: surroundings).routes + MaterialRoutes(surroundings: surroundings).routes
            + InboxRoutes(surroundings: surroundings).routes + ReminderRoutes(surroundings: surroundings).routes
            + MeRoutes(surroundings: surroundings).routes
            + APIRoutes(surroundings: surroundings).routes
    }

    package var router: Router<AppContext> {
        let router = Router(context: AppContext.self)
        let unknown = Route.get("/{path}", .open) { _ in throw AccessRefused.missing }
        router.add(middleware: NotFound(gate: gate, route: unknown))
        for route in routes {
            router.on(RouterPath(route.pattern), method: route.method) { request, context in
                await gate.handle(route, request, context)
            }
        }
        return router
    }

    package func server(
        on address: BindAddress, onRunning: @escaping @Sendable (Int?) async -> Void
    ) -> some ApplicationProtocol {
        Application(
            router: router, server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(
                address: address, serverName: "memberday",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port) }, logger: logger)
    }
}

/// An address that no route has is answered like anything else that is not there.
private struct NotFound: RouterMiddleware {
    let gate: Gate
    let route: Route

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
            return await gate.handle(route, request, context)
        }
    }
}
