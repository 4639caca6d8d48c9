// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "memberday",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "memberday", targets: ["memberday"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
    ],
    targets: [
        // The product. Arrows may only point as in docs/architecture.md; the engines are imported by `memberday` alone.
        .target(name: "Domain", swiftSettings: settings),
        .target(name: "Storage", dependencies: ["Domain"], swiftSettings: settings),
        .target(
            name: "StorageSQLite",
            dependencies: ["Storage", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: settings),
        .target(name: "StoragePostgres", dependencies: ["Storage", "CLibPQ"], swiftSettings: settings),
        .target(
            name: "OfficeFiles",
            dependencies: [
                "CLibXML2", "CLibZip", "CQREncode", "CXlsxWriter", "CZlib",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "NoticeReading", dependencies: ["OfficeFiles", "Domain"],
            resources: [.embedInCode("Resources/lexicon.txt")], swiftSettings: settings),
        .target(
            name: "UseCases",
            dependencies: [
                "Storage", "NoticeReading", "OfficeFiles", "Domain", "CSodium",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [
                .embedInCode("Resources/cfpa-529-2021.json"), .embedInCode("Resources/demo-units.csv"),
            ],
            swiftSettings: settings),
        .target(
            name: "Web",
            dependencies: [
                "UseCases", "NoticeReading", "Domain", hummingbird, logging,
            ],
            resources: [
                .embedInCode("Resources/memberday.css"), .embedInCode("Resources/app.css"),
                .embedInCode("Resources/memberday.js"), .embedInCode("Resources/openapi.json"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "memberday",
            dependencies: [
                "Web", "UseCases", "NoticeReading", "OfficeFiles", "Domain", "Storage", "StorageSQLite",
                "StoragePostgres",
                argumentParser,
                lifecycle, .product(name: "UnixSignals", package: "swift-service-lifecycle"), logging, hummingbird,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // C libraries of Debian.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: ["Domain", "Storage", "StorageSQLite", "StoragePostgres", "UseCases"],
            swiftSettings: settings),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: settings),
        .testTarget(
            name: "StorageTests", dependencies: ["TestSupport", "Storage", "UseCases"], swiftSettings: settings),
        .testTarget(name: "OfficeFilesTests", dependencies: ["OfficeFiles"], swiftSettings: settings),
        .testTarget(
            name: "NoticeReadingTests", dependencies: ["NoticeReading", "OfficeFiles"], swiftSettings: settings),
        .testTarget(
            name: "UseCasesTests",
            dependencies: ["TestSupport", "UseCases", "Storage", "NoticeReading", "OfficeFiles", "Domain"],
            swiftSettings: settings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "TestSupport", "Web", "UseCases", "Storage", "Domain", hummingbird, logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            exclude: ["Kit/Snapshots"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
