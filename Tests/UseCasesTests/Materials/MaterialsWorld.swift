import Domain
import Foundation
import OfficeFiles
import Storage
import TestSupport
import UseCases

/// A tree through which a national notice went down to 金山社区 and 刘庄村.
struct MaterialsWorld {
    static let village = "370828001010", town = "370828001", county = "370828"
    let tree: SmallTree
    var campaign: Campaign.ID { tree.campaign.id }

    init(_ database: any Database, clock: Clock? = nil) async throws {
        tree = try await SmallTree(database, clock: clock)
        let id = try await issue(from: "00", asking: [("summary", ""), ("photos", "3"), ("statistics_table", "")])
        for code in ["37", "3708", Self.county, Self.town] {
            try await PassNoticeDown(tree.surroundings).carryOut(id, by: tree.officer(code))
        }
    }

    /// A notice of the campaign, confirmed and issued.
    @discardableResult
    func issue(from code: String, asking: [(kind: String, count: String)]) async throws -> Notice.ID {
        let text = """
            关于开展会员活动的通知

            各单位：

            现将有关事项通知如下。

            一、活动时间

            2025年5月1日至5月31日

            某某计划生育协会
            2025年4月15日
            """
        let officer = try await tree.officer(code)
        let id = try await UploadNotice(tree.surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
        var draft = try await Notices(tree.surroundings).review(id, for: officer).draft
        draft.title = "\(code) 的通知"
        draft.campaign = tree.campaign.id.text
        draft.materials = asking.map { kind, count in
            var material = NoticeDraft.Material.blank
            (material.kind, material.count) = (kind, count)
            return material
        }
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: officer)
        try await PassNoticeDown(tree.surroundings).issue(id, by: officer)
        return id
    }

    func listing(_ code: String, by reader: String? = nil) async throws -> Materials.Listing {
        try await Materials(tree.surroundings).listing(campaign, unit: code, for: tree.officer(reader ?? code))
    }
    func gaps(_ code: String) async throws -> [String] { try await listing(code).checklist.gaps }

    /// A file as the web server hands it on.
    func arrived(_ bytes: [UInt8], limit: Int64 = AttachMaterials.largest) throws -> ArrivedFile {
        let file = try IncomingFile(in: tree.surroundings.files, limit: limit)
        try file.write(bytes[...])
        return file.finish()
    }
    func photo(_ number: Int) throws -> AttachMaterials.Sent {
        AttachMaterials.Sent(name: "照片\(number).png", file: try arrived(Self.png(number)))
    }

    /// - Parameter index: of the requirement on the checklist.
    @discardableResult
    func attach(
        _ sent: [AttachMaterials.Sent], to index: Int, of code: String = village, replacing: Material.ID? = nil,
        by reader: Officer? = nil
    ) async throws -> [MaterialRefused] {
        let place = try await listing(code).checklist.items[index].place
        let officer = if let reader { reader } else { try await tree.officer(code) }
        return try await AttachMaterials(tree.surroundings)(
            sent, to: place, replacing: replacing, campaign: campaign, unit: code, by: officer)
    }

    static func png(_ number: Int) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 0, 9, 0, 0, 0, 9, 8, 6, 0, 0, 0, UInt8(number), 0, 0, 0] + Array("IEND".utf8)
    }
    static func docx(_ text: String) throws -> [UInt8] {
        try ZipArchive.bytes([
            (
                "_rels/.rels",
                Array(
                    "<Relationships><Relationship Id=\"r\" Type=\"o/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
                        .utf8)
            ),
            (
                "word/document.xml",
                Array(
                    "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:body></w:document>"
                        .utf8)
            ),
        ])
    }
}
