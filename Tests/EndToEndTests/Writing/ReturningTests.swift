// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// The new state of written rows: by RETURNING where nothing runs after the write, else read again. Answers are the same.
@Suite struct ReturningTests {
    /// Marks names of customers in the way that a trigger of this kind can.
    private static func marking(_ timing: String) -> String {
        timing.hasPrefix("before")
            ? """
            create function shop.mark() returns trigger language plpgsql as $$
            begin new.name := new.name || '!'; return new; end $$;
            create trigger mark \(timing) on shop.customers for each row execute function shop.mark();
            """
            : """
            create function shop.mark() returns trigger language plpgsql as $$
            begin
                if new.name not like '%!' then
                    update shop.customers set name = new.name || '!' where tenant = new.tenant and id = new.id;
                end if;
                return null;
            end $$;
            create trigger mark \(timing) on shop.customers for each row execute function shop.mark();
            """
    }

    @Test(arguments: [
        "before insert or update", "after insert or update", "after insert or update of name",
        "after insert or update of tags",
    ])
    func `what a trigger makes of a row is answered`(timing: String) async throws {
        let mark = timing.hasSuffix("of tags") ? "" : "!"
        try await ShopBench.with(further: Self.marking(timing)) { shop in
            let update = try await shop.answer(
                "mutation { updateCustomer(id: 1, input: {name: \"Ada L\"}) { affectedCount customer { __typename id name version } } }"
            )
            #expect(
                update.text
                    == #"{"data":{"updateCustomer":{"affectedCount":1,"customer":{"__typename":"Customer","id":"1","name":"Ada L\#(mark)","version":2}}}}"#
            )
            let many = try await shop.answer(
                """
                mutation { updateCustomers(where: {team: {eq: "red"}}, input: {name: "Red"}, atMost: 5) {
                  affectedCount nodes { name } } }
                """)
            #expect(
                many.text
                    == #"{"data":{"updateCustomers":{"affectedCount":2,"nodes":[{"name":"Red\#(mark)"},{"name":"Red\#(mark)"}]}}}"#
            )
            let insert = try await shop.answer(
                """
                mutation { createCustomers(input: [{email: "c@a.test", name: "C"}, {email: "d@a.test", name: "D", tags: ["t"]}]) {
                  affectedCount nodes { email name tags } } }
                """)
            let upsert = { @Sendable (email: String, name: String) async throws -> JSON in
                try await shop.answer(
                    """
                    mutation { upsertCustomer(input: {email: "\(email)", name: "\(name)"}) {
                      affectedCount customer { name version } } }
                    """)
            }
            let made = try await upsert("new@a.test", "New")
            #expect(
                made.text
                    == #"{"data":{"upsertCustomer":{"affectedCount":1,"customer":{"name":"New!","version":1}}}}"#)
            let changed = try await upsert("ada@a.test", "Ada")
            #expect(
                changed.text
                    == #"{"data":{"upsertCustomer":{"affectedCount":1,"customer":{"name":"Ada\#(mark)","version":4}}}}"#
            )
            #expect(
                insert.text
                    == #"{"data":{"createCustomers":{"affectedCount":2,"nodes":[{"email":"c@a.test","name":"C!","tags":null},{"email":"d@a.test","name":"D!","tags":["t"]}]}}}"#
            )
        }
    }

    @Test func `rows that a trigger keeps from being made are not answered`() async throws {
        let keeping = """
            create function shop.keep_out() returns trigger language plpgsql as $$
            begin return case when new.name = 'out' then null else new end; end $$;
            create trigger keep_out before insert or update on shop.customers for each row execute function shop.keep_out();
            """
        try await ShopBench.with(further: keeping) { shop in
            let some = try await shop.answer(
                """
                mutation { createCustomers(input: [{email: "c@a.test", name: "out"}, {email: "d@a.test", name: "in"}]) {
                  affectedCount nodes { name } } }
                """)
            #expect(some.text == #"{"data":{"createCustomers":{"affectedCount":1,"nodes":[{"name":"in"}]}}}"#)
            let none = try await shop.answer(
                """
                mutation { createCustomers(input: [{email: "c@a.test", name: "out"}]) { affectedCount nodes { name } } }
                """)
            #expect(none.text == #"{"data":{"createCustomers":{"affectedCount":0,"nodes":[]}}}"#)
            let update = try await shop.answer(
                "mutation { updateCustomer(id: 1, input: {name: \"out\"}) { affectedCount customer { name } } }")
            #expect(ShopBench.errors(of: update) == ["NOT_FOUND updateCustomer"])
            let nobody = try await shop.answer(
                """
                mutation { updateCustomers(where: {team: {eq: "blue"}}, input: {name: "x"}, atMost: 5) {
                  affectedCount nodes { name } } }
                """)
            #expect(nobody.text == #"{"data":{"updateCustomers":{"affectedCount":0,"nodes":[]}}}"#)
        }
    }

    @Test func `a column is answered under several names, in several payload fields, and beside a second write`()
        async throws
    {
        try await ShopBench.with { shop in
            let answer = try await shop.answer(
                """
                mutation {
                  first: updateCustomer(id: 1, input: {name: "one"}) { customer { a: name b: name } again: customer { version tags } }
                  second: updateCustomer(id: 1, input: {name: "two"}) { __typename customer { name version } }
                }
                """)
            #expect(
                answer.text
                    == #"{"data":{"first":{"customer":{"a":"one","b":"one"},"again":{"version":2,"tags":null}},"second":{"__typename":"CustomerPayload","customer":{"name":"two","version":3}}}}"#
            )
        }
    }

    @Test func `a version that is another refuses, and one that is the same is answered`() async throws {
        try await ShopBench.with { shop in
            let update = { @Sendable (version: Int) async throws -> JSON in
                try await shop.answer(
                    "mutation { updateCustomer(id: 1, ifVersion: \(version), input: {name: \"v\"}) { customer { version } } }"
                )
            }
            let refused = try await update(7)
            #expect(ShopBench.errors(of: refused) == ["CONFLICT updateCustomer ifVersion"])
            let answer = try await update(1)
            #expect(answer.text == #"{"data":{"updateCustomer":{"customer":{"version":2}}}}"#)
        }
    }

    @Test func `a relation of a written row is read`() async throws {
        try await ShopBench.with { shop in
            let answer = try await shop.answer(
                "mutation { updateCustomer(id: 1, input: {name: \"deep\"}) { customer { name orders { nodes { title customer { name } } } } } }"
            )
            #expect(
                answer.text
                    == #"{"data":{"updateCustomer":{"customer":{"name":"deep","orders":{"nodes":[{"title":"first","customer":{"name":"deep"}}]}}}}}"#
            )
        }
    }
}
