internal import Domain
internal import NoticeReading
internal import Storage

/// What is warned of in a notice beside what the reader itself says: what the superiors ask, and what its writer would mend.
enum NoticeChecks {
    static func findings(
        _ reading: NoticeReading, of text: String, _ unit: Unit, _ db: any Connection
    ) throws -> [NoticeReading.Finding] {
        try TwoDeadlinesRule(text).findings(reading)
            + UploadNotice.lateFor(superiorsOf: unit, reading, db)
    }
}
