// SPDX-License-Identifier: Apache-2.0

import Testing

/// What `serve` refuses before it asks a database.
struct ServeCommandTests {
    private let secret = "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j"
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.file("schema/a.graphql", "type Query { a: Missing }")
    }

    @Test func `all faults of the configuration are told, and what may explain them`() async throws {
        let run = try await workspace.run("serve", environment: ["PALISADE_SHEMA": "schema", "PALISADE_PORT": "x"])
        #expect(run.status == 78)
        #expect(run.error.hasPrefix("Error: The configuration has 4 faults.\n"))
        for name in ["PALISADE_DATABASE_URL", "PALISADE_SCHEMA", "PALISADE_JWT_SECRET", "PALISADE_PORT"] {
            #expect(run.error.contains("\n  \(name) is "))
        }
        #expect(run.error.contains("Did you mean PALISADE_SCHEMA?"))
    }

    @Test(arguments: ["", "short", "your-256-bit-secret-your-256-bit-secret"])
    func `a weak secret never starts`(secret: String) async throws {
        let run = try await workspace.run(
            "serve", "--schema", "schema", "--database-url", "host=/nowhere",
            environment: ["PALISADE_JWT_SECRET": secret])
        #expect(run.status == 78)
        #expect(run.error.contains("PALISADE_JWT_SECRET"))
        #expect(secret.isEmpty || !run.error.contains(secret))
    }

    @Test func `the owner's login must not be around`() async throws {
        let run = try await workspace.run(
            "serve", "--schema", "schema", "--database-url", "host=/nowhere",
            environment: ["PALISADE_JWT_SECRET": secret, "PALISADE_OWNER_DATABASE_URL": "host=/nowhere"])
        #expect(run.status == 78)
        #expect(run.error.contains("PALISADE_OWNER_DATABASE_URL is set"))
    }

    @Test func `nothing is served while it is not known who is blocked`() async throws {
        try workspace.file("sound/a.graphql", "type Query { a: Int @call(function: \"public.a\") }")
        try workspace.file("rules", "tenant a\nnonsense\n")
        for (file, problem) in [("rules", "has a fault: line 2 is no rule"), ("sound", "cannot be read")] {
            let run = try await workspace.run(
                "serve", "--schema", "sound", "--database-url", "host=/nowhere",
                environment: ["PALISADE_JWT_SECRET": secret, "PALISADE_BLOCK_FILE": file, "PALISADE_ROLES": "off"])
            #expect(run.status == 78)
            #expect(run.error.contains("Error: The block file \(file) \(problem)."), "\(run.error)")
            #expect(run.error.contains("PALISADE_BLOCK_FILE"))
        }
    }

    @Test func `a faulty schema is told with its place`() async throws {
        let run = try await workspace.run(
            "serve", "--schema", "schema", "--database-url", "host=/nowhere",
            environment: ["PALISADE_JWT_SECRET": secret])
        #expect(run.status == 78)
        #expect(run.error.contains("schema/a.graphql:1:17: Unknown type \"Missing\"."))
    }
}
