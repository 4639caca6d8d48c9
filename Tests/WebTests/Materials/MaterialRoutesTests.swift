import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import TestSupport
import Testing
import UseCases
import Web

@Suite struct MaterialRoutesTests {
    private static let boundary = "----xyz"

    private static func multipart(_ fields: [(String, String)], _ files: [(name: String, bytes: [UInt8])]) -> ByteBuffer
    {
        var body = ByteBuffer()
        for (name, value) in fields {
            body.writeString("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            body.writeString(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n")
            body.writeString("Content-Type: application/octet-stream\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--\(boundary)--\r\n")
        return body
    }
    private static func headers(_ token: String) -> HTTPFields {
        var headers = WebWorld.cookie(token)
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        return headers
    }
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 0, 9, 0, 0, 0, 9, 8, 6, 0, 0, 0, 1, 0, 0, 0] + Array("IEND".utf8)

    /// A notice of the street that asks for a summary and three photos.
    private func ask(_ world: WebWorld) async throws -> Notice.ID {
        let tree = world.tree
        let text = """
            金乡街道计划生育协会关于开展会员活动的通知

            各社区、村计生协：

            现将有关事项通知如下。

            一、活动时间

            2025年5月1日至5月31日

            金乡街道计划生育协会
            2025年4月30日
            """
        let officer = try await tree.officer("370828001")
        let id = try await UploadNotice(tree.surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
        var draft = try await Notices(tree.surroundings).review(id, for: officer).draft
        draft.campaign = tree.campaign.id.text
        var photos = NoticeDraft.Material.blank
        (photos.kind, photos.count) = ("photos", "3")
        draft.materials = [.blank, photos]
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: officer)
        try await PassNoticeDown(tree.surroundings).issue(id, by: officer)
        return id
    }

    @Test func attachShowDownloadWithdraw() async throws {
        let world = try await WebWorld()
        let notice = try await ask(world).text
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let street = try await world.token("jiedao", at: "370828001", [.clerk, .signatory])
        let county = try await world.token("jinxiang", at: "370828", [.clerk, .signatory])
        let uri = "/materials/\(world.tree.campaign.id.text)/\(WebWorld.village)"
        let place = ("place", "\(notice).1")
        try await world.test { client in
            let html = { (uri: String, token: String) in
                String(buffer: try await client.execute(uri: uri, method: .get, headers: WebWorld.cookie(token)).body)
            }
            #expect(try await html("/home", token).contains("总结、照片 3 张"))
            #expect(try await html("/submissions/new?unit=\(WebWorld.village)", token).contains("带着 2 处缺口上报"))
            let csrf = ("csrf", WebWorld.csrf(token))
            let sent = try await client.execute(
                uri: uri, method: .post, headers: Self.headers(token),
                body: Self.multipart(
                    [csrf, place], [("../广场 \"1\".png".replacing("\"", with: "%22"), Self.png), ("假.jpg", [77, 90])]))
            #expect(sent.status == .unprocessableContent)
            let page = String(buffer: sent.body)
            #expect(page.contains("“假.jpg”其实是程序") && page.contains("广场 &quot;1&quot;.png"))
            let good = try await client.execute(
                uri: uri, method: .post, headers: Self.headers(token),
                body: Self.multipart([csrf, place], [("2.png", Self.png + [0])]))
            #expect(good.status == .seeOther && good.headers[.location] == uri)
            let none = try await client.execute(
                uri: uri, method: .post, headers: Self.headers(token), body: Self.multipart([csrf, place], [("", [])]))
            #expect(String(buffer: none.body).contains("先选要传的文件"))

            let own = try await html(uri, token)
            let id = try #require(own.firstMatch(of: #/material-files\/([0-9a-f-]{36})">广场/#)?.1)
            let file = "/material-files/\(id)"
            let whole = try await client.execute(uri: file, method: .get, headers: WebWorld.cookie(street))
            #expect(Array(buffer: whole.body) == Self.png)
            #expect(whole.headers[.contentType] == "image/png")
            #expect(whole.headers[.contentLength] == "\(Self.png.count)")
            #expect(whole.headers[.xContentTypeOptions] == "nosniff")
            #expect(
                whole.headers[.contentDisposition]
                    == "attachment; filename=\"material.png\"; filename*=UTF-8''\(Paths.encode("广场 \"1\".png"))")
            for (asked, status, range) in [
                ("bytes=0-3", HTTPResponse.Status.partialContent, 0..<4),
                ("bytes=30-", .partialContent, 30..<Self.png.count),
                ("bytes=-4", .partialContent, Self.png.count - 4..<Self.png.count),
                ("bytes=5-9999", .partialContent, 5..<Self.png.count), ("bytes=9999-", .ok, 0..<Self.png.count),
                ("bytes=3-1", .ok, 0..<Self.png.count), ("bytes=0-1,3-4", .ok, 0..<Self.png.count),
                ("lines=1-2", .ok, 0..<Self.png.count),
            ] {
                var headers = WebWorld.cookie(street)
                headers[.range] = asked
                let part = try await client.execute(uri: file, method: .get, headers: headers)
                #expect(part.status == status && Array(buffer: part.body) == Array(Self.png[range]), "\(asked)")
            }
            // The superior reads and cannot change; above it there are counts.
            #expect(try await html(uri, street).contains("广场"))
            let above = try await html(uri, county)
            #expect(above.contains("已传 2 张") && !above.contains("广场") && !above.contains(id))
            let denied = try await client.execute(uri: file, method: .get, headers: WebWorld.cookie(county))
            #expect(denied.status == .forbidden)
            #expect(try await html("/gaps", street).contains("照片 1 张"))

