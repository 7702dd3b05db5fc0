// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import JSON

/// A query to begin with, as a command to paste into a terminal.
struct FirstQuery {
    private let text: String

    /// The one that the README shows, where the schema is the shipped application's.
    private static let ofTheApplication =
        "{ trainingSessions(first: 2, orderBy: [{startedAt: DESC}]) { totalCount nodes "
        + "{ title startedAt status trainee { fullName } analytics { overallScore } } } }"

    /// - Parameter schema: what is served.
    init(schema: Schema) {
        text = Self.fits(Self.ofTheApplication, schema) ? Self.ofTheApplication : "{ __typename }"
    }

    private static func fits(_ text: String, _ schema: Schema) -> Bool {
        guard let document = try? Parser.parse(Source(text), limits: .default) else { return false }
        return Validator.validate(document, against: schema).isEmpty
    }

    /// - Parameter token: none where tokens are signed elsewhere.
    func command(url: String, token: String?) -> String {
        let body = JSON.object([JSONMember(name: "query", value: .string(text))]).text
        let authorization = token.map { " \\\n  -H 'Authorization: Bearer \($0)'" } ?? ""
        return "curl \(url)/graphql -H 'Content-Type: application/json'\(authorization) \\\n  -d '\(body)'"
    }
}
