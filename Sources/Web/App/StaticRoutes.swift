internal import HTTPTypes
internal import Hummingbird

/// Style sheets, the script and the pages that every page links to.
struct StaticRoutes {
    let settings: WebSettings

    var routes: [Route] {
        [
            .get(Paths.stylesheet, .open) { _ in file(PackageResources.memberday_css, "text/css; charset=utf-8") },
            .get(Paths.appStylesheet, .open) { _ in file(PackageResources.app_css, "text/css; charset=utf-8") },
            .get(Paths.script, .open) { _ in file(PackageResources.memberday_js, "text/javascript; charset=utf-8") },
            .get(Paths.feedback, .open) { visit in
                let page = FeedbackPage(operatorName: settings.operatorName, contact: settings.contact)
                return visit.page("投诉建议", feedbackPage(page), mode: .plain)
            },
            .get(Paths.accessibility, .open) { visit in visit.page("无障碍说明", accessibilityPage, mode: .plain) },
            .get(Paths.privacy, .open) { visit in visit.page("谁能看到什么", privacyPage, mode: .plain) },
        ]
    }

    /// The address changes with the content, so that a browser never asks again.
    private func file(_ bytes: [UInt8], _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
