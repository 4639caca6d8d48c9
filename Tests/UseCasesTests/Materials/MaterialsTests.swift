import Domain
import Foundation
import Storage
import Synchronization
import TestSupport
import Testing
import UseCases

@Suite struct MaterialsTests {
    private static let village = MaterialsWorld.village, town = MaterialsWorld.town, county = MaterialsWorld.county

    @Test(arguments: Engine.allCases)
    func attachReplaceWithdraw(engine: Engine) async throws {
        let world = try await MaterialsWorld(engine.database())
        #expect(try await world.gaps(Self.village) == ["总结", "照片 3 张"])
        // Those that began the campaign ask and are not asked.
        #expect(try await world.gaps("00") == [])
        #expect(try await world.attach([world.photo(1), world.photo(2)], to: 1) == [])
        #expect(try await world.gaps(Self.village) == ["总结", "照片 1 张"])
        // The same files again are there already; a line that broke may be tried again.
        #expect(try await world.attach([world.photo(1), world.photo(2)], to: 1) == [])
        #expect(try await world.listing(Self.village).checklist.items[1].materials.count == 2)
        let summary = { (text: String) in
            AttachMaterials.Sent(name: "总结.docx", file: try world.arrived(MaterialsWorld.docx(text)))
        }
        try await world.attach([summary("初稿")], to: 0)
        let first = try #require(try await world.listing(Self.village).checklist.items[0].materials.first)
        try await world.attach([summary("定稿")], to: 0, replacing: first.id)
        let listing = try await world.listing(Self.village)
        #expect(listing.checklist.items[0].materials.count == 1 && listing.checklist.gaps == ["照片 1 张"])
        #expect(listing.withdrawn.map(\.id) == [first.id])
        let village = try await world.tree.officer(Self.village)
        let photo = try #require(listing.checklist.items[1].materials.first)
        let attach = AttachMaterials(world.tree.surroundings)
        _ = try await attach.withdraw(photo.id, by: village)
        await #expect(throws: MaterialRefused.withdrawnBefore) { _ = try await attach.withdraw(photo.id, by: village) }
        // What was withdrawn can still be read, and be attached again.
        let kept = try await Materials(world.tree.surroundings).material(photo.id, for: village)
        #expect(try await bytes(kept, world) == MaterialsWorld.png(1))
        try await world.attach([world.photo(1)], to: 1)
        #expect(try await world.gaps(Self.village) == ["照片 1 张"])
        // Nothing waits to be thrown away.
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.tree.surroundings.files.incoming) == [])
    }

    private func bytes(_ material: Material, _ world: MaterialsWorld) async throws -> [UInt8] {
        let all = Mutex<[UInt8]>([])
        try await Materials(world.tree.surroundings).read(material, 0..<material.size) { piece in
            all.withLock { $0 += piece }
        }
        return all.withLock { $0 }
    }

    /// Missing materials hold nothing up; what comes after acceptance is marked, and what was accepted stays.
    @Test(arguments: Engine.allCases)
    func acceptance(engine: Engine) async throws {
        let time = Mutex(SmallTree.start)
        let clock = Clock {
            time.withLock {
                $0 = Instant(milliseconds: $0.milliseconds + 1); return $0
            }
        }
        let world = try await MaterialsWorld(engine.database(), clock: clock)
        try await world.tree.record(world.tree.draft(), at: Self.village)
        try await world.attach([world.photo(1)], to: 1)
        let submission = try await world.tree.submit(Self.village)
        // Until it is accepted, everything may change.
        try await world.attach([world.photo(2)], to: 1)
        var photos = try await world.listing(Self.village).checklist.items[1].materials
        #expect(try await world.listing(Self.village).checklist.items[2].state == .done)
        let attach = AttachMaterials(world.tree.surroundings)
        let village = try await world.tree.officer(Self.village)
        _ = try await attach.withdraw(photos[1].id, by: village)
        try await world.tree.accept(submission, by: Self.town)
        await #expect(throws: MaterialRefused.accepted) { _ = try await attach.withdraw(photos[0].id, by: village) }
        try await world.attach([world.photo(3)], to: 1)
        photos = try await world.listing(Self.village).checklist.items[1].materials
        #expect(photos.map(\.isLate) == [false, true])
        // Replacing what was accepted is refused whole: the new one is not there either.
        await #expect(throws: MaterialRefused.accepted) {
            try await world.attach([world.photo(4)], to: 1, replacing: photos[0].id)
        }
        _ = try await attach.withdraw(photos[1].id, by: village)
        #expect(try await world.listing(Self.village).checklist.items[1].materials == [photos[0]])
    }

    /// A version keeps the files that it was handed up with, under its hash; the stamped scan belongs to the version.
    @Test(arguments: Engine.allCases)
    func frozenWithAVersion(engine: Engine) async throws {
        let world = try await MaterialsWorld(engine.database())
        let village = try await world.tree.officer(Self.village)
        let attach = AttachMaterials(world.tree.surroundings)
        let version = { (id: Submission.ID, code: String) in
            try await Submissions(world.tree.surroundings).one(id, for: world.tree.officer(code))
        }
        try await world.tree.record(world.tree.draft(), at: Self.village)
        try await world.attach([world.photo(1), world.photo(2)], to: 1)
        let first = try await world.tree.submit(Self.village)
        let photos = try await version(first, Self.village).materials
        #expect(photos.count == 2)
        _ = try await attach.withdraw(photos[0].id, by: village)
        try await world.attach([world.photo(3)], to: 1)
        #expect(try await version(first, Self.town).materials.map(\.id) == photos.map(\.id))
        #expect(try await version(first, Self.town).isIntact)
        // Above the direct superior they are counted, not named.
        #expect(try await version(first, Self.county).materials.map(\.file) == ["", ""])
        let scan = { AttachMaterials.Sent(name: "盖章.png", file: try world.arrived(MaterialsWorld.png(9))) }
        #expect(
            try await attach(
                [scan()], to: .version(first), campaign: world.campaign, unit: Self.village, by: village) == [])
        #expect(try await version(first, Self.town).scans.map(\.file) == ["盖章.png"])
        #expect(try await version(first, Self.county).scans.map(\.file) == [""])
        #expect(try await version(first, Self.town).isIntact)
        // It is no answer to what the notice asks for.
        #expect(try await world.gaps(Self.village) == ["总结", "照片 1 张"])
        try await DecideSubmission(world.tree.surroundings).giveBack(
            first, reason: "", remarks: [.init(.requirement("stamped_scan"), reason: "章不清楚")],
            by: world.tree.officer(Self.town))
        await #expect(throws: MaterialRefused.notHandedUp) {
            try await attach([scan()], to: .version(first), campaign: world.campaign, unit: Self.village, by: village)
        }
        // The next version goes up with what is there by then; the same scan may belong to it, too.
        let second = try await world.tree.submit(Self.village)
        let found = try await version(second, Self.town)
        #expect(found.materials.map(\.id) != photos.map(\.id) && found.materials.count == 2 && found.isIntact)
        #expect(found.previousMaterials.map(\.id) == photos.map(\.id) && found.scans.isEmpty)
        _ = try await attach([scan()], to: .version(second), campaign: world.campaign, unit: Self.village, by: village)
        #expect(try await version(second, Self.town).scans.count == 1)
        // A version of another unit takes nothing from this one.
        let other = try await world.tree.officer("370828001209")
        await #expect(throws: AccessRefused.missing) {
            try await attach([scan()], to: .version(second), campaign: world.campaign, unit: "370828001209", by: other)
        }
        // A version that flows on by itself keeps the files of the one before.
        try await world.tree.accept(second, by: Self.town)
        let town = try await world.tree.officer(Self.town)
        #expect(try await world.attach([world.photo(5)], to: 1, of: Self.town) == [])
        try await world.tree.accept(world.tree.submit(Self.town), by: Self.county)
        try await world.tree.record(world.tree.draft(), at: "370828001209")
        try await world.tree.accept(world.tree.submit("370828001209"), by: Self.town)
        let flowed = try #require(
            try await Submissions(world.tree.surroundings).overview(world.campaign, unit: Self.town, for: town)
                .versions.first)
        let supplement = try await version(flowed.id, Self.county)
        #expect(flowed.kind == .supplement && supplement.materials.count == 1 && supplement.isIntact)
        // Somebody who writes into the database is found out.
        try await world.tree.surroundings.database.write { db in
            try db.execute("DELETE FROM submission_material WHERE submission_id = \(second.text)")
        }
        #expect(try await !version(second, Self.town).isIntact)
    }

    /// The nearest superior's notice holds, one that asks for nothing is passed over, and files move with it.
    @Test(arguments: Engine.allCases)
    func theNearestSuperiorAsks(engine: Engine) async throws {
        let world = try await MaterialsWorld(engine.database())
        let place = try await world.listing(Self.village).checklist.items[1].place
        try await world.attach([world.photo(1)], to: 1)
        try await world.issue(from: Self.town, asking: [("photos", "1"), ("videos", "2-3")])
        #expect(try await world.gaps(Self.village) == ["视频 2 个"])
        try await world.issue(from: Self.county, asking: [("works", "")])
        #expect(try await world.gaps(Self.village) == ["视频 2 个"])
        #expect(try await world.gaps(Self.town) == ["作品"])
        try await world.issue(from: Self.town, asking: [])
        #expect(try await world.gaps(Self.village) == ["视频 2 个"])
        // A plan of its own is the plan.
        try await world.issue(from: "37", asking: [("plan", "")])
        #expect(try await world.gaps("3708") == ["方案"])
        try await world.issue(from: "3708", asking: [])
        #expect(try await world.gaps("3708") == [])
        // A notice that is no longer the one that asks takes no files.
        let village = try await world.tree.officer(Self.village)
        await #expect(throws: MaterialRefused.changed) {
            try await AttachMaterials(world.tree.surroundings)(
                [world.photo(2)], to: place, campaign: world.campaign, unit: Self.village, by: village)
        }
    }

    /// What is missing stands with what is owed: one list, in code order.
    @Test(arguments: Engine.allCases)
    func gapsAreInCodeOrder(engine: Engine) async throws {
        let world = try await MaterialsWorld(engine.database())
        try await world.attach([world.photo(1), world.photo(2), world.photo(3)], to: 1)
        let town = try await world.tree.officer(Self.town)
        let gaps = try await Gaps(world.tree.surroundings).page(world.campaign, for: town).gaps
        #expect(gaps.map(\.unit.code) == ["370828001009", Self.village, "370828001209"])
        #expect(
            gaps.map(\.lacks) == [
                ["信息统计表", "总结", "照片 3 张"], ["信息统计表", "总结"], ["信息统计表", "总结", "照片 3 张"],
            ])
    }

    @Test func anExemptUnitIsAskedNothing() async throws {
        let world = try await MaterialsWorld(Engine.sqlite.database())
        let notice = try await world.issue(from: Self.town, asking: [("photos", "2")])
        let town = try await world.tree.officer(Self.town)
        try await world.attach([world.photo(1)], to: 0)
        try await SetRoster(world.tree.surroundings)(.exempt(Self.village, reason: "村里停电"), of: notice, by: town)
        let listing = try await world.listing(Self.village)
        #expect(listing.checklist.items.isEmpty && listing.checklist.others.count == 1)
        let gaps = try await Gaps(world.tree.surroundings).page(world.campaign, for: town).gaps
        #expect(gaps.map(\.unit.code) == ["370828001009", "370828001209"])
    }

    /// Own unit and direct superior read; those above count; nobody else knows of it.
    @Test func whoMay() async throws {
        let world = try await MaterialsWorld(Engine.sqlite.database())
        try await world.attach([world.photo(1)], to: 1)
        let id = try #require(try await world.listing(Self.village).checklist.items[1].materials.first?.id)
        let materials = Materials(world.tree.surroundings)
        for (code, reads, counts) in [
            (Self.village, true, true), (Self.town, true, true), (Self.county, false, true), ("37", false, true),
            ("00", false, true), ("370828001209", false, false), ("370828002", false, false), ("15", false, false),
        ] {
            let officer = try await world.tree.officer(code)
            let read = try? await materials.material(id, for: officer)
            #expect((read != nil) == reads, "\(code)")
            let listing = try? await materials.listing(world.campaign, unit: Self.village, for: officer)
            #expect((listing?.checklist.items[1].materials.count == 1) == counts, "\(code)")
            #expect((listing?.checklist.items[1].materials.first?.file == "照片1.png") == reads, "\(code)")
        }
        for (code, roles, refused) in [
            ("370828001209", [.recorder], AccessRefused.missing), (Self.county, [.clerk], .forbidden),
            (Self.town, [.signatory], .forbidden), (Self.village, [.administrator], .forbidden),
        ] as [(String, Set<Role>, AccessRefused)] {
            let officer = try await world.tree.officer(code, roles)
            await #expect(throws: refused) { try await world.attach([world.photo(2)], to: 1, by: officer) }
            await #expect(throws: refused) {
                _ = try await AttachMaterials(world.tree.surroundings).withdraw(id, by: officer)
            }
        }
        // Its township does it for a village.
        try await world.attach([world.photo(2)], to: 1, by: world.tree.officer(Self.town, [.clerk]))
        #expect(try await world.listing(Self.village).checklist.items[1].materials.count == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.tree.surroundings.files.incoming) == [])
    }

    @Test func wrongFilesAreRefusedByThemselves() async throws {
        let world = try await MaterialsWorld(Engine.sqlite.database())
        let sent = { (name: String, bytes: [UInt8]) in AttachMaterials.Sent(name: name, file: try world.arrived(bytes))
        }
        let png = MaterialsWorld.png(7)
        let refused = try await world.attach(
            [
                sent("空.jpg", []), sent("照片.jpg", Array("MZ\u{1}".utf8)), sent("照片.jpg", png), sent("照片", png),
                sent("../好的.PNG", png), sent("总结.docx", MaterialsWorld.docx("总结")),
                AttachMaterials.Sent(name: "大.png", file: try world.arrived(png, limit: 10)),
            ], to: 1)
        #expect(
            refused.map(\.message) == [
                "“空.jpg”是空的，打开看看再传", "“照片.jpg”其实是程序，这一项收 .jpg、.png", "“照片.jpg”名字写着 .jpg，其实是 PNG 图片，改成 .png 再传",
                "“照片”名字后面少了 .png，补上再传", "“总结.docx”是 Word 文档，这一项收 .jpg、.png", "“大.png”超过 300 MB，压小一点再传",
            ])
        #expect(try await world.listing(Self.village).checklist.items[1].materials.map(\.file) == ["好的.PNG"])
        await #expect(throws: MaterialRefused.noFile) { try await world.attach([], to: 1) }
        // The table goes up by itself.
        await #expect(throws: MaterialRefused.changed) { try await world.attach([world.photo(1)], to: 2) }
    }

    /// Whenever a row names a file, the file is durable already; a file that cannot be kept leaves no row.
    @Test(arguments: Engine.allCases)
    func theFileIsThereBeforeTheRow(engine: Engine) async throws {
        let world = try await MaterialsWorld(engine.database())
        let surroundings = world.tree.surroundings
        let watched = WatchedFiles(store: surroundings.files) {
            try await surroundings.database.read { db in try AuditTable(db).count(action: "material.attach") }
        }
        let attach = AttachMaterials(
            Surroundings(database: surroundings.database, clock: surroundings.clock, files: watched))
        let place = try await world.listing(Self.village).checklist.items[1].place
        let village = try await world.tree.officer(Self.village)
        _ = try await attach(
            [world.photo(1), world.photo(2)], to: place, campaign: world.campaign, unit: Self.village, by: village)
        #expect(watched.seen.rows.withLock { $0 } == [0, 0])
        watched.seen.isFull.withLock { $0 = true }
        await #expect(throws: StorageError.self) {
            _ = try await attach(
                [world.photo(3)], to: place, campaign: world.campaign, unit: Self.village, by: village)
        }
        #expect(try await world.listing(Self.village).checklist.items[1].materials.count == 2)
    }

    @Test func whatAPowerCutLeftIsClearedAway() throws {
        let path = TemporaryFolder.path + "/\(UUID().uuidString)-cut"
        let folder = try FileFolder(path: path)
        try Data([1]).write(to: URL(filePath: folder.incoming + "/left"))
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        try folder.clearIncoming(before: now.adding(seconds: -60))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.incoming) == ["left"])
        try folder.clearIncoming(before: now.adding(seconds: 60))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.incoming) == [])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }
}

/// Looks at the database whenever a file is kept, and can be full.
private struct WatchedFiles: FileStore {
    final class Seen: Sendable {
        let rows = Mutex<[Int64]>([])
        let isFull = Mutex(false)
    }
    let store: any FileStore
    let look: @Sendable () async throws -> Int64
    let seen = Seen()

    init(store: any FileStore, look: @escaping @Sendable () async throws -> Int64) {
        self.store = store
        self.look = look
    }

    var incoming: String { store.incoming }
    func keep(_ file: ArrivedFile) async throws {
        if seen.isFull.withLock({ $0 }) { throw StorageError.unavailable("full") }
        let count = try await look()
        seen.rows.withLock { $0.append(count) }
        try await store.keep(file)
    }
    func read(_ hash: String, _ range: Range<Int64>, _ take: ([UInt8]) async throws -> Void) async throws {
        try await store.read(hash, range, take)
    }
}
