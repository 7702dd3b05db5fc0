// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import JSON
import Postgres

/// The golden application `stacks`, served: what is searched by words and by vectors.
struct Library: Sendable {
    let application: ServedApplication
    let role: String
    private let owner: PostgresConnection

    /// - Parameter change: what is done to the database before it is served, by the owner; `:reader` is the requests' role.
    static func with(_ change: String = "", _ body: @Sendable (Library) async throws -> Void) async throws {
        let golden = try GoldenApplication("stacks")
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
        let identity = Identity(
            role: "member", tenant: "c0000001-0000-4000-8000-000000000000",
            user: "c0000001-0000-4000-8001-000000000065")
        return try await application.answer(operation, variables: .object(variables), as: identity)
    }

    /// `BAD_USER_INPUT vector` for the first error of an answer.
    static func fault(of answer: JSON) -> String? {
        guard let error = answer["errors"]?.arrayValue?.first?["extensions"] else { return nil }
        let input = (error["input"]?.arrayValue ?? []).map { $0.stringValue ?? $0.text }.joined(separator: ".")
        return "\(error["code"]?.stringValue ?? "") \(input)"
    }
}
