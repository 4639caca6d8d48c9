package import Domain
internal import OfficeFiles
internal import Storage

/// The list of sites and accounts that note 2 of the form asks for, as .docx with QR pictures.
package struct ChannelFile: Sendable {
    private static let most = 500
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package func callAsFunction(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> [UInt8] {
        let (unit, campaign, channels) = try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let found = try ChannelTable(db).channels(campaign: id, below: unit, limit: Self.most)
            let pictures = try found.map { try $0.channel.picture.flatMap { try FileTable(db).bytes($0) } }
            return (unit, campaign, zip(found, pictures).map { (entry: $0, picture: $1) })
        }
        return try await WorkPool.parsing.run {
            let header = ["单位", "类别", "名称", "网址或账号", "二维码"].map {
                WordDocument.Cell(text: $0, columns: 1, rows: 1, isHeader: true)
            }
            let rows = channels.map { entry, picture in
                let texts = [
                    campaign.definition.association(of: entry.unit), entry.channel.kind.name, entry.channel.name,
                    entry.channel.address,
                ]
                return texts.map { WordDocument.Cell(text: $0, columns: 1, rows: 1, isHeader: false) }
                    + [
                        WordDocument.Cell(
                            text: "", columns: 1, rows: 1, isHeader: false,
                            picture: Self.picture(entry.channel, picture))
                    ]
            }
            let name = campaign.definition.association(of: unit)
            let title = "\(name)开通的网站和新媒体"
            return try WordDocument(
                blocks: [
                    .paragraph(.init(title, style: .title, alignment: .center)),
                    channels.isEmpty
                        ? .paragraph(.init("还没有登记网站和账号。"))
                        : .table(
                            .init(
                                gridColumns: [2200, 1300, 1900, 2200, 1700], rows: [header] + rows, repeatsHeader: 1)),
                ], title: title
            ).bytes()
        }
    }

    /// An uploaded PNG, or one made from the address; nil when neither can be had.
    private static func picture(_ channel: Channel, _ file: [UInt8]?) -> WordDocument.Picture? {
        var png: [UInt8]?
        if let file, let checked = try? PictureFile.check(file), checked.kind == .png { png = file }
        if png == nil, !channel.address.isEmpty { png = try? QRCode.png(of: channel.address) }
        return png.map {
            WordDocument.Picture(png: $0, widthPoints: 60, heightPoints: 60, description: "\(channel.name)的二维码")
        }
    }
}
