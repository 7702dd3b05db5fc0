// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// `palisade config`, and the file that all commands take.
struct ConfigCommandTests {
    private let secret = "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j"
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.file(
            "palisade.env",
            """
            PALISADE_DATABASE_URL=postgresql://palisade_authenticator:Pa55-word@db.example.org/app
            PALISADE_JWT_SECRET=\(secret)
            PALISADE_POOL_SIZE=7
            """)
    }

    @Test func `each value is printed with its source, and no secret`() async throws {
        let run = try await workspace.run(
            "config", "--config", "palisade.env", "--port", "9001", "--format", "json",
            environment: ["PALISADE_SCHEMA": "schema", "PALISADE_REQUEST_TIMEOUT": "1500ms"])
        #expect(run.status == 0)
        #expect(!run.output.contains("Pa55-word") && !run.output.contains(secret))
        let json = try JSON.parse(run.output)
        func entry(_ name: String) -> [String?] {
            let entry = json["variables"]?.arrayValue?.first { $0["name"]?.stringValue == name }
            return ["value", "source", "place"].map { entry?[$0]?.stringValue }
        }
        #expect(
            entry("PALISADE_DATABASE_URL") == [
                "user=palisade_authenticator password=*** dbname=app host=db.example.org", "file", "palisade.env:1",
            ])
        #expect(entry("PALISADE_JWT_SECRET") == ["***", "file", "palisade.env:2"])
        #expect(entry("PALISADE_POOL_SIZE") == ["7", "file", "palisade.env:3"])
        #expect(entry("PALISADE_PORT") == ["9001", "flag", "--port"])
        #expect(entry("PALISADE_REQUEST_TIMEOUT") == ["1500ms", "environment", nil])
        #expect(entry("PALISADE_MAX_BODY") == ["1MiB", "default", nil])
        #expect(entry("PALISADE_REQUIRED_CLAIMS") == ["sub:uuid,tenant_id:uuid", "default", nil])
        #expect(entry("PALISADE_CORS_ORIGINS") == [nil, "default", nil])
        #expect(json["faults"]?.arrayValue?.isEmpty == true)
    }

    @Test func `a faulty configuration is printed all the same, with every fault`() async throws {
        try workspace.file("broken.env", "PALISADE_PORT=many\nPALISADE_PROT=1\nPALISADE_JWT_SECRET=Tiny-9x\n")
        let run = try await workspace.run("config", environment: ["PALISADE_CONFIG": "broken.env"])
        #expect(run.status == 78)
        #expect(run.output.contains(/PALISADE_PORT +many +broken.env:1\n/))
        #expect(run.output.contains(/PALISADE_HOST +127.0.0.1 +default\n/))
        let faults = run.error.split(separator: "\n").filter { $0.hasPrefix("Fault: ") }
        #expect(faults.contains { $0.contains("PALISADE_PORT (broken.env:1) is \"many\"") })
        #expect(faults.contains { $0.contains("broken.env:2 names PALISADE_PROT") })
        #expect(faults.contains { $0.contains("PALISADE_DATABASE_URL is not set") })
        #expect(!run.error.contains("Tiny-9x") && !run.output.contains("Tiny-9x"))
    }

    @Test func `serve takes the file too, and refuses one that is not there`() async throws {
        try workspace.file("schema/a.graphql", "type Query { a: Missing }")
        let run = try await workspace.run("serve", "--config", "palisade.env", "--schema", "schema")
        #expect(run.status == 78)
        #expect(run.error.contains("Unknown type \"Missing\"."))
        let absent = try await workspace.run("serve", "--config", "nowhere.env")
        #expect(absent.status == 78)
        #expect(absent.error.contains("nowhere.env is to be the configuration, and does not exist."))
    }

    @Test func `commands that look at one value refuse a faulty file as well`() async throws {
        try workspace.file("broken.env", "PALISADE_BLOCK_FIEL=x\n")
        let run = try await workspace.run("block", "tenant", "a", "--config", "broken.env")
        #expect(run.status == 78)
        #expect(run.error.contains("Did you mean PALISADE_BLOCK_FILE?"))
    }
}
