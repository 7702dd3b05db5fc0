// SPDX-License-Identifier: Apache-2.0

import Testing

struct ValidateCommandTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.file("schema.graphql", "type Query {\n  hero: Hero\n}\n\ntype Hero {\n  name: String\n}\n")
    }

    @Test func `valid files are said to be valid`() async throws {
        try workspace.file("one.graphql", "{ hero { name } }")
        try workspace.file("two.graphql", "query Two { hero { name } }")
        let run = try await workspace.run("validate", "--schema", "schema.graphql", "one.graphql", "two.graphql")
        #expect(run.status == 0)
        #expect(run.output == "2 files: valid.\n")
        #expect(run.error.isEmpty)
    }

    @Test func `a fault is shown with its line and a caret`() async throws {
        try workspace.file("hero.graphql", "{\n  hero {\n    nme\n  }\n}\n")
        let run = try await workspace.run("validate", "--schema", "schema.graphql", "hero.graphql")
        #expect(run.status == 1)
        #expect(
            run.output == """
                hero.graphql:3:5: Cannot query field "nme" on type "Hero". Did you mean "name"?
                    3 |     nme
                      |     ^

                1 fault.

                """)
    }

    @Test func `every place of a fault is shown`() async throws {
        try workspace.file("twice.graphql", "query A { hero { name } }\nquery A { hero { name } }\n")
        let run = try await workspace.run("validate", "--schema", "schema.graphql", "twice.graphql")
        #expect(run.status == 1)
        #expect(
            run.output == """
                twice.graphql:1:7: There can be only one operation named "A".
                    1 | query A { hero { name } }
                      |       ^
                twice.graphql:2:7: and here
                    2 | query A { hero { name } }
                      |       ^

                1 fault.

                """)
    }

    @Test func `JSON holds message, locations and file of each fault`() async throws {
        try workspace.file("hero.graphql", "{ hero { nme } }")
        let run = try await workspace.run(
            "validate", "--schema", "schema.graphql", "--format", "json", "hero.graphql")
        #expect(run.status == 1)
        #expect(
            run.output == """
                [
                  {
                    "message": "Cannot query field \\"nme\\" on type \\"Hero\\". Did you mean \\"name\\"?",
                    "locations": [
                      {
                        "line": 1,
                        "column": 10
                      }
                    ],
                    "file": "hero.graphql"
                  }
                ]

                """)
    }

    @Test func `JSON of valid files is an empty array`() async throws {
        try workspace.file("hero.graphql", "{ hero { name } }")
        let run = try await workspace.run(
            "validate", "--schema", "schema.graphql", "--format", "json", "hero.graphql")
        #expect(run.status == 0)
        #expect(run.output == "[]\n")
    }

    @Test func `operations come from the standard input`() async throws {
        let run = try await workspace.run("validate", "--schema", "schema.graphql", "-", input: "{ villain }")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("standard input:1:3: Cannot query field \"villain\" on type \"Query\".\n"))
    }

    @Test func `folders are read through, in the order of their paths`() async throws {
        try workspace.file("operations/b.gql", "{ b }")
        try workspace.file("operations/a/z.graphql", "{ z }")
        try workspace.file("operations/notes.txt", "not GraphQL")
        try workspace.file("operations/.hidden.graphql", "{ hidden }")
        let run = try await workspace.run("validate", "--schema", "schema.graphql", "operations")
        #expect(run.status == 1)
        let places = run.output.split(separator: "\n").filter { $0.hasPrefix("operations/") }.map { $0.prefix(26) }
        #expect(places == ["operations/a/z.graphql:1:3", "operations/b.gql:1:3: Cann"])
    }

    @Test func `a schema may be several files and is reported with its own places`() async throws {
        try workspace.file("parts/a.graphql", "type Query { a: Missing }")
        try workspace.file("parts/b.graphql", "type Other { b: Int }\ntype Other { c: Int }")
        try workspace.file("q.graphql", "{ a }")
        let run = try await workspace.run("validate", "--schema", "parts", "q.graphql")
        #expect(run.status == 1)
        #expect(run.output.contains("parts/a.graphql:1:17: Unknown type \"Missing\".\n"))
        #expect(run.output.contains("parts/b.graphql:1:6: There can be only one type named \"Other\".\n"))
        #expect(run.output.contains("parts/b.graphql:2:6: and here\n"))
    }

    @Test func `syntax errors of all schema files are reported together`() async throws {
        try workspace.file("parts/a.graphql", "type Query {")
        try workspace.file("parts/b.graphql", "tipe Other { b: Int }")
        try workspace.file("q.graphql", "{ a }")
        let run = try await workspace.run("validate", "--schema", "parts", "q.graphql")
        #expect(run.status == 1)
        #expect(run.output.contains("parts/a.graphql:1:13: Syntax Error: Expected Name, found <EOF>.\n"))
        #expect(run.output.contains("parts/b.graphql:1:1: Syntax Error: Unexpected Name \"tipe\".\n"))
    }

    @Test func `mapping directives are understood where they are used`() async throws {
        try workspace.file(
            "mapped.graphql",
            """
            type Thing @table(name: "app.things") { id: ID! made: DateTime! }
            type Query { things: [Thing!]! @connection }
            """)
        try workspace.file("q.graphql", "{ things(first: 1) { nodes { id made } } }")
        let run = try await workspace.run("validate", "--schema", "mapped.graphql", "q.graphql")
        #expect(run.output == "1 file: valid.\n")
        #expect(run.status == 0)
    }

    @Test func `nothing of ours is added to a plain schema`() async throws {
        try workspace.file("plain.graphql", "type Query { at: DateTime }")
        try workspace.file("q.graphql", "{ at }")
        let run = try await workspace.run("validate", "--schema", "plain.graphql", "q.graphql")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("plain.graphql:1:18: Unknown type \"DateTime\".\n"))
    }

    @Test(arguments: [
        (
            ["validate", "--schema", "nowhere.graphql", "schema.graphql"], 66,
            "nowhere.graphql cannot be read: there is no such file."
        ),
        (
            ["validate", "--schema", "empty", "schema.graphql"], 66,
            "The folder empty has no GraphQL files (*.graphql, *.graphqls or *.gql)."
        ),
        (
            ["validate", "--schema", "schema.graphql", "latin1.graphql"], 65,
            "latin1.graphql is not UTF-8 text. Save it as UTF-8."
        ),
        (
            ["validate", "--schema", "-", "-"], 64,
            "Only one of the inputs can be '-': the standard input can be read once."
        ),
    ])
    func `what cannot be read is named`(arguments: [String], status: Int32, message: String) async throws {
        try workspace.file("empty/notes.txt", "")
        try workspace.file("latin1.graphql", bytes: [0x7B, 0xE9, 0x7D])
        let run = try await CommandRun(arguments, in: workspace)
        #expect(run.status == status)
        #expect(run.error == "Error: \(message)\n")
        #expect(run.output.isEmpty)
    }

    @Test func `a command line without a schema is wrong usage`() async throws {
        let run = try await workspace.run("validate", "schema.graphql")
        #expect(run.status == 64)
        #expect(run.error.contains("--schema"))
    }
}
