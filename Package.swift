// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a target, with what they need beside it.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        swiftSettings: settings)
}

/// What several test targets share.
func support(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/" + name, swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTPCompression = Target.Dependency.product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioHPACK = Target.Dependency.product(name: "NIOHPACK", package: "swift-nio-http2")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// Transcripts of policies are read by psql, not built.
let transcripts =
    try FileManager.default.contentsOfDirectory(atPath: Context.packageDirectory + "/Tests/PolicyTests")
    .filter { !$0.hasSuffix(".swift") }

let package = Package(
    name: "palisade",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "palisade", targets: ["palisade"]),
        .library(
            name: "GraphQL", targets: ["GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "GraphQLExecution"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // The GraphQL language, as the specification has it.
        target("GraphQLLanguage"),
        target("GraphQLSchema", ["GraphQLLanguage"]),
        target("GraphQLValidation", ["GraphQLLanguage", "GraphQLSchema"]),
        target("GraphQLExecution", ["GraphQLLanguage", "GraphQLSchema", "JSON"]),
        target("JSON"),

        // From an operation to SQL, without a database.
        target("SQL"),
        target("Mapping", ["GraphQLLanguage", "GraphQLSchema", "SQL"]),
        target("Planning", ["GraphQLExecution", "GraphQLLanguage", "GraphQLSchema", "JSON", "Mapping", "SQL"]),
        target("Safety", ["JSON", "SQL"]),

        // The database and who may ask it.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CEpoll"),
        .systemLibrary(name: "CKernelAIO"),
        .systemLibrary(name: "CMalloc"),
        target("Postgres", ["CEpoll", "CKernelAIO", "CLibPQ", "SQL", logging, nioCore, nioPosix]),
        target("Migration", ["Postgres", "SQL", crypto, logging]),
        target("Gzip", [nioCore, nioEmbedded, nioHTTP1, nioHTTPCompression]),
        target("Jobs", ["Gzip", "JSON", "Postgres", "SQL", crypto, logging]),
        .systemLibrary(name: "CJWT", pkgConfig: "libjwt", providers: [.apt(["libjwt-dev"])]),
        target("Tenancy", ["CJWT", "JSON", crypto, cryptoExtras]),
        target("EmbeddedPostgres", [logging, subprocess, systemPackage]),

        // The server and its command line.
        target(
            "Server",
            [
                "GraphQLExecution", "GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "Gzip", "JSON", "Mapping",
                "Planning", "Postgres", "SQL", "Safety", "Tenancy", crypto, hummingbirdCore, logging, nioCore,
                nioHPACK, nioHTTP1, nioHTTP2, nioPosix, nioSSL, nioTLS, serviceLifecycle, tracing,
            ]),
        .executableTarget(
            name: "palisade",
            dependencies: [
                "CMalloc", "EmbeddedPostgres", "GraphQLExecution", "GraphQLLanguage", "GraphQLSchema",
                "GraphQLValidation", "JSON", "Jobs",
                "Mapping", "Migration", "Planning", "Postgres", "SQL", "Safety", "Server", "Tenancy", argumentParser,
                logging, nioCore, nioPosix, serviceLifecycle, tracing, unixSignals,
            ], swiftSettings: settings),

        // What tests share: real servers, started once; golden files.
        support("DatabaseTesting", ["EmbeddedPostgres", "Migration", "Postgres", logging]),
        support("CertificateTesting", [subprocess]),
        support("LogTesting", [logging]),
        support("LocalServerTesting", [nioCore, nioHTTP1, nioPosix]),
        support("GoldenTesting", ["GraphQLLanguage", "JSON", "Mapping", "SQL", crypto]),

        tests(of: "GraphQLLanguage"),
        tests(of: "GraphQLSchema", ["GraphQLLanguage"]),
        tests(of: "GraphQLValidation", ["GraphQLLanguage", "GraphQLSchema"]),
        tests(of: "GraphQLExecution", ["GraphQLLanguage", "GraphQLSchema", "JSON"]),
        tests(of: "JSON"),
        tests(of: "SQL"),
        tests(
            of: "Mapping", ["GoldenTesting", "GraphQLLanguage", "GraphQLSchema", "SQL"],
            exclude: ["Expansion/training", "SchemaErrors"]),
        tests(of: "Safety", ["DatabaseTesting", "JSON", "Postgres", "SQL"]),
        tests(of: "Tenancy", ["JSON", crypto, cryptoExtras]),
        tests(of: "Postgres", ["DatabaseTesting", "EmbeddedPostgres", "SQL", logging, nioCore, nioPosix]),
        tests(of: "Migration", ["DatabaseTesting", "Postgres", logging]),
        tests(of: "EmbeddedPostgres", [logging]),
        tests(
            of: "Server",
            [
                "CertificateTesting", "DatabaseTesting", "GraphQLLanguage", "GraphQLSchema", "Gzip", "JSON",
                "LocalServerTesting", "LogTesting", "Mapping",
                "Planning",
                "Postgres",
                "SQL", "Tenancy", crypto, logging, nioCore, nioEmbedded, nioHPACK, nioHTTP1, nioHTTP2,
                nioHTTPCompression,
                nioPosix, nioSSL, serviceLifecycle, tracing,
            ]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "palisade", "CertificateTesting", "DatabaseTesting", "EmbeddedPostgres",
                "GraphQLLanguage", "JSON", "LocalServerTesting",
                "Mapping", "Planning",
                "Postgres", "SQL",
                "Safety", "Server",
                "Tenancy", crypto, nioCore, nioPosix, subprocess, systemPackage,
            ], swiftSettings: settings),
        tests(of: "Jobs", ["DatabaseTesting", "JSON", "LogTesting", "Migration", "Postgres", logging]),
        // What is done with personal data, on the shipped application.
        .testTarget(
            name: "PrivacyTests",
            dependencies: [
                "DatabaseTesting", "JSON", "Jobs", "Migration", "Postgres", "SQL", "Safety", logging, subprocess,
                systemPackage,
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "PolicyTests",
            dependencies: ["DatabaseTesting", "EmbeddedPostgres", "Migration", logging, subprocess, systemPackage],
            exclude: transcripts, swiftSettings: settings),
        // Operations, the SQL made of them, the answers to several people; and what none of them may see.
        .testTarget(
            name: "GoldenTests",
            dependencies: [
                "GoldenTesting", "GraphQLExecution", "GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "Mapping",
                "Planning", "SQL", "Server", crypto,
            ], exclude: ["Cases"], swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "DatabaseTesting", "GoldenTesting", "GraphQLLanguage", "GraphQLSchema", "JSON", "Jobs", "LogTesting",
                "Mapping",
                "Migration", "Planning", "Postgres", "SQL", "Safety", "Server", "Tenancy", crypto, logging, nioCore,
                nioPosix,
            ], swiftSettings: settings),
    ]
)
