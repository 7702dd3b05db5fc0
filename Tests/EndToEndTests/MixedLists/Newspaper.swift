// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import SQL

/// The newspaper of the golden cases on a database of its own.
enum Newspaper {
    /// - Parameters:
    ///   - closed: relations that a fault of the database closes.
    ///   - script: run after the tables are made; `:reader` is the role that requests run as.
    static func served(
        closed: Set<QualifiedName> = [], after script: String? = nil,
        _ body: (ServedApplication, TestDatabase) async throws -> Void
    ) async throws {
        let golden = try GoldenApplication("news")
        try await TestDatabase.with(TestServer.shared) { database in
            let reader = "\(database.name)_reader"
            try await database.run("create role \(reader) login password 'reader'")
            try await database.run(golden.setup().replacing(":reader", with: reader))
            if let script { try await database.run(script.replacing(":reader", with: reader)) }
            let url = "\(database.url)\(database.url.contains("?") ? "&" : "?")user=\(reader)&password=reader"
            let application = try await ServedApplication(schema: golden.schema, url: url, roles: "off", closed: closed)
            defer { application.stop() }
            try await body(application, database)
        }
    }
}
