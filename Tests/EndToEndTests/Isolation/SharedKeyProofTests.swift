// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import Mapping
import Postgres
import Server
import Testing

/// The proof on a database whose keys are numbers and codes, which tenants have in common.
@Suite struct SharedKeyProofTests {
    private static let script = """
        create function public.org() returns int language sql stable
            return nullif(current_setting('palisade.tenant_id', true), '')::int;
        create table public.countries (code text primary key, name text not null);
        create table public.customers (
            org int not null default public.org(), id int not null, code varchar(3) not null check (code ~ '^[A-Z]+$'),
            country text not null references public.countries, city text not null, boss_id int,
            primary key (org, id), unique (org, code),
            foreign key (org, boss_id) references public.customers);
        create table public.orders (
            org int not null default public.org(), nr smallint generated always as identity, customer_id int not null,
            note text not null, primary key (org, nr), foreign key (org, customer_id) references public.customers);
        create index on public.customers (org, boss_id);
        create index on public.orders (org, customer_id);
        alter table public.countries enable row level security, force row level security;
        alter table public.customers enable row level security, force row level security;
        alter table public.orders enable row level security, force row level security;
        create policy shown on public.countries for select to MEMBER using (true);
        grant select on public.countries to MEMBER;
        grant select, insert, update, delete on public.customers, public.orders to MEMBER;
        create policy own on public.customers using (org = (select public.org()));
        create policy own on public.orders using (org = (select public.org()));
        insert into public.countries values ('de', 'Germany'), ('fr', 'France');
        insert into public.customers values
            (1, 1, 'AAA', 'de', 'Order', null), (1, 2, 'BBB', 'de', 'Bonn', null),
            (2, 1, 'AAA', 'fr', 'France', null), (2, 2, 'BBX', 'fr', 'Lyon', null), (2, 7, 'CCC', 'fr', 'BONN', 1);
        insert into public.orders (org, customer_id, note) values (1, 1, 'ours'), (2, 1, 'theirs'), (2, 7, 'Order');
        """

    /// What only keys with the tenant can be found by, for which a policy must pin the tenant.
    private static let floors = """
        create policy floor on public.customers as restrictive to public using (org = (select public.org()));
        create policy floor on public.orders as restrictive to public using (org = (select public.org()));
        """
    private static let codes = """
        extend type Query { customerByCode(code: ID!): Customer @find }
        extend type Mutation { upsertCustomer: Customer @upsert(key: ["code"]) }
        """

    private static let sdl = """
        type Country @table(name: "public.countries", key: ["code"], scope: PUBLIC) { code: ID!  name: String! }
        type Customer @table(name: "public.customers", key: ["id"]) {
          id: ID!
          code: ID!
          city: String!
          country: ID!
          land: Country @relation(column: "country")
          boss: Customer @relation(column: "boss_id")
          orders: [Order!]! @relation(foreignColumn: "customer_id") @connection
        }
        type Order @table(name: "public.orders", key: ["nr"]) {
          nr: ID! @readOnly
          note: String!
          customer: Customer @relation(column: "customer_id", required: true)
        }
        type Query {
          node: Node @find
          customer: Customer @find
          order: Order @find
          customers: [Customer!]! @connection
          orders: [Order!]! @connection
          countries: [Country!]! @limit(max: 9)
        }
        type Mutation {
          createCustomer: Customer @insert
          updateCustomer: Customer @update
          deleteCustomer: Customer @delete
          createOrder: Order @insert
          updateOrder: Order @update
          deleteOrder: Order @delete
          deleteOrders: [Order!]! @delete
        }
        """

    private func proof(policies: String, sdl: String = "") async throws -> IsolationProof {
        try await TestDatabase.with(try await TestServer.shared) { database in
            let member = "\(database.name)_member"
            try await database.run("create role \(member)")
            try await database.run(Self.script.replacing("MEMBER", with: member))
            try await database.run(policies)
            let application = try await ServedApplication(
                schema: ExpandedSchema([Parser.parse(Source(Self.sdl + sdl), limits: .schema)]), url: database.url,
                roles: "member=\(member)", requiredClaims: "tenant_id:int")
            defer { application.stop() }
            let (a, b) = (
                Identity(role: "member", tenant: "1", user: ""), Identity(role: "member", tenant: "2", user: "")
            )
            let contexts = (try await application.context(of: a), try await application.context(of: b))
            return try await PostgresConnection.withConnection(
                PostgresConnectionConfiguration(connectionString: database.url)
            ) { connection in
                try await IsolationProof(
                    of: ProofIdentity(tenant: "1", user: "", role: "member"),
                    against: ProofIdentity(tenant: "2", user: "", role: "member"), contexts: contexts,
                    in: .init(
                        mapping: application.mapping, catalog: application.catalog, runner: application.runner,
                        tenancy: application.tenancy), owner: connection)
            }
        }
    }

