import Foundation
import Testing
import Web

/// Every page with its sample and empty, and once what stands around it. After a change that is meant, run with MEMBERDAY_RECORD=1 and look at the
/// difference that git shows.
@Suite struct PageSnapshotTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

    private static let pages: [(String, @Sendable () -> Markup)] = [
        ("layout", { layout(.sample, "") }), ("setUpPage.sample", { setUpPage(.sample) }),
        ("setUpPage.empty", { setUpPage(.empty) }),
        ("signInPage.sample", { signInPage(.sample) }), ("signInPage.empty", { signInPage(.empty) }),
        ("activityListPage.sample", { activityListPage(.sample) }),
        ("activityListPage.empty", { activityListPage(.empty) }),
        ("activityRecordPage.sample", { activityRecordPage(.sample) }),
        ("activityRecordPage.empty", { activityRecordPage(.empty) }),
        ("receiptPage.sample", { receiptPage(.sample) }), ("receiptPage.empty", { receiptPage(.empty) }),
        ("recordPage.sample", { recordPage(.sample) }), ("recordPage.empty", { recordPage(.empty) }),
        ("villageHomePage.sample", { villageHomePage(.sample) }),
        ("villageHomePage.empty", { villageHomePage(.empty) }),
        ("workbenchPage.sample", { workbenchPage(.sample) }), ("workbenchPage.empty", { workbenchPage(.empty) }),
        ("errorPage.sample", { errorPage(.sample) }), ("errorPage.empty", { errorPage(.empty) }),
        ("channelsPage.sample", { channelsPage(.sample) }), ("channelsPage.empty", { channelsPage(.empty) }),
        ("mediaItemsPage.sample", { mediaItemsPage(.sample) }), ("mediaItemsPage.empty", { mediaItemsPage(.empty) }),
        ("newNoticePage.sample", { newNoticePage(.sample) }), ("newNoticePage.empty", { newNoticePage(.empty) }),
        ("noticeListPage.sample", { noticeListPage(.sample) }), ("noticeListPage.empty", { noticeListPage(.empty) }),
        ("noticePage.sample", { noticePage(.sample) }), ("noticePage.empty", { noticePage(.empty) }),
        ("noticeReviewPage.sample", { noticeReviewPage(.sample) }),
        ("noticeReviewPage.empty", { noticeReviewPage(.empty) }),
        ("noticeReviewPage.annual", { noticeReviewPage(.annual) }), ("noticePage.annual", { noticePage(.annual) }),
        ("noticePage.plan", { noticePage(.plan) }), ("composePage.sample", { composePage(.sample) }),
        ("composePage.empty", { composePage(.empty) }), ("revisePage.sample", { revisePage(.sample) }),
        ("revisePage.empty", { revisePage(.empty) }), ("noticeChangesPage.sample", { noticeChangesPage(.sample) }),
        ("noticeChangesPage.empty", { noticeChangesPage(.empty) }),
        ("noticePrintPage.sample", { noticePrintPage(.sample) }),
        ("noticePrintPage.empty", { noticePrintPage(.empty) }),
        ("publicNoticePage.sample", { publicNoticePage(.sample) }),
        ("publicNoticePage.empty", { publicNoticePage(.empty) }),
        ("cellPage.sample", { cellPage(.sample) }), ("cellPage.empty", { cellPage(.empty) }),
        ("tablePage.sample", { tablePage(.sample) }), ("tablePage.empty", { tablePage(.empty) }),
        ("heldFormPage.sample", { heldFormPage(.sample) }), ("heldFormPage.empty", { heldFormPage(.empty) }),
        ("tablePrintPage.sample", { tablePrintPage(.sample) }), ("tablePrintPage.empty", { tablePrintPage(.empty) }),
        ("uncountedPage.sample", { uncountedPage(.sample) }), ("uncountedPage.empty", { uncountedPage(.empty) }),
        ("childSubmissionsPage.sample", { childSubmissionsPage(.sample) }),
        ("childSubmissionsPage.empty", { childSubmissionsPage(.empty) }),
        ("newSubmissionPage.sample", { newSubmissionPage(.sample) }),
        ("newSubmissionPage.empty", { newSubmissionPage(.empty) }),
        ("submissionPage.sample", { submissionPage(.sample) }), ("submissionPage.empty", { submissionPage(.empty) }),
        ("submissionReceiptPage.sample", { submissionReceiptPage(.sample) }),
        ("submissionReceiptPage.empty", { submissionReceiptPage(.empty) }),
        ("unitSettingsPage.sample", { unitSettingsPage(.sample) }),
        ("unitSettingsPage.empty", { unitSettingsPage(.empty) }),
        ("postsPage.sample", { postsPage(.sample) }), ("postsPage.empty", { postsPage(.empty) }),
        ("newPostsPage.sample", { newPostsPage(.sample) }), ("newPostsPage.empty", { newPostsPage(.empty) }),
        ("postBatchPage.sample", { postBatchPage(.sample) }), ("postBatchPage.empty", { postBatchPage(.empty) }),
        ("slipsPage.sample", { slipsPage(.sample) }), ("slipsPage.empty", { slipsPage(.empty) }),
        ("slipSheetPage.sample", { slipSheetPage(.sample) }), ("slipSheetPage.empty", { slipSheetPage(.empty) }),
        ("codePage.sample", { codePage(.sample) }), ("codePage.empty", { codePage(.empty) }),
        ("passwordPage.sample", { passwordPage(.sample) }), ("passwordPage.empty", { passwordPage(.empty) }),
        ("unitPage.sample", { unitPage(.sample) }), ("unitPage.empty", { unitPage(.empty) }),
        ("templateListPage.sample", { templateListPage(.sample) }),
        ("templateListPage.empty", { templateListPage(.empty) }),
        ("templatePage.sample", { templatePage(.sample) }), ("templatePage.empty", { templatePage(.empty) }),
        ("templatePage.draft", { templatePage(.draft) }),
        ("adjustmentsPage.sample", { adjustmentsPage(.sample) }),
        ("adjustmentsPage.empty", { adjustmentsPage(.empty) }),
        ("yearsPage.sample", { yearsPage(.sample) }), ("yearsPage.empty", { yearsPage(.empty) }),
        ("changesPage.sample", { changesPage(.sample) }), ("changesPage.empty", { changesPage(.empty) }),
        ("summaryPage.sample", { summaryPage(.sample) }), ("summaryPage.empty", { summaryPage(.empty) }),
        ("newImportPage.sample", { newImportPage(.sample) }), ("newImportPage.empty", { newImportPage(.empty) }),
        ("importReportPage.sample", { importReportPage(.sample) }),
        ("importReportPage.empty", { importReportPage(.empty) }),
        ("unitChangesPage.sample", { unitChangesPage(.sample) }),
        ("unitChangesPage.empty", { unitChangesPage(.empty) }),
        ("unitChangesPage.confirming", { unitChangesPage(.confirming) }),
        ("rosterPage.sample", { rosterPage(.sample) }), ("rosterPage.empty", { rosterPage(.empty) }),
        ("villageHomePage.exempt", { villageHomePage(.exempt) }),
        ("inboxPage.sample", { inboxPage(.sample) }), ("inboxPage.empty", { inboxPage(.empty) }),
        ("gapsPage.sample", { gapsPage(.sample) }), ("gapsPage.empty", { gapsPage(.empty) }),
        ("newReminderPage.sample", { newReminderPage(.sample) }),
        ("newReminderPage.empty", { newReminderPage(.empty) }),
        ("remindersPage.sample", { remindersPage(.sample) }), ("remindersPage.empty", { remindersPage(.empty) }),
        ("mePage.sample", { mePage(.sample) }), ("mePage.empty", { mePage(.empty) }),
        ("mailLinkPage.sample", { mailLinkPage(.sample) }), ("mailLinkPage.empty", { mailLinkPage(.empty) }),
        ("registerPage.sample", { registerPage(.sample) }), ("registerPage.empty", { registerPage(.empty) }),
        ("sitesPage.sample", { sitesPage(.sample) }), ("sitesPage.empty", { sitesPage(.empty) }),
        ("sitePage.sample", { sitePage(.sample) }), ("sitePage.empty", { sitePage(.empty) }),
        ("coveragePage.sample", { coveragePage(.sample) }), ("coveragePage.empty", { coveragePage(.empty) }),
        ("coveragePage.opened", { coveragePage(.opened) }),
        ("materialsPage.sample", { materialsPage(.sample) }), ("materialsPage.empty", { materialsPage(.empty) }),
        (
            "newSubmissionPage.checklist",
            {
                var page = NewSubmissionPage.empty
                page.checklist = .sample
                return newSubmissionPage(page)
            }
        ),
        ("unitSearchPage.sample", { unitSearchPage(.sample) }), ("unitSearchPage.empty", { unitSearchPage(.empty) }),
    ]

    @Test(arguments: pages.map(\.0))
    func looksAsBefore(name: String) throws {
        let view = try #require(Self.pages.first { $0.0 == name }?.1)
        let html = view().html
            // The address of the style sheets changes with their content.
            .replacing(#/\?v=[0-9a-f]+/#, with: "")
        let file = Self.folder.appending(path: "\(name).html")
        if ProcessInfo.processInfo.environment["MEMBERDAY_RECORD"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(html.utf8).write(to: file)
        }
        let before = try String(contentsOf: file, encoding: .utf8)
        #expect(html == before, "\(name) is not as it was")
    }
}
