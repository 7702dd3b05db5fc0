// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL
import Testing

/// `@call` on fields of a table's type.
@Suite struct ComputedFieldTests {
    private static let people = QualifiedName(schema: "library", name: "people")
    private static let text = ColumnType.builtIn("text")

    private static func function(
        _ name: String, of row: String? = "people", further: [FunctionParameter] = [],
        returns: ColumnType = .builtIn("text"),
        volatility: FunctionVolatility = .stable, returnsSet: Bool = false
    ) -> Function {
        let type = ColumnType(name: QualifiedName(schema: "library", name: row ?? ""), kind: .composite)
        let first = row.map { _ in [FunctionParameter(name: "", type: type)] } ?? []
        return Function(
            name: QualifiedName(schema: "library", name: name), owner: "owner",
            identityArguments: (first + further).map(\.type.name.name).joined(separator: ", "), volatility: volatility,
            executors: ["reader"],
            signature: FunctionSignature(parameters: first + further, result: returns, returnsSet: returnsSet))
    }

    private static let catalog = Catalog(
        serverVersion: 180_000,
        relations: [
            Relation(
                name: people,
                columns: [
                    Column(name: "id", type: .builtIn("int8"), isNotNull: true),
                    Column(name: "name", type: text), Column(name: "secret", type: text),
                ], primaryKey: Key(name: "people_pkey", columns: ["id"]),
                grants: ["id", "name", "secret"].map { Grant(role: "reader", privilege: "SELECT", column: $0) })
        ],
        functions: [
            function("full_name"), function("full_name", of: "books", returns: .builtIn("int4")),
            function("initials", further: [FunctionParameter(name: "separator", type: text, hasDefault: true)]),
            function("touch", volatility: .volatile), function("of_books", of: "books"),
            function("of_nothing", of: nil),
            function("friends", returnsSet: true), function("age", returns: .builtIn("int4")),
        ], roles: [Role(name: "reader")])

    private func expanded(_ fields: String, _ mutation: String = "") throws -> ExpandedSchema {
        try ExpandedSchema([
            try Parser.parse(
                Source(
                    """
                    type Person @table(name: "library.people") { id: ID!
                    \(fields)
                    }
                    type Query { person: Person @find  people: [Person!]! @connection }
                    \(mutation)
                    """, name: "schema.graphql"))
        ])
    }

    private func resolve(_ fields: String) throws -> Mapping {
        let expanded = try expanded(fields)
        return try MappingResolver.resolve(expanded.authored, schema: expanded.schema, catalog: Self.catalog)
    }

    private func fault(_ fields: String) throws -> String {
        do {
            _ = try resolve(fields)
            return "no fault"
        } catch let error as MappingError {
            return error.description
        } catch let error as InvalidSDL {
            return error.description
        }
    }

    private func members(of type: String, in schema: Schema) -> [String]? {
        switch schema.type(named: type) {
        case .object(let object)?: object.fields.map(\.name)
        case .inputObject(let input)?: input.fields.map(\.name)
        default: nil
        }
    }

    private let fullName = "fullName: String! @call(function: \"library.full_name\")"
    private let initials = "initials(separator: String): String @call(function: \"library.initials\")"

    @Test func `the function is the one that takes a row of the table`() throws {
        let mapping = try resolve(fullName)
        guard case .computed(let call)? = mapping.tables["Person"]?.fields["fullName"] else {
            Issue.record("no computed field")
            return
        }
        #expect(call.identityArguments == "people")
        #expect(call.arguments.isEmpty)
    }

    @Test func `a value of the row alone is filtered and ordered by, and measured; none is written`() throws {
        let schema = try expanded(
            "name: String\n\(fullName)\n\(initials)",
            "type Mutation { createPerson: Person @insert } extend type Query { peopleFigures: Person @aggregate }"
        ).schema
        #expect(members(of: "Person", in: schema) == ["id", "name", "fullName", "initials"])
        #expect(members(of: "PersonFilter", in: schema) == ["and", "or", "not", "id", "name", "fullName"])
        #expect(members(of: "PersonOrderBy", in: schema) == ["id", "name", "fullName"])
        #expect(members(of: "PersonGroupBy", in: schema) == ["name", "fullName"])
        #expect(members(of: "PersonExtremes", in: schema) == ["name", "fullName"])
        #expect(members(of: "PersonCreateInput", in: schema) == ["name"])
        let field = try #require(schema.field(named: "initials", on: "Person"))
        #expect(field.arguments.map { "\($0.name): \($0.type)" } == ["separator: String"])
    }

    @Test func `what does not fit is refused with what to write`() throws {
        #expect(
            try fault("touched: String @call(function: \"library.touch\")") == """
                schema.graphql:2:1: Field 'Person.touched': library.touch is VOLATILE, so that it may write, but queries \
                only read.
                    hint: Declare the function STABLE if it only reads.
                """)
        #expect(
            try fault("title: String @call(function: \"library.of_books\")") == """
                schema.graphql:2:1: Field 'Person.title': no function named library.of_books takes a row of \
                library.people as its first argument.
                    hint: Write: create function library.of_books("row" library.people, …) returns … stable.
                """)
        #expect(
            try fault("title: String @call(function: \"library.of_nothing\")").contains(
                "no function named library.of_nothing takes a row of library.people"))
        #expect(
            try fault("name: String @call(function: \"library.full_nam\")") == """
                schema.graphql:2:1: Field 'Person.name': there is no function library.full_nam in the database.
                    hint: Did you mean library.full_name?
                """)
        #expect(
            try fault("friends: [String!] @call(function: \"library.friends\")") == """
                schema.graphql:2:1: Field 'Person.friends': library.friends answers any number of values, but a field of \
                a row is one value.
                    hint: Let it return a single value or an array.
                """)
        #expect(
            try fault("age: Boolean @call(function: \"library.age\")") == """
                schema.graphql:2:1: Field 'Person.age': library.age answers int4, which is not Boolean.
                    hint: Write Int.
                """)
        #expect(
            try fault("best: Person @call(function: \"library.best\")") == """
                schema.graphql:2:1: Field 'Person.best': a function makes a value of a row, but 'Person' is none.
                    hint: Rows of Person are reached by @relation, or by a field of the query root with @call.
                """)
    }

    // MARK: What a role sees, and what is open

    @Test func `a role needs EXECUTE, and SELECT on each column of the row`() throws {
        let mapping = try resolve("name: String\n\(fullName)\n\(initials)")
        func fields(_ change: (inout Catalog) -> Void) -> [String]? {
            var catalog = Self.catalog
            change(&catalog)
            return members(of: "Person", in: mapping.visible(to: "reader", in: catalog).schema)
        }
        #expect(fields { _ in } == ["id", "name", "fullName", "initials"])
        #expect(fields { $0.functions[0].executors = [] } == ["id", "name", "initials"])
        #expect(fields { $0.relations[0].grants.removeAll { $0.column == "secret" } } == ["id", "name"])
    }

    @Test func `while a function is closed its fields are, and no others`() throws {
        let mapping = try resolve("\(fullName)\n\(initials)")
        let open = mapping.without([], functions: [QualifiedName(schema: "library", name: "full_name")]).schema
        #expect(members(of: "Person", in: open) == ["id", "initials"])
        #expect(members(of: "PersonFilter", in: open) == ["and", "or", "not", "id"])
    }
}
