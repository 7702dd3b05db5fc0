// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import GraphQLLanguage
import Mapping
import Postgres
import SQL
import Server
import Tenancy
import Testing

/// What `palisade prove` finds: nothing in the shipped application, and every gap in one that has some.
@Suite struct IsolationProofTests {
    private func proof(
        _ application: ServedApplication, own: Identity, foreign: Identity, ownerURL: String
    ) async throws -> IsolationProof {
        func identity(_ identity: Identity) -> ProofIdentity {
            ProofIdentity(tenant: identity.tenant, user: identity.user, role: identity.role)
        }
        let contexts = (try await application.context(of: own), try await application.context(of: foreign))
        return try await PostgresConnection.withConnection(
            PostgresConnectionConfiguration(connectionString: ownerURL)
        ) { connection in
            try await IsolationProof(
                of: identity(own), against: identity(foreign), contexts: contexts,
                in: .init(
                    mapping: application.mapping, catalog: application.catalog, runner: application.runner,
                    tenancy: application.tenancy), owner: connection)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `the shipped application shows, changes and tells nothing of another tenant`() async throws {
        let database = try await DemoDatabase.copy(named: "palisade_test_prove")
        let application = try await ServedApplication(
            schema: ExpandedSchema(SDLFiles.documents(below: ProjectFiles.path("schema"))), url: database.requestURL,
            preRequest: QualifiedName(schema: "palisade", name: "enter"))
        for role in ["member", "analyst", "admin"] {
            let own = try #require(Identity(persona: "\(role)-a"))
            let foreign = try #require(Identity(persona: "\(role)-b"))
            let found = try await proof(application, own: own, foreign: foreign, ownerURL: database.ownerURL)
            #expect(found.leaks.map { "\(role) \($0.operation): \($0.what) \($0.query)" } == [])
            #expect(found.ownTexts > 0, "as \(role) the walk finds nothing at all")
            #expect(found.types.contains { $0.verdict == .proved && $0.tried > 3 })
        }
        application.stop()
        try await database.drop()
    }

    private static let sdl = """
        interface Written { body: String! }
        type Note implements Written @table(name: "public.notes") @search(column: "words", config: "simple")
            @similar(column: "body") @nearest(column: "meaning") {
          id: ID! body: String!
        }
        type Query {
          note: Note @find  notes: [Note!]! @connection  written: [Written!]! @connection  node: Node @find
        }
        """
    private static let (a, b) = (
        "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
    )

    /// The leaks of a small database with these policies for SELECT.
    private func proof(
        policies: String, sdl: String = Self.sdl, rowsOfB: Bool = true
    ) async throws -> IsolationProof {
        try await TestDatabase.with(try await TestServer.shared) { database in
            let member = "\(database.name)_member"
            try await database.run(
                """
                create role \(member);
                create function public.tenant() returns uuid language sql stable
                    return nullif(current_setting('palisade.tenant_id', true), '')::uuid;
                create extension vector;
                create extension pg_trgm;
                create table public.notes (
                    tenant_id uuid not null, id uuid not null default gen_random_uuid(), body text not null,
                    words tsvector generated always as (to_tsvector('simple', body)) stored,
                    meaning vector(2) not null default '[1,0.5]', primary key (tenant_id, id));
                alter table public.notes enable row level security, force row level security;
                grant select on public.notes to \(member);
                insert into public.notes (tenant_id, body) values ('\(Self.a)', 'ours'), ('\(Self.a)', 'mine');
                """)
            if rowsOfB {
                try await database.run("insert into public.notes (tenant_id, body) values ('\(Self.b)', 'theirs')")
            }
            try await database.run(policies)
            let application = try await ServedApplication(
                schema: ExpandedSchema([Parser.parse(Source(sdl), limits: .schema)]), url: database.url,
                roles: "member=\(member)")
            let found = try await proof(
                application, own: Identity(role: "member", tenant: Self.a, user: Self.a),
                foreign: Identity(role: "member", tenant: Self.b, user: Self.b), ownerURL: database.url)
            application.stop()
            return found
        }
    }

    private static let sound = "create policy own on public.notes using (tenant_id = (select public.tenant()));"

    @Test func `sound policies are proved, by every kind of operation`() async throws {
        let found = try await proof(policies: Self.sound)
        #expect(found.isProved && found.leaks.isEmpty)
        let notes = try #require(found.types.first)
        #expect(notes.verdict == .proved && notes.ownRows == 2 && notes.foreignRows == 1)
        // Both ends, by key, a filter for each of two columns, a word, a text, a vector, a word with a vector, an order for
        // each column, B's cursor, the id of B's row. Of the interface: both ends, a filter, an order, B's cursor.
        #expect(notes.tried == 13 + 5)
        #expect(found.refusals.isEmpty)
    }

    @Test func `a policy that lets others' rows pass is found by lists, keys, filters and cursors`() async throws {
        let found = try await proof(
            policies: Self.sound + "create policy all_rows on public.notes for select using (body <> '');")
        #expect(!found.isProved)
        let operations = Set(found.leaks.map(\.operation))
        #expect(
            operations.isSuperset(of: [
                "notes", "note, by key", "notes, where body", "notes, by body", "node, by the id of a row of B",
                "notes, search", "notes, nearest", "written", "written, where body", "written, by body",
            ]))
    }

    @Test func `of a wide table each order shows what tells whose a row is, and not all of it`() async throws {
        let names = (1...120).map { "c\($0)" }
        let columns = names.map { "add column \($0) text" }.joined(separator: ", ")
        let sdl = Self.sdl.replacing(
            "body: String!", with: "body: String! \(names.map { "\($0): String" }.joined(separator: " "))")
        let sound = try await proof(policies: Self.sound + "alter table public.notes \(columns);", sdl: sdl)
        #expect(sound.isProved && sound.refusals.isEmpty)
        let open = try await proof(
            policies: Self.sound + "create policy all_rows on public.notes for select using (body <> '');"
                + "alter table public.notes \(columns);", sdl: sdl)
        for operation in ["notes, by c1", "written, by c120"] {
            let leak = try #require(open.leaks.first { $0.operation == operation }, "\(operation)")
            #expect(leak.query.utf8.count < 300, "or the work grows by the square of the width: \(leak.query)")
        }
    }

    @Test func `what is nested deep in a document of others is found too`() async throws {
        let depth = 100
        let found = try await proof(
            policies: Self.sound + """
                create policy all_rows on public.notes for select using (body <> '');
                alter table public.notes add column document jsonb;
                update public.notes set document =
                    (repeat('[', \(depth)) || to_json(body || ' within')::text || repeat(']', \(depth)))::jsonb;
                """,
            sdl: Self.sdl.replacing("body: String!", with: "body: String! document: JSON"))
        #expect(Set(found.leaks.map(\.operation)).isSuperset(of: ["notes", "note, by key"]))
    }

    @Test func `a type of which the other tenant has no rows is not proved`() async throws {
        let found = try await proof(policies: Self.sound, rowsOfB: false)
        #expect(found.leaks.isEmpty && !found.isProved)
        #expect(found.types.map(\.verdict) == [.nothingToFind])
    }

    @Test func `a type whose owner no policy names, and which shows both the same, is not proved`() async throws {
        let found = try await proof(policies: "create policy nobody on public.notes using (body <> 'theirs');")
        #expect(!found.isProved)
        #expect(found.types.map(\.verdict) == [.nothingToFind])
    }
}
