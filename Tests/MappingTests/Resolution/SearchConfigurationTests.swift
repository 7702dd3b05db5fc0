// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL
import Testing

/// `@search(config:)` before the text search configurations that a database has.
@Suite struct SearchConfigurationTests {
    private func configuration(_ name: String, known: [QualifiedName]? = Self.known) throws -> String? {
        let text = """
            type Setting @table(name: "settings") @search(column: "words", config: "\(name)") { id: ID! }
            type Query { setting: Setting @find }
            """
        let schema = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        var catalog = SampleCatalog.catalog
        catalog.textSearchConfigurations = known
        catalog.relations = catalog.relations.map { relation in
            var relation = relation
            relation.columns.append(Column(name: "words", type: .builtIn("tsvector")))
            return relation
        }
        return try MappingResolver.resolve(schema.authored, schema: schema.schema, catalog: catalog)
            .tables["Setting"]?.search?.configuration
    }

    private static let known = [
        QualifiedName(schema: "pg_catalog", name: "english"), QualifiedName(schema: "pg_catalog", name: "simple"),
        QualifiedName(schema: "public", name: "plain"), QualifiedName(schema: "training", name: "Names"),
    ]

    @Test(arguments: [
        ("english", "english"), ("English", "English"), ("pg_catalog.english", "pg_catalog.english"),
        ("plain", "public.plain"), ("public.plain", "public.plain"),
        (#"training.\"Names\""#, #"training."Names""#),
    ])
    func `one that is there is named so that no search path decides`(written: String, named: String) throws {
        #expect(try configuration(written) == named)
    }

    @Test(arguments: [
        ("englsh", "Did you mean config: \"english\"?"), ("public.english", "Write config: \"pg_catalog.english\"."),
        ("klingon", #"Name one that \dF of psql lists, or add it by a migration."#),
        (#"\"Names\""#, #"Write config: "training.\"Names\""."#),
    ])
    func `one that is not there is a fault of the SDL`(written: String, hint: String) throws {
        let error = try #require(throws: MappingError.self) { try configuration(written) }
        let fault = try #require(error.faults.first)
        #expect(error.faults.count == 1)
        #expect(fault.message.hasPrefix("@search of type 'Setting': the database has no text search configuration '"))
        #expect(fault.hint == hint)
    }

    @Test func `where nobody knows which there are, the author's word counts`() throws {
        #expect(try configuration("klingon", known: nil) == "klingon")
    }
}
