import Domain
import Foundation
import NoticeReading
import Storage
import UseCases

/// A command that works on the database: run here when nobody else has it, or by the running server.
enum AdministrativeOrder: Codable, Sendable {
    case importUnits(path: String)
    case recount(repair: Bool)
    case exportTable(unit: String, campaign: String?, reported: Bool, path: String)

    /// - Returns: what to print at the end.
    func run(
        _ surroundings: Surroundings, _ say: @escaping @Sendable (CommandOutput) -> Void
    ) async throws -> (code: Int32, message: String) {
        switch self {
        case .importUnits(let path):
            let outcome = try await ImportUnits(surroundings)(path: path) { say(.progress("\($0) 行")) }
            return (0, "共 \(outcome.rows) 行：新增 \(outcome.added)，改名 \(outcome.renamed)，没变 \(outcome.unchanged)")
        case .recount(let repair):
            let differences = try await Recount(surroundings)(repair: repair) { done, all in
                if done.isMultiple(of: 20) { say(.progress("\(done) / \(all)")) }
            }
            for difference in differences.prefix(50) {
                say(.line("campaign \(difference.campaign) unit \(difference.unit): \(difference.what)"))
            }
            if differences.isEmpty { return (0, "没有差别") }
            return (repair ? 0 : 65, "\(differences.count) 处不同\(repair ? "，已经按记录改好" : "，加 --repair 按记录改好")")
        case .exportTable(let unit, let campaign, let reported, let path):
            let bytes = try await TableExport(surroundings)(
                unit: unit, campaign: campaign, reported: reported, format: path.hasSuffix(".docx") ? .docx : .xlsx)
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
            return (0, path)
        }
    }

    /// Runs, and turns whatever is thrown into an exit code. Source: DESIGN.md §6.
    func finish(_ surroundings: Surroundings, _ say: @escaping @Sendable (CommandOutput) -> Void) async -> CommandOutput
    {
        do {
            let (code, message) = try await run(surroundings, say)
            return .end(code: code, message: message)
        } catch let error as any UserFacingError {
            return .end(code: 65, message: error.message)
        } catch { return .end(code: 70, message: "\(error)") }
    }
}
