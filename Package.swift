// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

// For `make bench` alone: what a sync would cost if it added no links to the chain.
let chain: [SwiftSetting] = Context.environment["WORKATO_MIRROR_BENCH_WITHOUT_CHAIN"] == nil ? [] : [.define("WITHOUT_CHAIN")]

let package = Package(
    name: "workato-mirror",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "workato-mirror", targets: ["workato-mirror"]),
        .executable(name: "partner-simulator", targets: ["partner-simulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // The house, in the direction the data flows.
        .target(name: "Values", swiftSettings: strict),
        .target(name: "CStreams"),
        .target(name: "Streams", dependencies: ["CStreams"], swiftSettings: strict),
        .target(name: "Catalog", dependencies: ["Values"], swiftSettings: strict),
        .target(
            name: "PartnerAPI",
            dependencies: [
                "Catalog", "CZlib", "JSONPages", "Values",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .target(name: "CSQLiteViews", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "Store",
            dependencies: [
                "CSQLiteViews", "Catalog", "Hashing", "JSONPages", "Meanings", "Migrations", "Values",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            exclude: ["SQL"], swiftSettings: strict + chain, plugins: ["EmbedSQL"]),
        .target(
            name: "Sync",
            dependencies: ["Catalog", "JSONPages", "PartnerAPI", "Store", "Values"],
            swiftSettings: strict),
        .target(
            name: "Reports",
            dependencies: [
                "Catalog", "Queries", "Store", "Streams", "Values",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "Billing",
            dependencies: ["Hashing", "Markup", "Reports", "Store", "Streams", "Values", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["SQL"], swiftSettings: strict, plugins: ["EmbedSQL"]),
        .target(name: "Bags", dependencies: ["Hashing", "Streams"], swiftSettings: strict),
        .target(
            name: "Evidence",
            dependencies: [
                "Bags", "Billing", "Catalog", "Hashing", "JSONPages", "Reports", "Store", "Streams", "Values",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            exclude: ["SQL"], swiftSettings: strict, plugins: ["EmbedSQL"]),
        // What people would rather look at than read.
        .target(name: "Markup", dependencies: ["Values"], swiftSettings: strict),
        .target(name: "Charts", dependencies: ["Markup", "Values"], swiftSettings: strict),
        .target(
            name: "Pages",
            dependencies: [
                "Charts", "Markup", "Reports", "Store", "Streams", "Values", "YAMLText", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict, plugins: ["EmbedSQL"]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
        .target(name: "Spreadsheets", dependencies: ["CXlsxWriter", "Values"], swiftSettings: strict),

        .target(name: "YAMLText", dependencies: [.product(name: "Yams", package: "Yams")], swiftSettings: strict),
        .target(
            name: "Settings",
            dependencies: [
                "Catalog", "Values", "YAMLText",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),

        // What keeps a mirror up to date by itself.
        .target(
            name: "Poller",
            dependencies: [
                "Streams", "Values",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "Monitoring",
            dependencies: [
                "Values",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // What an answer may be compressed with.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

        // What a row, a text and a file are recognised by.
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .target(name: "Hashing", dependencies: ["CLibCrypto"], swiftSettings: strict),

        // A page's bytes → records.
        .target(name: "CJSONPages", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "JSONPages", dependencies: ["CJSONPages", "Values"], swiftSettings: strict),

        // SQL files and what they mean, compiled into the binary.
        .target(
            name: "Migrations", path: "migrations", exclude: ["meanings"], swiftSettings: strict,
            plugins: ["EmbedSQL"]),
        .target(name: "Meanings", path: "migrations/meanings", swiftSettings: strict, plugins: ["EmbedSQL"]),
        .target(name: "Queries", path: "queries", swiftSettings: strict, plugins: ["EmbedSQL"]),
        .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["embed-sql"]),
        .executableTarget(name: "embed-sql", swiftSettings: strict),

        // The partner API, played in memory.
        .target(
            name: "Simulator",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict),

        // Programs.
        .executableTarget(
            name: "workato-mirror",
            dependencies: [
                "Billing", "Catalog", "Evidence", "JSONPages", "Monitoring", "Pages", "PartnerAPI", "Poller", "Settings",
                "Spreadsheets", "Store", "Streams", "Sync", "Reports", "Values",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "partner-simulator",
            dependencies: [
                "Simulator", "Streams", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // What a sync costs.
        .executableTarget(
            name: "sync-bench",
            dependencies: [
                "CZlib",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Benchmarks", swiftSettings: strict),

        // A folder a module.
        .target(name: "SeededNumbers", path: "Tests/SeededNumbers", swiftSettings: strict),
        .target(
            name: "TestServers",
            dependencies: [
                "PartnerAPI",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Tests/TestServers", swiftSettings: strict),
        .testTarget(name: "ValuesTests", dependencies: ["Values"], swiftSettings: strict),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
        .testTarget(name: "ChartsTests", dependencies: ["Charts", "SeededNumbers", "Values"], swiftSettings: strict),
        .testTarget(
            name: "PagesTests",
            dependencies: [
                "Pages", "Reports", "Store", "Streams", "Values", .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: strict),
        .testTarget(name: "SpreadsheetsTests", dependencies: ["SeededNumbers", "Spreadsheets", "Values"], swiftSettings: strict),
        .testTarget(name: "HashingTests", dependencies: ["Hashing"], swiftSettings: strict),
        .testTarget(
            name: "BillingTests",
            dependencies: [
                "Billing", "Catalog", "PartnerAPI", "Reports", "SeededNumbers", "Simulator", "Store", "Sync", "TestServers", "Values",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog"], swiftSettings: strict),
        .testTarget(
            name: "EvidenceTests",
            dependencies: [
                "Billing", "Catalog", "Evidence", "Hashing", "Migrations", "PartnerAPI", "Reports", "SeededNumbers", "Simulator", "Store",
                "Streams", "Sync", "TestServers", "Values",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        // What the tests kill, and what they run as another user.
        .executableTarget(name: "bag-helper", dependencies: ["Bags", "Streams"], path: "Tests/bag-helper", swiftSettings: strict),
        .testTarget(name: "StreamsTests", dependencies: ["SeededNumbers", "Streams", "bag-helper"], swiftSettings: strict),
        .testTarget(name: "BagsTests", dependencies: ["Bags", "SeededNumbers", "Streams", "bag-helper"], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Catalog", "SeededNumbers", "TestServers", "workato-mirror", "partner-simulator",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(name: "JSONPagesTests", dependencies: ["JSONPages", "SeededNumbers"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Catalog", "Hashing", "JSONPages", "Meanings", "Migrations", "SeededNumbers", "Store", "Values",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["OlderFile"], swiftSettings: strict),
        .testTarget(
            name: "SyncTests",
            dependencies: [
                "Catalog", "Hashing", "PartnerAPI", "Reports", "Simulator", "Store", "Sync", "TestServers", "Values",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MonitoringTests",
            dependencies: [
                "Monitoring", "TestServers", "Values",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PartnerAPITests",
            dependencies: [
                "Catalog", "CZlib", "JSONPages", "PartnerAPI", "SeededNumbers", "TestServers", "Values",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PollerTests",
            dependencies: [
                "Poller", "SeededNumbers",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Catalog", "Migrations", "Queries", "Reports", "Store", "Values", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(name: "SettingsTests", dependencies: ["Catalog", "Settings", "Values"], swiftSettings: strict),
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "Simulator", "TestServers",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)
