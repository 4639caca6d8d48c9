internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// What a notice gives out: the official document, paper, a calendar, the original file, its public page.
struct NoticeFileRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/notices/{notice}/document.docx", .right(.view, .notice), document),
            .get("/notices/{notice}/print", .right(.view, .notice), print),
            .get("/notices/{notice}/sessions.ics", .right(.view, .notice), calendar),
            .get("/notices/{notice}/original", .right(.view, .notice), original),
            .get("/public/notices/{notice}", .open, publicPage),
            .get("/public/notices/{notice}/sessions.ics", .open, publicCalendar),
        ]
    }

    private func document(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        let file = try await NoticeFiles(surroundings).document(id, for: visit.officer)
        return .download(
            file.bytes, name: "\(Self.fileName(file.title)).docx", plainName: "notice.docx",
            type: TableFile.Format.docx.mediaType)
    }

    /// A title as the name of a file: no mark that a file system takes for a part of the path.
    private static func fileName(_ title: String) -> String {
        String(title.prefix(60).filter { !"/\\:*?\"<>|\n\r\t".contains($0) })
    }

    private func print(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        let (title, lines) = try await NoticeFiles(surroundings).lines(id, for: visit.officer)
        let page = NoticePrintPage(
            title: title, backHref: Paths.notice(id.text), lines: Self.lines(lines))
        return visit.page("打印：" + title, noticePrintPage(page), mode: .plain)
    }

    private func calendar(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        return Self.calendarFile(try await NoticeFiles(surroundings).calendar(id, for: visit.officer))
    }

    private func publicCalendar(_ visit: Visit) async throws -> Response {
        Self.calendarFile(try await NoticeFiles(surroundings).publicCalendar(visit.identifier("notice")))
    }

    private static func calendarFile(_ bytes: [UInt8]) -> Response {
        .download(bytes, name: "活动日历.ics", plainName: "sessions.ics", type: "text/calendar; charset=utf-8")
    }

    /// As it came, to be kept and never shown by the browser itself: it may hold anything.
    private func original(_ visit: Visit) async throws -> Response {
        let file = try await Notices(surroundings).original(visit.identifier("notice"), for: visit.officer)
        return .download(
            file.bytes, name: Self.fileName(file.name), plainName: "original", type: "application/octet-stream")
    }

    private func publicPage(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        let found = try await PublishNotice(surroundings).page(id)
        let (head, disclosure) = (found.notice.head, found.notice.head.disclosure)
        let known: [(String, String?)] = [
            ("文号", head.docNumber), ("发布机构", disclosure.publisher.isEmpty ? head.issuer : disclosure.publisher),
            ("成文日期", head.issueDate?.long), ("索引号", disclosure.indexNumber), ("公开方式", disclosure.openness),
            ("有效性", disclosure.validity), ("主题", head.theme),
        ]
        let page = PublicNoticePage(
            title: head.title,
            facts: known.compactMap { name, value in
                value.flatMap { $0.isEmpty ? nil : Fact(name, $0) }
            },
            activities: found.activities.map { NoticePageModel.line($0, categories: [], canRecord: false) },
            days: NoticePageModel.days(found.days),
            lines: Self.lines(try await NoticeFiles(surroundings).publicLines(id)),
            calendarHref: Paths.publicNoticeCalendar(id.text))
        return visit.page(head.title, publicNoticePage(page), mode: visit.signedIn == nil ? .plain : .navigation)
    }

    private static func lines(_ lines: [NoticeFiles.Line]) -> [OfficialLine] {
        lines.map { OfficialLine("\($0.style)", $0.text, runIn: $0.runIn) }
    }
}
