internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// Media items and channels of the officer's unit.
struct MediaRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.mediaItems, .officer) { visit in try await items(visit) },
            .post(Paths.mediaItems, .right(.record, .ownUnit), addItem),
            .get(Paths.channels, .officer) { visit in try await channels(visit) },
            .post(Paths.channels, .right(.record, .ownUnit), addChannel),
        ]
    }

    private func campaign(_ visit: Visit) async throws -> Campaign {
        guard let campaign = try await Agenda(surroundings).page(for: visit.officer).campaign else {
            throw AccessRefused.missing
        }
        return campaign
    }
    private func key(_ visit: Visit) -> String {
        visit.form["id"].nonEmpty ?? surroundings.identifiers.next(MediaItem.self).text
    }

    private func items(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let list = try await RecordMedia(surroundings).list(campaign(visit).id, for: visit.officer).items
        let form = visit.form
        let page = MediaItemsPage(
            csrf: visit.csrf, id: key(visit),
            items: list.map { item, unit in
                MediaLine(
                    title: item.title, medium: item.medium,
                    about: "\(unit)，\(item.level.name)媒体，\(item.form == .text ? "文字" : "音频视频")",
                    date: item.publishedOn.short, href: Self.link(item.link),
                    chip: item.own ? Chip(.off, "本级网站内刊，不计入") : nil)
            }, title: form["title"], medium: form["medium"], level: form["level"],
            form: form["form"].nonEmpty ?? "text",
            date: form["date"].nonEmpty ?? CalendarDate(surroundings.clock.now()).text, link: form["link"],
            isFormOpen: !errors.summary.isEmpty, errors: errors)
        return visit.page(
            "媒体稿件", mediaItemsPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    /// Only web addresses are opened.
    private static func link(_ text: String) -> String? {
        text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
    }

    private func addItem(_ visit: Visit) async throws -> Response {
        let form = visit.form
        let own = form["level"] == "own"
        do {
            guard let level = own ? try visit.officer.unit.level : Level(key: form["level"]), level <= .county || own
            else {
                return try await items(visit, errors: FormErrors([FieldError("level", "选一下是哪一级的媒体")]))
            }
            let item = MediaItem(
                id: try .init(form["id"]), campaign: try await campaign(visit).id, title: form["title"],
                medium: form["medium"], level: level, own: own, form: form["form"] == "av" ? .av : .text,
                publishedOn: try CalendarDate(form["date"]), link: form["link"])
            try await RecordMedia(surroundings)(item, by: visit.officer)
            return .seeOther(Paths.mediaItems)
        } catch let refused as MediaRefused {
            return try await items(visit, errors: FormErrors([FieldError("\(refused)", refused.message)]))
        } catch let invalid as CalendarDate.Invalid {
            return try await items(visit, errors: FormErrors([FieldError("date", invalid.message)]))
        }
    }

    private func channels(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let list = try await RecordMedia(surroundings).list(campaign(visit).id, for: visit.officer).channels
        let names = [Channel.Kind.site: "官网", .wechat: "微信公众号", .weibo: "微博"]
        let form = visit.form
        let page = ChannelsPage(
            csrf: visit.csrf, id: key(visit),
            channels: list.map { channel, unit in
                ChannelLine(
                    kind: "\(unit) \(names[channel.kind] ?? "")", name: channel.name, address: channel.address,
                    href: Self.link(channel.address))
            }, kind: form["kind"].nonEmpty ?? "site", name: form["name"], address: form["address"], errors: errors)
        return visit.page(
            "网站和账号", channelsPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private func addChannel(_ visit: Visit) async throws -> Response {
        do {
            let channel = Channel(
                id: try .init(visit.form["id"]), campaign: try await campaign(visit).id,
                kind: Channel.Kind(rawValue: visit.form["kind"]) ?? .site, name: visit.form["name"],
                address: visit.form["address"])
            try await RecordMedia(surroundings)(channel, by: visit.officer)
            return .seeOther(Paths.channels)
        } catch let refused as MediaRefused {
            let field = refused == .name ? "name" : "address"
            return try await channels(visit, errors: FormErrors([FieldError(field, refused.message)]))
        }
    }
}
