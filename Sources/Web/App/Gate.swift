internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import UseCases

/// Through which every request goes: who it is, whether the route lets them in, what the body holds, and what becomes of
/// an error. The only place that knows cookies and status codes of errors.
struct Gate: Sendable {
    let surroundings: Surroundings
    let settings: WebSettings
    let logger: Logger

    static let sessionCookie = "memberday"
    static let sizeCookie = "memberday_size"
    /// Bytes of a form without a file; of one with a small file; with large ones; of JSON.
    static let limits: [Route.Body: Int] = [
        .none: 0, .form: 4 << 20, .upload: (20 << 20) + (1 << 16), .files: (400 << 20) + (1 << 16), .json: 1 << 20,
    ]
    /// A body over its limit is read and thrown away up to here, so that a browser gets to see the answer.
    private static let mostDiscarded = 160 << 20

    func handle(_ route: Route, _ request: Request, _ context: AppContext) async -> Response {
        let cookies = request.cookies
        let sent = cookies[Self.sessionCookie]?.value ?? Self.bearer(request)
        let token = sent ?? Token.make()
        var session: SignIn.Session?
        do {
            if let sent { session = try await SignIn(surroundings).session(token: sent) }
        } catch { return defect(error, context, nil) }
        var visit = Visit(
            request: request, context: context, settings: settings, token: token, tokenIsNew: sent == nil,
            session: session, largeText: cookies[Self.sizeCookie]?.value == "large")
        var response: Response
        do {
            try await admit(visit, to: route)
            try await read(route, into: &visit)
            if let officer = visit.signedIn, route.method == .get, !visit.path.hasPrefix("/api/") {
                visit.unread = try await Inbox(surroundings).countUnread(for: officer)
            }
            response = try await route.handle(visit)
        } catch AccessRefused.unauthenticated where sent != nil && route.method == .post && route.body == .form {
            response = await held(visit, route)
        } catch { response = answer(error, visit, route) }
        if visit.tokenIsNew, route.body != .json, response.headers[.setCookie] == nil {
            response.headers[values: .setCookie].append(cookie(Self.sessionCookie, token, seconds: nil))
        }
        Self.secure(&response)
        return response
    }

    private static func bearer(_ request: Request) -> String? {
        guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else { return nil }
        return String(header.dropFirst(7))
    }

    /// What somebody may open who came in with a slip and has to choose a password first.
    private static let beforePassword: Set<String> = [Paths.password, Paths.signOut]

    private func admit(_ visit: Visit, to route: Route) async throws {
        if visit.session?.mustSetPassword == true, route.access != .open, !Self.beforePassword.contains(route.pattern) {
            throw SignInRefused.setPasswordFirst
        }
        switch route.access {
        case .open: return
        case .officer: _ = try visit.officer
        case .right(let right, let subject):
            let officer = try visit.officer
            let owner: Unit
            switch subject {
            case .ownUnit: owner = officer.unit
            default:
                owner = try await Ownership(surroundings).unit(
                    of: subject.rawValue, visit.parameter(subject.rawValue), for: officer)
            }
            try officer.requires(right, on: owner)
        }
    }

    private func read(_ route: Route, into visit: inout Visit) async throws {
        let type = visit.request.headers[.contentType] ?? ""
        switch route.body {
        case .none: return
        case .json:
            visit.json = try await whole(visit.request, route)
            // JSON cannot be sent by a foreign page's form; its content type needs a preflight that we never grant.
            guard type.hasPrefix("application/json") else { throw FormRefused.malformed }
        case .form:
            visit.form = try FormData(urlEncoded: await whole(visit.request, route))
            guard visit.form["csrf"] == visit.csrf else { throw FormRefused.stale }
        case .upload, .files:
            var reader = try FormReader(
                contentType: type, csrf: visit.csrf, store: route.body == .files ? surroundings.files : nil)
            try await each(visit.request, route) { try reader.take($0.readableBytesView) }
            visit.form = try reader.finished()
        }
    }