    @Test func `keys that both tenants have, and what everybody may read, are no leak`() async throws {
        let found = try await proof(policies: Self.floors, sdl: Self.codes)
        #expect(found.leaks.map { "\($0.operation): \($0.what) \($0.query)" } == [])
        #expect(found.isProved)
        #expect(found.types.filter { $0.verdict == .proved }.map(\.type) == ["Customer", "Order"])
        #expect(found.refusals.keys.allSatisfy { !$0.contains("whole number") }, "\(found.refusals)")
    }

    @Test(arguments: [
        ("select", ["customer, by key", "node, by the id of a row of B", "customers"]),
        ("update", ["updateCustomer"]), ("delete", ["deleteCustomer"]),
    ])
    func `what is let pass is found by numbers and codes as well`(
        command: String, operations: [String]
    ) async throws {
        let all = "create policy passed on public.customers for \(command) using (city <> '');"
        // What is changed must be found first.
        let readable =
            command == "select" ? "" : "create policy readable on public.customers for select using (city <> '');"
        let found = try await proof(policies: all + readable)
        #expect(Set(found.leaks.map(\.operation)).isSuperset(of: operations), "\(found.leaks.map(\.operation))")
    }

    /// What nobody has must keep the rules that B's row keeps, or the difference tells of the rule.
    @Test func `keys under a rule of their row, and values of an enum, are no leak`() async throws {
        let pairs = """
            insert into public.customers values (2, 8, 'DDD', 'fr', 'Nice', null);
            create table public.pairs (
                org int not null default public.org(), low int not null, high int not null, serial bigint not null,
                kind text not null check (kind in ('near', 'far away')), note text not null,
                primary key (org, low, high, serial, kind), check (low < high),
                foreign key (org, low) references public.customers, foreign key (org, high) references public.customers);
            create index on public.pairs (org, high);
            alter table public.pairs enable row level security, force row level security;
            create policy floor on public.pairs as restrictive to public using (org = (select public.org()));
            create policy own on public.pairs using (org = (select public.org()));
            grant select, insert, update, delete on public.pairs to public;
            insert into public.pairs values
                (1, 1, 2, 1, 'near', 'our pair'), (2, 7, 8, 9, 'far away', 'their pair');
            """
        let found = try await proof(
            policies: Self.floors + pairs,
            sdl: """
                enum PairKind { NEAR FAR_AWAY @value(db: "far away") }
                type Pair @table(name: "public.pairs", key: ["low", "high", "serial", "kind"]) {
                  low: ID!
                  high: ID!
                  serial: ID!
                  kind: PairKind!
                  note: String!
                }
                extend type Query { pair: Pair @find  pairs: [Pair!]! @connection }
                extend type Mutation { createPair: Pair @insert  updatePair: Pair @update  deletePair: Pair @delete }
                """)
        #expect(found.leaks.map { "\($0.operation): \($0.what) \($0.query)" } == [])
        #expect(found.types.first { $0.type == "Pair" }?.verdict == .proved)
        #expect(found.refusals.keys.allSatisfy { !$0.contains("cannot represent") }, "\(found.refusals)")
    }

    @Test func `a type with many relations is walked relation by relation`() async throws {
        let columns = ["a", "b", "c", "d", "e", "f", "g", "h"]
        let leaves = 1...4
        let tables = leaves.map { leaf in
            """
            create table public.leaf\(leaf) (
                org int not null default public.org(), id int, \(columns.map { "\($0) int" }.joined(separator: ", ")),
                primary key (org, id),
                \(columns.map { "foreign key (org, \($0)) references public.hubs" }.joined(separator: ", ")));
            """
        }
        let guards = (leaves.map { "leaf\($0)" } + ["hubs"]).map { table in
            """
            alter table public.\(table) enable row level security, force row level security;
            create policy floor on public.\(table) as restrictive to public using (org = (select public.org()));
            create policy own on public.\(table) using (org = (select public.org()));
            grant select on public.\(table) to public;
            """
        }
        let hubs = """
            create table public.hubs (org int not null, id int, name text not null, primary key (org, id));
            insert into public.hubs values (1, 1, 'our hub'), (2, 9, 'their hub');
            """
        let lists = leaves.flatMap { leaf in
            columns.map { #"leaf\#(leaf)\#($0): [Leaf\#(leaf)!]! @relation(foreignColumn: "\#($0)") @connection"# }
        }
        let types = leaves.map { leaf in
            #"type Leaf\#(leaf) @table(name: "public.leaf\#(leaf)", key: ["id"]) { id: ID! "#
                + columns.map { #"hub_\#($0): Hub @relation(column: "\#($0)")"# }.joined(separator: " ") + " }"
        }
        let hub = #"type Hub @table(name: "public.hubs", key: ["id"]) { id: ID! name: String! "#
        let found = try await proof(
            policies: Self.floors + hubs + tables.joined() + guards.joined(),
            sdl: hub + lists.joined(separator: " ") + " }\n" + types.joined(separator: "\n")
                + "\nextend type Query { hubs: [Hub!]! @connection }")
        #expect(found.leaks.map(\.operation) == [])
        #expect(found.types.first { $0.type == "Hub" }?.verdict == .proved)
        #expect(found.refusals.keys.allSatisfy { !$0.contains("joins more") }, "\(found.refusals)")
    }
}
