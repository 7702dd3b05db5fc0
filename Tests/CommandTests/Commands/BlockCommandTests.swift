// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

struct BlockCommandTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    private func text(of file: String) throws -> String {
        try String(contentsOf: workspace.url.appending(path: file), encoding: .utf8)
    }

    @Test func `a rule is written once, and taken out again`() async throws {
        for _ in 0..<2 {
            let run = try await workspace.run("block", "tenant", "a", "--file", "rules")
            #expect(run.status == 0)
            #expect(try text(of: "rules") == "tenant a\n")
        }
        try workspace.file("rules", "# why\ntenant a\ntenant b\n")
        let run = try await workspace.run("block", "tenant", "a", "--file", "rules", "--remove")
        #expect(run.status == 0)
        #expect(try text(of: "rules") == "# why\ntenant b\n")
    }

    @Test func `a rule of a file from Windows is taken out as well`() async throws {
        try workspace.file("rules", "# why\r\ntenant a\r\ntenant b\r\n")
        let run = try await workspace.run("block", "tenant", "a", "--file", "rules", "--remove")
        #expect(run.status == 0)
        #expect(try text(of: "rules") == "# why\ntenant b\n")
    }

    @Test func `somebody is blocked by a UUID in either case`() async throws {
        try workspace.file("rules", "tenant aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa\ntoken ABC\n")
        let tenant = "AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA"
        let run = try await workspace.run("block", "tenant", tenant, "--file", "rules", "--remove")
        #expect(run.status == 0)
        _ = try await workspace.run("block", "token", "abc", "--file", "rules", "--remove")
        #expect(try text(of: "rules") == "token ABC\n")
    }

    @Test func `a document is blocked by its hash in either case`() async throws {
        let hash = String(repeating: "0a", count: 32)
        try workspace.file("rules", "operation \(hash)\noperation Name\n")
        let run = try await workspace.run("block", "operation", hash.uppercased(), "--file", "rules", "--remove")
        #expect(run.status == 0)
        #expect(try text(of: "rules") == "operation Name\n")
        _ = try await workspace.run("block", "operation", "NAME", "--file", "rules")
        #expect(try text(of: "rules") == "operation Name\noperation NAME\n")
    }

    @Test func `a file with a fault is left as it is`() async throws {
        try workspace.file("rules", "tenant a\nnonsense\n")
        let run = try await workspace.run("block", "tenant", "b", "--file", "rules")
        #expect(run.status == 65)
        #expect(run.error.contains("rules:2 is not a rule."))
        #expect(try text(of: "rules") == "tenant a\nnonsense\n")
    }
}