            let gone = try await client.execute(
                uri: file + "/withdraw", method: .post, headers: WebWorld.cookie(token), body: WebWorld.form([], token))
            #expect(gone.status == .seeOther)
            #expect(try await html(uri, token).contains("撤下的"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.tree.surroundings.files.incoming).isEmpty)
    }

    @Test func whatIsForgedOrCutOffIsRefusedAndLeavesNothing() async throws {
        let world = try await WebWorld()
        let notice = try await ask(world).text
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let uri = "/materials/\(world.tree.campaign.id.text)/\(WebWorld.village)"
        let place = ("place", "\(notice).1")
        try await world.test { client in
            for fields in [[place], [("csrf", "x"), place]] {
                let forged = try await client.execute(
                    uri: uri, method: .post, headers: Self.headers(token),
                    body: Self.multipart(fields, [("a.png", Self.png)]))
                #expect(String(buffer: forged.body).contains("页面打开太久了"))
            }
            let cut = Self.multipart([("csrf", WebWorld.csrf(token)), place], [("a.png", Self.png)])
            let half = try await client.execute(
                uri: uri, method: .post, headers: Self.headers(token),
                body: cut.getSlice(at: 0, length: cut.readableBytes - 30) ?? ByteBuffer())
            #expect(String(buffer: half.body).contains("表单没有传完整"))
            let form = try await client.execute(
                uri: uri, method: .post, headers: WebWorld.cookie(token), body: WebWorld.form([place], token))
            #expect(form.status == .unprocessableContent)
            for wrong in ["", "x.1", "\(notice).99", "\(notice).-1"] {
                let answer = try await client.execute(
                    uri: uri, method: .post, headers: Self.headers(token),
                    body: Self.multipart([("csrf", WebWorld.csrf(token)), ("place", wrong)], [("a.png", Self.png)]))
                #expect(answer.status == .conflict, "\(wrong)")
            }
        }
        let count = try await world.tree.surroundings.database.read { db in
            try AuditTable(db).count(action: "material.attach")
        }
        #expect(count == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.tree.surroundings.files.incoming).isEmpty)
    }
}
