import ArgumentParser
import Foundation
import NoticeReading
import OfficeFiles
import UseCases

extension BenchCommand {
    /// Broken files: every one ends in a reading or in an error that says what to do, in time.
    struct Files: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "files", abstract: "Mutated copies of the given files, each read like an upload.")
        @Argument(help: "Good files, of any format.") var files: [String]
        @Option(help: "Mutated copies of each.") var copies = 10_000
        @Option(help: "The same number gives the same copies.") var seed: UInt64 = 1

        func run() async throws {
            for path in files {
                let good = Array(try Data(contentsOf: URL(filePath: path)))
                let format = try await DocumentFile.read(good).format
                try BenchCommand.check((try? await UploadNotice.read(good)) != nil, "the good \(format) file is read")
                // What an office has to convert takes as long as that office may.
                try await mutate(
                    good, name: URL(filePath: path).lastPathComponent, limit: format == .doc ? 20 : 2)
            }
            let peak = ChildServer.memory(of: getpid()).peak
            BenchCommand.line("memory, all of it", "\(peak) MiB", limit: "512 MiB", peak <= 512)
        }

        private func mutate(_ good: [UInt8], name: String, limit: Double) async throws {
            var source = Mutations(seed: seed)
            var (read, refused, slow, slowest) = (0, 0, 0, 0.0)
            for copy in 0..<copies {
                let broken = source.mutated(good)
                let start = DispatchTime.now()
                do {
                    _ = try await UploadNotice.read(broken)
                    read += 1
                } catch is NoticeInvalid {
                    refused += 1
                }
                let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
                slowest = max(slowest, seconds)
                if seconds > limit { slow += 1 }
                if copy.isMultiple(of: 500), isatty(2) == 1 {
                    FileHandle.standardError.write(Data("\r\(name): \(copy) of \(copies)".utf8))
                }
            }
            BenchCommand.line(
                "\(name): \(copies) broken copies, \(read) read, \(refused) refused",
                String(format: "slowest %.2f s", slowest), limit: "none over \(Int(limit)) s", slow == 0)
        }
    }
}

/// Copies of a file with a few things wrong: bits, bytes, pieces lost, doubled, moved or overwritten, the end cut off.
struct Mutations {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// xorshift64*. Source: S. Vigna, An experimental exploration of Marsaglia's xorshift generators.
    private mutating func next(below limit: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, limit)
    }

    mutating func mutated(_ good: [UInt8]) -> [UInt8] {
        var bytes = good
        for _ in 0...next(below: 6) where !bytes.isEmpty {
            let place = next(below: bytes.count)
            let length = min(bytes.count - place, 1 + next(below: 200))
            switch next(below: 8) {
            case 0: bytes[place] ^= 1 << UInt8(next(below: 8))
            case 1: bytes[place] = UInt8(next(below: 256))
            case 2: bytes.removeSubrange(place..<place + length)
            case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: next(below: bytes.count))
            case 4: for index in place..<place + length { bytes[index] = UInt8(next(below: 256)) }
            case 5: bytes.removeLast(min(bytes.count, next(below: bytes.count)))
            case 6:
                for index in place..<min(bytes.count, place + 4) { bytes[index] = [0, 0xFF, 0x7F, 0x80][index % 4] }
            default: bytes.insert(contentsOf: Array(repeating: bytes[place], count: next(below: 5_000)), at: place)
            }
        }
        return bytes
    }
}
