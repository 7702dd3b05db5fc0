// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Testing

struct SchemaFaultTests {
    @Test func `a fault becomes an error of a response`() {
        let fault = SchemaFault(
            message: "wrong",
            places: [
                SchemaPlace(sourceName: "a", location: GraphQLLanguage.SourceLocation(line: 1, column: 2)),
                SchemaPlace(sourceName: "b", location: GraphQLLanguage.SourceLocation(line: 3, column: 4)),
            ], rule: "SomeRule")
        #expect(fault.error.message == "wrong")
        #expect(fault.error.locations.map(\.line) == [1, 3])
        #expect(fault.error.locations.map(\.column) == [2, 4])
        #expect(fault.error.rule == "SomeRule")
        #expect(fault.description == "wrong\n  a:1:2\n  b:3:4")
    }
}
