// SPDX-License-Identifier: Apache-2.0

import EmbeddedPostgres
import Foundation
import Glibc
import Postgres
import Subprocess
import SystemPackage

/// A primary and a hot standby that streams from it, each on a socket of its own.
struct PrimaryAndStandby: Sendable {
    /// One of the two.
    enum Server: String {
        case primary, standby
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let directory: String
    private let programs: String

    /// Makes both, calls `body`, and removes them.
    static func with(_ body: @Sendable (PrimaryAndStandby) async throws -> Void) async throws {
        let directory = "/tmp/palisade-pair-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        if let user { try FileManager.default.setAttributes([.ownerAccountName: user], ofItemAtPath: directory) }
        let pair = PrimaryAndStandby(directory: directory, programs: try PostgresInstallation.locate().programs)
        let outcome: Result<Void, any Error>
        do {
            try await pair.make()
            try await body(pair)
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        for server in [Server.primary, .standby] { try? await pair.stop(server) }
        try? FileManager.default.removeItem(atPath: directory)
        try outcome.get()
    }

    private func make() async throws {
        try await run(
            """
            mkdir sockets sockets/primary sockets/standby
            "$BIN/initdb" -D primary -U postgres -A trust -E UTF8 --locale=C --no-sync
            cat >> primary/postgresql.conf <<END
            listen_addresses = ''
            unix_socket_directories = '$PWD/sockets/primary'
            fsync = off
            timezone = 'UTC'
            END
            """)
        try await start(.primary)
        try await run(
            """
            "$BIN/pg_basebackup" -h "$PWD/sockets/primary" -U postgres -D standby -R -X stream --checkpoint=fast --no-sync
            echo "unix_socket_directories = '$PWD/sockets/standby'" >> standby/postgresql.conf
            """)
        try await start(.standby)
    }

    func start(_ server: Server) async throws {
        try await run("\"$BIN/pg_ctl\" -D \(server.rawValue) -w -t 120 -l \(server.rawValue).log start")
    }

    /// Ends it at once, as a crash does.
    func stop(_ server: Server) async throws {
        try await run("\"$BIN/pg_ctl\" -D \(server.rawValue) -m immediate -w -t 120 stop")
    }

    /// Makes the standby the primary.
    func promote() async throws {
        try await run("\"$BIN/pg_ctl\" -D standby -w -t 120 promote")
    }

    /// The login to several of them, of which the first that fits counts.
    func url(_ servers: Server..., user: String = "postgres") -> String {
        let hosts = servers.map { "\(directory)/sockets/\($0.rawValue)" }.joined(separator: ",")
        return "host=\(hosts) dbname=postgres user=\(user)"
    }

    /// The single value of a query on one of them, as the superuser.
    @discardableResult
    func value(_ query: String, on server: Server) async throws -> String? {
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: url(server))) {
            let result = try await $0.simpleQuery(query).last
            return result.flatMap { $0.rowCount == 1 ? $0.text(row: 0, column: 0) : nil }
        }
    }

    private static let user: String? =
        geteuid() == 0 ? ProcessInfo.processInfo.environment["PALISADE_TEST_POSTGRES_USER"] ?? "palisade" : nil

    private func run(_ script: String) async throws {
        // A file, since servers inherit it and would keep a pipe open.
        let output = directory + ".out"
        defer { try? FileManager.default.removeItem(atPath: output) }
        let descriptor = try FileDescriptor.open(
            FilePath(output), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        let shell = ["/bin/sh", "-ec", "BIN='\(programs)'\ncd '\(directory)'\n" + script]
        let command = Self.user.map { ["/usr/sbin/runuser", "-u", $0, "--"] + shell } ?? shell
        let run = try await Subprocess.run(
            .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())), input: .none,
            output: .fileDescriptor(descriptor, closeAfterSpawningProcess: false),
            error: .fileDescriptor(descriptor, closeAfterSpawningProcess: true))
        guard run.terminationStatus == .exited(0) else {
            throw Failure(description: (try? String(contentsOfFile: output, encoding: .utf8)) ?? script)
        }
    }
}
