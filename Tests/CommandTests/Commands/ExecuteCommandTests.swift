// SPDX-License-Identifier: Apache-2.0

import Testing

struct ExecuteCommandTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.file(
            "schema.graphql",
            """
            type Query { greeting(name: String = "you"): String  pets: [Pet]  count: Int! }
            interface Pet { name: String }
            type Cat implements Pet { name: String  lives: Int }
            """)
        try workspace.file("null.json", "null")
    }

    @Test func `fields are the members of the root value`() async throws {
        try workspace.file("root.json", #"{"pets": [{"__typename": "Cat", "name": "Mo", "lives": 9}, null]}"#)
        try workspace.file("q.graphql", "{ pets { name ... on Cat { lives } } missing: greeting }")
        let run = try await workspace.run("execute", "--schema", "schema.graphql", "--root", "root.json", "q.graphql")
        #expect(run.status == 0)
        #expect(
            compact(run.output) == #"{"data":{"pets":[{"name":"Mo","lives":9},null],"missing":null}}"#)
    }

    @Test func `an error in place of a value is raised with its path`() async throws {
        try workspace.file("root.json", #"{"greeting": {"__error": "no voice"}, "count": 1}"#)
        let run = try await workspace.run(
            "execute", "--schema", "schema.graphql", "--root", "root.json", "-", input: "{ greeting count }")
        #expect(run.status == 1)
        #expect(
            compact(run.output)
                == #"{"errors":[{"message":"no voice","locations":[{"line":1,"column":3}],"path":["greeting"]}],"#
                + #""data":{"greeting":null,"count":1}}"#)
    }

    @Test func `arguments can be looked at, with variables in them`() async throws {
        try workspace.file("root.json", #"{"greeting": {"__args": true}}"#)
        try workspace.file("variables.json", #"{"n": "Ada"}"#)
        try workspace.file("q.graphql", "query A { count } query B($n: String) { greeting(name: $n) }")
        let run = try await workspace.run(
            "execute", "--schema", "schema.graphql", "--root", "root.json", "--variables", "variables.json",
            "--operation", "B", "q.graphql")
        #expect(run.status == 0)
        #expect(compact(run.output) == #"{"data":{"greeting":"{\"name\":\"Ada\"}"}}"#)
    }

    @Test func `an invalid operation has errors and no data`() async throws {
        let run = try await workspace.run(
            "execute", "--schema", "schema.graphql", "--root", "null.json", "-", input: "{ nothing }")
        #expect(run.status == 1)
        #expect(
            compact(run.output)
                == #"{"errors":[{"message":"Cannot query field \"nothing\" on type \"Query\".","#
                + #""locations":[{"line":1,"column":3}]}]}"#)
    }

    @Test(arguments: [
        (#"{"a": 1,}"#, "variables.json is not valid JSON: trailing comma at byte 7."),
        ("[1]", "variables.json has to hold the variables as an object: {\"name\": value}."),
    ])
    func `variables that are no object are refused`(text: String, message: String) async throws {
        try workspace.file("variables.json", text)
        let run = try await workspace.run(
            "execute", "--schema", "schema.graphql", "--root", "null.json", "--variables", "variables.json", "-",
            input: "{ count }")
        #expect(run.status == 65)
        #expect(run.error == "Error: \(message)\n")
    }

    /// The JSON without its layout; no string in these tests has a line break or two spaces.
    private func compact(_ text: String) -> String {
        text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined().replacing("\": ", with: "\":")
    }
}
