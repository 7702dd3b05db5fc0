// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL
import Testing

/// `@similar` before databases with and without the extension that compares texts.
@Suite struct SimilarResolutionTests {
    private func resolved(_ directive: String, extensions: [String: String]?) throws -> Mapping {
        let text = """
            type Trainee @table(name: "training.trainees") \(directive) { id: ID! }
            type Query { trainee: Trainee @find }
            """
        let schema = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        var catalog = SampleCatalog.catalog
        catalog.extensions = extensions
        return try MappingResolver.resolve(schema.authored, schema: schema.schema, catalog: catalog)
    }

    @Test func `without the extension a column is refused, and the SDL says what to add`() throws {
        let error = try #require(throws: MappingError.self) {
            try resolved(#"@similar(column: "email")"#, extensions: ["vector": "extensions"])
        }
        #expect(
            error.description == """
                schema.graphql:1:6: @similar of type 'Trainee': the database does not have the extension pg_trgm, which \
                compares texts.
                    hint: Add it by a migration: create extension pg_trgm with schema extensions; grant usage on schema \
                extensions to the roles of requests. Or take @similar away.
                """)
    }

    @Test func `the extension is used from the schema that it is in`() throws {
        let mapping = try resolved(#"@similar(column: "email", measure: WORD)"#, extensions: ["pg_trgm": "Tools"])
        let similar = try #require(mapping.tables["Trainee"]?.similar)
        guard case .column("email", extensionSchema: "Tools") = similar.source else {
            Issue.record("\(similar.source)")
            return
        }
        #expect(similar.measure == .word)
    }
}
