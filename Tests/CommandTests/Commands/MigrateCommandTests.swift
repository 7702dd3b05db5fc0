// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

struct MigrateCommandTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test func `new writes the next file and says its name`() async throws {
        try workspace.file("migrations/0120_things.sql", "select 1;")
        let run = try await workspace.run("migrate", "new", "Add colours to things")
        #expect(run.status == 0)
        #expect(run.output == "migrations/0130_add_colours_to_things.sql\n")
        let written = workspace.url.appending(path: "migrations/0130_add_colours_to_things.sql")
        #expect(try String(contentsOf: written, encoding: .utf8).contains("force row level security"))
    }

    @Test func `a missing folder is named, with the flag to give`() async throws {
        let run = try await workspace.run("migrate", "new", "x", "--migrations", "elsewhere")
        #expect(run.status == 66)
        #expect(run.error == "Error: There is no folder of migrations at elsewhere. Name it with --migrations.\n")
    }

    @Test(arguments: ["up", "status"])
    func `without a database it says which variable to set`(command: String) async throws {
        try workspace.file("migrations/0010_one.sql", "select 1;")
        let run = try await workspace.run("migrate", command)
        #expect(run.status == 78)
        #expect(run.error.contains("PALISADE_OWNER_DATABASE_URL"))
    }

    @Test func `a database out of reach is said to be so`() async throws {
        try workspace.file("migrations/0010_one.sql", "select 1;")
        let run = try await workspace.run(
            "migrate", "up", "--database-url", "postgresql:///x?host=\(workspace.url.path)/nowhere")
        #expect(run.status == 69)
        #expect(run.error.contains("Error: The database cannot be reached: "))
    }
}
