// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

struct SchemaCommandTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.file("plain.graphql", "type Query { at: Int @deprecated }")
        try workspace.file(
            "mapped.graphql",
            """
            type Thing @table(name: "app.things") { id: ID! made: DateTime! }
            type Query { thing: Thing @find  things: [Thing!]! @connection }
            """)
    }

    @Test func `a plain schema is printed as it is`() async throws {
        let run = try await workspace.run("schema", "print", "--schema", "plain.graphql")
        #expect(run.status == 0)
        #expect(run.output == "type Query {\n  at: Int @deprecated\n}\n")
    }

    @Test func `mapping directives are expanded`() async throws {
        let run = try await workspace.run("schema", "print", "--schema", "mapped.graphql")
        #expect(run.status == 0)
        #expect(run.output.contains("  thing(id: ID!): Thing\n"))
        #expect(run.output.contains("type ThingConnection {\n"))
        #expect(run.output.contains("scalar DateTime @specifiedBy"))
        #expect(!run.output.contains("@table"))
    }

    @Test func `what is printed is a plain schema with the same introspection`() async throws {
        let printed = try await workspace.run("schema", "print", "--schema", "mapped.graphql")
        try workspace.file("printed.graphql", printed.output)
        let first = try await workspace.run("schema", "introspect", "--schema", "mapped.graphql")
        let second = try await workspace.run("schema", "introspect", "--schema", "printed.graphql")
        #expect(first.status == 0)
        #expect(first.output == second.output)
    }

    @Test func `introspection is a response with data`() async throws {
        let run = try await workspace.run("schema", "introspect", "--schema", "plain.graphql")
        let json = try JSON.parse(run.output)
        #expect(json.members?.map(\.name) == ["data"])
        #expect(json["data"]?["__schema"]?["queryType"]?["name"] == .string("Query"))
    }

    @Test func `a schema of any size is introspected`() async throws {
        // More than a million values: 17 for each field.
        let fields = (0..<60_000).map { "f\($0): [Query!]!" }.joined(separator: "\n")
        try workspace.file("large.graphql", "type Query {\n\(fields)\n}")
        let run = try await workspace.run("schema", "introspect", "--schema", "large.graphql")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("\"f59999\""))
    }

    @Test func `an unknown directive is answered with the one of ours that may be meant`() async throws {
        let sdl = "type Query { a: Int @colunm(name: \"b\") b: Int @x }"
        let run = try await workspace.run("schema", "print", "--schema", "-", input: sdl)
        #expect(run.status == 1)
        #expect(
            run.error == """
                Error: The schema is not valid.

                standard input:1:21: Unknown directive "@colunm".
                    hint: Did you mean @column?
                    1 | \(sdl)
                      |                     ^
                standard input:1:47: Unknown directive "@x".
                    1 | \(sdl)
                      |                                               ^

                """)
    }

    @Test func `a faulty schema is not printed`() async throws {
        let run = try await workspace.run("schema", "print", "--schema", "-", input: "type Query { a: B }")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(
            run.error == """
                Error: The schema is not valid.

                standard input:1:17: Unknown type "B".
                    1 | type Query { a: B }
                      |                 ^

                """)
    }
}
