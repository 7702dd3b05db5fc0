// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL
import Testing

/// `@relation(through:)` against a catalog of books and people.
@Suite struct ThroughTests {
    private static let uuid = ColumnType.builtIn("uuid")

    private static func name(_ name: String) -> QualifiedName { QualifiedName(schema: "library", name: name) }

    private static func relation(
        _ name: String, columns: [String], key: [String], foreignKeys: [ForeignKey] = [], kind: RelationKind = .table
    ) -> Relation {
        Relation(
            name: Self.name(name), kind: kind,
            columns: columns.map { Column(name: $0, type: uuid, isNotNull: true) },
            primaryKey: kind == .table ? Key(name: "\(name)_pkey", columns: key) : nil, foreignKeys: foreignKeys,
            grants: columns.map { Grant(role: "reader", privilege: "SELECT", column: $0) })
    }

    private static func key(_ name: String, _ column: String, to relation: String) -> ForeignKey {
        ForeignKey(
            name: name, columns: ["tenant_id", column], foreignRelation: Self.name(relation),
            foreignColumns: ["tenant_id", "id"])
    }

    private static let relations = [
        relation("books", columns: ["tenant_id", "id"], key: ["tenant_id", "id"]),
        relation("people", columns: ["tenant_id", "id"], key: ["tenant_id", "id"]),
        relation(
            "authorships", columns: ["tenant_id", "book_id", "person_id"], key: ["tenant_id", "book_id", "person_id"],
            foreignKeys: [key("by_book", "book_id", to: "books"), key("by_person", "person_id", to: "people")]),
        relation(
            "follows", columns: ["tenant_id", "follower_id", "followee_id"],
            key: ["tenant_id", "follower_id", "followee_id"],
            foreignKeys: [
                key("of_follower", "follower_id", to: "people"), key("of_followee", "followee_id", to: "people"),
            ]),
        relation(
            "loans", columns: ["tenant_id", "book_id", "lender_id", "borrower_id"], key: ["tenant_id", "book_id"],
            foreignKeys: [
                key("of_book", "book_id", to: "books"), key("of_lender", "lender_id", to: "people"),
                key("of_borrower", "borrower_id", to: "people"),
            ]),
        relation("readings", columns: ["tenant_id", "book_id", "person_id"], key: [], kind: .view),
    ]

    private func resolve(_ book: String, _ person: String = "") throws -> Mapping {
        let text = """
            type Book @table(name: "library.books") { id: ID!  \(book) }
            type Person @table(name: "library.people") { id: ID!  \(person) }
            type Query { book: Book @find  person: Person @find }
            """
        let expanded = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        return try MappingResolver.resolve(
            expanded.authored, schema: expanded.schema,
            catalog: Catalog(serverVersion: 180_000, relations: Self.relations))
    }

    /// My columns and theirs as the join table's: `id = book_id`.
    private func ties(_ field: String, of type: String, in mapping: Mapping) throws -> [[String]] {
        guard case .relation(let relation)? = mapping.tables[type]?.fields[field] else { return [] }
        let through = try #require(relation.through)
        return [through.own, through.target].map { $0.map { "\($0.own) = \($0.foreign)" } }
    }

    private func fault(_ book: String, _ person: String = "") throws -> String {
        do {
            _ = try resolve(book, person)
            return "no fault"
        } catch let error as MappingError {
            return error.description
        } catch let error as InvalidSDL {
            return error.description
        }
    }

