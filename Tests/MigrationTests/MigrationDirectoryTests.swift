// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import Migration
import Testing

@Suite struct MigrationDirectoryTests {
    private func failure(_ files: [String: String]) async throws -> MigrationError? {
        try await MigrationFixture.withDirectory(files) { directory async throws in
            #expect(throws: MigrationError.self) { try MigrationFixture.migrator(directory).create("x") }
        }
    }

    @Test(arguments: ["0010.sql", "10_a.sql", "0010_A.sql", "0010-a.sql", "a.sql", "0010_a b.sql", "1234567890_a.sql"])
    func `a file with another name is refused`(name: String) async throws {
        #expect(try await failure([name: "select 1"]) == .unreadableName(file: name))
    }

    @Test func `two files with the same number are refused`() async throws {
        #expect(
            try await failure(["0010_a.sql": "select 1", "00010_b.sql": "select 1"])
                == .duplicateVersion(first: "00010_b.sql", second: "0010_a.sql"))
    }

    @Test func `a file that is not text is refused`() async throws {
        try await MigrationFixture.withDirectory(["0010_nul.sql": "select '\0'"]) { directory async throws in
            #expect(throws: MigrationError.notText(file: "0010_nul.sql")) {
                try MigrationFixture.migrator(directory).create("x")
            }
            try Data([0x73, 0xFF, 0xFE]).write(to: directory.appending(path: "0010_nul.sql"))
            #expect(throws: MigrationError.notText(file: "0010_nul.sql")) {
                try MigrationFixture.migrator(directory).create("x")
            }
        }
    }

    @Test func `a directory that is not there is named`() {
        #expect(throws: MigrationError.unreadableDirectory(path: "/nowhere")) {
            try MigrationFixture.migrator(URL(filePath: "/nowhere")).create("x")
        }
    }

    @Test func `a new file gets the next number and a template`() async throws {
        try await MigrationFixture.withDirectory([:]) { directory async throws in
            let migrator = MigrationFixture.migrator(directory)
            #expect(try migrator.create("Add Things, quickly!") == "0010_add_things_quickly.sql")
            #expect(try migrator.create("more") == "0020_more.sql")
            let text = try String(contentsOf: directory.appending(path: "0020_more.sql"), encoding: .utf8)
            #expect(text.contains("force row level security"))
            #expect(throws: MigrationError.unreadableName(file: "0030_.sql")) { try migrator.create("…") }
        }
    }

    @Test(arguments: [
        ("-- only a comment\n/* and another /* nested */ */ ;;", MigrationError.empty(file: "0010_a.sql")),
        ("", .empty(file: "0010_a.sql")),
        (
            "select 1;\n  commit;",
            .transactionControl(
                file: "0010_a.sql", location: SourceLocation(line: 2, column: 3), statement: "COMMIT")
        ),
        (
            "Begin; select 1",
            .transactionControl(file: "0010_a.sql", location: SourceLocation(line: 1, column: 1), statement: "BEGIN")
        ),
        (
            "select 1; start /* */ transaction isolation level serializable",
            .transactionControl(
                file: "0010_a.sql", location: SourceLocation(line: 1, column: 11), statement: "START TRANSACTION")
        ),
        (
            "select 'x\n;",
            .unterminated(
                file: "0010_a.sql", location: SourceLocation(line: 1, column: 8), what: "The text constant")
        ),
    ])
    func `what can be seen in a file stops the run before anything is applied`(
        text: String, error: MigrationError
    ) async throws {
        try await MigrationFixture.with(["0001_first.sql": "create table a (n int)", "0010_a.sql": text]) {
            fixture async throws in
            #expect(await fixture.failure() == error)
            #expect(try await fixture.database.value("select to_regclass('a') is null") == "t")
        }
    }
}
