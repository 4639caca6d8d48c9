/// The one source of the product's addresses: routes declare the patterns, pages link through the functions.
package enum Paths {
    package static let root = "/"
    package static let signIn = "/sign-in"
    package static let signOut = "/sign-out"
    package static let home = "/home"
    package static let units = "/units"
    package static let notices = "/notices"
    package static let newNotice = "/notices/new"
    package static let activities = "/activities"
    package static let newActivity = "/activities/new"
    package static let submissions = "/submissions"
    package static let newSubmission = "/submissions/new"
    package static let mediaItems = "/media-items"
    package static let tables = "/stat-tables"
    package static let channels = "/accounts"
    package static let templates = "/table-templates"
    package static let changes = "/changes"
    package static let newImport = "/imports/new"
    package static let imports = "/imports"
    package static let stylesheet = "/static/memberday.css"
    package static let appStylesheet = "/static/app.css"
    package static let script = "/static/memberday.js"
    package static let accessibility = "/accessibility"
    package static let privacy = "/privacy"
    package static let feedback = "/feedback"

    package static let inbox = "/inbox"
    package static let gaps = "/gaps"
    package static let reminders = "/reminders"
    package static let me = "/me"
    package static let mailConfirmed = "/mail/confirmed"
    package static let mailStopped = "/mail/stopped"
    package static func inbox(before number: Int64) -> String { "/inbox?before=\(number)" }
    package static func message(_ number: Int64) -> String { "/messages/\(number)" }
    package static func gaps(_ campaign: String) -> String { "/gaps?campaign=\(encode(campaign))" }
    package static func newReminder(_ campaign: String) -> String { "/reminders/new?campaign=\(encode(campaign))" }
    package static func newReminder(_ campaign: String, unit: String) -> String {
        newReminder(campaign) + "&unit=\(encode(unit))"
    }
    package static func mailConfirm(token: String) -> String { "/mail/confirm/\(token)" }
    package static func mailStop(token: String) -> String { "/mail/stop/\(token)" }

    package static func setUp(token: String) -> String { "/set-up/\(token)" }
    package static func largeText(_ on: Bool, back: String) -> String {
        "/preferences?size=\(on ? "large" : "normal")&back=\(encode(back))"
    }
    package static func home(campaign: String) -> String { "/home?campaign=\(encode(campaign))" }
    package static func unit(_ code: String) -> String { "/units/\(code)" }
    package static func posts(of code: String) -> String { "/units/\(code)/posts" }
    /// The same, which says what was done with whose post.
    package static func posts(of code: String, done: String, account: String) -> String {
        posts(of: code) + "?done=\(encode(done))&account=\(encode(account))"
    }
    package static let signInCode = "/sign-in/codes"
    package static let password = "/password"
    package static let endDevice = "/devices/end"
    package static let switchUnit = "/switch"
    package static func signIn(unit code: String) -> String { "/sign-in?unit=\(encode(code))" }
    package static func signInCode(_ code: String) -> String { "/sign-in/codes?code=\(encode(code))" }
    package static func postAction(_ action: String, of code: String) -> String { "/units/\(code)/posts/\(action)" }
    package static func newPosts(of code: String) -> String { postAction("new", of: code) }
    package static func postsFile(of code: String) -> String { postAction("file", of: code) }
    package static func slips(of code: String) -> String { postAction("slips", of: code) }
    package static func postsTemplate(of code: String, level: Int) -> String {
        postAction("template.xlsx", of: code) + "?level=\(level)"
    }
    package static func postBatch(_ id: String) -> String { "/post-batches/\(id)" }
    package static func postBatchWork(_ id: String) -> String { "/post-batches/\(id)/work" }
    package static func unit(_ code: String, after cursor: String) -> String { "/units/\(code)?after=\(cursor)" }
    package static func notice(_ id: String) -> String { "/notices/\(id)" }
    package static func noticeReview(_ id: String) -> String { "/notices/\(id)/review" }
    package static func noticeIssue(_ id: String) -> String { "/notices/\(id)/issue" }
    package static func noticeCarryOut(_ id: String) -> String { "/notices/\(id)/carry-out" }
    package static func noticePublish(_ id: String) -> String { "/notices/\(id)/publish" }
    package static func noticeDocument(_ id: String) -> String { "/notices/\(id)/document.docx" }
    package static func noticePrint(_ id: String) -> String { "/notices/\(id)/print" }
    package static func noticeCalendar(_ id: String) -> String { "/notices/\(id)/sessions.ics" }
    package static func noticeOriginal(_ id: String) -> String { "/notices/\(id)/original" }
    package static func noticePlan(_ id: String) -> String { "/notices/\(id)/plan" }
    package static func noticeReviseClauses(_ id: String) -> String { "/notices/\(id)/revise/clauses" }
    package static func noticeNextYear(_ id: String) -> String { "/notices/\(id)/next-year" }
    package static func noticeCompose(_ id: String) -> String { "/notices/\(id)/compose" }
    package static func noticeRevise(_ id: String) -> String { "/notices/\(id)/revise" }
    package static func noticeChanges(_ id: String) -> String { "/notices/\(id)/changes" }
    package static func publicNotice(_ id: String) -> String { "/public/notices/\(id)" }
    package static func publicNoticeCalendar(_ id: String) -> String { "/public/notices/\(id)/sessions.ics" }
    package static func noticeRoster(_ id: String, search text: String = "", after cursor: String = "") -> String {
        let place = text.isEmpty ? cursor.isEmpty ? "" : "?after=\(encode(cursor))" : "?q=\(encode(text))"
        return "/notices/\(id)/roster" + place
    }
    package static func rosterUnits(_ id: String) -> String { "/notices/\(id)/roster/units" }
    package static func taskProgress(_ id: String) -> String { "/tasks/\(id)/progress" }
    package static func newActivity(session: String) -> String { "/activities/new?plan=\(encode(session))" }
    package static func newActivity(unit code: String) -> String { "/activities/new?unit=\(encode(code))" }
    /// - Parameter campaign: empty takes the one that is on.
    package static func newActivity(campaign: String) -> String {
        campaign.isEmpty ? newActivity : newActivity + "?campaign=\(encode(campaign))"
    }
    package static func activities(unit code: String) -> String { "/activities?unit=\(encode(code))" }
    /// - Parameter campaign: empty takes the one that is on.
    package static func activities(campaign: String) -> String {
        campaign.isEmpty ? activities : activities + "?campaign=\(encode(campaign))"
    }
    package static func activities(unit code: String, campaign: String) -> String {
        activities(unit: code) + "&campaign=\(encode(campaign))"
    }
    package static func activity(_ id: String) -> String { "/activities/\(id)" }
    package static func activityEdit(_ id: String) -> String { "/activities/\(id)/edit" }
    package static func activityWithdraw(_ id: String) -> String { "/activities/\(id)/withdraw" }
    package static func activityComplete(_ id: String) -> String { "/activities/\(id)/complete" }
    package static func activityPartners(_ id: String) -> String { "/activities/\(id)/partners" }
    package static func mediaItemWithdraw(_ id: String) -> String { "/media-items/\(id)/withdraw" }
    package static func channelPicture(_ id: String) -> String { "/accounts/\(id)/qr.png" }
    package static func channelWithdraw(_ id: String) -> String { "/accounts/\(id)/withdraw" }
    package static let postingPlan = "/accounts/posting-plan"
    package static func activityReceipt(_ id: String) -> String { "/activities/\(id)/receipt" }
    package static func table(_ campaign: String, _ unit: String) -> String { "/stat-tables/\(campaign)/\(unit)" }
    package static func tables(of unit: String) -> String { "/stat-tables?unit=\(encode(unit))" }
    package static func tablePrint(_ campaign: String, _ unit: String) -> String {
        "/stat-tables/\(campaign)/\(unit)/print"
    }
    package static func tableFile(_ campaign: String, _ unit: String) -> String {
        "/stat-tables/\(campaign)/\(unit)/table.xlsx"
    }
    package static func cell(_ campaign: String, _ unit: String, _ cell: String) -> String {
        "/stat-tables/\(campaign)/\(unit)/cells/\(cell)"
    }
    package static func tableWord(_ campaign: String, _ unit: String) -> String {
        "/stat-tables/\(campaign)/\(unit)/table.docx"
    }
    package static func adjustments(_ campaign: String, _ unit: String) -> String {
        "/stat-tables/\(campaign)/\(unit)/adjustments"
    }
    package static func years(_ campaign: String, _ unit: String) -> String { "/stat-tables/\(campaign)/\(unit)/years" }
    package static func recordsFile(_ campaign: String, _ unit: String, _ format: String) -> String {
        "/stat-tables/\(campaign)/\(unit)/records.\(format)"
    }
    package static func channelsFile(_ campaign: String, _ unit: String) -> String {
        "/stat-tables/\(campaign)/\(unit)/channels.docx"
    }
    package static func summary(_ campaign: String, _ unit: String) -> String { "/summaries/\(campaign)/\(unit)" }
    package static func summaryFile(_ campaign: String, _ unit: String) -> String {
        "/summaries/\(campaign)/\(unit)/summary.docx"
    }
    /// A definition is named by its id and version, such as `cfpa-529-2021` and 1.
    package static func template(_ id: String, _ version: Int) -> String { "/table-templates/\(id)/\(version)" }
    package static func templatePublish(_ id: String, _ version: Int) -> String {
        "/table-templates/\(id)/\(version)/publish"
    }
    package static func templateFile(_ id: String, _ version: Int) -> String { template(id, version) + "/file" }
    package static func templateUse(_ id: String, _ version: Int) -> String { "/table-templates/\(id)/\(version)/use" }
    package static func importReport(_ id: String) -> String { "/imports/\(id)" }
    package static func importTake(_ id: String) -> String { "/imports/\(id)/take" }
    package static func unitChanges(_ code: String) -> String { "/units/\(code)/changes" }
    package static func uncounted(_ campaign: String, _ unit: String) -> String {
        "/stat-tables/\(campaign)/\(unit)/uncounted"
    }
    package static func newSubmission(campaign: String, unit: String) -> String {
        "/submissions/new?campaign=\(encode(campaign))&unit=\(encode(unit))"
    }
    package static func submissions(campaign: String, to unit: String) -> String {
        "/submissions?campaign=\(encode(campaign))&to=\(encode(unit))"
    }
    package static func submission(_ id: String) -> String { "/submissions/\(id)" }
    package static func submissionAccept(_ id: String) -> String { "/submissions/\(id)/accept" }
    package static func submissionReturn(_ id: String) -> String { "/submissions/\(id)/return" }
    package static func submissionSign(_ id: String) -> String { "/submissions/\(id)/sign" }
    package static func submissionGiveBack(_ id: String) -> String { "/submissions/\(id)/give-back" }
    package static func submissionPrint(_ id: String) -> String { "/submissions/\(id)/print" }
    package static func submissionScan(_ id: String) -> String { "/submissions/\(id)/scan" }
    package static func submissionReceipt(_ id: String) -> String { "/submissions/\(id)/receipt" }
    package static func unitSettings(_ code: String) -> String { "/units/\(code)/settings" }
    package static func submissionRecall(_ id: String) -> String { "/submissions/\(id)/recall" }

    package static func register(_ unit: String, year: Int? = nil) -> String {
        "/units/\(unit)/register" + (year.map { "?year=\($0)" } ?? "")
    }
    package static func registersFile(_ unit: String, year: Int) -> String {
        "/units/\(unit)/registers.xlsx?year=\(year)"
    }
    package static func sites(_ unit: String, show: String = "") -> String {
        "/units/\(unit)/sites" + (show.isEmpty ? "" : "?show=\(encode(show))")
    }
    package static func sitesFile(_ unit: String) -> String { "/units/\(unit)/sites.xlsx" }
    package static func site(_ id: String) -> String { "/sites/\(id)" }
    package static func siteClose(_ id: String) -> String { "/sites/\(id)/close" }
    package static func coverage(_ unit: String, mark: String? = nil, year: Int? = nil) -> String {
        let query = [mark.map { "mark=\($0)" }, year.map { "year=\($0)" }].compactMap(\.self).joined(separator: "&")
        return "/coverage/\(unit)" + (query.isEmpty ? "" : "?\(query)")
    }
    package static func materials(_ campaign: String, _ unit: String) -> String { "/materials/\(campaign)/\(unit)" }
    package static func material(_ id: String) -> String { "/material-files/\(id)" }
    package static func materialWithdraw(_ id: String) -> String { "/material-files/\(id)/withdraw" }

    /// `path` when it leads to a page of ours, else the home. Two slashes or a backslash would lead to another host.
    package static func own(_ path: String) -> String {
        path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\") ? path : home
    }

    /// `text` for a query string: everything but unreserved characters is percent-encoded (RFC 3986, 2.3).
    package static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = Array("0123456789ABCDEF".unicodeScalars)
                encoded.unicodeScalars.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return encoded
    }
}
