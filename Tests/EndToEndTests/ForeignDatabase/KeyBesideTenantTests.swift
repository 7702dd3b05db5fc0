// SPDX-License-Identifier: Apache-2.0

import Mapping
import Testing

/// A key that begins with the tenant tells rows apart by the rest of it, where policies decide the tenant.
@Suite struct KeyBesideTenantTests {
    private static func script(_ condition: String) -> String {
        """
        create function public.site() returns int language sql stable return 1;
        create table public.counters (site int, name text, shared boolean, n int, primary key (site, name));
        insert into public.counters values (1, 'hits', false, 41), (1, 'visits', false, 7);
        alter table public.counters enable row level security;
        create policy own on public.counters using (\(condition));
        """
    }

    private static let sdl = """
        type Counter @table(name: "public.counters", key: ["name"]) { name: String!  n: Int }
        type Query { counter: Counter @find  counters: [Counter!]! @connection }
        """

    @Test func `one policy for all is enough`() async throws {
        try await ForeignDatabase.with(Self.script("site = (select public.site())"), sdl: Self.sdl) { database in
            try await database.expect(
                #"{ counter(name: "hits") { n } }"#,
                answers: #"{"counter":{"n":41}}"#)
        }
    }

    /// PostgreSQL compares a varchar or a domain as text, and prints names with capitals in quotes.
    private static func tenant(
        _ type: String, policy: String, value: String = "(select public.\"theSite\"())"
    ) -> String {
        """
        create domain public.site_code as text check (value <> '');
        create function public."theSite"() returns \(type) language sql stable return 'a';
        create table public.counters (
            "siteCode" \(type) not null default public."theSite"(), name text, n int, primary key ("siteCode", name)
        );
        insert into public.counters values ('a', 'hits', 41), ('a', 'visits', 7);
        alter table public.counters enable row level security, force row level security;
        create policy \(policy) using ("siteCode" = \(value));
        """
    }

    private static let written = """
        type Counter @table(name: "public.counters", key: ["name"]) { name: String!  n: Int }
        type Query { counter: Counter @find  counters: [Counter!]! @connection }
        type Mutation { putCounter: Counter @upsert(key: ["name"]) }
        """

    @Test(arguments: ["text", "varchar(10)", "public.site_code"])
    func `the tenant may be a varchar, a domain, and have capitals in its name`(type: String) async throws {
        for policy in ["own on public.counters", "floor on public.counters as restrictive"] {
            let admitting = policy.hasPrefix("own") ? "" : "create policy seen on public.counters using (true);"
            // With an open policy beside it only the restrictive one decides.
            try await ForeignDatabase.with(
                Self.tenant(type, policy: policy) + admitting, sdl: Self.written
            ) { database in
                try await database.expect(#"{ counter(name: "hits") { n } }"#, answers: #"{"counter":{"n":41}}"#)
                try await database.expect(
                    #"mutation { putCounter(input: {name: "hits", n: 42}) { counter { n } } }"#,
                    answers: #"{"putCounter":{"counter":{"n":42}}}"#)
            }
        }
    }

    @Test func `a setting that a policy reads itself decides the tenant for an upsert too`() async throws {
        let value = "coalesce(nullif(current_setting('app.site', true), ''), 'a')"
        try await ForeignDatabase.with(
            Self.tenant("text", policy: "own on public.counters", value: value), sdl: Self.written
        ) { database in
            try await database.expect(
                #"mutation { putCounter(input: {name: "hits", n: 42}) { counter { n } } }"#,
                answers: #"{"putCounter":{"counter":{"n":42}}}"#)
        }
    }

    @Test func `a policy that admits other rows too is not`() async throws {
        await #expect(throws: MappingError.self) {
            try await ForeignDatabase.with(
                Self.script("site = (select public.site()) or shared"), sdl: Self.sdl
            ) { _ in }
        }
    }
}
