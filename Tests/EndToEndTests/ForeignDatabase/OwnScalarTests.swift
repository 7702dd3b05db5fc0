// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// Scalars of the author's own over columns that are no JSON: what is written is what is answered.
@Suite struct OwnScalarTests {
    private static let script = """
        create domain public.mail as varchar(40) check (value ~ '@');
        create table public.cards (
            id int generated always as identity primary key, mail public.mail unique, period daterange, price numeric,
            notes text[], extra jsonb, "when" timestamp);
        """

    private static let sdl = """
        scalar Mail
        scalar Period
        scalar Amount
        scalar Anything
        type Card @table(name: "public.cards") {
          id: ID!
          mail: Mail
          period: Period
          price: Amount
          notes: [Mail]
          extra: Anything
          when: Anything
        }
        type Query {
          cardByMail(mail: Mail!): Card @find
        }
        type Mutation { createCard: Card @insert  updateCard: Card @update  putCard: Card @upsert(key: ["mail"]) }
        """

    @Test(arguments: [
        (#"mail: "a\"b@c""#, #""mail":"a\"b@c""#),
        (#"period: "[2026-01-01,2026-02-01)""#, #""period":"[2026-01-01,2026-02-01)""#),
        ("price: 12.50", #""price":12.50"#),
        (#"price: "12.50""#, #""price":12.50"#),
        (#"notes: ["a,b", "\"q\"", null, ""]"#, #""notes":["a,b","\"q\"",null,""]"#),
        (#"extra: "text""#, #""extra":"text""#),
        (#"extra: {a: [1, "x", null]}"#, #""extra":{"a":[1,"x",null]}"#),
        (#"when: "2026-03-29 02:30:00""#, #""when":"2026-03-29T02:30:00""#),
    ])
    func `a value is written as it is`(input: String, answer: String) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let field = String(input.prefix { $0 != ":" })
            try await database.expect(
                "mutation { createCard(input: {\(input)}) { card { \(field) } } }",
                answers: #"{"createCard":{"card":{\#(answer)}}}"#)
        }
    }

    @Test func `keys and variables as well`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            try await database.expect(
                #"mutation { putCard(input: {mail: "a@b"}) { card { id } } }"#,
                answers: #"{"putCard":{"card":{"id":"1"}}}"#)
            try await database.expect(
                #"mutation { putCard(input: {mail: "a@b", price: 1}) { card { id price } } }"#,
                answers: #"{"putCard":{"card":{"id":"1","price":1}}}"#)
            let found = try await database.text(
                "query ($mail: Mail!) { cardByMail(mail: $mail) { id } }",
                variables: .object([JSONMember(name: "mail", value: .string("a@b"))]))
            #expect(found == #"{"cardByMail":{"id":"1"}}"#)
        }
    }

    @Test func `what is no single value is refused where the column is no JSON`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            for input in ["mail: {a: 1}", "period: [1]", "price: 1e5000"] {
                let error = try await database.error("mutation { createCard(input: {\(input)}) { affectedCount } }")
                #expect(error.code == "BAD_USER_INPUT")
                #expect(error.hint == "Write a text, a number with an exponent from -400 to 400, true or false.")
            }
        }
    }
}
