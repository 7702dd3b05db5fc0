// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// The least and the greatest value are those of the type's order, which is not that of its text.
@Suite struct ExtremeOrderTests {
    private static let script = """
        create table public.hosts (
            id int primary key, site text not null, net cidr, address inet, position pg_lsn, transaction xid8);
        insert into public.hosts values
            (1, 'a', '9.0.0.0/8', '9.0.0.1', 'A/0', '9'),
            (2, 'a', '10.0.0.0/8', '10.0.0.1/8', '10/0', '10'),
            (3, 'a', '10.2.0.1/32', '192.168.0.1', 'F/1', '100'),
            (4, 'b', null, null, null, null);
        """

    private static let sdl = """
        type Host @table(name: "public.hosts", scope: PUBLIC) {
          id: ID!
          site: String!
          net: String
          address: String
          position: String
          transaction: String
        }
        type Query { hostsAggregate: Host @aggregate }
        """

    private static let fields = "net address position transaction"
    private static let least = #"{"net":"9.0.0.0/8","address":"9.0.0.1","position":"A/0","transaction":"9"}"#
    private static let greatest =
        #"{"net":"10.2.0.1/32","address":"192.168.0.1","position":"10/0","transaction":"100"}"#

    @Test func `of all rows, of those that fit, and of each group`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let figures = "min { \(Self.fields) } max { \(Self.fields) }"
            let answers = #""min":\#(Self.least),"max":\#(Self.greatest)"#
            try await database.expect(
                "{ hostsAggregate { \(figures) } }", answers: #"{"hostsAggregate":{\#(answers)}}"#)
            try await database.expect(
                """
                { hostsAggregate { min(where: {id: {in: ["2", "3"]}}) { \(Self.fields) } max(where: {id: {in: ["1", "2"]}}) { net } } }
                """,
                answers: """
                    {"hostsAggregate":{"min":{"net":"10.0.0.0/8","address":"10.0.0.1/8","position":"F/1",\
                    "transaction":"10"},"max":{"net":"10.0.0.0/8"}}}
                    """)
            try await database.expect(
                "{ hostsAggregate { groups(by: {site: true}) { \(figures) } } }",
                answers: """
                    {"hostsAggregate":{"groups":[{\(answers)},{"min":{"net":null,"address":null,"position":null,\
                    "transaction":null},"max":{"net":null,"address":null,"position":null,"transaction":null}}]}}
                    """)
        }
    }

    @Test func `groups by such a column are in its order`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            try await database.expect(
                "{ hostsAggregate { groups(by: {net: true}) { key { net } } } }",
                answers: """
                    {"hostsAggregate":{"groups":[{"key":{"net":"9.0.0.0/8"}},{"key":{"net":"10.0.0.0/8"}},\
                    {"key":{"net":"10.2.0.1/32"}},{"key":{"net":null}}]}}
                    """)
        }
    }
}
