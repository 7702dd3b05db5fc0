// SPDX-License-Identifier: Apache-2.0

import Foundation
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Synchronization
import Testing

/// Documents made to cost much: each must come to an end, with a verdict, on the small stack of a worker thread.
@Suite struct HostileDocumentTests {
    private static let tooCostly =
        "Fields with the same response name overlap in too many ways to be checked."

    private final class Outcome: Sendable {
        let errors = Mutex<Result<[GraphQLError], any Error>?>(nil)
    }

    /// The stack of a small worker thread; frames that are not optimized take several times the room.
    #if DEBUG
        private static let stackSize = 4 * 1024 * 1024
    #else
        private static let stackSize = 512 * 1024
    #endif

    /// Parses and validates on a thread with a small stack.
    private func messages(_ document: String) throws -> [String] {
        let outcome = Outcome()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            let result = Result { try validate(document) }
            outcome.errors.withLock { $0 = result }
            done.signal()
        }
        thread.stackSize = Self.stackSize
        thread.start()
        done.wait()
        return try #require(outcome.errors.withLock { $0 }).get().map(\.message)
    }

    private func repeated(_ count: Int, _ part: (Int) -> String) -> String {
        (0..<count).map(part).joined(separator: " ")
    }

    @Test func `ten thousand fields that are the same`() throws {
        #expect(try messages("{ \(repeated(10_000) { _ in "__typename" }) }") == [])
        #expect(try messages("{ \(repeated(10_000) { _ in "person { id }" }) }") == [])
    }

    @Test func `ten thousand aliases`() throws {
        #expect(try messages("{ \(repeated(10_000) { "a\($0): __typename" }) }") == [])
    }

    @Test func `ten thousand fields that exclude each other`() throws {
        let fields = repeated(5_000) { _ in
            "... on Person { n: name(upper: true) } ... on Coach { n: name(upper: false) }"
        }
        #expect(try messages("{ named { \(fields) } }") == [])
    }

    @Test func `one field in conflict with thousands`() throws {
        let found = try messages("{ person { \(repeated(3_000) { _ in "name" }) name: email } }")
        #expect(
            found.first?.hasPrefix(#"Fields "name" conflict because "name" and "email" are different fields."#) == true)
    }

    @Test func `fields that all differ inside are refused once comparing them costs too much`() throws {
        #expect(try messages("{ \(repeated(3_000) { "person { a\($0): id }" }) }") == [Self.tooCostly])
    }

    @Test func `the budget for comparing is an option`() throws {
        let document = "{ \(repeated(100) { "person { a\($0): id }" }) }"
        #expect(try validate(document) == [])
        #expect(
            try validate(document, options: ValidationOptions(maximumOverlapSteps: 1_000)).map(\.message)
                == [Self.tooCostly])
    }

    @Test func `fragments that double at each level`() throws {
        let fragments = repeated(60) {
            "fragment F\($0) on Person { partner { ...F\($0 + 1) } a: partner { ...F\($0 + 1) } }"
        }
        #expect(try messages("{ person { ...F0 ...F0 } } \(fragments) fragment F60 on Person { id }") == [])
    }

    @Test func `fragments that meet in ever other combinations`() throws {
        let fragments = repeated(900) { number in
            let (level, place) = (number / 30, number % 30)
            let next = [7 * place + 1, 5 * place + 3, 3 * place + 2].map { "...F\((level + 1) * 30 + $0 % 30)" }
            return "fragment F\(number) on Person { partner { \(next[0]) \(next[1]) } a: partner { \(next[2]) } }"
        }
        let last = repeated(30) { "fragment F\(900 + $0) on Person { id }" }
        let roots = repeated(30) { "...F\($0)" }
        let found = try messages("{ person { \(roots) } } \(fragments) \(last)")
        #expect(found.allSatisfy { $0.hasSuffix("is never used.") || $0 == Self.tooCostly })
    }

    @Test func `a chain of a thousand fragments`() throws {
        let chain = repeated(1_000) { "fragment F\($0) on Person { id ...F\($0 + 1) }" }
        #expect(try messages("{ person { id ...F0 } } \(chain) fragment F1000 on Person { id }") == [])
        #expect(
            try messages("{ person { id ...F0 } } \(chain) fragment F1000 on Person { ...F0 }").map { $0.prefix(48) }
                == [#"Cannot spread fragment "F0" within itself via "F"#])
    }

    @Test func `two chains that nest fields meet too deep to be compared`() throws {
        let chains = repeated(500) {
            "fragment F\($0) on Person { partner { ...F\($0 + 1) } } "
                + "fragment G\($0) on Person { partner { ...G\($0 + 1) } }"
        }
        let found = try messages(
            "{ person { ...F0 ...G0 } } \(chains) fragment F500 on Person { id } fragment G500 on Person { id }")
        #expect(found == [Self.tooCostly])
    }

    @Test func `fields that nest as deep as the parser allows`() throws {
        let depth = 190
        let nested = String(repeating: "partner { id ", count: depth) + String(repeating: "}", count: depth)
        #expect(try messages("{ person { \(nested) } }") == [])
        let doubled = String(repeating: "partner { id } partner { ", count: depth) + "id"
        #expect(try messages("{ person { \(doubled) \(String(repeating: "}", count: depth)) } }") == [])
    }

    @Test func `values that nest as deep as the parser allows`() throws {
        let depth = 190
        let list = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(try messages("{ scalars(date: \(list)) b: scalars(date: \(list)) }") == [])
        let object = String(repeating: "{all: ", count: depth) + "1" + String(repeating: "}", count: depth)
        #expect(try messages("{ search(where: \(object)) { __typename } }").count == 101)
    }

    @Test func `all fragments spread by all others`() throws {
        let spreads = repeated(60) { "...F\($0)" }
        let fragments = repeated(60) { "fragment F\($0) on Person { id \(spreads) }" }
        let found = try messages("{ person { ...F0 } } \(fragments)")
        #expect(found.count == 101)
        #expect(found.first == #"Cannot spread fragment "F0" within itself."#)
    }

    @Test func `thousands of directives, arguments, variables and operations`() throws {
        #expect(try messages("{ __typename \(repeated(5_000) { _ in "@unknown" }) }").count == 101)
        #expect(try messages("{ __typename \(repeated(5_000) { _ in "@skip(if: true)" }) }").count == 101)
        #expect(try messages("{ scalars(\(repeated(5_000) { _ in "int: 1" })) }").count == 1)
        #expect(try messages("query A(\(repeated(5_000) { "$v\($0): Int" })) { __typename }").count == 101)
        #expect(try messages(repeated(2_000) { "query A\($0) { __typename }" }) == [])
    }

    @Test func `hundreds of operations share a fragment that uses their variable thousands of times`() throws {
        let operations = repeated(600) { "query q\($0)($v: Int) { ...F }" }
        func document(_ position: String) -> String {
            "\(operations) fragment F on Query { scalars(ints: [\(repeated(3_000) { _ in "$v" })], \(position)) }"
        }
        #expect(try messages(document("int: $v")) == [])
        let found = try messages(document("id: $v"))
        #expect(found.count == 101)
        #expect(found.first == #"Variable "$v" of type "Int" used in position expecting type "ID"."#)
    }

    /// A task has the stack that the system gives to threads, 8 MiB on Linux, and tests are not optimized.
    @Test func `a task can take documents as deep as the default limit allows`() async throws {
        let depth = ParserLimits.default.maximumDepth
        func nested(_ open: String, _ inner: String, _ close: String, _ count: Int) -> String {
            String(repeating: open, count: count) + inner + String(repeating: close, count: count)
        }
        let texts = [
            nested("{ partner ", "{ id }", "}", depth - 1), nested("{ ... on Person", "{ id }", "}", depth - 1),
            "{ scalars(date: \(nested("[", "1", "]", depth - 1))) }",
            "{ search(where: \(nested("{all: ", "{}", "}", depth - 2))) { __typename } }",
        ]
        for text in texts {
            let printed = try await Task.detached {
                let document = try Document.parse(text)
                _ = try validate(text)
                return Printer.print(try Document.parse(Printer.print(document))) == Printer.print(document)
            }.value
            #expect(printed, "\(text.prefix(60))")
        }
    }

    @Test func `introspection through every path of many fragments`() throws {
        let fragments = repeated(60) {
            "fragment F\($0) on __Type { ofType { ...F\($0 + 1) } a: ofType { ...F\($0 + 1) } }"
        }
        #expect(
            try messages("{ __type(name: \"A\") { ...F0 } } \(fragments) fragment F60 on __Type { name }") == [])
    }
}
