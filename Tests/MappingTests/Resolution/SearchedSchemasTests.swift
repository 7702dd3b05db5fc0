// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL
import Testing

/// Which schemas of extensions each request has to search for the operators of its columns' types (docs/decisions/0082).
@Suite struct SearchedSchemasTests {
    private func searched(
        _ type: QualifiedName, field: String = "", searchPath: String = "public"
    ) throws -> [String] {
        let text = """
            type Trainee @table(name: "training.trainees") { id: ID! \(field) }
            type Query { trainee: Trainee @find }
            """
        let schema = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        var catalog = SampleCatalog.catalog
        catalog.searchPath = searchPath
        catalog.extensions = ["citext": "extensions", "vector": "extensions"]
        catalog.relations = catalog.relations.map { relation in
            var relation = relation
            relation.columns.append(Column(name: "extra", type: ColumnType(name: type)))
            return relation
        }
        return try MappingResolver.resolve(schema.authored, schema: schema.schema, catalog: catalog).searchedSchemas
    }

    @Test func `one whose types are compared, unless it is searched as it is`() throws {
        let citext = QualifiedName(schema: "extensions", name: "citext")
        #expect(try searched(citext) == ["extensions"])
        #expect(try searched(citext, searchPath: #""$user", public, extensions"#) == [])
    }

    @Test(arguments: ["vector", "halfvec", "sparsevec"])
    func `not for vectors that nothing but a search compares`(type: String) throws {
        let vector = QualifiedName(schema: "extensions", name: type)
        #expect(try searched(vector) == [])
        #expect(try searched(vector, field: "extra: String") == ["extensions"])
    }
}
