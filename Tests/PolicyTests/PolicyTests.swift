// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import EmbeddedPostgres
import Foundation
import Subprocess
import SystemPackage
import Testing

/// The transcripts of what each role may do with each table, by PostgreSQL's own client: `run.sh`, once per file.
///
/// Each has a database of its own, because some change policies and grants before they roll back.
@Suite struct PolicyTests {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    private static let migrations = directory.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "migrations")

    @Test(arguments: try PolicyTests.names(in: PolicyTests.directory, withExtension: "sql"))
    func `what each role may do is what was agreed`(name: String) async throws {
        let programs = try PostgresInstallation.locate().programs
        try await TestDatabase.withApplication { database in
            let (url, password) = Self.withoutPassword(database.url)
            let run = try await Subprocess.run(
                .path("/bin/sh"),
                arguments: [Self.directory.appending(path: "run.sh").path(), url, name + ".sql"],
                environment: .custom(["PATH": "\(programs):/usr/bin:/bin", "LC_ALL": "C", "PGPASSWORD": password]),
                output: .string(limit: 1 << 20), error: .combinedWithOutput)
            #expect(run.terminationStatus.isSuccess, "\(run.standardOutput)")
        }
    }

    @Test func `every table and view has a transcript, and every transcript its expected one`() throws {
        let transcripts = try Self.names(in: Self.directory, withExtension: "sql")
        let relations = try Self.names(in: Self.migrations, withExtension: "sql").filter { name in
            let file = Self.migrations.appending(path: name + ".sql")
            return try String(contentsOf: file, encoding: .utf8).contains(#/(?m)^create (table|view) /#)
        }
        #expect(!relations.isEmpty)
        #expect(Set(relations).subtracting(transcripts).isEmpty)
        #expect(try Self.names(in: Self.directory, withExtension: "expected") == transcripts)
    }

    /// The files of a directory with an extension, without it, in order.
    private static func names(in directory: URL, withExtension pathExtension: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path())
            .filter { $0.hasSuffix("." + pathExtension) }
            .map { String($0.dropLast(pathExtension.count + 1)) }
            .sorted()
    }

    /// A URL without the password of its login, and the password: others of the machine can read arguments.
    private static func withoutPassword(_ url: String) -> (url: String, password: String) {
        guard let match = url.firstMatch(of: #/^([a-z]+://[^:@/?]*):([^@/?]*)@/#) else {
            return (url, "")
        }
        let password = String(match.2)
        return (match.1 + "@" + url[match.range.upperBound...], password.removingPercentEncoding ?? password)
    }
}
