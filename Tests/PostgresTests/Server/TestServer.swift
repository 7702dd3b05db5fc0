// SPDX-License-Identifier: Apache-2.0

import EmbeddedPostgres
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Postgres

/// A PostgreSQL server of its own, on a Unix socket in a temporary directory.
///
/// The programs are those in the directories of `PALISADE_TEST_POSTGRES` (separated by colons), by default the embedded
/// ones and whatever Debian has installed beside them. As root they run as the user `PALISADE_TEST_POSTGRES_USER`, by
/// default `palisade`.
final class TestServer: Sendable {
    enum Failure: Error {
        case noPrograms(String)
        case failed(command: String, output: String)
    }

    let programs: String
    let directory: String

    /// The directories with PostgreSQL's programs, one for each version to be tested.
    static let installations: [String] = {
        if let given = ProcessInfo.processInfo.environment["PALISADE_TEST_POSTGRES"] {
            return given.split(separator: ":").map(String.init)
        }
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let installed = versions.map { "/usr/lib/postgresql/\($0)/bin" }
            .filter { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
        // A name that does not exist makes each test say what is missing, where an empty list would make none fail.
        let embedded = (try? PostgresInstallation.locate().programs) ?? "the place of the embedded PostgreSQL"
        return [embedded] + installed
    }()

    private static let shared = SharedTestServers()

    /// The server of an installation that all tests share. Each test makes itself a database in it.
    static func shared(_ programs: String) async throws -> TestServer {
        try await shared.server(programs)
    }

    /// Makes a server; it is not running yet.
    init(_ programs: String) async throws {
        guard FileManager.default.isExecutableFile(atPath: programs + "/initdb") else {
            throw Failure.noPrograms("no PostgreSQL programs in \(programs): set PALISADE_TEST_POSTGRES")
        }
        self.programs = programs
        self.directory = "/tmp/palisade-test-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        if let user = Self.user {
            try await Self.execute("/bin/chown", [user, directory])
        }
        try await execute(
            "initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        let settings = """
            listen_addresses = ''
            unix_socket_directories = '\(directory)'
            max_connections = 200
            fsync = off
            autovacuum = off
            """
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: data + "/postgresql.conf"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(settings.utf8))
        try file.close()
    }

    private var data: String {
        directory + "/data"
    }

    func start() async throws {
        try await execute("pg_ctl", ["-D", data, "-w", "-l", directory + "/log", "start"])
    }

    /// Ends the sessions and stops.
    func stop() async throws {
        try await execute("pg_ctl", ["-D", data, "-w", "-m", "fast", "stop"])
    }

    /// Stops at once, as a crash does, and removes the data.
    func remove() {
        let pidFile = (try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)) ?? ""
        if let pid = pidFile.split(separator: "\n").first.flatMap({ pid_t($0) }) {
            kill(pid, SIGQUIT)
            // Files that it writes while they are being removed would stay.
            for _ in 0..<500 where kill(pid, 0) == 0 {
                usleep(10_000)
            }
        }
        try? FileManager.default.removeItem(atPath: directory)
    }

    func connectionString(user: String = "postgres", database: String = "postgres") -> String {
        "host=\(directory) user=\(user) dbname=\(database)"
    }

    private func execute(_ program: String, _ arguments: [String]) async throws {
        let path = programs + "/" + program
        if let user = Self.user {
            try await Self.execute("/usr/sbin/runuser", ["-u", user, "--", path] + arguments)
        } else {
            try await Self.execute(path, arguments)
        }
    }

    private static let user: String? =
        geteuid() == 0
        ? ProcessInfo.processInfo.environment["PALISADE_TEST_POSTGRES_USER"] ?? "palisade" : nil

    /// Runs a program to its end.
    ///
    /// Not by Foundation's `Process`, which takes a program for running as long as any descendant of it is, such as the
    /// server that `pg_ctl` starts.
    private static func execute(_ path: String, _ arguments: [String]) async throws {
        // A file, since the server inherits it and would keep a pipe open.
        let output = "/tmp/palisade-test-output-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: output) }
        let status = await withCheckedContinuation { continuation in
            // A thread of its own, because waiting would block one of the few that all tests run on.
            Thread.detachNewThread {
                continuation.resume(returning: spawn(path, arguments, output: output))
            }
        }
        guard status == 0 else {
            let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            throw Failure.failed(command: path, output: text)
        }
    }

    private static func spawn(_ path: String, _ arguments: [String], output: String) -> Int32 {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_adddup2(&files, 1, 2)
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        argv.append(nil)
        defer { argv.forEach { free($0) } }
        var pid = pid_t()
        let error = posix_spawn(&pid, path, &files, nil, argv, environ)
        guard error == 0 else {
            return error
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return status
    }
}

/// What a test runs on: a version of PostgreSQL, and a way of waiting for its answers.
struct TestSetup: Sendable, CustomTestStringConvertible {
    let programs: String
    let readiness: ReadinessWay

    /// Each version with each way.
    static let all = TestServer.installations.flatMap { programs in
        [ReadinessWay.kernelAIO, .epoll].map { TestSetup(programs: programs, readiness: $0) }
    }

    var testDescription: String { "\(programs), \(readiness.rawValue)" }
}

/// The servers that tests share, started when first needed and stopped at the end of the process.
private actor SharedTestServers {
    private static let started = Mutex<[TestServer]>([])
    private var servers: [String: Task<TestServer, any Error>] = [:]

    func server(_ programs: String) async throws -> TestServer {
        let known = servers[programs]
        let task =
            known
            ?? Task {
                let server = try await TestServer(programs)
                try await server.start()
                Self.removeAtExit(server)
                return server
            }
        servers[programs] = task
        return try await task.value
    }

    private static func removeAtExit(_ server: TestServer) {
        let isFirst = started.withLock { started in
            started.append(server)
            return started.count == 1
        }
        if isFirst {
            atexit { SharedTestServers.started.withLock { $0.forEach { $0.remove() } } }
        }
    }
}
