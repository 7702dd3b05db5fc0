// swift-tools-version: 6.1
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

func program(_ name: String) -> Target {
    .executableTarget(
        name: name, dependencies: [.product(name: "GraphQL", package: "palisade")],
        swiftSettings: [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
        ])
}

let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "palisade", path: "..")],
    targets: [program("fuzz"), program("answer")]
)
