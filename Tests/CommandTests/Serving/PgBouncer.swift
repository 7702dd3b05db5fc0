// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import Glibc
import Subprocess
import SystemPackage

/// PgBouncer in transaction mode, before the server that tests share.
enum PgBouncer {
    static let program = "/usr/sbin/pgbouncer"

    /// Whether there is one: `make test` installs it.
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// Starts one that has two sessions for all its clients, calls `body` with the URL of the login through it, and
    /// stops it.
    static func with(_ database: NotesDatabase, _ body: @Sendable (String) async throws -> Void) async throws {
        let directory = "/tmp/palisade-bouncer-" + UUID().uuidString.prefix(8)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let sockets = (try await database.database.value("show unix_socket_directories") ?? "").filter { $0 != "\"" }
        let role = "\(database.database.name)_clerk"
        let configuration = """
            [databases]
            \(database.database.name) = host=\(sockets) port=5432
            [pgbouncer]
            listen_port = 6432
            listen_addr =
            unix_socket_dir = \(directory)
            auth_type = plain
            auth_file = \(directory)/users
            pool_mode = transaction
            default_pool_size = 2
            max_client_conn = 50

            """
        try configuration.write(toFile: directory + "/pgbouncer.ini", atomically: true, encoding: .utf8)
        try "\"\(role)\" \"clerk\"\n".write(toFile: directory + "/users", atomically: true, encoding: .utf8)
        // It refuses to run as root, as the server does; the server's account may reach the server's socket.
        var command = [program, "--quiet", directory + "/pgbouncer.ini"]
        if geteuid() == 0 {
            let user = ProcessInfo.processInfo.environment["PALISADE_TEST_POSTGRES_USER"] ?? "palisade"
            try FileManager.default.setAttributes([.ownerAccountName: user], ofItemAtPath: directory)
            command = ["/usr/sbin/runuser", "-u", user, "--"] + command
        }
        let log = try FileDescriptor.open(
            FilePath(directory + ".log"), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        defer { try? FileManager.default.removeItem(atPath: directory + ".log") }
        let run = try await Subprocess.run(
            .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())), input: .none,
            output: .fileDescriptor(log, closeAfterSpawningProcess: false),
            error: .fileDescriptor(log, closeAfterSpawningProcess: true)
        ) { execution in
            let result: Result<Void, any Error>
            do {
                try await RunningDevelopment.waitUntil {
                    FileManager.default.fileExists(atPath: directory + "/.s.PGSQL.6432")
                        || !RunningDevelopment.isRunning(execution.processIdentifier.value)
                }
                try await body(
                    "host=\(directory) port=6432 dbname=\(database.database.name) user=\(role) password=clerk")
                result = .success(())
            } catch {
                result = .failure(error)
            }
            try execution.send(signal: .terminate)
            return result
        }
        try run.closureResult.get()
    }
}
