// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLSchema
import Testing

struct CompletedTests {
    @Test func `a failure stops at the nearest place that may be null`() {
        let types: [(TypeRef, Bool)] = [
            (.named("A"), false), (.list(.nonNull(.named("A"))), false), (.nonNull(.named("A")), true),
            (.nonNull(.list(.named("A"))), true),
        ]
        for (type, passes) in types {
            switch Completed<Int>.failed.absorbed(by: type) {
            case .failed: #expect(passes)
            case .null: #expect(!passes)
            case .value: Issue.record("a value out of nothing")
            }
            guard case .value(1) = Completed.value(1).absorbed(by: type) else {
                Issue.record("the value is lost")
                return
            }
        }
    }
}
