// SPDX-License-Identifier: Apache-2.0

package import JSON

/// An operation with its recorded statement and responses.
///
/// The first lines of the `.graphql` file are comments: what the case shows, then what must hold.
///
///     # Severity filter: one statement, index order, no totalCount.
///     # expect: statements = 1
///     # personas: member-a, admin-b
package struct GoldenCase: Sendable, CustomStringConvertible {
    package let application: String
    /// The file's path below the application, without its suffix: `sessions/by-id`.
    package let name: String

    /// Who asks, where the case does not say: two tenants.
    private static let usualPersonas = ["member-a", "admin-b"]

    package var description: String { "\(application)/\(name)" }

    private var stem: String { ProjectFiles.path("Tests/GoldenTests/Cases/\(application)/\(name)") }

    package func operation() throws -> String { try ProjectFiles.text(stem + ".graphql") }

    /// The variables as a client would send them; null where there are none.
    package func variables() throws -> JSON {
        let path = stem + ".variables.json"
        return ProjectFiles.exists(path) ? try JSON.parse(try ProjectFiles.bytes(path)) : .null
    }

    /// How many statements the case allows; nil where it does not say.
    package func expectedStatements() throws -> Int? {
        try header("expect").flatMap { $0.hasPrefix("statements = ") ? Int($0.dropFirst(13)) : nil }
    }

    package func personas() throws -> [String] {
        try header("personas")?.split(separator: ",").map { $0.split(separator: " ").joined() } ?? Self.usualPersonas
    }

    /// Whether the operation is run and its answers are recorded: one that writes is not, since all tests share its rows.
    package func hasResponses() throws -> Bool { try header("responses") != "none" }

    package var statementFile: GoldenFile { GoldenFile(stem + ".sql", kind: .sql) }

    package func responseFile(of persona: String) -> GoldenFile {
        GoldenFile("\(stem).\(persona).json", kind: .response)
    }

    private func header(_ name: String) throws -> String? {
        let prefix = "# \(name): "
        return try operation().split(separator: "\n").prefix { $0.hasPrefix("#") }
            .first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
}
