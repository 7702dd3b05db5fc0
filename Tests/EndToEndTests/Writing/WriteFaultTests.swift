// SPDX-License-Identifier: Apache-2.0

import JSON
import Planning
import Testing

/// What is refused leaves no trace, and says what is wrong with which field.
@Suite struct WriteFaultTests {
    /// Root fields that fail, and what is told of them.
    private static let faults: [(field: String, error: String, message: String)] = [
        (
            #"createCustomer(input: {email: "ada@a.test"}) { affectedCount }"#, "CONFLICT last UNIQUE input.email",
            "A row with the same value of 'email' is there already."
        ),
        (
            #"createCustomer(input: {email: "n@a.test", name: ""}) { customer { id } }"#,
            "BAD_USER_INPUT last CHECK input.name", "The value of 'name' breaks a rule of the data."
        ),
        (
            #"createOrder(input: {customerId: 99}) { affectedCount }"#, "CONFLICT last FOREIGN_KEY input.customerId",
            "'customerId' refers to a row that is not there, or that this role may not see."
        ),
        // Another tenant's customer is told apart in nothing.
        (
            #"createOrder(input: {customerId: 4}) { affectedCount }"#, "CONFLICT last FOREIGN_KEY input.customerId",
            "'customerId' refers to a row that is not there, or that this role may not see."
        ),
        (
            "createLine(input: {orderId: \"\(ShopBench.order)\", sku: \"x\", quantity: 1}) { affectedCount }",
            "CONFLICT last UNIQUE input.orderId", "A row with the same value of 'orderId', 'sku' is there already."
        ),
        (
            #"createCustomers(input: [{email: "n@a.test"}, {email: "n@a.test"}]) { nodes { id } }"#,
            "CONFLICT last UNIQUE input", "A row with the same value of 'email' is there already."
        ),
        (
            #"createCustomer(input: {email: "n@a.test", orders: [{lines: [{sku: "x", quantity: 0}]}]}) { affectedCount }"#,
            "BAD_USER_INPUT last CHECK input.orders.0.lines.0.quantity",
            "The value of 'quantity' breaks a rule of the data."
        ),
        (
            #"updateCustomer(id: 2, input: {email: "ada@a.test"}) { affectedCount }"#,
            "CONFLICT last UNIQUE input.email", "A row with the same value of 'email' is there already."
        ),
        (
            #"updateCustomer(id: 99, input: {name: "x"}) { affectedCount }"#, "NOT_FOUND last",
            "There is no such row, or this role may not write it."
        ),
        (
            #"updateCustomer(id: 4, input: {name: "x"}) { customer { id } }"#, "NOT_FOUND last",
            "There is no such row, or this role may not write it."
        ),
        (
            #"updateCustomer(id: 3, input: {name: "x"}, ifVersion: 1) { customer { id } }"#, "NOT_FOUND last",
            "There is no such row, or this role may not write it."
        ),
        (
            #"updateCustomer(id: 2, input: {name: "x"}, ifVersion: 7) { customer { id } }"#,
            "CONFLICT last ifVersion", "The row has been changed since it was read."
        ),
        (
            "deleteCustomer(id: 2, ifVersion: 5) { affectedCount }", "CONFLICT last ifVersion",
            "The row has been changed since it was read."
        ),
        (
            "deleteCustomer(id: 4) { customer { name } }", "NOT_FOUND last",
            "There is no such row, or this role may not write it."
        ),
        (
            "deleteCustomers(where: {team: {eq: \"red\"}}, atMost: 1) { nodes { id } }", "LIMIT_EXCEEDED last atMost",
            "More rows fit than 'atMost' allows; none was written."
        ),
        (
            "deleteCustomer(id: 1) { affectedCount }", "CONFLICT last FOREIGN_KEY",
            "Other rows still refer to a row that was to go, or to its old key."
        ),
    ]

