import ArgumentParser
import Domain
import Foundation
import NIOCore
import Storage

@main
struct MemberDay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memberday", abstract: "会员活动日：从通知到统计表。 A campaign, from the notice to the finished table.",
        subcommands: [
            Serve.self, Demo.self, NoticeCommand.self, UnitsCommand.self, TableCommand.self, RecountCommand.self,
            BenchCommand.self,
        ])

    static func main() async {
        // A reader that went away ends one write, not the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            FileHandle.standardError.write(Data((failure.message + "\n").utf8))
            Foundation.exit(failure.code)
        } catch let error as any UserFacingError {
            FileHandle.standardError.write(Data((error.message + "\n").utf8))
            Foundation.exit(65)
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            FileHandle.standardError.write(Data("这个端口有人在用，用 --port 换一个\n".utf8))
            Foundation.exit(65)
        } catch let error as StorageError {
            FileHandle.standardError.write(Data("数据库用不了：\(error)\n".utf8))
            Foundation.exit(65)
        } catch {
            // Help, usage and the like are the parser's; whatever else comes here is a defect.
            guard exitCode(for: error) == .failure else { exit(withError: error) }
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            Foundation.exit(70)
        }
    }
}