    private func whole(_ request: Request, _ route: Route) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await each(request, route) { bytes.append(contentsOf: $0.readableBytesView) }
        return bytes
    }

    /// Gives a body to `take` as it comes, within the limit of its route. What comes after a refusal is thrown away.
    private func each(_ request: Request, _ route: Route, _ take: (ByteBuffer) throws -> Void) async throws {
        let limit = Self.limits[route.body] ?? 0
        let most = max(limit, Self.mostDiscarded)
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        if announced > most { throw FormRefused.tooLarge(megabytes: limit >> 20) }
        var refused: (any Error)? = announced > limit ? FormRefused.tooLarge(megabytes: limit >> 20) : nil
        var size = 0
        do {
            for try await buffer in request.body {
                size += buffer.readableBytes
                if size > limit { refused = refused ?? FormRefused.tooLarge(megabytes: limit >> 20) }
                if size > (refused == nil ? most : Self.mostDiscarded) { break }
                guard refused == nil else { continue }
                do { try take(buffer) } catch { refused = error }
            }
        } catch {
            // The line broke; nobody reads the answer.
            throw FormRefused.malformed
        }
        if let refused { throw refused }
    }

    /// A form whose session ran out is not lost, if it was ours.
    private func held(_ visit: Visit, _ route: Route) async -> Response {
        let plain = answer(AccessRefused.unauthenticated, visit, route)
        // Who wanted to go is gone.
        guard visit.signedIn == nil, route.pattern != Paths.signOut, let body = try? await whole(visit.request, route),
            body.count <= HeldForm.longest,
            let form = try? FormData(urlEncoded: body), form["csrf"] == visit.csrf,
            (try? await SignIn(surroundings).account(token: visit.token)) != nil
        else { return plain }
        return AccountRoutes.hold(
            HeldForm(path: visit.request.uri.string, body: String(decoding: body, as: UTF8.self)), visit)
    }

    private func answer(_ error: any Error, _ visit: Visit, _ route: Route) -> Response {
        guard let error = error as? any UserFacingError else { return defect(error, visit.context, visit) }
        if visit.path.hasPrefix("/api/") { return .problem(error) }
        if error as? SignInRefused == .setPasswordFirst { return .seeOther(Paths.password) }
        if error.kind == .unauthenticated, visit.signedIn == nil {
            let back = visit.request.method == .get ? "?next=" + Paths.encode(visit.request.uri.string) : ""
            return .seeOther(Paths.signIn + back)
        }
        let page =
            switch error.kind {
            case .missing: ErrorPage.missing
            case .forbidden: ErrorPage.forbidden
            default: ErrorPage(status: error.kind.status.code, heading: "这一步没办成", help: error.message)
            }
        return visit.page(page.heading, errorPage(page), status: error.kind.status, mode: .plain, narrow: true)
    }

    /// Logged whole, shown as a number to tell.
    private func defect(_ error: any Error, _ context: AppContext, _ visit: Visit?) -> Response {
        let isForPrograms = visit?.path.hasPrefix("/api/") ?? false
        logger.error("defect", metadata: ["request": "\(context.id)", "error": "\(error)"])
        if isForPrograms {
            return .problem(
                .internalServerError, code: "defect", title: "服务器出了问题，过一会儿再试；还不行就把编号 \(context.id) 告诉管理员")
        }
        let page = ErrorPage.defect(requestId: context.id)
        guard let visit else {
            return .html(.internalServerError, layout(Shell(title: page.heading), errorPage(page)))
        }
        return visit.page(page.heading, errorPage(page), status: .internalServerError, mode: .plain, narrow: true)
    }

    func cookie(_ name: String, _ value: String, seconds: Int64?) -> String {
        var cookie = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if let seconds { cookie += "; Max-Age=\(seconds)" }
        if settings.secureCookies { cookie += "; Secure" }
        return cookie
    }

    /// Source: DESIGN.md §7.
    private static func secure(_ response: inout Response) {
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "same-origin" }
    }
}

extension UserFacingErrorKind {
    var status: HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .missing: .notFound
        case .conflict: .conflict
        }
    }
}
