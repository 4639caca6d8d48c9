internal import Domain
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// The JSON interface under `/api/v1`, described by `/openapi.json`.
struct APIRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .post("/api/v1/sessions", .open, body: .json, signIn),
            .post("/api/v1/activities", .right(.record, .ownUnit), body: .json, record),
            .get("/api/v1/stat-tables/{campaign}/{unit}", .right(.view, .unit), table),
            .get("/openapi.json", .open) { _ in .json(.ok, PackageResources.openapi_json) },
        ]
    }

    private struct Credentials: Decodable { let account: String, password: String }
    private struct Session: Encodable { let token: String }

    private func signIn(_ visit: Visit) async throws -> Response {
        let sent = try decode(Credentials.self, visit)
        let token = try await SignIn(surroundings)(
            login: sent.account, password: sent.password, remember: true, address: visit.address,
            device: visit.device)
        return try .json(.created, Session(token: token))
    }

    private struct SentRecord: Decodable {
        let id: String, campaign: String, category: String, date: String
        let unit: String?, title: String?, venue: String?, note: String?, plan: String?
        let sessions: Int64?, people: Int64?, attendances: Int64?, families: Int64?, households: Int64?
    }
    private struct SentReceipt: Encodable { let id: String, receipt: String }

    /// 201 with the receipt, also when the same record is sent again.
    private func record(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let sent = try decode(SentRecord.self, visit)
        let measures = Measures(
            sessions: sent.sessions ?? 1, people: sent.people, attendances: sent.attendances, families: sent.families,
            households: sent.households)
        let draft = try ActivityDraft(
            title: sent.title ?? "", heldOn: CalendarDate(sent.date), venue: sent.venue ?? "", note: sent.note ?? "",
            measures: measures, campaign: .init(sent.campaign), category: sent.category,
            session: sent.plan.map { try .init($0) })
        let receipt = try await RecordActivity(surroundings)(
            draft, id: .init(sent.id), unit: sent.unit ?? officer.unit.code, by: officer)
        return try .json(.created, SentReceipt(id: receipt.record.text, receipt: receipt.number.digits))
    }

    private struct SentTable: Encodable {
        let campaign: String, unit: String
        let live: CellValues, reported: CellValues
        let missing: [String]
        let uncounted: Int64
    }

    private func table(_ visit: Visit) async throws -> Response {
        let table = try await StatisticsTables(surroundings).table(
            visit.identifier("campaign"), unit: visit.parameter("unit"), for: visit.officer)
        return try .json(
            .ok,
            SentTable(
                campaign: table.campaign.id.text, unit: table.unit.code, live: table.live, reported: table.reported,
                missing: table.missing.map(\.code), uncounted: table.uncounted))
    }

    private func decode<T: Decodable>(_ type: T.Type, _ visit: Visit) throws -> T {
        do { return try JSONDecoder().decode(type, from: Data(visit.json)) } catch { throw FormRefused.malformed }
    }
}

extension Response {
    static func json(_ status: HTTPResponse.Status, _ bytes: [UInt8], type: String = "application/json") -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
    static func json(_ status: HTTPResponse.Status, _ value: some Encodable) throws -> Response {
        let json = JSONEncoder()
        json.outputFormatting = [.sortedKeys]
        let bytes = Array(try json.encode(value))
        return .json(status, bytes, type: "application/json")
    }

    private struct Problem: Encodable { let type: String, title: String, status: Int, code: String }
    /// Source: RFC 9457.
    static func problem(_ error: any UserFacingError) -> Response {
        // A foreign unit's key says nothing else.
        let code = (error as? RecordRefused) == .foreignKey ? "conflict" : error.code
        return problem(error.kind.status, code: code, title: error.message)
    }
    static func problem(_ status: HTTPResponse.Status, code: String, title: String) -> Response {
        let problem = Problem(type: "about:blank", title: title, status: status.code, code: code)
        let bytes = (try? JSONEncoder().encode(problem)).map { Array($0) } ?? []
        return .json(status, bytes, type: "application/problem+json")
    }
}
