// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import Tenancy
import Testing

/// A small database with notes of two tenants, for servers that run as programs of their own.
struct NotesDatabase: Sendable {
    let database: TestDatabase
    /// The database as the login of requests.
    let loginURL: String

    static let a = "0000000a-0000-4000-8000-000000000000"
    static let b = "0000000b-0000-4000-8000-000000000000"
    static let secret = "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j"

    static let sdl = """
        type Note @table(name: "app.notes") { id: ID! body: String! }
        type Query { notes: [Note!]! @connection note: Note @find nap(seconds: Float!): Float @call(function: "app.nap") }
        type Mutation { createNote: Note @insert updateNote: Note @update }

        """

    /// Ten notes of each tenant, whose texts begin with the tenant's letter.
    private static let script = """
        create schema app;
        create function app.tenant() returns uuid language sql stable
            return nullif(current_setting('palisade.tenant_id', true), '')::uuid;
        create table app.notes (
            tenant uuid not null default app.tenant(), id uuid not null default gen_random_uuid(), body text not null,
            primary key (tenant, id));
        insert into app.notes (tenant, body) select '\(a)', 'a' || n from generate_series(1, 10) n;
        insert into app.notes (tenant, body) select '\(b)', 'b' || n from generate_series(1, 10) n;
        alter table app.notes enable row level security;
        alter table app.notes force row level security;
        create policy floor on app.notes as restrictive to public
            using (tenant = (select app.tenant())) with check (tenant = (select app.tenant()));
        create function app.nap(seconds float8) returns float8 language plpgsql stable
            as $$ begin perform pg_sleep(seconds); return seconds; end $$;
        revoke execute on function app.nap from public;
        """

    /// Calls `body` with a new database, which is dropped after.
    static func with(_ body: @Sendable (NotesDatabase) async throws -> Void) async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            try await database.run(setup(role: "\(database.name)_clerk"))
            try await body(
                NotesDatabase(database: database, loginURL: login(to: database.url, role: "\(database.name)_clerk")))
        }
    }

    /// What makes the database, with a role that requests log in as and run as.
    static func setup(role: String) -> String {
        script + """
            create role \(role) login password 'clerk';
            grant usage on schema app to \(role);
            grant select, insert, update on app.notes to \(role);
            grant execute on function app.nap to \(role);
            create policy seen on app.notes to \(role) using (true) with check (true);
            """
    }

    static func login(to url: String, role: String) -> String {
        "\(url)\(url.contains("?") ? "&" : "?")user=\(role)&password=clerk"
    }

    /// What `serve` needs to serve it.
    var environment: [String: String] {
        [
            "PALISADE_DATABASE_URL": loginURL, "PALISADE_JWT_SECRET": Self.secret, "PALISADE_ROLES": "off",
            "PALISADE_POOL_SIZE": "4", "PALISADE_REQUEST_TIMEOUT": "20s",
        ]
    }

    /// A token of somebody of a tenant.
    static func token(tenant: String, secret: String = secret) throws -> String {
        let tenancy = try TenancyConfiguration(variables: ["PALISADE_JWT_SECRET": secret, "PALISADE_ROLES": "off"])
        return try TokenSigner(configuration: tenancy).token(
            subject: "00000000-0000-4000-8000-000000000001", tenant: tenant, role: "clerk",
            issuedAt: WallClock.system.now(), lifetime: 3_600)
    }
}
