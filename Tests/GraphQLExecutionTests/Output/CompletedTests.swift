// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import Testing

@testable import GraphQLExecution

struct CompletedTests {
    @Test func `a failure stops at the nearest place that may be null`() {
        let types: [(TypeRef, Completed)] = [
            (.named("A"), .null), (.list(.nonNull(.named("A"))), .null), (.nonNull(.named("A")), .failed),
            (.nonNull(.list(.named("A"))), .failed),
        ]
        for (type, expected) in types {
            #expect(Completed.failed.absorbed(by: type) == expected)
            #expect(Completed.value.absorbed(by: type) == .value)
            #expect(Completed.null.absorbed(by: type) == .null)
        }
    }
}
