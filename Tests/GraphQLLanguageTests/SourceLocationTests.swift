// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct SourceLocationTests {
    @Test(arguments: [
        ("", 0, 1, 1),
        ("abc", 2, 1, 3),
        ("abc", 3, 1, 4),
        ("a\nb", 2, 2, 1),
        ("a\rb", 2, 2, 1),
        ("a\r\nb", 3, 2, 1),
        ("a\n\r\n\rb", 5, 4, 1),
        ("é=b", 3, 1, 3),
        ("😀=b", 5, 1, 4),
        ("\u{FEFF}a", 3, 1, 2),
        // U+2028 ends no line in GraphQL.
        ("\u{2028}b", 3, 1, 2),
    ])
    func `lines end as the specification says and columns count UTF-16 units`(
        text: String, offset: Int32, line: Int, column: Int
    ) {
        #expect(Source(text).location(at: offset) == SourceLocation(line: line, column: column))
    }

    @Test func `an offset outside the text is taken as the nearest inside`() {
        #expect(Source("ab").location(at: -1) == SourceLocation(line: 1, column: 1))
        #expect(Source("ab").location(at: .max) == SourceLocation(line: 1, column: 3))
    }

    @Test func `a node that stands in no source has no location`() {
        #expect(Source("ab").locations(of: .none).isEmpty)
        #expect(Source("ab").locations(of: SourceRange(start: 1, end: 2)) == [SourceLocation(line: 1, column: 2)])
    }
}
