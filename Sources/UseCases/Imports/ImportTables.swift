package import Domain
package import OfficeFiles
internal import Storage

/// Takes filled tables back: each file gets a report first; only what somebody then takes becomes records, entered on the
/// unit's behalf for what the file has more.
package struct ImportTables: Sendable {
    package static let mostFiles = 50
    package static let mostBytes = 5 << 20

    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Upload: Sendable {
        package let id: ImportUpload.ID
        package let campaign: Campaign
        package let createdAt: Instant
        package let files: [File]
    }
    package struct File: Sendable {
        package let position: Int64
        package let name: String
        package let unit: Unit?
        package let report: ImportReport
        package let takenAt: Instant?
    }

    /// - Parameter id: made by the client; the same files again give the same upload.
    package func upload(
        _ files: [(name: String, bytes: [UInt8])], id: ImportUpload.ID, campaign: Campaign.ID, by officer: Officer
    ) async throws {
        try officer.requires(.record, on: officer.unit)
        guard !files.isEmpty else { throw ImportTablesRefused.noFile }
        guard files.count <= Self.mostFiles else { throw ImportTablesRefused.tooMany }
        let now = surroundings.now
        let hashes = files.map { Digest.hex($0.bytes) }
        let bodyHash = Digest.hex(hashes.joined(separator: " "))
        let opened: [Result<GridFile, ImportTablesRefused>] = try await WorkPool.parsing.run {
            files.map { Self.open($0.bytes) }
        }
        let identifiers = surroundings.identifiers
        try await surroundings.database.write { db in
            let table = ImportTable(db)
            if let earlier = try table.upload(id) {
                guard earlier.bodyHash == bodyHash, earlier.unit == officer.unit.id else {
                    throw ImportTablesRefused.differentFiles
                }
                return
            }
            let campaign = try db.campaign(campaign, for: officer.unit)
            let reader = Reader(db: db, campaign: campaign, officer: officer, identifiers: identifiers)
            try table.insert(
                id, campaign: campaign.id, unit: officer.unit.id, bodyHash: bodyHash, by: officer, at: now)
            for (index, file) in files.enumerated() {
                var (unit, report) = try reader.report(opened[index])
                if let first = hashes.prefix(index).firstIndex(of: hashes[index]) {
                    report = ImportReport(
                        unitName: report.unitName,
                        problems: [.init(place: "文件", message: "和前面第 \(first + 1) 份一模一样，不用再传")])
                    unit = nil
                }
                try FileTable(db).put(file.bytes, hash: hashes[index])
                try table.insert(
                    position: index, name: String(file.name.prefix(200)), hash: hashes[index], unit: unit?.id,
                    report: JSON.text(report), upload: id, campaign: campaign.id)
            }
            try AuditTable(db).append("import.upload", object: id.text, by: officer, at: now)
        }
    }

    private static func open(_ bytes: [UInt8]) -> Result<GridFile, ImportTablesRefused> {
        guard bytes.count <= mostBytes else { return .failure(.file(.tooLarge(limit: mostBytes))) }
        return Result { () throws(OfficeFileError) in try GridFile.read(bytes) }.mapError { .file($0) }
    }

    /// Reports in a transaction.
    private struct Reader {
        let db: any Connection
        let campaign: Campaign
        let officer: Officer
        let identifiers: Identifiers

        func report(_ file: Result<GridFile, ImportTablesRefused>) throws -> (Unit?, ImportReport) {
            let grid: GridFile
            switch file {
            case .failure(let refused):
                return (
                    nil, ImportReport(unitName: "", problems: [.init(place: "文件", message: refused.message)])
                )
            case .success(let read): grid = read
            }
            let reading = TableReading(
                grid, campaign.definition, year: campaign.year, key: campaign.definition.key)
            var problems = reading.problems
            guard let unit = try unit(reading, grid) else {
                if problems.isEmpty {
                    let name = reading.unitName
                    let message =
                        name.isEmpty
                        ? "没有写是哪个单位，请在“\(campaign.definition.seal)”后面写上"
                        : "“\(name.prefix(30))”不是本单位，也不是直接下级；请核对单位名称"
                    problems = [.init(place: grid.grids.first?.name ?? "文件", message: message)]
                }
                return (nil, ImportReport(unitName: reading.unitName, problems: problems))
            }
            if let made = grid.properties[TableReading.campaignProperty], made != campaign.id.text {
                problems.append(.init(place: "文件", message: "这份表是另一次活动的；请下载这次的表样再填"))
            }
            guard problems.isEmpty else {
                return (unit, ImportReport(unitName: campaign.definition.association(of: unit), problems: problems))
            }
            return (unit, try compare(reading.values, unit))
        }

        func compare(_ values: CellValues, _ unit: Unit) throws -> ImportReport {
            let facts = try TallyTable(db).facts(campaign: campaign.id, below: unit)
            return ImportReport(
                values, against: campaign.definition.values(of: facts, for: unit.level), of: unit,
                campaign.definition, identifiers)
        }

        /// By the name on the seal line: the officer's unit or one directly below. A file that we made and whose seal line
        /// is empty is known by its property.
        private func unit(_ reading: TableReading, _ grid: GridFile) throws -> Unit? {
            let children = try UnitTable(db).children(of: officer.unit.id)
            let reachable = ([officer.unit] + children).filter { officer.may(.record, on: $0) }
            let name = reading.unitName
            guard !name.isEmpty else {
                let code = grid.properties[TableReading.unitProperty]
                return reachable.first { $0.code == code }
            }
            let named = reachable.filter { unit in
                [campaign.definition.association(of: unit), unit.name, unit.shortName, unit.shortName + "计生协"]
                    .contains { TableReading.fold($0) == name }
            }
            // Of two with the same name, the one that the file was made for.
            let code = grid.properties[TableReading.unitProperty]
            return named.count == 1 ? named.first : named.first { $0.code == code }
        }
    }

    package func list(for officer: Officer) async throws -> [ImportUpload] {
        try await surroundings.database.read { db in try ImportTable(db).uploads(of: officer.unit.id, limit: 20) }
    }

    package func one(_ id: ImportUpload.ID, for officer: Officer) async throws -> Upload {
        try await surroundings.database.read { db in
            let table = ImportTable(db)
            guard let upload = try table.upload(id), upload.unit == officer.unit.id,
                let campaign = try CampaignTable(db).campaign(upload.campaign)
            else { throw AccessRefused.missing }
            let files = try table.files(of: id).map { file in
                var report: ImportReport = try JSON.value(file.report)
                if file.takenAt == nil, let unit = file.unit,
                    let day = try table.takenAt(file.hash, unit: unit.id, campaign: campaign.id)
                {
                    report.problems = [
                        .init(place: "文件", message: "这份 \(CalendarDate(day).short) 已经取过了，没有重复取")
                    ]
                }
                return File(
                    position: file.position, name: file.name, unit: file.unit, report: report, takenAt: file.takenAt)
            }
            return Upload(id: id, campaign: campaign, createdAt: upload.createdAt, files: files)
        }
    }

    /// All of the files or none of them.
    /// - Parameter positions: of the files; nil takes every one that can be taken.
    package func take(_ id: ImportUpload.ID, positions: Set<Int64>?, by officer: Officer) async throws {
        let now = surroundings.now
        let identifiers = surroundings.identifiers
        try await surroundings.database.write { db in
            try db.lock(.tree)
            let table = ImportTable(db)
            guard let upload = try table.upload(id), upload.unit == officer.unit.id,
                let campaign = try CampaignTable(db).campaign(upload.campaign)
            else { throw AccessRefused.missing }
            let reader = Reader(db: db, campaign: campaign, officer: officer, identifiers: identifiers)
            var done: Set<String> = []
            for file in try table.files(of: id) where positions?.contains(file.position) ?? true {
                let report: ImportReport = try JSON.value(file.report)
                guard let unit = file.unit, report.canBeTaken, file.takenAt == nil else {
                    if positions == nil || file.takenAt != nil { continue }
                    throw ImportTablesRefused.notReady
                }
                guard try table.takenAt(file.hash, unit: unit.id, campaign: campaign.id) == nil,
                    done.insert(unit.code + file.hash).inserted
                else {
                    if positions == nil { continue }
                    throw ImportTablesRefused.takenBefore
                }
                // What was confirmed is a difference; somebody may have recorded since.
                let values = report.lines.reduce(into: CellValues()) { $0[$1.cell] = $1.file }
                guard try reader.compare(values, unit).lines == report.lines else {
                    throw ImportTablesRefused.changed(unit.shortName)
                }
                try Self.enter(report, unit, campaign, file.name, officer, now, db)
                guard try table.markTaken(id, file.position, by: officer, at: now) else {
                    throw ImportTablesRefused.takenBefore
                }
                try AuditTable(db).append(
                    "import.take", object: id.text, detail: "\(file.position)", by: officer, at: now)
            }
        }
    }

    private static func enter(
        _ report: ImportReport, _ unit: Unit, _ campaign: Campaign, _ name: String, _ officer: Officer, _ now: Instant,
        _ db: any Connection
    ) throws {
        let day = min(campaign.endsOn, CalendarDate(now))
        for entry in report.entries {
            let category = campaign.definition.categories.first { $0.id == entry.category }?.name ?? ""
            let draft = try ActivityDraft(
                title: "按报来的统计表补录（\(category)）", heldOn: day, venue: "",
                note: "原件：\(name.filter { $0 != "\n" }.prefix(100))", measures: entry.measures, campaign: campaign.id,
                category: entry.category, session: nil, level: entry.level == unit.level ? nil : entry.level,
                needsNumber: false)
            _ = try RecordActivity.take(draft, id: entry.id, unit: unit.code, by: officer, at: now, on: db)
        }
        for pieces in report.media {
            let item = MediaItem(
                id: pieces.id, campaign: campaign.id, title: "按报来的统计表补录（篇目见原件）", medium: "见原件",
                level: pieces.level, own: false, form: pieces.form == "av" ? .av : .text, publishedOn: day, link: "",
                pieces: pieces.pieces)
            _ = try RecordMedia.take(item, unit: unit.code, by: officer, at: now, on: db)
        }
    }
}

