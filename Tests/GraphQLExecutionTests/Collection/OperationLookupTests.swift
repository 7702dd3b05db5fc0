// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Testing

struct OperationLookupTests {
    @Test(
        arguments: [
            ("{ a }", nil, nil), ("query A { a }", nil, "A"), ("query A { a } mutation B { b }", "B", "B"),
            ("fragment F on T { a } query A { a }", nil, "A"),
        ] as [(String, String?, String?)])
    func `the operation is found`(text: String, name: String?, found: String?) throws {
        #expect(try Document.parse(text).operation(named: name).name?.value == found)
    }

    @Test(
        arguments: [
            ("query A { a } query B { b }", nil, "Must provide operation name if query contains multiple operations."),
            ("query A { a }", "B", "Unknown operation named \"B\"."),
            ("fragment F on T { a }", nil, "Must provide an operation."),
            ("{ a }", "", "Unknown operation named \"\"."),
        ] as [(String, String?, String)])
    func `a request that means no operation is told`(text: String, name: String?, message: String) throws {
        #expect(throws: GraphQLError(message)) { try Document.parse(text).operation(named: name) }
    }
}