    @Test func `when the last field fails, nothing of the operation is there`() async throws {
        try await ShopBench.with { shop in
            let before = try await shop.everything()
            for fault in Self.faults {
                let answer = try await shop.answer(
                    """
                    mutation {
                      createCustomer(input: {email: "first@a.test", orders: [{lines: [{sku: "s", quantity: 1}]}]}) { affectedCount }
                      updateCustomers(where: {team: {eq: "red"}}, input: {details: {touched: true}}, atMost: 5) { affectedCount }
                      last: \(fault.field)
                    }
                    """)
                #expect(answer["data"]?.isNull == true, "\(fault.field)")
                #expect(ShopBench.errors(of: answer) == [fault.error], "\(fault.field): \(answer.text)")
                #expect(
                    answer["errors"]?.arrayValue?.first?["message"]?.stringValue == fault.message, "\(fault.field)")
                #expect(try await shop.everything() == before, "\(fault.field)")
            }
        }
    }

    @Test func `input that cannot be planned is refused before anything is sent`() async throws {
        let cases: [(field: String, error: String)] = [
            ("updateCustomer(id: 1, input: {}) { affectedCount }", "BAD_USER_INPUT input"),
            ("updateCustomer(id: 1, input: {email: null}) { affectedCount }", "BAD_USER_INPUT input.email"),
            (
                "updateCustomer(id: 1, input: {name: \"x\"}, ifVersion: null) { affectedCount }",
                "BAD_USER_INPUT ifVersion"
            ),
            ("updateCustomers(where: {}, input: {name: \"x\"}, atMost: 1) { affectedCount }", "BAD_USER_INPUT where"),
            (
                "updateCustomers(where: {and: []}, input: {name: \"x\"}, atMost: 1) { affectedCount }",
                "BAD_USER_INPUT where"
            ),
            ("deleteCustomers(where: {name: {}}, atMost: 1) { affectedCount }", "BAD_USER_INPUT where"),
            ("deleteCustomers(where: {id: {eq: 1}}, atMost: -1) { affectedCount }", "BAD_USER_INPUT atMost"),
            ("createCustomers(input: []) { affectedCount }", "BAD_USER_INPUT input"),
            ("createOrder(input: {customerId: 1, title: null}) { affectedCount }", "BAD_USER_INPUT input.title"),
            (
                #"createLine(input: {orderId: "no uuid", sku: "x", quantity: 1}) { affectedCount }"#,
                "BAD_USER_INPUT input.orderId"
            ),
        ]
        try await ShopBench.with { shop in
            let before = try await shop.everything()
            for (field, error) in cases {
                let answer = try await shop.answer("mutation { \(field) }")
                #expect(ShopBench.errors(of: answer) == [error], "\(field): \(answer.text)")
                #expect(answer["data"] == nil, "\(field)")
            }
            #expect(try await shop.everything() == before)
        }
    }

    @Test func `an error names the variable that the value came from`() async throws {
        try await ShopBench.with { shop in
            let input = JSON.object([JSONMember(name: "email", value: .string("ada@a.test"))])
            let whole = try await shop.answer(
                "mutation ($new: CustomerCreateInput!) { createCustomer(input: $new) { affectedCount } }",
                variables: .object([JSONMember(name: "new", value: input)]))
            #expect(ShopBench.errors(of: whole) == ["CONFLICT createCustomer UNIQUE new.email"])
            let part = try await shop.answer(
                "mutation ($mail: String!) { createCustomer(input: {email: $mail}) { affectedCount } }",
                variables: .object([JSONMember(name: "mail", value: .string("ada@a.test"))]))
            #expect(ShopBench.errors(of: part) == ["CONFLICT createCustomer UNIQUE mail"])
            // One plan serves other values, and another tenant, to whom the address is new.
            let other = try await shop.answer(
                "mutation ($mail: String!) { createCustomer(input: {email: $mail}) { affectedCount } }",
                variables: .object([JSONMember(name: "mail", value: .string("ada@a.test"))]), tenant: ShopBench.b)
            #expect(other.text == #"{"data":{"createCustomer":{"affectedCount":1}}}"#)
        }
    }

    @Test func `an error in what is answered does not undo the write, and says so`() async throws {
        try await ShopBench.with { shop in
            // The list of the answer is longer than it may be.
            let lines = (0..<101).map { "{sku: \"\($0)\", quantity: 1}" }.joined(separator: ", ")
            let answer = try await shop.answer(
                """
                mutation { createOrder(input: {customerId: 1, lines: [\(lines)]}) { affectedCount order { lines { sku } } } }
                """)
            #expect(answer["data"]?.isNull == true)
            #expect(
                ShopBench.errors(of: answer) == ["LIMIT_EXCEEDED createOrder.order.lines committed true"],
                "\(answer.text)")
            #expect(try await shop.value("select count(*)::text from shop.lines") == "103")
        }
    }

    @Test func `more rows than an operation may write are refused`() async throws {
        try await ShopBench.with(settings: PlanningSettings(maximumInputRows: 3)) { shop in
            let rows = (0..<4).map { "{email: \"\($0)@a.test\"}" }.joined(separator: ", ")
            let many = try await shop.answer("mutation { createCustomers(input: [\(rows)]) { affectedCount } }")
            #expect(ShopBench.errors(of: many) == ["LIMIT_EXCEEDED"])
            let nested = try await shop.answer(
                #"mutation { createCustomer(input: {email: "n@a.test", orders: [{}, {}, {}]}) { affectedCount } }"#)
            #expect(ShopBench.errors(of: nested) == ["LIMIT_EXCEEDED"])
            let fitting = try await shop.answer(
                #"mutation { createCustomer(input: {email: "n@a.test", orders: [{}, {}]}) { affectedCount } }"#)
            #expect(fitting.text == #"{"data":{"createCustomer":{"affectedCount":1}}}"#)
        }
    }

    @Test func `of writers at the same time who saw the same version, one wins`() async throws {
        try await ShopBench.with { shop in
            let answers = try await withThrowingTaskGroup(of: JSON.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await shop.answer(
                            "mutation { updateCustomer(id: 1, input: {name: \"w\(number)\"}, ifVersion: 1) { affectedCount } }"
                        )
                    }
                }
                return try await group.reduce(into: [JSON]()) { $0.append($1) }
            }
            #expect(answers.count { $0["errors"] == nil } == 1)
            let refused = answers.filter { $0["errors"] != nil }.map(ShopBench.errors)
            #expect(refused == Array(repeating: ["CONFLICT updateCustomer ifVersion"], count: 7))
            #expect(try await shop.value("select version::text from shop.customers where id = 1") == "2")
        }
    }
}