    @Test func `the join table's keys are completed from the catalog`() throws {
        let mapping = try resolve("authors: [Person!]! @relation(through: \"library.authorships\") @connection")
        #expect(
            try ties("authors", of: "Book", in: mapping)
                == [["tenant_id = tenant_id", "id = book_id"], ["tenant_id = tenant_id", "id = person_id"]])
    }

    @Test func `of two references to one table the constraint names the one to the field's rows`() throws {
        let mapping = try resolve(
            "",
            """
            following: [Person!]! @relation(through: "library.follows", constraint: "of_followee")
            followers: [Person!]! @relation(through: "library.follows", foreignColumn: "follower_id")
            """)
        #expect(
            try ties("following", of: "Person", in: mapping).map(\.last) == ["id = follower_id", "id = followee_id"])
        #expect(
            try ties("followers", of: "Person", in: mapping).map(\.last) == ["id = followee_id", "id = follower_id"])
    }

    @Test func `a view is a join table by the columns that the author names`() throws {
        let mapping = try resolve(
            "readers: [Person!]! @relation(through: \"library.readings\", column: \"book_id\", foreignColumn: \"person_id\")"
        )
        #expect(
            try ties("readers", of: "Book", in: mapping)
                == [["tenant_id = tenant_id", "id = book_id"], ["tenant_id = tenant_id", "id = person_id"]])
    }

    @Test func `what is ambiguous or missing is refused with what to write`() throws {
        #expect(
            try fault("", "following: [Person!]! @relation(through: \"library.follows\")") == """
                schema.graphql:2:55: Field 'Person.following': several foreign keys of library.follows refer to \
                library.people.
                    hint: Name the one to the field's rows: @relation(through: …, constraint: …) with "of_follower", \
                "of_followee".
                """)
        #expect(
            try fault("", "lent: [Book!]! @relation(through: \"library.loans\")") == """
                schema.graphql:2:55: Field 'Person.lent': several foreign keys of library.loans refer to library.people.
                    hint: Name the one to this type's rows: @relation(through: …, constraint: …) with "of_lender", \
                "of_borrower".
                """)
        #expect(
            try fault("readers: [Person!]! @relation(through: \"library.readings\")") == """
                schema.graphql:1:52: Field 'Book.readers': no foreign key of library.readings refers to library.books.
                    hint: Add it by a migration, or name the column that refers: @relation(through: …, column: …).
                """)
        #expect(
            try fault("readers: [Person!]! @relation(through: \"library.authorship\")") == """
                schema.graphql:1:52: Field 'Book.readers': there is no table or view library.authorship in the database.
                    hint: Did you mean library.authorships?
                """)
        #expect(
            try fault("author: Person @relation(through: \"library.authorships\")") == """
                schema.graphql:1:52: @relation of 'Book.author': a join table ties many rows to many, but the field is \
                no list.
                    hint: Write [Person!]!; for one row, map library.authorships to a type of its own.
                """)
        #expect(
            try fault("authors: [Person!]! @relation(through: \"library.authorships\", constraint: \"by\")") == """
                schema.graphql:1:52: Field 'Book.authors': no foreign key of library.authorships to library.books or \
                library.people is named 'by'.
                    hint: There are "by_book", "by_person".
                """)
    }

    @Test func `rows of a join table are not made together with a row`() throws {
        let text = """
            type Book @table(name: "library.books") {
              id: ID!
              name: String
              authors: [Person!]! @relation(through: "library.authorships", foreignColumn: "person_id")
            }
            type Person @table(name: "library.people") { id: ID!  name: String }
            type Query { book: Book @find }
            type Mutation { createBook: Book @insert  createPerson: Person @insert }
            """
        let schema = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))]).schema
        guard case .inputObject(let input)? = schema.type(named: "BookCreateInput") else {
            Issue.record("no BookCreateInput")
            return
        }
        #expect(input.fields.map(\.name) == ["name"])
    }

    // MARK: What a role sees, and what is open

    private func fields(of type: String, in schema: Schema) -> [String]? {
        guard case .object(let object)? = schema.type(named: type) else { return nil }
        return object.fields.map(\.name)
    }

    @Test func `a role needs the join table's columns too`() throws {
        let mapping = try resolve("authors: [Person!]! @relation(through: \"library.authorships\") @connection")
        var catalog = Catalog(serverVersion: 180_000, relations: Self.relations, roles: [Role(name: "reader")])
        #expect(fields(of: "Book", in: mapping.visible(to: "reader", in: catalog).schema) == ["id", "authors"])
        let index = try #require(catalog.relations.firstIndex { $0.name.name == "authorships" })
        catalog.relations[index].grants.removeAll { $0.column == "person_id" }
        let visible = mapping.visible(to: "reader", in: catalog).schema
        #expect(fields(of: "Book", in: visible) == ["id"])
        #expect(fields(of: "Person", in: visible) == ["id"])
    }

    @Test func `while a join table is closed its fields are, and no others`() throws {
        let mapping = try resolve("authors: [Person!]! @relation(through: \"library.authorships\") @connection")
        let open = mapping.without([Self.name("authorships")], functions: []).schema
        #expect(fields(of: "Book", in: open) == ["id"])
        #expect(fields(of: "Query", in: open) == ["book", "person"])
    }
}
