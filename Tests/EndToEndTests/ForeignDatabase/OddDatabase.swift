// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import JSON
import Mapping
import Postgres
import SQL

/// A database that knows nothing of us and has most of what PostgreSQL lets people do: names that need quotes, keys of
/// any type and width, arrays, enums, domains, partitions, views, policies in the manner of Supabase, rights on columns.
///
/// Served by the SDL that `schema init` writes for it, unchanged but for what a test adds behind it.
struct OddDatabase: Sendable {
    let application: ServedApplication
    let draft: SchemaDraft
    let expanded: ExpandedSchema
    /// The role that requests run as.
    let role: String
    private let owner: PostgresConnection

    /// Who owns all rows but one of each table.
    static let user = "0000000a-0000-4000-8000-00000000000a"
    static let other = "0000000b-0000-4000-8000-00000000000b"

    /// Serves the draft, with a script of the test's own behind it in the database, until `body` is done.
    ///
    /// - Parameter addition: SDL that is added to the draft.
    static func with(
        mutations: Bool = false, addition: (SchemaDraft) -> String = { _ in "" },
        _ body: @Sendable (OddDatabase) async throws -> Void
    ) async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            let role = "\(database.name)_web"
            try await database.run("create role \(role) login noinherit password 'web'")
            try await database.run(script.replacing(":web", with: role))
            try await database.run(rows)
            let draft = SchemaDraft(
                of: try await CatalogReader.read(database.connection), schemas: nil, mutations: mutations)
            let sdl = draft.text + addition(draft)
            let expanded = try ExpandedSchema([try Parser.parse(Source(sdl), limits: .schema)])
            let login = "\(database.url)\(database.url.contains("?") ? "&" : "?")user=\(role)&password=web"
            let application = try await ServedApplication(schema: expanded, url: login, roles: "off")
            defer { application.stop() }
            try await body(
                OddDatabase(
                    application: application, draft: draft, expanded: expanded, role: role, owner: database.connection))
        }
    }

    /// The answer to an operation of the user.
    func answer(_ operation: String, variables: JSON = .null) async throws -> JSON {
        try await application.answer(
            operation, variables: variables,
            as: Identity(role: "web", tenant: Self.user, user: Self.user))
    }

    /// Runs statements as the owner.
    func run(_ script: String) async throws { _ = try await owner.simpleQuery(script) }

    /// One value, as the owner sees it.
    func value(_ query: String) async throws -> String? {
        guard let result = try await owner.simpleQuery(query).first, result.rowCount > 0 else { return nil }
        return result.text(row: 0, column: 0)
    }

    /// A table's or column's name in SQL.
    static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// The name of a relation in SQL.
    static func quoted(_ name: QualifiedName) -> String { "\(quoted(name.schema)).\(quoted(name.name))" }

    private static let script = #"""
        create schema "Über Shop";
        create schema auth;
        create schema archive;
        grant usage on schema "Über Shop", auth, archive to :web;
        create function auth.jwt() returns jsonb language sql stable
            as $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
        create function auth.uid() returns uuid language sql stable
            as $$ select (auth.jwt() ->> 'sub')::uuid $$;
        set local search_path = "Über Shop", public;

        create type "Stimmung" as enum ('very happy', 'SAD', 'not-so-good', 'true', 'null', 'ON_AIR');
        create type "Zeichen" as enum ('', 'ä', '50 %', '!!', 'plain');
        create type paar as ("a b" int, "C" text);
        create domain "E-Mail" as text check (value like '%@%');
        create domain strict_mail as "E-Mail" not null;
        create domain stimmungen as "Stimmung"[];
        create domain eigene as "Stimmung";

        create table "Kunden" (
            id            bigint generated always as identity primary key,
            "Name"        text not null,
            "select"      text,
            "group"       int,
            "owner"       uuid not null default auth.uid(),
            "E-Mail"      "E-Mail" unique,
            tags          text[] not null default '{}',
            "Stimmung"    "Stimmung" default 'SAD',
            zeichen       "Zeichen",
            "Größe"       double precision,
            "wert €"      numeric(12, 2),
            daten         jsonb,
            roh           json,
            "and"         text,
            "Voll ""Name""" text generated always as ('~' || "Name") stored,
            geboren       date,
            wach          time,
            weckzeit      timetz,
            erstellt      timestamptz not null default '2026-03-01 08:00Z',
            lokal         timestamp,
            flag          boolean not null default false,
            "foo_bar"     int,
            "fooBar"      int,
            "FooBar"      int,
            "foo bar"     int,
            "__typename"  text,
            "1st"         smallint
        );
        create table "Tag" (
            id uuid primary key default gen_random_uuid(), "Wort" varchar(20) not null unique, "owner" uuid default auth.uid());
        create table "Kunden_Tags" (
            "Kunde" bigint references "Kunden", "Tag" uuid references "Tag" on delete cascade, seit date default '2026-01-01',
            primary key ("Kunde", "Tag"));
        create table freundschaften (
            von bigint not null references "Kunden", zu bigint not null references "Kunden", primary key (von, zu));
        create table "order" (
            "Kunde" bigint not null references "Kunden",
            nr int not null,
            "Empfänger" bigint references "Kunden",
            "Zahler id" bigint references "Kunden" (id),
            "Vorgänger" int,
            "mail" "E-Mail" references "Kunden" ("E-Mail"),
            "when" timestamptz not null default '2026-03-01 09:00Z',
            primary key ("Kunde", nr),
            constraint "folgt auf" foreign key ("Kunde", "Vorgänger") references "order" ("Kunde", nr)
        );
        create table "order ""item""" (
            "Kunde" bigint, "order nr" int, pos smallint, menge int not null check (menge > 0), preis numeric not null,
            summe numeric generated always as (menge * preis) stored, gewicht double precision,
            primary key ("Kunde", "order nr", pos),
            foreign key ("Kunde", "order nr") references "order" on delete cascade
        );
        create table profile (kunde_id bigint primary key references "Kunden", "Über mich" text, version int not null default 1);
        create table kategorien (
            id int generated by default as identity primary key, "parentId" int references kategorien, name text not null);
        create table protokoll (zeile text, wann timestamptz, roh jsonb);
        create table leer ();
        create table zaehler (id bigint generated always as identity primary key);
        create table dokumente (id int primary key, text text not null default '', suche tsvector not null generated always as (to_tsvector('simple', text)) stored, blob bytea);
        create table messungen (
            id bigint generated by default as identity, wann timestamptz not null, wert real, stufe eigene,
            primary key (id, wann)) partition by range (wann);
        create table messungen_2026 partition of messungen for values from ('2026-01-01') to ('2027-01-01');
        create table "messungen rest" partition of messungen default;
        create table "Schlüssel" (
            tag date, stufe "Stimmung", menge numeric, zeit timestamptz, ok boolean, wort text, adresse inet, span interval,
            zeichen char(3), wert text, primary key (tag, stufe, menge, zeit, ok, wort, adresse, span, zeichen));
        create table "Gleitkomma" (x double precision primary key, y real);
        create table arten (
            id int primary key, texte text[], stufen "Stimmung"[], domäne stimmungen, mails "E-Mail"[], uuids uuid[],
            zeiten timestamptz[], zahlen numeric[], grosse bigint[], dokumente jsonb[], spanne int4range, mehr int4multirange,
            dauer interval, netz cidr, geld money, bits bit(3), punkt point, p paar, paare paar[],
            "char" "char", oid oid, name name, mail strict_mail, tage date[], wahr boolean[], lokal timestamp[],
            weg jsonpath, vorgang xid);
        create table formen (umriss int[] primary key);
        comment on table formen is E'"""\nnur Listen\n';
        create table "Node" (id int primary key, "nodeId" int, "search" text, "nearest" text, "not" int);
        create table "Query" (id int primary key, "or" int);
        create table "query_filter" (id int primary key);
        create table "String" (id text primary key, wert text);
        create table "order_direction" (id int primary key, "ASC" int);
        create table "eine Tabelle mit einem Namen, der sehr lang ist und Ümläute h" (
            "eine Spalte mit einem Namen, der sehr lang und Ümläute hat 1" int primary key,
            "eine Spalte mit einem Namen, der sehr lang und Ümläute hat 2" text);
        create table eltern (id int primary key, name text);
        create table kinder (id int primary key, spielzeug text) inherits (eltern);
        create table archive."Kunden" (id int primary key, name text, "Kunde" bigint references "Kunden");
        create table archive.kunden (id int primary key, name text);
        create table public."Kunden" (id int primary key, name text, original int references archive."Kunden");
        create table personal (
            id int primary key, name text not null, gehalt int not null default 0, "notiz intern" text, chef int references personal);
        create table rechnungen (
            id uuid primary key default gen_random_uuid(), "kunde id" bigint not null references "Kunden", betrag money);
        create view "aktive Kunden" with (security_invoker) as select id, "Name", "Größe", "Stimmung", tags from "Kunden" where flag;
        create view archive.alle with (security_invoker) as select name, count(*) as anzahl from archive.kunden group by name;

        do $$
        declare
            t regclass;
        begin
            for t in select c.oid from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
                where n.nspname in ('Über Shop', 'archive', 'public') and c.relkind in ('r', 'p') loop
                execute format('alter table %s enable row level security', t);
                execute format('create policy "alle dürfen" on %s to :web using (auth.uid() is not null) with check (auth.uid() is not null)', t);
                if t <> '"Über Shop".personal'::regclass then
                    execute format('grant select, insert, update, delete on %s to :web', t);
                end if;
            end loop;
            foreach t in array array['"Über Shop"."Kunden"', '"Über Shop"."Tag"']::regclass[] loop
                execute format('create policy "nur eigene" on %s as restrictive to :web using ((select auth.uid()) = "owner") with check ((select auth.uid()) = "owner")', t);
            end loop;
        end $$;
        grant select on "aktive Kunden", archive.alle to :web;
        grant select (id, name, chef), insert (id, name), update (name), delete on personal to :web;
        grant execute on all functions in schema auth to :web;
        """#

    private static let rows = #"""
        set local search_path = "Über Shop", public;
        insert into "Kunden" ("Name", "select", "group", "owner", "E-Mail", tags, "Stimmung", zeichen, "Größe", "wert €", daten,
            roh, "and", geboren, wach, weckzeit, lokal, flag, "foo_bar", "fooBar", "FooBar", "foo bar", "__typename", "1st")
        select name, 's', 7, case when n = 3 then '0000000b-0000-4000-8000-00000000000b' else '0000000a-0000-4000-8000-00000000000a' end::uuid,
            'k' || n || '@x.test', array['a', null, '"q"'], 'not-so-good', '50 %', n * 1.5, n * 100.10,
            '{"a": {"b c": [1, null]}, "ä": "\""}', '{"x": 1}', 'und', '2000-02-29', '08:30', '08:30:00.5+01',
            '2026-03-01 08:30', n <> 2, n, 20 + n, 30 + n, 40 + n, 'T', n
        from unnest(array['Ada " \ Ü', 'Bo''b', 'Eve', 'Zoë']) with ordinality as t (name, n);
        insert into "Tag" values ('00000001-0000-4000-8000-000000000000', 'rot', '0000000a-0000-4000-8000-00000000000a'),
            ('00000002-0000-4000-8000-000000000000', 'blau', '0000000a-0000-4000-8000-00000000000a');
        insert into "Kunden_Tags" values (1, '00000001-0000-4000-8000-000000000000'), (1, '00000002-0000-4000-8000-000000000000'),
            (2, '00000001-0000-4000-8000-000000000000');
        insert into rechnungen values ('00000001-0000-4000-8000-000000000001', 1, 9.50);
        insert into freundschaften values (1, 2), (2, 1);
        insert into "order" values (1, 1, 2, 2, null, 'k1@x.test'), (1, 2, 1, 1, 1, 'k2@x.test'), (2, 1, 2, 2, null, null);
        insert into "order ""item""" ("Kunde", "order nr", pos, menge, preis) values (1, 1, 1, 2, 1.50), (1, 1, 2, 1, 9.99), (1, 2, 1, 3, 0.333);
        insert into profile values (1, 'ich', 1), (2, null, 3);
        insert into kategorien ("parentId", name) values (null, 'a'), (1, 'b'), (1, 'c');
        insert into protokoll values ('eins', now(), '{}'), ('zwei', now(), '[]'), ('zwei', now(), '1');
        insert into zaehler default values; insert into zaehler default values;
        insert into dokumente (id, text) values (1, 'ein Text'), (2, 'zwei Texte');
        insert into messungen (id, wann, wert, stufe) values (9007199254740993, '2026-05-01Z', 0.1, 'SAD'), (2, '2026-05-01Z', 1e30, 'SAD'), (2, '2030-01-01Z', 3, 'null');
        insert into "Schlüssel" values
            ('2026-01-01', 'SAD', 1.50, '2026-01-01 00:00:00.123456Z', true, 'a', '10.0.0.1', '1 day', 'ab', 'x'),
            ('2026-01-01', 'SAD', 1.5001, '2026-01-01 00:00:00.123456Z', true, 'Ä"', '10.0.0.1', '1 day', 'ab', 'y'),
            ('2026-01-01', 'true', -1, '2026-01-01Z', false, '', '::1', '1 mon', 'a', 'z');
        insert into "Gleitkomma" values (0.1, 0.1), (1e-300, 1), (3.0000000000000004, 3);
        insert into arten values (1, '{a,null}', '{"very happy",SAD}', '{SAD}', '{x@y}', '{0000000a-0000-4000-8000-00000000000a}',
            '{2026-03-01 08:00Z}', '{1.50}', '{9007199254740993}', array['{"a": 1}', 'null']::jsonb[], '[1,5)', '{[1,2),[3,4)}', '1 day 02:00',
            '10.0.0.0/8', '12.50', B'101', '(1,2)', row(1, 'x'), array[row(1, 'x')::paar], 'c', 5, 'n', 'm@x', '{2026-03-01}', '{true,false}', '{2026-03-01 08:00}', '$.a', '7');
        insert into formen values ('{1,2}');
        insert into "Node" values (1, 2, 'x', 'y', 3); insert into "Query" values (1, 2); insert into query_filter values (1);
        insert into "String" values ('k', 'w'); insert into order_direction values (1, 2);
        insert into "eine Tabelle mit einem Namen, der sehr lang ist und Ümläute h" values (1, 'a'), (2, 'b');
        insert into eltern values (1, 'mutter'); insert into kinder values (2, 'kind', 'ball'), (3, 'baby', null);
        insert into archive."Kunden" values (1, 'alt', 1), (2, 'älter', 1); insert into archive.kunden values (1, 'uralt'), (2, 'uralt');
        insert into public."Kunden" values (1, 'neu', 1);
        insert into personal values (1, 'Ada', 100, 'geheim', null), (2, 'Bob', 50, null, 1);
        """#
}
