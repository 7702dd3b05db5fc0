// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSON
import Postgres
import SQL

/// `palisade privacy run`
struct PrivacyRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Preview a request, and carry it out, where nobody in the tenant can.",
        discussion: """
            Without --yes it opens the request and prints its preview. With it, it acts, goes on until nothing is left, \
            and prints the receipt; for export, the export. All of it is JSON.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case erase, deleteSessions = "delete-sessions", anonymize, anonymizeSession = "anonymize-session", export
        case restrict, unrestrict

        /// As the database spells it.
        var stored: String { rawValue.split(separator: "-").joined(separator: "_") }
    }

    @Argument(help: "What to do.")
    var kind: Kind

    @Option(help: "The tenant.")
    var tenant: String

    @Option(help: "The person: a user, or a row of a table of people. For anonymize-session: the session.")
    var subject: String

    @Option(help: "Why, in words that name nobody.")
    var reason: String?

    @Flag(help: "Act, rather than only look.")
    var yes = false

    @OptionGroup var database: OwnerDatabase

    func run() async throws {
        try await DatabaseAccess.withConnection(try database.configuration(for: "privacy run")) { connection in
            var answer = try await Self.answer(
                "select privacy.operate($1::uuid, $2, $3::uuid, nullif($4, ''), $5::boolean)::text",
                [tenant, kind.stored, subject, reason ?? "", yes ? "true" : "false"], connection)
            while case .string("running")? = answer["state"], case .string(let request)? = answer["request_id"] {
                let began = ContinuousClock.now
                answer = try await Self.answer(
                    "select privacy.go_on($1::uuid, $2::uuid)::text", [tenant, request], connection)
                // Half of the time is the others'.
                try await Task.sleep(for: ContinuousClock.now - began)
            }
            StandardStream.output.writeLine(answer.indentedText)
        }
    }

    private static func answer(
        _ statement: StaticString, _ values: [String], _ connection: PostgresConnection
    ) async throws -> JSON {
        var arguments = SQLArguments()
        for value in values { try arguments.append(value) }
        let result = try await connection.query(SQLStatement(text: "\(statement)"), arguments)
        guard result.rowCount == 1, let text = result.text(row: 0, column: 0), let json = try? JSON.parse(text) else {
            throw CommandError(.software, "The database answered something else than JSON.")
        }
        return json
    }
}
