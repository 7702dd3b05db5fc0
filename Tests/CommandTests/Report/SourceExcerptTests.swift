// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

@testable import palisade

struct SourceExcerptTests {
    private func excerpt(_ text: String, _ line: Int, _ column: Int) -> String {
        SourceExcerpt.text(of: Source(text), at: SourceLocation(line: line, column: column))
    }

    @Test func `the caret stands under the column`() {
        #expect(excerpt("ab\ncde", 2, 3) == "    2 | cde\n      |   ^")
    }

    @Test func `the gutter is as wide as the number`() {
        let text = String(repeating: "\n", count: 99) + "x"
        #expect(excerpt(text, 100, 1) == "    100 | x\n        | ^")
    }

    @Test func `tabs before the column stay tabs`() {
        #expect(excerpt("\ta b", 1, 4) == "    1 | \ta b\n      | \t  ^")
    }

    @Test func `columns count UTF-16 units, the caret characters`() {
        #expect(excerpt("\"😀\" x", 1, 6) == "    1 | \"😀\" x\n      |     ^")
    }

    @Test(arguments: ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc"])
    func `lines end as the language has it`(text: String) {
        #expect(excerpt(text, 2, 1) == "    2 | b\n      | ^")
    }

    @Test func `the end of a file has a line of its own`() {
        #expect(excerpt("{\n", 2, 1) == "    2 | \n      | ^")
        #expect(excerpt("{", 9, 9) == "    9 | \n      | ^")
    }

    @Test func `control characters do not reach the terminal`() {
        #expect(excerpt("a\u{1B}[2Jb", 1, 1) == "    1 | a\u{FFFD}[2Jb\n      | ^")
    }

    @Test func `a long line is shown around the column`() {
        let line = String(repeating: "a", count: 300) + "X" + String(repeating: "b", count: 300)
        let lines = excerpt(line, 1, 301).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].count == lines[0].prefix(8).count + 102)
        let caret = lines[1].firstIndex(of: "^").map { lines[1].distance(from: lines[1].startIndex, to: $0) }
        let mark = lines[0].firstIndex(of: "X").map { lines[0].distance(from: lines[0].startIndex, to: $0) }
        #expect(caret != nil && caret == mark)
    }
}
