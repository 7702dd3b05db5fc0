// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct ParserLimitsTests {
    @Test func `as many tokens as allowed are read, one more is refused where it stands`() throws {
        let limits = ParserLimits(maximumTokens: 5)
        _ = try Document.parse("{ a # comments, and commas,,, are none\n b c }", limits: limits)
        #expect(
            throws: GraphQLError(
                "Syntax Error: Document contains more than 5 tokens. Parsing aborted.",
                locations: [SourceLocation(line: 1, column: 11)], kind: .limitExceeded)
        ) {
            try Document.parse("{ a b c } {", limits: limits)
        }
    }

    @Test func `a request may have 15000 tokens and a schema any number`() throws {
        let text = "{" + String(repeating: " a", count: 14_998) + "}"
        _ = try Document.parse(text)
        #expect(throws: GraphQLError.self) { try Document.parse(text + "{a}") }
        _ = try Document.parse(text + text, limits: .schema)
    }

    /// One level of a construct, and how many levels of nesting it counts for.
    @Test(arguments: [("{a", "}", 1), ("{...", "}", 1), ("{a{b", "}}", 2), ("{...on T{a", "}}", 2)])
    func `selection sets nest as deep as allowed and no deeper`(open: String, close: String, levels: Int) throws {
        let limits = ParserLimits(maximumDepth: 20)
        func text(_ count: Int) -> String {
            String(repeating: open, count: count) + "{z}" + String(repeating: close, count: count)
        }
        let most = (20 - 1) / levels
        _ = try Document.parse(text(most), limits: limits)
        expectTooDeep(text(most + 1), limits: limits, levels: 20)
    }

    @Test(arguments: [("[", "]"), ("{a:", "}"), ("[{a:", "}]")])
    func `values nest as deep as allowed and no deeper`(open: String, close: String) throws {
        let limits = ParserLimits(maximumDepth: 20)
        let deepest = 20 / open.count { "[{".contains($0) }
        func value(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        _ = try Parser.parseValue(Source(value(deepest)), limits: limits)
        // Within an argument the selection set counts too: one counter for all constructs.
        expectTooDeep("{a(b:\(value(deepest)))}", limits: limits, levels: 20)
        expectTooDeep("type A { b(c: D = \(value(deepest + 1))): E }", limits: limits, levels: 20)
    }

    @Test func `list types nest as deep as allowed and no deeper`() throws {
        func type(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + "T" + String(repeating: "]!", count: depth)
        }
        _ = try Document.parse("query ($a: \(type(200))) {b}")
        _ = try Document.parse("type A { b: \(type(200)) }", limits: .schema)
        expectTooDeep("query ($a: \(type(201))) {b}", limits: .default, levels: 200)
        expectTooDeep("type A { b: \(type(201)) }", limits: .schema, levels: 200)
    }

    @Test func `a hostile depth costs no stack`() {
        expectTooDeep(String(repeating: "{a", count: 1_000_000), limits: .schema, levels: 200)
        expectTooDeep("{a(b:" + String(repeating: "[", count: 1_000_000), limits: .schema, levels: 200)
        expectTooDeep("{a(b:" + String(repeating: "{c:", count: 1_000_000), limits: .schema, levels: 200)
        expectTooDeep("query($a:" + String(repeating: "[", count: 1_000_000), limits: .schema, levels: 200)
    }

    @Test func `the limit on depth cannot be lifted beyond what a thread's stack holds`() throws {
        let limits = ParserLimits(maximumTokens: nil, maximumDepth: .max)
        #expect(limits.maximumDepth == 250)
        _ = try Document.parse(String(repeating: "{a", count: 250) + String(repeating: "}", count: 250), limits: limits)
    }

    private func expectTooDeep(
        _ text: String, limits: ParserLimits, levels: Int, at sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        do {
            _ = try Document.parse(text, limits: limits)
            Issue.record("parsed without an error", sourceLocation: sourceLocation)
        } catch {
            #expect(
                error.message == "Syntax Error: Document nests deeper than \(levels) levels. Parsing aborted.",
                sourceLocation: sourceLocation)
            #expect(error.kind == .limitExceeded, sourceLocation: sourceLocation)
            #expect(error.locations.count == 1, sourceLocation: sourceLocation)
        }
    }
}
