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

    @Test func `a policy that admits other rows too is not`() async throws {
        await #expect(throws: MappingError.self) {
            try await ForeignDatabase.with(
                Self.script("site = (select public.site()) or shared"), sdl: Self.sdl
            ) { _ in }
        }
    }
}
