// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON
import Mapping
import Testing

/// Children that are made, changed and deleted with the row that they belong to.
@Suite struct ChildChangesTests {
    /// An order of Bob's with a line, numbered 3, and one of the other tenant.
    private static let others = """
        insert into shop.orders (tenant, id, customer_id, title) values
            ('\(ShopBench.a)', '00000002-0000-4000-8000-000000000000', 2, 'of Bob'),
            ('\(ShopBench.a)', '00000003-0000-4000-8000-000000000000', 1, 'second of Ada');
        insert into shop.orders (tenant, id, customer_id, title) values ('\(ShopBench.b)', '00000004-0000-4000-8000-000000000000', 4, 'of Eve');
        insert into shop.lines (tenant, order_id, sku, quantity) values ('\(ShopBench.a)', '00000002-0000-4000-8000-000000000000', 'x', 1);
        """
    private static let ofBob = "00000002-0000-4000-8000-000000000000"

    private static let answer = """
        { affectedCount customer { name version orders(orderBy: [{title: ASC}]) { nodes {
          title state lines(orderBy: [{sku: ASC}]) { sku quantity } } } } }
        """

    @Test func `children of two levels are deleted, changed and made with their parent`() async throws {
        try await ShopBench.with { shop in
            let result = try await shop.answer(
                """
                mutation { updateCustomer(id: 1, ifVersion: 1, input: {name: "Ada L.", orders: {
                    create: [{title: "new", lines: [{sku: "n", quantity: 1}]}]
                    update: [{id: "\(ShopBench.order)", title: "changed", state: SENT, lines: {
                      create: [{sku: "x", quantity: 3}], update: [{id: 2, quantity: 7}], delete: [1]}}]
                }}) \(Self.answer) }
                """)
            #expect(
                result.text
                    == #"{"data":{"updateCustomer":{"affectedCount":1,"customer":{"name":"Ada L.","version":2,"orders":{"nodes":[{"title":"changed","state":"SENT","lines":[{"sku":"x","quantity":3},{"sku":"y","quantity":7}]},{"title":"new","state":"OPEN","lines":[{"sku":"n","quantity":1}]}]}}}}}"#
            )
        }
    }

    @Test func `one document serves lists of any length`() async throws {
        try await ShopBench.with(further: Self.others) { shop in
            let document = """
                mutation ($changes: OrderChangesWithoutCustomerInput, $ids: [ID!]) {
                  updateCustomer(id: 1, input: {orders: $changes}) { affectedCount }
                  again: updateCustomer(id: 1, input: {orders: {delete: $ids}}) { customer { version orders { totalCount } } }
                }
                """
            func variables(_ changes: String, _ ids: String) throws -> JSON {
                try JSON.parse(Array(#"{"changes": \#(changes), "ids": \#(ids)}"#.utf8))
            }
            let made = try await shop.answer(
                document, variables: try variables(#"{"create": [{"title": "a"}, {"title": "b"}, {}]}"#, "[]"))
            #expect(
                made["data"]?["again"]?.text == #"{"customer":{"version":3,"orders":{"totalCount":5}}}"#,
                "\(made.text)")
            let deleted = try await shop.answer(
                document,
                variables: try variables(
                    #"{"update": [{"id": "\#(ShopBench.order)", "dueOn": "2026-05-01"}]}"#,
                    #"["\#(ShopBench.order)", "00000003-0000-4000-8000-000000000000"]"#))
            #expect(
                deleted["data"]?["again"]?.text == #"{"customer":{"version":5,"orders":{"totalCount":3}}}"#,
                "\(deleted.text)")
            // Lines went with their order, as the foreign key has it.
            #expect(try await shop.value("select count(*)::text from shop.lines") == "1")
        }
    }

    @Test func `rows of others, hidden rows and absent ones are not there, and all is taken back`() async throws {
        let cases: [(orders: String, input: String)] = [
            ("update: [{id: \"\(Self.ofBob)\", title: \"mine\"}]", "input.orders.update.0"),
            ("delete: [\"\(ShopBench.order)\", \"\(Self.ofBob)\"]", "input.orders.delete"),
            ("delete: [\"00000004-0000-4000-8000-000000000000\"]", "input.orders.delete"),
            ("update: [{id: \"00000004-0000-4000-8000-000000000000\", title: \"mine\"}]", "input.orders.update.0"),
            ("update: [{id: \"00000009-0000-4000-8000-000000000000\", title: \"none\"}]", "input.orders.update.0"),
            // A line of Bob's order, by an order of Ada's.
            (
                "update: [{id: \"\(ShopBench.order)\", lines: {update: [{id: 1, quantity: 5}, {id: 3, quantity: 5}]}}]",
                "input.orders.update.0.lines.update.1"
            ),
            ("update: [{id: \"\(ShopBench.order)\", lines: {delete: [3]}}]", "input.orders.update.0.lines.delete"),
            // And by Bob's order, which is none of Ada's.
            (
                "update: [{id: \"\(Self.ofBob)\", lines: {create: [{sku: \"z\", quantity: 1}]}}]",
                "input.orders.update.0"
            ),
        ]
        try await ShopBench.with(further: Self.others) { shop in
            let before = try await shop.everything()
            for (orders, input) in cases {
                let answer = try await shop.answer(
                    """
                    mutation {
                      createNote(input: {code: "first"}) { affectedCount }
                      last: updateCustomer(id: 1, input: {name: "x", orders: {create: [{title: "n"}] \(orders)}}) { affectedCount }
                    }
                    """)
                #expect(ShopBench.errors(of: answer) == ["NOT_FOUND last \(input)"], "\(orders): \(answer.text)")
                #expect(try await shop.everything() == before, "\(orders)")
            }
            // Nor is anything made below a row that is not there.
            for id in [3, 4, 99] {
                let answer = try await shop.answer(
                    "mutation { updateCustomer(id: \(id), input: {orders: {create: [{title: \"n\"}]}}) { affectedCount } }"
                )
                #expect(ShopBench.errors(of: answer) == ["NOT_FOUND updateCustomer"], "\(answer.text)")
            }
            #expect(try await shop.everything() == before)
        }
    }

    @Test func `what breaks a rule names the field of the child`() async throws {
        try await ShopBench.with(further: Self.others) { shop in
            let before = try await shop.everything()
            let lines =
                "update: [{id: \"\(ShopBench.order)\", lines: {update: [{id: 1, quantity: 2}, {id: 2, sku: \"x\"}]}}]"
            let answer = try await shop.answer(
                "mutation { updateCustomer(id: 1, input: {orders: {\(lines)}}) { affectedCount } }")
            #expect(
                ShopBench.errors(of: answer) == [
                    "CONFLICT updateCustomer UNIQUE input.orders.update.0.lines.update.1.sku"
                ], "\(answer.text)")
            #expect(try await shop.everything() == before)
        }
    }

    @Test func `input that cannot be planned is refused before anything is sent`() async throws {
        let cases: [(field: String, error: String)] = [
            (
                "updateCustomers(where: {id: {eq: 1}}, input: {name: \"x\", orders: {create: [{}]}}, atMost: 1) { affectedCount }",
                "BAD_USER_INPUT input.orders"
            ),
            (
                "updateCustomer(id: 1, input: {orders: {update: [{id: \"\(ShopBench.order)\"}]}}) { affectedCount }",
                "BAD_USER_INPUT input.orders.update.0"
            ),
            ("updateCustomer(id: 1, input: {orders: null}) { affectedCount }", "BAD_USER_INPUT input"),
            (
                "updateCustomer(id: 1, input: {orders: {update: [{id: \"\(ShopBench.order)\", title: null}]}}) { affectedCount }",
                "BAD_USER_INPUT input.orders.update.0.title"
            ),
        ]
        try await ShopBench.with { shop in
            let before = try await shop.everything()
            for (field, error) in cases {
                let answer = try await shop.answer("mutation { \(field) }")
                #expect(ShopBench.errors(of: answer) == [error], "\(field): \(answer.text)")
            }
            #expect(try await shop.everything() == before)
        }
    }

    @Test func `a role may do to children what its grants let it do to their rows`() async throws {
        let revoke = """
            do $$ begin execute format('revoke delete, update on shop.lines from %I', current_database() || '_clerk'); end $$;
            """
        try await ShopBench.with(further: revoke) { shop in
            func lines(_ changes: String) async throws -> JSON {
                try await shop.answer(
                    "mutation { updateOrder(id: \"\(ShopBench.order)\", input: {lines: {\(changes)}}) { affectedCount } }"
                )
            }
            let made = try await lines(#"create: [{sku: "z", quantity: 1}]"#)
            #expect(made["errors"] == nil, "\(made.text)")
            for changes in ["delete: [1]", "update: [{id: 1, quantity: 2}]"] {
                let refused = try await lines(changes)
                #expect(ShopBench.errors(of: refused) == ["GRAPHQL_VALIDATION_FAILED"], "\(refused.text)")
            }
        }
    }

    @Test func `changes have the names of the contract, also where keys have several fields`() throws {
        let sdl = """
            type Room @table(name: "app.rooms") { id: ID! name: String! beds: [Bed!]! @relation(foreignColumn: "room_id") }
            type Bed @table(name: "app.beds", key: ["roomId", "number", "side"]) {
              number: Int! side: String! note: String version: Int! @version
              room: Room @relation(column: "room_id", required: true)
            }
            type Query { room: Room @find }
            type Mutation { updateRoom: Room @update createBed: Bed @insert updateBed: Bed @update deleteBed: Bed @delete }
            """
        let printed = try ExpandedSchema([try Parser.parse(Source(sdl))]).schema
        for (type, fields) in [
            ("RoomUpdateInput", ["name: String", "beds: BedChangesWithoutRoomInput"]),
            (
                "BedChangesWithoutRoomInput",
                [
                    "create: [BedCreateWithoutRoomInput!]", "update: [BedUpdateWithoutRoomInput!]",
                    "delete: [BedKeyWithoutRoomInput!]",
                ]
            ),
            ("BedKeyWithoutRoomInput", ["number: Int!", "side: String!"]),
            ("BedUpdateWithoutRoomInput", ["number: Int!", "side: String!", "note: String", "ifVersion: Int"]),
        ] {
            guard let found = printed.type(named: type), case .inputObject(let input) = found else {
                Issue.record("there is no \(type)")
                continue
            }
            #expect(input.fields.map { "\($0.name): \($0.type)" } == fields)
        }
    }
}
