// SPDX-License-Identifier: Apache-2.0

internal import Foundation
package import Mapping
package import SQL

/// A folder of golden cases: an application's SDL (`schema/`), the recorded catalog of its database, its operations.
package struct GoldenApplication: Sendable {
    package let name: String
    package let schema: ExpandedSchema

    /// The folders of `Cases/`: the shipped application, and databases that `setup.sql` makes.
    package static let all = ["training", "workshop", "library", "stacks", "news"]

    private var directory: String { ProjectFiles.path("Tests/GoldenTests/Cases/\(name)") }

    package init(_ name: String) throws {
        self.name = name
        schema = try ExpandedSchema(
            SDLFiles.documents(below: ProjectFiles.path("Tests/GoldenTests/Cases/\(name)/schema")))
    }

    /// The application's cases in the order of their paths.
    package static func cases(of name: String) throws -> [GoldenCase] {
        let directory = ProjectFiles.path("Tests/GoldenTests/Cases/\(name)")
        return try ProjectFiles.files(below: directory, suffix: ".graphql")
            .filter { !$0.hasPrefix("schema/") }
            .map { GoldenCase(application: name, name: String($0.dropLast(".graphql".count))) }
    }

    /// The script that makes the application's database, where it is not the shipped one.
    package func setup() throws -> String { try ProjectFiles.text("\(directory)/setup.sql") }

    /// The catalog as it was recorded.
    package func recordedCatalog() throws -> Catalog {
        let bytes = try ProjectFiles.bytes("\(directory)/catalog.json")
        return try JSONDecoder().decode(Catalog.self, from: Data(bytes))
    }

    /// What is wrong with the recorded catalog, compared with that of a real database; nil where they are equal.
    ///
    /// Only what mapping and planning read is recorded: a change of a grant is no change here.
    package func problem(with catalog: Catalog) throws -> String? {
        let tables = schema.authored.tables
        let joined = tables.flatMap(\.fields).flatMap(\.relations).compactMap(\.through)
        let schemas = Set((tables.map(\.relation) + joined).map(\.schema))
        var kept = Catalog(serverVersion: catalog.serverVersion / 10_000 * 10_000)
        kept.relations = catalog.relations.filter { schemas.contains($0.name.schema) }
            .sorted { $0.name.description < $1.name.description }
            .map { relation in
                Relation(
                    name: relation.name, kind: relation.kind, hasRowSecurity: relation.hasRowSecurity,
                    forcesRowSecurity: relation.forcesRowSecurity, columns: relation.columns.map(Self.withoutText),
                    primaryKey: relation.primaryKey, uniqueKeys: relation.uniqueKeys,
                    foreignKeys: relation.foreignKeys, indexes: relation.indexes, policies: relation.policies,
                    checks: relation.checks, triggerFunctions: relation.triggerFunctions,
                    afterEffects: relation.afterEffects)
            }
        if tables.contains(where: { $0.similar != nil }) {
            kept.extensions = catalog.extensions?.filter { $0.key == "pg_trgm" }
        }
        let called = schema.authored.calledFunctions
        let conditions = kept.relations.flatMap(\.policies).compactMap(\.using)
        kept.functions = catalog.functions
            .filter { function in
                called.contains(function.name) || conditions.contains { $0.contains("\(function.name)()") }
            }
            .sorted { $0.name.description < $1.name.description }
            .map { function in
                Function(
                    name: function.name, owner: "", identityArguments: function.identityArguments,
                    volatility: function.volatility,
                    signature: called.contains(function.name) ? function.signature : nil)
            }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(kept), as: UTF8.self) + "\n"
        return try GoldenFile("\(directory)/catalog.json", kind: .sql).problem(with: text)
    }

    private static func withoutText(_ column: Column) -> Column {
        var column = column
        column.comment = nil
        column.generation = nil
        return column
    }
}
