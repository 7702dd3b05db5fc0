// SPDX-License-Identifier: Apache-2.0

import Mapping
import Testing

/// Keys of PostgreSQL 18 that hold for a time, and other keys that ON CONFLICT cannot go by.
@Suite struct TemporalKeyTests {
    private static let script = """
        create table public.rooms (
            number int4range, during daterange, name text, primary key (number, during without overlaps));
        create table public.stays (
            id int primary key, room int4range, nights daterange,
            constraint stays_room_fkey foreign key (room, period nights) references public.rooms);
        create table public.seats (id int primary key deferrable initially deferred, name text);
        insert into public.rooms values
            ('[1,2)', '[2026-01-01,2026-02-01)', 'old'), ('[1,2)', '[2026-02-01,2026-03-01)', 'new');
        insert into public.stays values (1, '[1,2)', '[2026-01-30,2026-02-02)');
        """

    private static func sdl(stay: String = "", room: String = "", mutation: String = "") -> String {
        """
        type Room @table(name: "public.rooms", key: ["number", "during"], scope: PUBLIC) {
          number: String!
          during: String!
          name: String
          \(room)
        }
        type Stay @table(name: "public.stays", scope: PUBLIC) { id: ID!  room: String  nights: String  \(stay) }
        type Seat @table(name: "public.seats", key: ["id"], scope: PUBLIC) { id: ID!  name: String }
        type Query { room: Room @find  rooms: [Room!]! @connection }
        type Mutation { createRoom: Room @insert  updateRoom: Room @update  \(mutation) }
        """
    }

    @Test func `rows are found, paged, made and changed by a key without overlaps`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl()) { database in
            try await database.expect(
                #"{ room(number: "[1,2)", during: "[2026-02-01,2026-03-01)") { name } }"#,
                answers: #"{"room":{"name":"new"}}"#)
            try await database.expect(
                "{ rooms(last: 1) { totalCount nodes { during } } }",
                answers: #"{"rooms":{"totalCount":2,"nodes":[{"during":"[2026-02-01,2026-03-01)"}]}}"#)
            try await database.expect(
                """
                mutation {
                  updateRoom(number: "[1,2)", during: "[2026-01-01,2026-02-01)", input: {name: "older"}) { room { name } }
                }
                """,
                answers: #"{"updateRoom":{"room":{"name":"older"}}}"#)
            let error = try await database.error(
                #"mutation { createRoom(input: {number: "[1,2)", during: "[2026-02-07,2026-04-01)"}) { affectedCount } }"#
            )
            #expect(error.code == "CONFLICT")
        }
    }

    @Test(arguments: [
        (
            sdl(stay: #"of: Room @relation(column: "room")"#),
            "Field 'Stay.of': the foreign key 'stays_room_fkey' has a PERIOD: the rows that it leads to cover the period "
                + "together, and none needs to be equal to it."
        ),
        (
            sdl(room: #"stays: [Stay!]! @relation(foreignColumn: "room")"#),
            "Field 'Room.stays': the foreign key 'stays_room_fkey' has a PERIOD"
        ),
        (
            sdl(mutation: #"upsertRoom: Room @upsert(key: ["number", "during"])"#),
            "Field 'Mutation.upsertRoom': no unique key of public.rooms holds just number, during."
        ),
        (
            sdl(mutation: #"upsertSeat: Seat @upsert(key: ["id"])"#),
            "Field 'Mutation.upsertSeat': no unique key of public.seats holds just id."
        ),
    ])
    func `what would go by equal periods, or by a key that is checked later, is refused`(
        sdl: String, message: String
    ) async throws {
        let error = await #expect(throws: MappingError.self) {
            try await ForeignDatabase.with(Self.script, sdl: sdl) { _ in }
        }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }
}
