// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// What a database of others raises when rows are written.
@Suite struct ForeignErrorTests {
    private static let script = """
        create table public.parents (id int primary key);
        create table public.children (
            id int primary key, parent_id int references public.parents on delete restrict);
        insert into public.parents values (1); insert into public.children values (1, 1);
        create view public.small with (security_invoker) as
            select id, parent_id from public.children where id < 10 with check option;
        create domain public.serial_no as text check (value ~ '^[A-Z]+$');
        create domain public.percent as int not null check (value between 0 and 100);
        create table public.parts (
            id int primary key, serial public.serial_no, other public.serial_no, share public.percent default 1,
            next_id int references public.parts deferrable initially deferred);
        create table public.people (id int primary key, email text not null unique, boss_id int references public.people);
        insert into public.people values (1, 'ada', null), (2, 'bob', 1);
        create table public.bookings (
            id int primary key, room int not null, during int4range not null,
            constraint no_overlap exclude using gist (during with &&) where (room = 1),
            constraint apart exclude using gist (int4range(room, room, '[]') with =, during with &&));
        insert into public.bookings values (1, 1, '[1,5)'), (2, 2, '[1,5)');
        create function public.raise(code text) returns int language plpgsql stable as $$
            begin raise exception 'for clients' using errcode = code, hint = 'do this', detail = 'secret'; end $$;
        """

    private static let sdl = """
        type Parent @table(name: "public.parents", key: ["id"], scope: USER) { id: ID! }
        type Small @table(name: "public.small", key: ["id"], scope: USER) { id: ID! }
        type Part @table(name: "public.parts", key: ["id"], scope: USER) {
          id: ID!
          serial: String
          other: String
          share: Int @default
          next: Part @relation(column: "next_id")
        }
        type Person @table(name: "public.people", key: ["id"], scope: USER) {
          id: ID!
          email: String!
          boss: Person @relation(column: "boss_id")
        }
        type Booking @table(name: "public.bookings", key: ["id"], scope: USER) { id: ID!  room: Int!  during: String! }
        type Query { parents: [Parent!]! @connection  raise(code: String!): Int @call(function: "public.raise") }
        type Mutation {
          deleteParent: Parent @delete
          createSmall: Small @insert
          createPart: Part @insert
          createParts: [Part!]! @insert
          createPerson: Person @insert
          updatePerson: Person @update
          upsertPerson: Person @upsert(key: ["email"])
          createBooking: Booking @insert
        }
        """

