// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// An array of PostgreSQL may hold nulls, whatever its column is declared as: where the SDL promises each item, such a null
/// is an error as any other, and never a null in a list of `[T!]`.
@Suite struct PromisedItemTests {
    private static let script = """
        create type public.mood as enum ('good', 'bad', 'odd');
        create table public.groups (id int primary key);
        insert into public.groups values (1);
        create table public.things (
            id int primary key, group_id int not null references public.groups, texts text[], numbers float8[],
            moods public.mood[], days date[], whole text[] not null default '{a,"b,c"}');
        insert into public.things values
            (1, 1, '{a,"null",NULL}', '{1,NaN}', '{good,odd}', '{2026-01-01,infinity}'),
            (2, 1, '{"x,y"}', '{1.5}', '{bad}', '{2026-01-01}'), (3, 1, null, null, null, null);
        create function public.texts() returns text[] language sql stable as $$ select array['a', null] $$;
        """

    private static let sdl = """
        enum Mood { GOOD BAD }
        type Thing @table(name: "public.things", scope: PUBLIC) {
          id: ID!
          texts: [String!]
          promised: [String!]! @column(name: "whole")
          numbers: [Float!]
          moods: [Mood!]
          days: [Date!]
          open: [String] @column(name: "texts")
        }
        type Group @table(name: "public.groups", scope: PUBLIC) {
          id: ID!
          things: [Thing!]! @relation(foreignColumn: "group_id")
        }
        type Query {
          thing: Thing @find
          things: [Thing!]! @connection
          groups: [Group!]! @connection
          texts: [String!] @call(function: "public.texts")
          promised: [String!]! @call(function: "public.texts")
        }
        """

    @Test(arguments: [("texts", 2), ("numbers", 1), ("moods", 1), ("days", 1)])
    func `a null item takes its list with it`(field: String, index: Int) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let one = try await database.answer("{ thing(id: 1) { id \(field) } }")
            #expect(one["data"]?.text == #"{"thing":{"id":"1","\#(field)":null}}"#, "\(one.text)")
            let error = one["errors"]?.arrayValue?.first
            #expect(error?["path"]?.text == #"["thing","\#(field)",\#(index)]"#)
            #expect(error?["extensions"]?["code"]?.stringValue == "NOT_FOUND")

            let nested = try await database.answer("{ groups { nodes { things { \(field) } } } }")
            #expect(
                nested["errors"]?.arrayValue?.map { $0["path"]?.text }
                    == [#"["groups","nodes",0,"things",0,"\#(field)",\#(index)]"#], "\(nested.text)")
            let things = nested["data"]?["groups"]?["nodes"]?.arrayValue?.first?["things"]?.arrayValue
            #expect(things?.count == 3)
            #expect(things?.first?[field]?.isNull == true)
            #expect(things?.last?[field]?.isNull == true)
        }
    }

    @Test func `lists without a null are answered as they are, and open ones with their nulls`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            try await database.expect(
                "{ thing(id: 2) { texts promised numbers moods days } }",
                answers:
                    #"{"thing":{"texts":["x,y"],"promised":["a","b,c"],"numbers":[1.5],"moods":["BAD"],"days":["2026-01-01"]}}"#
            )
            try await database.expect(
                "{ thing(id: 1) { open } }",
                answers: #"{"thing":{"open":["a","null",null]}}"#)
        }
    }

    @Test func `so is what a function answers`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let texts = try await database.answer("{ texts }")
            #expect(texts["data"]?.text == #"{"texts":null}"#)
            #expect(texts["errors"]?.arrayValue?.first?["path"]?.text == #"["texts",1]"#, "\(texts.text)")
            let promised = try await database.answer("{ promised }")
            #expect(promised["data"]?.isNull == true, "\(promised.text)")
        }
    }
}
