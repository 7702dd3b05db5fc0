// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Testing

/// SDL that is made to cost more than its size: recursion as deep as these would exhaust the stack, and the work of
/// all pairs would not end while anyone waits.
struct HostileSchemaTests {
    private let query = "type Query { q: Int }\n"

    @Test func `a cycle of many input objects is found without recursion`() {
        let count = 20_000
        let types = (0..<count).map { "input I\($0) { f: I\(($0 + 1) % count)! }" }
        let faults = foundFaults(in: query + types.joined(separator: "\n"))
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("Cannot reference Input Object \"I0\" within itself") == true)
        // A path of which a message shows the beginning.
        #expect(faults.first?.contains("f.f.…\"") == true)
    }

    @Test func `a chain of many default values is followed without recursion`() {
        let count = 20_000
        let types = (0..<count).map { "input I\($0) { f: I\(($0 + 1) % count) = {} }" }
        let faults = foundFaults(in: query + types.joined(separator: "\n"))
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("Invalid circular reference.") == true)
    }

    @Test func `a chain of many directives is followed without recursion`() {
        let count = 20_000
        let directives = (0..<count).map { index in
            let applied = index + 1 < count ? " @d\(index + 1)" : ""
            return "directive @d\(index)(a: Int\(applied)) on ARGUMENT_DEFINITION"
        }
        #expect(foundFaults(in: query + directives.joined(separator: "\n")) == [])
    }

    @Test func `defaults that double at each step are not completed without end`() throws {
        let types = (0..<60).map { "input I\($0) { a: I\($0 + 1) = {} b: I\($0 + 1) = {} }" } + ["input I60 { c: Int }"]
        let schema = try schema("type Query { q(i: I0 = {}): Int }\n" + types.joined(separator: "\n"))
        let argument = try #require(schema.field(named: "q", on: "Query")?.argument(named: "i"))
        let value = try #require(schema.canonicalDefault(of: argument))
        #expect(Printer.print(value) == "{}")
    }

    @Test func `the number of faults is limited`() {
        let fields = (0..<5_000).map { "f\($0): Unknown" }
        let faults = foundFaults(in: "type Query { \(fields.joined(separator: "\n")) }")
        #expect(faults.count == 1_001)
        #expect(faults.last == "Too many schema errors: only the first 1000 are shown. []")
    }

    @Test func `an interface that is implemented many times is reported in bounds`() {
        let names = Array(repeating: "I", count: 5_000).joined(separator: " & ")
        let faults = foundFaults(in: "interface I { a: Int }\ntype Query implements \(names) { a: Int }")
        #expect(faults.count == 1_001)
        #expect(faults.first?.split(separator: ",").count == 100)
    }

    @Test func `many uses of a directive with many arguments cost no more than their size`() {
        let arguments = (0..<5_000).map { "a\($0): Int" }.joined(separator: " ")
        let fields = (0..<5_000).map { "f\($0): Int @d(a4999: 1)" }.joined(separator: "\n")
        let sdl = "directive @d(\(arguments)) on FIELD_DEFINITION\ntype Query {\n\(fields)\n}"
        #expect(foundFaults(in: sdl) == [])
    }

    @Test func `a name that is very long is not compared with others`() {
        let long = String(repeating: "a", count: 100_000)
        #expect(
            foundFaults(in: "type Query { q: \(long)b }\nscalar \(long)c") == ["Unknown type \"\(long)b\". [1:17]"])
    }
}
