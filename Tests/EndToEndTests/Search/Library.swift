// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import JSON
import Postgres
import Server

/// A golden application with a `setup.sql`, served: `stacks`, which is searched by words and by vectors, or another.
struct Library: Sendable {
    let application: ServedApplication
    let role: String
    private let owner: PostgresConnection

    /// - Parameter change: what is done to the database before it is served, by the owner; `:reader` is the requests' role.
    static func with(
        _ change: String = "", of name: String = "stacks", _ body: @Sendable (Library) async throws -> Void
    ) async throws {
        let golden = try GoldenApplication(name)
        try await TestDatabase.with(TestServer.shared) { database in
            let reader = "\(database.name)_reader"
            try await database.run("create role \(reader) login password 'reader'")
            try await database.run(golden.setup().replacing(":reader", with: reader))
            if !change.isEmpty { try await database.run(change.replacing(":reader", with: reader)) }
            let url = "\(database.url)\(database.url.contains("?") ? "&" : "?")user=\(reader)&password=reader"
            let application = try await ServedApplication(schema: golden.schema, url: url, roles: "off")
            defer { application.stop() }
            try await body(Library(application: application, role: reader, owner: database.connection))
        }
    }

    /// The answer to somebody of tenant A.
    func answer(_ operation: String, _ variables: [JSONMember] = []) async throws -> JSON {
        try await application.answer(operation, variables: .object(variables), as: Self.member)
    }

    /// PostgreSQL's plan for an operation of somebody of tenant A.
    func plan(_ operation: String) async throws -> [String] {
        let identity = Self.member
        let plans = try await application.runner.explain(
            OperationRequest(query: operation, variables: .null), as: try await application.context(of: identity))
        return plans.flatMap(\.plan)
    }

    /// PostgreSQL's plan for a statement of the tables' owner, whom no policy binds.
    func ownersPlan(_ statement: String) async throws -> [String] {
        let results = try await owner.simpleQuery("explain \(statement)")
        return results.flatMap { result in
            (0..<result.rowCount).compactMap { result.text(row: $0, column: 0) }
        }
    }

    private static let member = Identity(
        role: "member", tenant: "c0000001-0000-4000-8000-000000000000", user: "c0000001-0000-4000-8001-000000000065")

    /// `BAD_USER_INPUT vector` for the first error of an answer.
    static func fault(of answer: JSON) -> String? {
        guard let error = answer["errors"]?.arrayValue?.first?["extensions"] else { return nil }
        let input = (error["input"]?.arrayValue ?? []).map { $0.stringValue ?? $0.text }.joined(separator: ".")
        return "\(error["code"]?.stringValue ?? "") \(input)"
    }
}
