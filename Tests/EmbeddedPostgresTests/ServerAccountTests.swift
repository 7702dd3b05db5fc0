// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite(.serialized, .timeLimit(.minutes(3)))
struct ServerAccountTests {
    @Test func `an ordinary user runs the server, root leaves that to a system user`() async throws {
        let account = try await ServerAccount.current()
        if geteuid() == 0 {
            #expect(account.name == "palisade")
            #expect(account.userID != 0)
            #expect(account.differsFromProcess)
        } else {
            #expect(account.userID == geteuid())
            #expect(!account.differsFromProcess)
        }
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            let processID = try #require(await cluster.processID)
            #expect(LocalFile.status("/proc/\(processID)")?.owner == account.userID)
        }
    }

    @Test func `a program of the server's account has none of this process's rights and variables`() async throws {
        let account = try await ServerAccount.current()
        setenv("PALISADE_TEST_SECRET", "must not be passed on", 1)
        defer { unsetenv("PALISADE_TEST_SECRET") }
        let result = try await ServerProgram.run("/bin/sh", ["-c", "id -u; id -G; pwd; env"], as: account)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first == "\(account.userID)")
        if account.differsFromProcess {
            #expect(lines.dropFirst().first == "\(account.groupID)")
        }
        #expect(lines.contains("/"))
        #expect(!result.output.contains("PALISADE_TEST_SECRET"))
    }

    @Test(.enabled(if: geteuid() == 0, "only root's directories can be out of the server account's reach"))
    func `data of a directory that only root can reach is kept under var lib`() async throws {
        try await withTestDirectory { directory in
            chmod(directory, 0o700)
            let home = ClusterLayout.remoteHome(for: "\(directory)/.palisade")
            defer { #expect(!LocalFile.exists(home)) }
            do {
                try await withCluster(options("\(directory)/.palisade")) { cluster async throws in
                    #expect(try await cluster.dataDirectory == "\(home)/postgres/data")
                    #expect(LocalFile.names(in: "\(directory)/.palisade").sorted() == ["credentials", "lock"])
                    try await cluster.runSQL("create table kept as select 5 as value;")
                }
                // A directory that is moved keeps its data.
                rename("\(directory)/.palisade", "\(directory)/moved")
                try await withCluster(options("\(directory)/moved")) { cluster async throws in
                    #expect(try await cluster.runSQL("select value from kept;") == "5")
                }
                // One that is removed begins anew, and what it had is set aside.
                _ = try await ServerProgram.run("/bin/rm", ["-r", "\(directory)/moved"], as: nil)
                try await withCluster(options("\(directory)/.palisade")) { cluster async throws in
                    #expect(try await cluster.runSQL("select to_regclass('kept') is null;") == "t")
                    #expect(LocalFile.exists("\(home)/postgres/data.removed/PG_VERSION"))
                }
            } catch {
                Issue.record(error)
            }
            _ = try await ServerProgram.run("/bin/rm", ["-rf", home], as: nil)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make files of another user"))
    func `files of another user are refused, naming that user`() async throws {
        try await withTestDirectory { directory in
            mkdir("\(directory)/postgres", 0o700)
            chown("\(directory)/postgres", 1, 1)
            await #expect(
                throws: EmbeddedPostgresError.directoryUnusable(
                    path: "\(directory)/postgres", reason: "it belongs to 'daemon', not to 'palisade'")
            ) {
                try await EmbeddedCluster.start(options(directory), logger: logger)
            }
        }
    }

    @Test func `programs that the account cannot run are named`() async throws {
        try await withTestDirectory { directory in
            var options = options("\(directory)/data")
            options.installation = PostgresInstallation(programs: "\(directory)/bin")
            let account = try await ServerAccount.current()
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await EmbeddedCluster.start(options, logger: logger)
            }
            guard case .programsUnusable("\(directory)/bin", account.name, let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason.contains("\(directory)/bin/postgres"))
        }
    }
}
