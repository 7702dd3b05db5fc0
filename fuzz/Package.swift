// swift-tools-version: 6.1
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "palisade", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz", dependencies: [.product(name: "GraphQL", package: "palisade")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ])
    ]
)
