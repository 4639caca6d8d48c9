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
            .post("/media-items/{item}/withdraw", .right(.record, .item), withdrawItem),
        ] + ChannelRoutes(surroundings: surroundings).routes
    }

    private func items(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let campaign = try await surroundings.campaign(visit)
        let list = try await RecordMedia(surroundings).items(
            campaign.id, after: visit.query("after").flatMap(ItemCursor.init), for: officer)
        let channels = try await KeepChannels(surroundings).list(campaign.id, for: officer).channels
        let form = visit.form
        var page = MediaItemsPage(
            csrf: visit.csrf, id: form["id"].nonEmpty ?? surroundings.identifiers.next(MediaItem.self).text,
            items: list.items.map { line($0, officer) }, title: form["title"], medium: form["medium"],
            level: form["level"], form: form["form"].nonEmpty ?? "text",
            date: form.has("date") ? form["date"] : CalendarDate(surroundings.clock.now()).text, link: form["link"],
            isFormOpen: !errors.summary.isEmpty, errors: errors)
        page.channels = channels.filter { $0.entry.unit.id == officer.unit.id }.map {
            Choice(
                $0.entry.channel.id.text, "\($0.entry.channel.kind.name) \($0.entry.channel.name)",
                isSelected: $0.entry.channel.id.text == form["channel"])
        }
        page.pager = Pager(
            firstHref: visit.query("after") == nil ? nil : Paths.mediaItems,
            nextHref: list.next.map { Paths.mediaItems + "?after=\($0.text)" })
        return visit.page(
            "媒体稿件", mediaItemsPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private func line(_ report: MediaReport, _ officer: Officer) -> MediaLine {
        let item = report.item
        let pieces = item.pieces > 1 ? "，\(Wording.number(item.pieces)) 篇" : ""
        var line = MediaLine(
            title: item.title, medium: item.medium,
            about: "\(report.unit.shortName)，\(item.level.name)媒体，\(item.form == .text ? "文字" : "音频视频")\(pieces)",
            date: item.publishedOn.short, href: Self.link(item.link),
            chip: item.own ? Chip(.off, "本级网站内刊，不计入") : nil)
        line.withdrawHref = officer.may(.record, on: report.unit) ? Paths.mediaItemWithdraw(item.id.text) : nil
        line.sharedNote = report.isCounted ? nil : report.ownerName.map { "同一篇，\($0)先记的，算在它那里" }
        return line
    }

    /// Only web addresses are opened.
    static func link(_ text: String) -> String? {
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
                id: try .init(form["id"]), campaign: try await surroundings.campaign(visit).id, title: form["title"],
                medium: form["medium"], level: level, own: own, form: form["form"] == "av" ? .av : .text,
                publishedOn: try CalendarDate(form["date"]), link: form["link"],
                channel: try form["channel"].nonEmpty.map { try Channel.ID($0) })
            try await RecordMedia(surroundings)(item, by: visit.officer)
            return .seeOther(Paths.mediaItems)
        } catch let refused as MediaRefused {
            return try await items(visit, errors: FormErrors([FieldError("\(refused)", refused.message)]))
        } catch let invalid as CalendarDate.Invalid {
            return try await items(visit, errors: FormErrors([FieldError("date", invalid.message)]))
        }
    }

    private func withdrawItem(_ visit: Visit) async throws -> Response {
        try await RecordMedia(surroundings).withdraw(visit.identifier("item"), by: visit.officer)
        return .seeOther(Paths.mediaItems)
    }
}

extension Surroundings {
    /// The campaign that pages without one in their address are about.
    func campaign(_ visit: Visit) async throws -> Campaign {
        guard let campaign = try await Agenda(self).page(for: visit.officer).campaign else {
            throw AccessRefused.missing
        }
        return campaign
    }
}
