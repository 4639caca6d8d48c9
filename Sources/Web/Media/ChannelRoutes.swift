internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// Sites and accounts of the officer's unit, and what it means to post there.
struct ChannelRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.channels, .officer) { visit in try await channels(visit) },
            .post(Paths.channels, .right(.record, .ownUnit), body: .upload, addChannel),
            .post("/accounts/{channel}/withdraw", .right(.record, .channel), withdraw),
            .get("/accounts/{channel}/qr.png", .right(.view, .channel), picture),
            .post(Paths.postingPlan, .right(.record, .ownUnit), setPlan),
        ]
    }

    private func channels(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let campaign = try await surroundings.campaign(visit)
        let list = try await KeepChannels(surroundings).list(
            campaign.id, after: visit.query("after").flatMap(ItemCursor.init), for: officer)
        let form = visit.form
        var page = ChannelsPage(
            csrf: visit.csrf, id: form["id"].nonEmpty ?? surroundings.identifiers.next(Channel.self).text,
            channels: list.channels.map { listed in
                let (channel, unit) = (listed.entry.channel, listed.entry.unit)
                var line = ChannelLine(
                    kind: "\(unit.shortName) \(channel.kind.name)", name: channel.name, address: channel.address,
                    href: MediaRoutes.link(channel.address))
                let hasPicture = channel.picture != nil || !channel.address.isEmpty
                line.pictureHref = hasPicture ? Paths.channelPicture(channel.id.text) : nil
                line.withdrawHref =
                    officer.may(.record, on: unit) ? Paths.channelWithdraw(channel.id.text) : nil
                return line
            }, kind: form["kind"].nonEmpty ?? "site", name: form["name"], address: form["address"], errors: errors)
        page.takesPicture = true
        page.fileHref = Paths.channelsFile(campaign.id.text, officer.unit.code)
        page.plans = list.channels.filter { $0.entry.unit.id == officer.unit.id }.map(Self.posting)
        page.planForm = PostingForm(channel: form["channel"], least: form["least"], most: form["most"])
        return visit.page(
            "网站和账号", channelsPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private static func posting(_ listed: KeepChannels.Listed) -> PostingLine {
        let channel = listed.entry.channel
        let plan = listed.entry.plan
        let now = listed.weeks.last?.count ?? 0
        var line = PostingLine(
            id: channel.id.text, name: "\(channel.kind.name) \(channel.name)", thisWeek: "\(now) 条")
        line.plan = plan.map { $0.least == $0.most ? "每周 \($0.least) 条" : "每周 \($0.least) 至 \($0.most) 条" }
        line.lastWeeks = listed.weeks.map { String($0.count) }
        if let plan, now < plan.least { line.shortfall = "还差 \(plan.least - now) 条" }
        return line
    }

    private func addChannel(_ visit: Visit) async throws -> Response {
        do {
            let channel = Channel(
                id: try .init(visit.form["id"]), campaign: try await surroundings.campaign(visit).id,
                kind: Channel.Kind(rawValue: visit.form["kind"]) ?? .site, name: visit.form["name"],
                address: visit.form["address"])
            try await KeepChannels(surroundings).add(
                channel, picture: visit.form.file("picture")?.bytes, by: visit.officer)
            return .seeOther(Paths.channels)
        } catch let refused as MediaRefused {
            let field =
                switch refused {
                case .name: "name"
                case .picture: "picture"
                default: "address"
                }
            return try await channels(visit, errors: FormErrors([FieldError(field, refused.message)]))
        }
    }

    private func withdraw(_ visit: Visit) async throws -> Response {
        try await KeepChannels(surroundings).withdraw(visit.identifier("channel"), by: visit.officer)
        return .seeOther(Paths.channels)
    }

    private func picture(_ visit: Visit) async throws -> Response {
        guard
            let picture = try await KeepChannels(surroundings).picture(visit.identifier("channel"), for: visit.officer)
        else { throw AccessRefused.missing }
        return Response(
            status: .ok, headers: [.contentType: picture.mediaType, .cacheControl: "private, max-age=300"],
            body: .init(byteBuffer: ByteBuffer(bytes: picture.bytes)))
    }

    private func setPlan(_ visit: Visit) async throws -> Response {
        do {
            let number = { (field: String) throws(MediaRefused) -> Int64 in
                guard let count = try? visit.form.count(field) else { throw .plan }
                return count
            }
            try await KeepChannels(surroundings).setPlan(
                PostingPlan(
                    channel: .init(visit.form["channel"]), least: number("least"), most: number("most")),
                by: visit.officer)
            return .seeOther(Paths.channels)
        } catch let refused as MediaRefused {
            return try await channels(visit, errors: FormErrors([FieldError("least", refused.message)]))
        }
    }
}
