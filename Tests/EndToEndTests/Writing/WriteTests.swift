// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// What each field that writes does to rows, and what it answers.
@Suite struct WriteTests {
    @Test func `a row is made, with what the database and the policy fill in`() async throws {
        try await ShopBench.with { shop in
            let answer = try await shop.answer(
                """
                mutation ($email: String!) {
                  createCustomer(input: {email: $email, name: "Cleo", tags: ["a", "b"], details: {size: [1, null]}}) {
                    affectedCount customer { id email name team tags details version orders { totalCount } }
                  }
                }
                """, variables: .object([JSONMember(name: "email", value: .string("cleo@a.test"))]))
            #expect(
                answer.text
                    == #"{"data":{"createCustomer":{"affectedCount":1,"customer":{"id":"5","email":"cleo@a.test","name":"Cleo","team":null,"tags":["a","b"],"details":{"size":[1,null]},"version":1,"orders":{"totalCount":0}}}}}"#
            )
            #expect(try await shop.value("select tenant::text from shop.customers where id = 5") == ShopBench.a)
        }
    }

    @Test func `rows are made in the order of the input, each with what it gives`() async throws {
        try await ShopBench.with { shop in
            let answer = try await shop.answer(
                """
                mutation {
                  createCustomers(input: [{email: "z@a.test", team: "blue"}, {email: "y@a.test"}, {email: "x@a.test", name: "X"}]) {
                    affectedCount nodes { email name team } __typename
                  }
                }
                """)
            #expect(
                answer.text
                    == #"{"data":{"createCustomers":{"affectedCount":3,"nodes":[{"email":"z@a.test","name":null,"team":"blue"},{"email":"y@a.test","name":null,"team":null},{"email":"x@a.test","name":"X","team":null}],"__typename":"CustomerListPayload"}}}"#
            )
        }
    }

    @Test func `children of two levels are made with their parents, and belong to the right ones`() async throws {
        try await ShopBench.with { shop in
            let answer = try await shop.answer(
                """
                mutation {
                  createCustomers(input: [
                    {email: "one@a.test", orders: [
                      {title: "1a", lines: [{sku: "p", quantity: 1}, {sku: "q", quantity: 2}]}, {state: SENT}]},
                    {email: "two@a.test"},
                    {email: "three@a.test", orders: [{title: "3a", lines: [{sku: "p", quantity: 3}]}]}
                  ]) {
                    nodes { email orders(orderBy: [{title: ASC}]) { nodes { title state lines(orderBy: [{sku: ASC}]) { sku quantity } } } }
                  }
                }
                """)
            #expect(
                answer.text
                    == #"{"data":{"createCustomers":{"nodes":[{"email":"one@a.test","orders":{"nodes":[{"title":"1a","state":"OPEN","lines":[{"sku":"p","quantity":1},{"sku":"q","quantity":2}]},{"title":"untitled","state":"SENT","lines":[]}]}},{"email":"two@a.test","orders":{"nodes":[]}},{"email":"three@a.test","orders":{"nodes":[{"title":"3a","state":"OPEN","lines":[{"sku":"p","quantity":3}]}]}}]}}}"#
            )
        }
    }

    @Test func `a role that may not read a table can insert into it`() async throws {
        try await ShopBench.with { shop in
            let blind = try await shop.answer(
                #"mutation { createNote(input: {code: "n1", text: "t"}) { affectedCount __typename } }"#)
            #expect(blind.text == #"{"data":{"createNote":{"affectedCount":1,"__typename":"NotePayload"}}}"#)
            let many = try await shop.answer(
                #"mutation { createNotes(input: [{code: "n2"}, {code: "n3"}]) { affectedCount } }"#)
            #expect(many.text == #"{"data":{"createNotes":{"affectedCount":2}}}"#)
            let reading = try await shop.answer(
                #"mutation { createNote(input: {code: "n4"}) { note { code } } }"#)
            #expect(ShopBench.errors(of: reading) == ["GRAPHQL_VALIDATION_FAILED"])
            #expect(try await shop.value("select string_agg(code, ',' order by code) from shop.notes") == "n1,n2,n3")
        }
    }

    @Test func `an update keeps what is absent, nulls what is null, and counts the version`() async throws {
        try await ShopBench.with { shop in
            let answer = try await shop.answer(
                """
                mutation {
                  updateCustomer(id: 1, input: {name: "Ada L.", team: null}, ifVersion: 1) {
                    affectedCount customer { email name team version }
                  }
                }
                """)
            #expect(
                answer.text
                    == #"{"data":{"updateCustomer":{"affectedCount":1,"customer":{"email":"ada@a.test","name":"Ada L.","team":null,"version":2}}}}"#
            )
            let stale = try await shop.answer(
                #"mutation { updateCustomer(id: 1, input: {name: "late"}, ifVersion: 1) { customer { name } } }"#)
            #expect(stale["data"]?.isNull == true)
            #expect(ShopBench.errors(of: stale) == ["CONFLICT updateCustomer ifVersion"])
            #expect(try await shop.value("select name from shop.customers where id = 1") == "Ada L.")
        }
    }

    @Test func `an update by filter writes all that fit, or none`() async throws {
        try await ShopBench.with { shop in
            let before = try await shop.everything()
            let refused = try await shop.answer(
                """
                mutation { updateCustomers(where: {team: {eq: "red"}}, input: {team: "blue"}, atMost: 1) { affectedCount } }
                """)
            #expect(ShopBench.errors(of: refused) == ["LIMIT_EXCEEDED updateCustomers atMost"])
            #expect(try await shop.everything() == before)
            let answer = try await shop.answer(
                """
                mutation ($n: Int!) { updateCustomers(where: {team: {eq: "red"}}, input: {team: "blue"}, atMost: $n) {
                  affectedCount nodes { id team version } } }
                """, variables: .object([JSONMember(name: "n", value: JSON(2))]))
            #expect(answer["data"]?["updateCustomers"]?["affectedCount"]?.integerValue == 2)
            let nodes = answer["data"]?["updateCustomers"]?["nodes"]?.arrayValue ?? []
            #expect(
                nodes.map(\.text).sorted() == [
                    #"{"id":"1","team":"blue","version":2}"#, #"{"id":"2","team":"blue","version":2}"#,
                ])
            let none = try await shop.answer(
                """
                mutation { updateCustomers(where: {team: {eq: "red"}}, input: {team: "blue"}, atMost: 9) { affectedCount nodes { id } } }
                """)
            #expect(none.text == #"{"data":{"updateCustomers":{"affectedCount":0,"nodes":[]}}}"#)
            // Another tenant's row of the same team is as it was.
            #expect(try await shop.value("select team from shop.customers where id = 4") == "red")
        }
    }

    /// Many see more than they may write: the limit must not be used up by rows that others own.
    @Test func `a write by filter of rows of which only some may be written is done whole, or refused`() async throws {
        let further = """
            insert into shop.customers (tenant, email, name, team)
                select '\(ShopBench.a)', 'o' || n || '@a.test', 'Other', 'blue' from generate_series(1, 20) n;
            insert into shop.customers (tenant, email, name, team) values ('\(ShopBench.a)', 'mine@a.test', 'Mine', 'blue');
            create policy own_changes on shop.customers as restrictive for update using (name <> 'Other');
            create policy own_deletions on shop.customers as restrictive for delete using (name <> 'Other');
            """
        try await ShopBench.with(further: further) { shop in
            let before = try await shop.everything()
            for operation in [
                #"updateCustomers(where: {team: {eq: "blue"}}, input: {team: "green"}, atMost: 5)"#,
                #"deleteCustomers(where: {team: {eq: "blue"}}, atMost: 5)"#,
            ] {
                for selection in ["{ affectedCount }", "{ nodes { id } }"] {
                    let answer = try await shop.answer("mutation { write: \(operation) \(selection) }")
                    #expect(ShopBench.errors(of: answer) == ["LIMIT_EXCEEDED write atMost"])
                }
            }
            #expect(try await shop.everything() == before)
            let whole = try await shop.answer(
                #"mutation { deleteCustomers(where: {team: {eq: "blue"}}, atMost: 21) { affectedCount nodes { name } } }"#
            )
            #expect(whole.text == #"{"data":{"deleteCustomers":{"affectedCount":1,"nodes":[{"name":"Mine"}]}}}"#)
        }
    }

    @Test func `a deleted row is answered as it was, with what hung on it`() async throws {
        try await ShopBench.with { shop in
            let answer = try await shop.answer(
                """
                mutation { deleteOrder(id: "\(ShopBench.order)") {
                  affectedCount order { title customer { name } lines(orderBy: [{sku: ASC}]) { sku } } } }
                """)
            #expect(
                answer.text
                    == #"{"data":{"deleteOrder":{"affectedCount":1,"order":{"title":"first","customer":{"name":"Ada"},"lines":[{"sku":"x"},{"sku":"y"}]}}}}"#
            )
            #expect(try await shop.value("select count(*)::text from shop.lines") == "0")
            let gone = try await shop.answer(
                #"mutation { deleteOrder(id: "\#(ShopBench.order)") { affectedCount } }"#)
            #expect(ShopBench.errors(of: gone) == ["NOT_FOUND deleteOrder"])
            let many = try await shop.answer(
                """
                mutation { deleteCustomers(where: {id: {in: [1, 2, 3, 4]}}, atMost: 2) { affectedCount nodes { name } } }
                """)
            #expect(
                many.text
                    == #"{"data":{"deleteCustomers":{"affectedCount":2,"nodes":[{"name":"Ada"},{"name":"Bob"}]}}}"#)
            let none = try await shop.answer(
                "mutation { deleteCustomers(where: {id: {eq: 1}}, atMost: 2) { affectedCount nodes { name } } }")
            #expect(none.text == #"{"data":{"deleteCustomers":{"affectedCount":0,"nodes":[]}}}"#)
        }
    }

    @Test func `an upsert makes a row, then changes it`() async throws {
        try await ShopBench.with { shop in
            func upsert(_ input: String) async throws -> String {
                return try await shop.answer(
                    "mutation { upsertCustomer(input: {\(input)}) { affectedCount customer { name team version } } }"
                ).text
            }
            let made = try await upsert(#"email: "new@a.test", name: "N", team: "blue""#)
            #expect(
                made
                    == #"{"data":{"upsertCustomer":{"affectedCount":1,"customer":{"name":"N","team":"blue","version":1}}}}"#
            )
            let changed = try await upsert(#"email: "new@a.test", name: "M""#)
            #expect(
                changed
                    == #"{"data":{"upsertCustomer":{"affectedCount":1,"customer":{"name":"M","team":"blue","version":2}}}}"#
            )
            // Nothing to change: the row that is there is answered.
            let same = try await upsert(#"email: "new@a.test""#)
            #expect(
                same
                    == #"{"data":{"upsertCustomer":{"affectedCount":0,"customer":{"name":"M","team":"blue","version":2}}}}"#
            )
            let bare = try await upsert(#"email: "bare@a.test""#)
            #expect(
                bare
                    == #"{"data":{"upsertCustomer":{"affectedCount":1,"customer":{"name":null,"team":null,"version":1}}}}"#
            )
            // Another tenant has a customer of this address, and keeps it.
            let own = try await upsert(#"email: "eve@b.test", name: "Mine""#)
            #expect(
                own
                    == #"{"data":{"upsertCustomer":{"affectedCount":1,"customer":{"name":"Mine","team":null,"version":1}}}}"#
            )
            #expect(try await shop.value("select name from shop.customers where id = 4") == "Eve")
        }
    }

    @Test func `the fields of one operation run in order and see each other's writes`() async throws {
        try await ShopBench.with { shop in
            let answer = try await shop.answer(
                """
                mutation {
                  first: updateCustomer(id: 2, input: {name: "one"}) { customer { name version } }
                  second: updateCustomer(id: 2, input: {team: "green"}, ifVersion: 2) { customer { name team version } }
                  third: createOrder(input: {customerId: 2, title: "t"}) { order { title customer { name orders { totalCount } } } }
                  __typename
                  fourth: deleteCustomers(where: {name: {eq: "nobody"}}, atMost: 0) { affectedCount }
                }
                """)
            #expect(
                answer.text
                    == #"{"data":{"first":{"customer":{"name":"one","version":2}},"second":{"customer":{"name":"one","team":"green","version":3}},"third":{"order":{"title":"t","customer":{"name":"one","orders":{"totalCount":1}}}},"__typename":"Mutation","fourth":{"affectedCount":0}}}"#
            )
        }
    }
}
