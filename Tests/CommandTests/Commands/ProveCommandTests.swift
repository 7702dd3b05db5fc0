// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import Glibc
import Postgres
import Subprocess
import SystemPackage
import Testing

/// What `prove` leaves behind.
struct ProveCommandTests {
    @Test(.serialized, .timeLimit(.minutes(10)), arguments: [SIGINT, SIGTERM])
    func `a signal to stop drops the copy of the database`(signal: Int32) async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        // It waits with the copy open until it is told to stop.
        try workspace.file("seed.sql", "select pg_sleep(600)")
        let error = FilePath(try workspace.file("prove.err", "").path)
        let server = try await TestServer.shared
        try await NotesDatabase.with { notes in
            // Nobody else may be connected to what is copied.
            await notes.database.connection.close()
            let administration = try await PostgresConnection.open(server.url)
            // Others prove on this server as well, but none of them waits.
            func copy() async throws -> String? {
                let result = try await administration.simpleQuery(
                    """
                    select min(datname) from pg_stat_activity
                    where datname like 'palisade\\_prove\\_%' and query like '%pg\\_sleep(600)%'
                    """)
                return result.last?.text(row: 0, column: 0)
            }
            var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PALISADE_") }
            variables.merge(notes.environment) { _, own in own }
            variables["PALISADE_OWNER_DATABASE_URL"] = notes.database.url
            let identity = "user=\(NotesDatabase.a),role=clerk"
            let arguments = [
                "prove", "--schema", "schema.graphql", "--seed", "seed.sql",
                "--as", "tenant=\(NotesDatabase.a),\(identity)", "--against", "tenant=\(NotesDatabase.b),\(identity)",
            ]
            let run = try await Subprocess.run(
                .path(FilePath(CommandRun.program)), arguments: Arguments(arguments),
                environment: CommandRun.environment(variables), workingDirectory: FilePath(workspace.url.path),
                input: .none, output: .discarded,
                error: .fileDescriptor(.open(error, .writeOnly), closeAfterSpawningProcess: true)
            ) { execution in
                let process = execution.processIdentifier.value
                try await RunningDevelopment.waitUntil {
                    let name = try await copy()
                    return name != nil || !RunningDevelopment.isRunning(process)
                }
                let name = try await copy()
                kill(process, signal)
                return name
            }
            let name = try #require(run.closureResult, "it did not come to wait")
            let text = try String(contentsOfFile: error.string, encoding: .utf8)
            #expect(run.terminationStatus == .exited(1), "\(text)")
            #expect(text.contains("The copy is dropped."))
            let left = try await administration.simpleQuery(
                "select count(*) from pg_database where datname = '\(name)'")
            #expect(left.last?.text(row: 0, column: 0) == "0")
            await administration.close()
        }
    }
}
