// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

/// A text, and the one error that parsing it must give.
struct SyntaxFault: CustomTestStringConvertible, Sendable {
    var text: String
    var message: String
    var line: Int
    var column: Int

    init(_ text: String, _ line: Int, _ column: Int, _ message: String) {
        self.text = text
        self.message = "Syntax Error: " + message
        self.line = line
        self.column = column
    }

    var testDescription: String { text.debugDescription }

    /// Expects exactly this error of a production.
    func expect<Node>(
        from production: (Source) throws(GraphQLError) -> Node,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        do {
            _ = try production(Source(text))
            Issue.record("parsed without an error", sourceLocation: sourceLocation)
        } catch {
            #expect(error.message == message, sourceLocation: sourceLocation)
            #expect(
                error.locations == [GraphQLLanguage.SourceLocation(line: line, column: column)],
                sourceLocation: sourceLocation)
            #expect(error.kind == .syntax, sourceLocation: sourceLocation)
            #expect(error.path == nil, sourceLocation: sourceLocation)
        }
    }
}
