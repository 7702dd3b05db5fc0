// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// An SDL that is given without a folder that it needs: the message says which.
struct NeighbouringTypesTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.file(
            "schema/core/people/user.graphql",
            #"type User @table(name: "core.users") { id: ID!  name: String! }"#)
        try workspace.file("schema/core/broken.graphql", "type {")
        try workspace.file(
            "schema/chat/message.graphql",
            """
            type Message @table(name: "chat.messages") {
              id: ID!
              author: User @relation(column: "author_id")
            }
            extend type User { motto: String }
            type Query { message: Message @find }
            """)
    }

    @Test(arguments: ["schema/chat", "schema/chat/", "./schema/chat"])
    func `the folder that defines a type is named`(path: String) async throws {
        let run = try await workspace.run("schema", "print", "--schema", path)
        #expect(run.status != 0)
        let text = run.output + run.error
        let core = path.hasPrefix("./") ? "./schema/core" : "schema/core"
        #expect(text.contains("Unknown type \"User\"."), "\(text)")
        #expect(text.contains("Cannot extend type \"User\" because it is not defined."), "\(text)")
        let hint =
            "hint: It is defined in \(core)/people/user.graphql, which was not given. Add --schema \(core).\n"
        #expect(text.split(separator: hint, omittingEmptySubsequences: false).count == 3, "\(text)")
    }

    @Test func `with that folder the schema is whole`() async throws {
        try workspace.file("schema/core/broken.graphql", "scalar Mended")
        let run = try await workspace.run("schema", "print", "--schema", "schema/chat", "--schema", "schema/core")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("motto: String"))
    }

    @Test func `a file beside the one that was given is named as well`() async throws {
        try workspace.file("one.graphql", "type Query { hero: Hero  villain: Villain }")
        try workspace.file("two.graphql", "type Hero { name: String }")
        let run = try await workspace.run("schema", "print", "--schema", "one.graphql")
        let text = run.output + run.error
        #expect(run.status != 0)
        #expect(text.contains("hint: It is defined in two.graphql, which was not given. Add --schema two.graphql.\n"))
        // Of what is nowhere nothing is known.
        #expect(text.split(separator: "hint:").count == 2, "\(text)")
        let whole = try await workspace.run("validate", "--schema", "one.graphql", "--format", "json", "one.graphql")
        #expect(whole.output.contains("Add --schema two.graphql."), "\(whole.output)")
    }

    /// The modules of the shipped application: alone they say what they need, with it they serve.
    @Test(arguments: ["assistant", "coaching", "mediation", "privacy", "training"])
    func `each shipped module is whole, or names the folder that it needs`(module: String) async throws {
        let schema = RunningDevelopment.root.appending(path: "schema").path
        let alone = try await workspace.run("schema", "print", "--schema", "\(schema)/\(module)")
        let text = alone.output + alone.error
        if alone.status != 0 {
            let faults = text.split(separator: "Unknown type").count - 1
            #expect(faults > 0)
            #expect(text.split(separator: "Add --schema \(schema)/core.").count - 1 == faults, "\(text)")
        }
        let whole = try await workspace.run(
            "schema", "print", "--schema", "\(schema)/\(module)", "--schema", "\(schema)/core")
        #expect(whole.status == 0, "\(whole.output)\(whole.error)")
    }
}
