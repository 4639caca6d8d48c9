import ArgumentParser
import Domain
import Foundation
import NoticeReading
import UseCases

struct UnitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: "The tree of units.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Import divisions from a CSV file (code,name,level,parent_code), also gzipped: all of it or nothing.")
        @Argument(help: "The file.") var file: String
        @OptionGroup var installation: InstallationOptions

        func run() async throws {
            try await installation.carryOut(.importUnits(path: URL(filePath: file).standardizedFileURL.path))
        }
    }
}

struct RecountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recount", abstract: "Rebuild the running sums from the records and compare.")
    @Flag(help: "Write what the records say.") var repair = false
    @OptionGroup var installation: InstallationOptions

    func run() async throws { try await installation.carryOut(.recount(repair: repair)) }
}

struct TableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Statistics tables.", subcommands: [Export.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the official table of a unit as .xlsx or .docx, by the name of the output.")
        @Argument(help: "The unit's code, such as 370828001.") var unit: String
        @Option(name: .shortAndLong, help: "The file to write.") var output = "table.xlsx"
        @Option(help: "The campaign's id; the newest otherwise.") var campaign: String?
        @Flag(help: "The reported figure (上报数) instead of the live one (实时数).") var reported = false
        @OptionGroup var installation: InstallationOptions

        func run() async throws {
            try await installation.carryOut(
                .exportTable(
                    unit: unit, campaign: campaign, reported: reported,
                    path: URL(filePath: output).standardizedFileURL.path))
        }
    }
}

struct NoticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice", abstract: "Notices.", subcommands: [Read.self])

    struct Read: AsyncParsableCommand {
        enum Format: String, ExpressibleByArgument { case json, text }
        static let configuration = CommandConfiguration(
            abstract: "Print what is read from a notice (.txt or .docx), or its plain text.")
        @Argument(help: "The file.") var file: String
        @Option(help: "json or text.") var format = Format.json
        private static let largest = 20 << 20

        func run() async throws {
            let handle: FileHandle
            do { handle = try FileHandle(forReadingFrom: URL(filePath: file)) } catch {
                throw Failure(code: 65, message: "打不开这个文件，看看路径对不对")
            }
            // One byte more than is taken, so that a longer file is refused without reading it.
            let bytes = Array(try handle.read(upToCount: Self.largest + 1) ?? Data())
            let (text, reading) = try await UploadNotice.read(bytes)
            let output: Data
            switch format {
            case .text: output = Data(text.utf8)
            case .json:
                let json = JSONEncoder()
                json.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                output = try json.encode(reading) + Data("\n".utf8)
            }
            FileHandle.standardOutput.write(output)
        }
    }
}