    @Test func `RESTRICT has a state of its own and is a foreign key all the same`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let error = try await database.error("mutation { deleteParent(id: 1) { affectedCount } }")
            #expect(error.code == "CONFLICT" && error.rule == "FOREIGN_KEY", "\(error)")
            #expect(error.message == "Other rows still refer to a row that was to go, or to its old key.")
        }
    }

    @Test(arguments: [
        // The new key is not the one that Bob's row refers to.
        (
            #"upsertPerson(input: {id: 9, email: "ada"})"#,
            "Other rows still refer to a row that was to go, or to its old key."
        ),
        (
            #"upsertPerson(input: {id: 2, email: "bob", bossId: 8})"#,
            "'bossId' refers to a row that is not there, or that this role may not see."
        ),
        (
            #"updatePerson(id: 1, input: {bossId: 8})"#,
            "'bossId' refers to a row that is not there, or that this role may not see."
        ),
        (
            #"createPerson(input: {id: 3, email: "c", bossId: 8})"#,
            "'bossId' refers to a row that is not there, or that this role may not see."
        ),
    ])
    func `a table that refers to itself says which end is at fault`(field: String, message: String) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let error = try await database.error("mutation { \(field) { affectedCount } }")
            #expect(error.code == "CONFLICT" && error.rule == "FOREIGN_KEY", "\(error)")
            #expect(error.message == message)
        }
    }

    @Test(arguments: [
        (#"{id: 1, serial: "x"}"#, "CHECK", "The value of 'serial' breaks a rule of the data."),
        (#"{id: 1, share: 101}"#, "CHECK", "The value of 'share' breaks a rule of the data."),
        (#"{id: 1, serial: "x", other: "Y"}"#, "CHECK", "A value breaks a rule of the data."),
    ])
    func `a value outside of a domain names its field, where there is just one`(
        input: String, rule: String, message: String
    ) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let error = try await database.error("mutation { createPart(input: \(input)) { affectedCount } }")
            #expect(error.code == "BAD_USER_INPUT" && error.rule == rule && error.message == message, "\(error)")
        }
    }

    @Test func `what is checked at the end names its field too, where only one can have broken it`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let one = try await database.answer(
                "mutation { a: createPart(input: {id: 1, nextId: 9}) { affectedCount } }")
            let error = one["errors"]?.arrayValue?.first
            #expect(
                error?["message"]
                    == .string("'nextId' refers to a row that is not there, or that this role may not see."))
            #expect(error?["path"]?.text == #"["a"]"#, "\(one.text)")
            #expect(error?["extensions"]?["rule"] == .string("FOREIGN_KEY"))
            #expect(error?["extensions"]?["input"]?.text == #"["input","nextId"]"#)
            let two = try await database.error(
                """
                mutation {
                  a: createPart(input: {id: 1, nextId: 2}) { affectedCount }
                  b: createPart(input: {id: 3, nextId: 9}) { affectedCount }
                }
                """)
            #expect(two.code == "CONFLICT" && two.rule == nil, "\(two)")
            let ring = try await database.text(
                "mutation { createParts(input: [{id: 1, nextId: 2}, {id: 2, nextId: 1}]) { affectedCount } }")
            #expect(ring == #"{"createParts":{"affectedCount":2}}"#)
        }
    }

    @Test func `an exclusion constraint names its fields`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            for room in [1, 2] {
                let answer = try await database.answer(
                    "mutation { createBooking(input: {id: 3, room: \(room), during: \"[4,9)\"}) { affectedCount } }")
                let error = answer["errors"]?.arrayValue?.first
                #expect(error?["message"] == .string("'during' collides with a row that is there already."))
                #expect(error?["extensions"]?["code"] == .string("CONFLICT"), "\(answer.text)")
                #expect(error?["extensions"]?["rule"] == .string("EXCLUSION"))
                #expect(error?["extensions"]?["input"]?.text == #"["input","during"]"#)
            }
            let apart = try await database.text(
                #"mutation { createBooking(input: {id: 3, room: 2, during: "[5,9)"}) { affectedCount } }"#)
            #expect(apart == #"{"createBooking":{"affectedCount":1}}"#)
        }
    }

    @Test func `a view's check option is a rule of the data`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let error = try await database.error("mutation { createSmall(input: {id: 10}) { affectedCount } }")
            #expect(error.code == "BAD_USER_INPUT", "\(error)")
        }
    }

    @Test(arguments: [
        ("PT400", "BAD_USER_INPUT"), ("PT401", "UNAUTHENTICATED"), ("PT403", "FORBIDDEN"), ("PT404", "NOT_FOUND"),
        ("PT409", "CONFLICT"), ("PT418", "BAD_USER_INPUT"), ("PT429", "RATE_LIMITED"),
    ])
    func `PostgREST's states speak to clients`(state: String, code: String) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let error = try await database.error(#"{ raise(code: "\#(state)") }"#)
            #expect(error.code == code)
            #expect(error.message == "for clients" && error.hint == "do this")
        }
    }

    @Test func `a limit of PostgreSQL's own is told as one`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let error = try await database.error(#"{ raise(code: "54000") }"#)
            #expect(error.code == "LIMIT_EXCEEDED")
            #expect(error.message == "The operation goes beyond a limit of the database.")
        }
    }

    @Test(arguments: [("PT503", "UNAVAILABLE"), ("PT500", "INTERNAL"), ("PT999", "INTERNAL"), ("PTABC", "INTERNAL")])
    func `states of the server's own tell nothing`(state: String, code: String) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let error = try await database.error(#"{ raise(code: "\#(state)") }"#)
            #expect(error.code == code)
            #expect(error.message != "for clients" && error.hint != "do this")
        }
    }
}
