// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL
import Testing

/// Search by words in the schema of a role.
@Suite struct SearchVisibilityTests {
    private func visible(config: String, usage: [String]) throws -> Schema {
        let text = """
            type Note @table(name: "app.notes") @search(column: "words", config: "\(config)", headline: ["text"]) {
              id: ID!
              text: String
            }
            type Query { notes: [Note!]! @connection }
            """
        let relation = Relation(
            name: QualifiedName(schema: "app", name: "notes"),
            columns: [
                Column(name: "id", type: .builtIn("int8"), isNotNull: true),
                Column(name: "text", type: .builtIn("text")), Column(name: "words", type: .builtIn("tsvector")),
            ], primaryKey: Key(name: "notes_pkey", columns: ["id"]),
            grants: [Grant(role: "reader", privilege: "SELECT")])
        let schemas = ["app", "words"].map { name in
            Container(
                name: name, owner: "owner",
                grants: usage.contains(name) ? [Grant(role: "reader", privilege: "USAGE")] : [])
        }
        let catalog = Catalog(
            serverVersion: 180_000, relations: [relation], schemas: schemas, roles: [Role(name: "reader")],
            textSearchConfigurations: [
                QualifiedName(schema: "pg_catalog", name: "english"), QualifiedName(schema: "words", name: "plain"),
            ])
        let expanded = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        return try MappingResolver.resolve(expanded.authored, schema: expanded.schema, catalog: catalog)
            .visible(to: "reader", in: catalog).schema
    }

    private func isSearched(_ schema: Schema) -> Bool {
        guard case .inputObject(let filter)? = schema.type(named: "NoteFilter") else { return false }
        return filter.field(named: "search") != nil && schema.field(named: "searchHeadline", on: "Note") != nil
    }

    @Test func `words are searched by who may use the schema of their configuration`() throws {
        #expect(isSearched(try visible(config: "words.plain", usage: ["app", "words"])))
        let schema = try visible(config: "words.plain", usage: ["app"])
        #expect(!isSearched(schema))
        // The rest of the type is there.
        #expect(schema.field(named: "notes", on: "Query") != nil)
        #expect(schema.field(named: "text", on: "Note") != nil)
    }

    @Test func `a configuration of PostgreSQL needs no right`() throws {
        #expect(isSearched(try visible(config: "english", usage: ["app"])))
    }
}
