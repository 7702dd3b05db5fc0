// SPDX-License-Identifier: Apache-2.0

import Testing

/// Functions that take any number of last arguments.
@Suite struct VariadicFunctionTests {
    private static let script = """
        create function public.longest(shortest int default 0, variadic words text[] default '{none}') returns text
            language sql immutable
            as $$ select string_agg(word, ' ') from unnest(words) as word where length(word) >= shortest $$;
        create function public.total(variadic numbers int[]) returns bigint language sql immutable
            as $$ select sum(number) from unnest(numbers) as number $$;
        """
    private static let sdl = """
        type Query {
          longest(words: [String!]! = [], shortest: Int! = 0): String @call(function: "public.longest")
          total(numbers: [Int!]): BigInt @call(function: "public.total")
        }
        """

    @Test(arguments: [
        (#"longest(words: ["a", "bc"])"#, #"{"longest":"a bc"}"#),
        (#"longest(words: ["a", "bc"], shortest: 2)"#, #"{"longest":"bc"}"#),
        ("longest(shortest: 2)", #"{"longest":null}"#),
        ("longest", #"{"longest":null}"#),
        ("total(numbers: [1, 2])", #"{"total":"3"}"#),
        ("total(numbers: [])", #"{"total":null}"#),
        ("total", #"{"total":null}"#),
    ])
    func `the last parameter takes the list, wherever the argument stands`(field: String, answer: String) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            try await database.expect("{ \(field) }", answers: answer)
        }
    }
}
