// SPDX-License-Identifier: Apache-2.0

import Mapping
import Testing

/// Functions of which only a call says what they take or answer cannot be fields.
@Suite struct UndecidedTypeTests {
    private static let script = """
        create function public.same(value anyelement) returns anyelement language sql immutable as $$ select value $$;
        create function public.pair() returns record language sql immutable as $$ select 1, 'x'::text $$;
        create function public.pairs() returns setof record language sql immutable as $$ select 1, 'x'::text $$;
        create function public.width(value int4multirange) returns int language sql immutable
            as $$ select upper(value) - lower(value) $$;
        """

    @Test(arguments: [
        (
            #"same(value: String): String @call(function: "public.same")"#,
            [
                "Argument 'value' of 'Query.same': parameter 'value' of public.same is of type anyelement",
                "hint: Name a function in @call whose parameters have types of their own.",
                "public.same answers anyelement, whose form only a call can tell.",
            ]
        ),
        (
            #"pair: String @call(function: "public.pair")"#,
            [
                "public.pair answers record, whose form only a call can tell.",
                "hint: Name its columns with RETURNS TABLE, OUT parameters or a composite type.",
            ]
        ),
        (#"pairs: [String!]! @call(function: "public.pairs")"#, ["public.pairs answers record, whose form"]),
    ])
    func `what has no type until it is called is refused`(field: String, messages: [String]) async throws {
        let error = await #expect(throws: MappingError.self) {
            try await ForeignDatabase.with(Self.script, sdl: "type Query { \(field) }") { _ in }
        }
        let text = error.map(\.description) ?? ""
        for message in messages { #expect(text.contains(message), "\(text)") }
    }

    @Test func `a multirange is a type as any other`() async throws {
        let sdl = #"type Query { width(value: String!): Int @call(function: "public.width") }"#
        try await ForeignDatabase.with(Self.script, sdl: sdl) { database in
            try await database.expect(
                #"{ width(value: "{[1,3),[7,9)}") }"#,
                answers: #"{"width":8}"#)
        }
    }
}
