// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Mapping
import Postgres
import Testing

/// Columns of a composite type, and of a domain over one.
@Suite struct CompositeTypeTests {
    private static let script = """
        create type public.pair as (a int, b text);
        create domain public.whole_pair as public.pair;
        create table public.things (id int primary key, pair public.pair, whole public.whole_pair, wholes public.whole_pair[]);
        insert into public.things values
            (1, row(5, 'd'), row(5, 'd'), array[row(1, 'x')::public.whole_pair]), (2, null, null, null),
            (3, row(null, null), row(null, null), '{}');
        """

    @Test func `a domain over a composite type is drafted and answered as one`() async throws {
        let draft = try await TestDatabase.with(try await TestServer.shared) { database in
            try await database.run(Self.script)
            return SchemaDraft(of: try await CatalogReader.read(database.connection), schemas: nil)
        }
        #expect(
            draft.text.contains("  pair: JSON @readOnly\n  whole: JSON @readOnly\n  wholes: [JSON] @readOnly\n"),
            "\(draft.text)")
        try await ForeignDatabase.with(Self.script, sdl: draft.text) { database in
            try await database.expect(
                "{ things { nodes { pair whole wholes } } }",
                answers: """
                    {"things":{"nodes":[{"pair":{"a":5,"b":"d"},"whole":{"a":5,"b":"d"},"wholes":[{"a":1,"b":"x"}]},\
                    {"pair":null,"whole":null,"wholes":null},\
                    {"pair":{"a":null,"b":null},"whole":{"a":null,"b":null},"wholes":[]}]}}
                    """)
        }
    }

    @Test(arguments: ["pair", "whole"])
    func `no page goes on by one, since a value of nulls is null to some conditions and not to others`(
        field: String
    ) async throws {
        let sdl = """
            type Thing @table(name: "public.things", scope: PUBLIC) { id: ID!  pair: String  whole: String }
            type Query { things: [Thing!]! @connection }
            """
        try await ForeignDatabase.with(Self.script, sdl: sdl) { database in
            let error = try await database.error("{ things(orderBy: [{\(field): ASC}]) { nodes { id } } }")
            #expect(error.code == "BAD_USER_INPUT")
            #expect(error.message == "Values of the database's type pair cannot be compared.")
        }
    }
}
