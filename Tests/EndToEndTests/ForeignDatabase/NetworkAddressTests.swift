// SPDX-License-Identifier: Apache-2.0

import Testing

/// The text of an `inet` is what PostgreSQL prints, which leaves out the netmask of one host; a cast to text does not.
@Suite struct NetworkAddressTests {
    private static let script = """
        create domain public.address as inet;
        create table public.sites (id int primary key);
        create table public.hosts (
            id int primary key, site int references public.sites, address inet, own public.address, others inet[], net cidr);
        insert into public.sites values (1);
        insert into public.hosts values
            (1, 1, '10.0.0.1', '::1', '{10.0.0.2,10.0.0.3/8}', '10.0.0.0/32'), (2, 1, '10.0.0.1/8', '::1/64', '{}', '10.0.0.0/8'),
            (3, 1, null, null, null, null);
        """

    private static let sdl = """
        type Site @table(name: "public.sites", scope: PUBLIC) {
          id: ID!
          hosts: [Host!]! @relation(foreignColumn: "site") @connection
        }
        type Host @table(name: "public.hosts", scope: PUBLIC) {
          id: ID!
          address: String
          own: String
          others: [String]
          net: String
        }
        type Query { sites: [Site!]! @connection  hosts: [Host!]! @connection  hostsFigures: Host @aggregate }
        """

    @Test func `an address has one text, as a plain column and within JSON`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let hosts = """
                {"nodes":[{"address":"10.0.0.1","own":"::1","others":["10.0.0.2","10.0.0.3/8"],"net":"10.0.0.0/32"},\
                {"address":"10.0.0.1/8","own":"::1/64","others":[],"net":"10.0.0.0/8"},\
                {"address":null,"own":null,"others":null,"net":null}]}
                """
            let fields = "hosts { nodes { address own others net } }"
            try await database.expect(
                "{ \(fields) sites { nodes { \(fields) } } }",
                answers: #"{"hosts":\#(hosts),"sites":{"nodes":[{"hosts":\#(hosts)}]}}"#)
        }
    }

    @Test(arguments: [#"like: "%.1""#, #"ilike: "10.0.0._""#, #"eq: "10.0.0.1""#, #"eq: "10.0.0.1/32""#])
    func `it is found by that text`(filter: String) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            try await database.expect(
                "{ hosts(where: {address: {\(filter)}}) { nodes { id } } }",
                answers: #"{"hosts":{"nodes":[{"id":"1"}]}}"#)
        }
    }

    @Test func `groups are named by it`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            try await database.expect(
                "{ hostsFigures { groups(by: {address: true}) { key { address } count } } }",
                answers: """
                    {"hostsFigures":{"groups":[{"key":{"address":"10.0.0.1/8"},"count":1},\
                    {"key":{"address":"10.0.0.1"},"count":1},{"key":{"address":null},"count":1}]}}
                    """)
        }
    }
}