package enum ImportTablesRefused: UserFacingError, Hashable {
    case noFile, tooMany, differentFiles, notReady, takenBefore
    case changed(String)
    case file(OfficeFileError)

    package var code: String { "import.refused" }
    package var kind: UserFacingErrorKind {
        switch self {
        case .differentFiles, .notReady, .takenBefore, .changed: .conflict
        default: .invalid
        }
    }
    package var message: String {
        switch self {
        case .noFile: "选一下要传的文件"
        case .tooMany: "一次最多 \(ImportTables.mostFiles) 份，请分几次传"
        case .differentFiles: "这一页已经传过别的文件了，请重新打开“收表”"
        case .notReady: "这一份还有要改的地方，改好重新传"
        case .takenBefore: "这一份已经取过了，没有重复取"
        case .changed(let unit): "核对以后\(unit)的记录又变了，请把文件重新传一遍再核对"
        case .file(.empty): "文件是空的，请检查后重新选"
        case .file(.tooLarge(let limit)): "文件超过 \(limit >> 20) MB，请去掉图片再传"
        case .file(.encrypted): "文件设有密码，请去掉密码再传"
        case .file(.unknownFormat), .file(.notText), .file(.pictureTooLarge), .file(.scanned),
            .file(.converterMissing):
            "只收 .xlsx 和 .docx，请用 Excel、Word 或 WPS 另存后再传"
        case .file(.notReadable): "文件已损坏，打不开，请重新保存后再传"
        case .file(.externalEntity): "文件含有外部引用，为安全起见没有打开，请重新保存后再传"
        case .file(.unpacksTooLarge), .file(.tooManyCells), .file(.tooManySheets):
            "文件里的内容太多，不像一张统计表，请用下载的表样填"
        }
    }
}
