// SPDX-License-Identifier: Apache-2.0

import Testing

/// Functions of one name.
@Suite struct OverloadedFunctionTests {
    private static let script = """
        create type public.price as (value numeric, currency text);
        create function public.rounded(value public.price) returns numeric language sql immutable
            return round((value).value);
        create function public.rounded(value numeric, factor numeric default 2, places int default 0) returns numeric
            language sql immutable return round(value * factor, places);
        """
    private static let sdl = """
        type Query {
          rounded(value: Decimal!, factor: Decimal, places: Int): Decimal @call(function: "public.rounded")
        }
        """

    @Test(arguments: [
        (#"rounded(value: "1.5", factor: "1.5", places: 1)"#, #"{"rounded":"2.3"}"#),
        (#"rounded(value: "1.6")"#, #"{"rounded":"3"}"#),
    ])
    func `one that lacks an argument is not meant, though the argument may be left out`(
        field: String, answer: String
    ) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            try await database.expect("{ \(field) }", answers: answer)
        }
    }
}
