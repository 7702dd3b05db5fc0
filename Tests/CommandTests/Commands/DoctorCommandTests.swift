// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import Testing

struct DoctorCommandTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
    }

    private func states(_ run: CommandRun) throws -> [String: String] {
        let findings = try #require(JSON.parse(run.output).arrayValue)
        return Dictionary(
            findings.map { ($0["subject"]?.stringValue ?? "", $0["state"]?.stringValue ?? "") },
            // What is worst counts.
            uniquingKeysWith: { [$0, $1].contains("fault") ? "fault" : $1 })
    }

    @Test func `a sound server has nothing at fault`() async throws {
        try await NotesDatabase.with { database in
            let run = try await workspace.run(
                "doctor", "--schema", "schema.graphql", "--format", "json", environment: database.environment)
            let states = try states(run)
            #expect(run.status == 0, "\(run.output)")
            for subject in ["libraries", "configuration", "SDL", "keys", "database", "pooler", "clock", "safety"] {
                #expect(states[subject] == "ok", "\(subject): \(run.output)")
            }
        }
    }

    @Test func `each fault comes with what to do next`() async throws {
        try await NotesDatabase.with { database in
            try await database.database.run("alter table app.notes disable row level security")
            let unsafe = try await workspace.run(
                "doctor", "--schema", "schema.graphql", environment: database.environment)
            #expect(unsafe.status == 1)
            #expect(unsafe.output.contains(/FAULT  safety: .*must not be served/))
            #expect(unsafe.output.contains("       > palisade check shows each"))
        }
        try workspace.file("broken.graphql", "type Query { a: Missing }")
        let broken = try await workspace.run(
            "doctor", "--schema", "broken.graphql", "--database-url", "host=/nowhere password=Pa55-word",
            environment: ["PALISADE_JWT_SECRET": NotesDatabase.secret, "PALISADE_POOL_SIZE": "many"])
        #expect(broken.status == 1)
        #expect(broken.output.contains("FAULT  configuration: PALISADE_POOL_SIZE is \"many\""))
        #expect(broken.output.contains("FAULT  database: "))
        #expect(!broken.output.contains("Pa55-word") && !broken.output.contains(NotesDatabase.secret))
    }

    @Test(.enabled(if: PgBouncer.isInstalled, "PgBouncer is not installed"))
    func `a pooler that nobody has said anything of is found out`() async throws {
        try await NotesDatabase.with { database in
            try await PgBouncer.with(database) { url in
                var environment = database.environment
                environment["PALISADE_DATABASE_URL"] = url
                let direct = try await workspace.run(
                    "doctor", "--schema", "schema.graphql", environment: environment)
                #expect(direct.status == 1)
                #expect(direct.output.contains("> Set PALISADE_POOLING=bouncer."), "\(direct.output)")
                environment["PALISADE_POOLING"] = "bouncer"
                let told = try await workspace.run(
                    "doctor", "--schema", "schema.graphql", "--format", "json", environment: environment)
                #expect(told.status == 0, "\(told.output)")
                #expect(try states(told)["pooler"] == "ok")
            }
        }
    }
}
