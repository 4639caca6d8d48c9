internal import FoundationEssentials
internal import OfficeFiles

/// QR codes for a printed page, away from the threads that answer requests.
package enum SlipPictures {
    /// PNG pictures as base64.
    package static func make(_ texts: [String]) async throws -> [String] {
        try await WorkPool.writing.run {
            try texts.map { Data(try QRCode.png(of: $0, scale: 4)).base64EncodedString() }
        }
    }
}
