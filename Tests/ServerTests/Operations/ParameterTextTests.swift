// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import Planning
import Testing

@testable import Server

struct ParameterTextTests {
    /// A scalar of the application's own may stand for a column of JSON, and takes whatever is given.
    @Test func `numbers that take far more to write out than to give are not sent as JSON`() {
        func text(_ number: String) -> String? {
            ParameterText.text(
                of: .object([InputField(name: "a", value: .list([.number(number)]))]), as: .json)
        }
        #expect(text("1e308") == #"{"a":[1e308]}"#)
        #expect(text("1e131071") == nil)
        #expect(text("-1e-16383") == nil)
    }
}
