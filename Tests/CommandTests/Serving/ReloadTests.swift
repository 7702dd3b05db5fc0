// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Synchronization
import Testing

/// Another schema, other limits and other keys while a server runs.
struct ReloadTests {
    private static let other = """
        type Note @table(name: "app.notes") { id: ID! body: String! }
        type Query { notes: [Note!]! @connection jottings: [Note!]! @connection }

        """
    private static let broken =
        "type Note @table(name: \"app.notes\") { id: ID! body: Text! }\ntype Query { notes: [Note!]! @connection }\n"

    /// Tells clients to stop.
    private final class End: Sendable {
        private let flag = Atomic(false)

        var isReached: Bool { flag.load(ordering: .relaxed) }

        func reach() { flag.store(true, ordering: .relaxed) }
    }

    private func reload(_ server: RunningServer) async throws -> CommandRun {
        try await CommandRun(
            ["reload"], environment: ["PALISADE_ADMIN_PORT": "\(server.adminPort)"], in: server.workspace)
    }

    @Test func `schemas take turns under load, and no request is lost or answered by neither`() async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        try await NotesDatabase.with { database in
            try await RunningServer.with(database.environment, in: workspace) { server in
                let tokens = try [NotesDatabase.a, NotesDatabase.b].map { try NotesDatabase.token(tenant: $0) }
                let end = End()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for client in 0..<6 {
                        group.addTask {
                            while !end.isReached {
                                let answer = try await server.ask(
                                    "{ notes(first: 1) { totalCount nodes { body } } }", token: tokens[client % 2])
                                try #require(answer.status == 200, "\(answer.body.text)")
                                let notes = answer.body["data"]?["notes"]
                                #expect(notes?["totalCount"]?.integerValue == 10)
                                let body = notes?["nodes"]?.arrayValue?.first?["body"]?.stringValue
                                #expect(body?.hasPrefix(client % 2 == 0 ? "a" : "b") == true)
                            }
                        }
                    }
                    for round in 0..<10 {
                        let text = round % 2 == 0 ? Self.other : NotesDatabase.sdl
                        try workspace.file("schema.graphql", text)
                        let run = try await reload(server)
                        #expect(run.status == 0, "\(run.error)")
                        let answer = try await server.ask("{ jottings { totalCount } }", token: tokens[0])
                        #expect((answer.body["errors"] == nil) == (round % 2 == 0), "\(answer.body.text)")
                    }
                    end.reach()
                    try await group.waitForAll()
                }
                #expect(try await server.metric(#"palisade_events_total{event="config_reload_succeeded"}"#) == 10)
            }
        }
    }

    @Test func `what has a fault changes nothing, and says where the fault is`() async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        try await NotesDatabase.with { database in
            try await RunningServer.with(database.environment, in: workspace) { server in
                let token = try NotesDatabase.token(tenant: NotesDatabase.a)
                let query = "{ notes { totalCount } }"
                // A type that is not known; then a table that the database does not have.
                try workspace.file("schema.graphql", Self.broken)
                let first = try await reload(server)
                #expect(first.status == 1)
                #expect(first.error.contains("schema.graphql:1:53: Unknown type \"Text\"."), "\(first.error)")
                try workspace.file("schema.graphql", NotesDatabase.sdl.replacing("app.notes", with: "app.nothing"))
                let second = try await reload(server)
                #expect(second.status == 1)
                #expect(second.error.contains("schema.graphql:1:"), "\(second.error)")
                #expect(try await server.ask(query, token: token).status == 200)

                let faults = server.entries("reload refused").compactMap { $0["fault"]?.stringValue }
                #expect(faults == ["schema.graphql:1:53: Unknown type \"Text\"."])
                let misfits = server.entries("the SDL does not fit the database").compactMap {
                    $0["fault"]?.stringValue
                }
                #expect(misfits.count == 1 && misfits[0].hasPrefix("schema.graphql:1:"))
                #expect(try await server.metric(#"palisade_events_total{event="config_reload_failed"}"#) == 2)

                // The signal does the same.
                try workspace.file("schema.graphql", Self.other)
                server.signal(SIGHUP)
                try await RunningDevelopment.waitUntil {
                    try await server.ask("{ jottings { totalCount } }", token: token).body["errors"] == nil
                }
                #expect(try await server.admin("/reload").contains("takes only POST"))
            }
        }
    }

    @Test func `keys and limits are taken over, and what cannot be is named`() async throws {
        let workspace = try Workspace()
        let next = "Another-" + NotesDatabase.secret
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        try workspace.file("secret", NotesDatabase.secret)
        try workspace.file("palisade.env", "PALISADE_JWT_SECRET_FILE=secret\nPALISADE_PID_FILE=serve.pid\n")
        try await NotesDatabase.with { database in
            var environment = database.environment
            environment["PALISADE_JWT_SECRET"] = nil
            environment["PALISADE_POOL_SIZE"] = nil
            try await RunningServer.with(environment, arguments: ["--config", "palisade.env"], in: workspace) {
                server in
                let old = try NotesDatabase.token(tenant: NotesDatabase.a)
                let new = try NotesDatabase.token(tenant: NotesDatabase.a, secret: next)
                let query = "{ notes(first: 7) { nodes { id } } }"
                #expect(try await server.ask(query, token: old).status == 200)
                #expect(try await server.ask(query, token: new).status == 401)

                try workspace.file("secret", next)
                try workspace.file(
                    "palisade.env",
                    """
                    PALISADE_JWT_SECRET_FILE=secret
                    PALISADE_PID_FILE=serve.pid
                    PALISADE_MAX_PAGE_SIZE=5
                    PALISADE_DEFAULT_PAGE_SIZE=5
                    PALISADE_POOL_SIZE=3
                    """)
                let run = try await workspace.run("reload", "--pid-file", "serve.pid")
                #expect(run.status == 0)
                try await RunningDevelopment.waitUntil { try await server.ask(query, token: old).status == 401 }
                let answer = try await server.ask(query, token: new)
                let code = answer.body["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue
                #expect(code == "LIMIT_EXCEEDED")
                #expect(server.log.contains("PALISADE_POOL_SIZE has changed."))

                try workspace.file("palisade.env", "PALISADE_JWT_SECRET_FILE=nowhere\nPALISADE_PROT=1\n")
                let refused = try await reload(server)
                #expect(refused.status == 1)
                #expect(refused.error.contains("palisade.env:2 names PALISADE_PROT"))
                #expect(refused.error.contains("names the file nowhere, which does not exist"))
                #expect(try await server.ask("{ notes { totalCount } }", token: new).status == 200)
            }
        }
        #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: "serve.pid").path))
    }
}
