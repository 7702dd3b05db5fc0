// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import JSON
import Planning
import SQL
import Testing

/// Rows that are found by an id while a fault of the database closes some of the tables.
@Suite struct ClosedNodeTests {
    @Test func `an id of a type that is closed is refused, and those of others are found`() async throws {
        let golden = try GoldenApplication("library")
        try await TestDatabase.with(TestServer.shared) { database in
            let reader = "\(database.name)_reader"
            try await database.run("create role \(reader) login password 'reader'")
            try await database.run(golden.setup().replacing(":reader", with: reader))
            let url = "\(database.url)\(database.url.contains("?") ? "&" : "?")user=\(reader)&password=reader"
            let application = try await ServedApplication(
                schema: golden.schema, url: url, roles: "off",
                closed: [QualifiedName(schema: "library", name: "books")])
            defer { application.stop() }
            let member = try #require(Identity(persona: "member-a"))
            let query = "query ($id: ID!) { found: node(nodeId: $id) { __typename } }"
            func answer(_ type: String, _ key: String...) async throws -> JSON {
                let id = JSONMember(name: "id", value: .string(NodeID(typeName: type, key: key).text))
                return try await application.answer(query, variables: .object([id]), as: member)
            }
            let book = "c0000001-0000-4000-8003-000000000001"

            let closed = try #require(try await answer("Book", book)["errors"]?.arrayValue?.first)
            #expect(closed["extensions"]?["code"] == .string("UNAVAILABLE"))
            #expect(closed["path"]?.arrayValue == [.string("found")])
            #expect(try await answer("Copy", book, "1")["data"]?["found"]?["__typename"] == .string("Copy"))
            #expect(try await answer("Person", "101")["data"]?["found"]?["__typename"] == .string("Person"))
        }
    }
}
