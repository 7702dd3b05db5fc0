// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import JSON
import Mapping
import Postgres
import Testing

/// A database as others make them, served by an SDL of the test's; the login role is the request role.
struct ForeignDatabase: Sendable {
    let application: ServedApplication
    let connection: PostgresConnection

    static func with(
        _ script: String, sdl: String, _ body: @Sendable (ForeignDatabase) async throws -> Void
    ) async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            try await database.run(script)
            let schema = try ExpandedSchema([try Parser.parse(Source(sdl), limits: .schema)])
            let application = try await ServedApplication(schema: schema, url: database.url, roles: "off")
            defer { application.stop() }
            try await body(ForeignDatabase(application: application, connection: database.connection))
        }
    }

    func answer(_ operation: String, variables: JSON = .null) async throws -> JSON {
        try await application.answer(
            operation, variables: variables, as: Identity(role: "anon", tenant: "", user: ""))
    }

    /// The answer's data as text; its errors where there are any.
    func text(_ operation: String, variables: JSON = .null) async throws -> String {
        let answer = try await answer(operation, variables: variables)
        return (answer["errors"] ?? answer["data"])?.text ?? answer.text
    }

    /// Expects an answer's data, or its errors, to be this text.
    func expect(
        _ operation: String, answers expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        let text = try await text(operation)
        #expect(text == expected, sourceLocation: sourceLocation)
    }

    /// The only error of an answer: code, rule, message and hint.
    func error(_ operation: String) async throws -> (code: String, rule: String?, message: String, hint: String?) {
        let answer = try await answer(operation)
        let error = try #require(answer["errors"]?.arrayValue?.first, "\(answer.text)")
        return (
            error["extensions"]?["code"]?.stringValue ?? "", error["extensions"]?["rule"]?.stringValue,
            error["message"]?.stringValue ?? "", error["extensions"]?["hint"]?.stringValue
        )
    }
}
