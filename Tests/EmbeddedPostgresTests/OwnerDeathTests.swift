// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import EmbeddedPostgres

/// The owning process is a real one, killed with SIGKILL while its server runs.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct OwnerDeathTests {
    @Test func `the server of an owner that is killed ends by itself, in an orderly way`() async throws {
        try await withTestDirectory { directory in
            await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
                let cluster = try await EmbeddedCluster.start(options(directory), logger: logger)
                try await cluster.runSQL("create table kept as select 1 as value;")
                kill(getpid(), SIGKILL)
            }
            let data = "\(directory)/postgres/data"
            try await waitUntil { LeftoverServer.processes(inData: data).isEmpty }
            // A server that was shut down, not killed, has removed its file.
            #expect(!LocalFile.exists("\(data)/postmaster.pid"))
            try await withCluster(options(directory)) { cluster async throws in
                #expect(try await cluster.runSQL("select value from kept;") == "1")
            }
        }
    }

    @Test func `a new owner may start at once`() async throws {
        try await withTestDirectory { directory in
            await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
                let cluster = try await EmbeddedCluster.start(options(directory), logger: logger)
                try await cluster.runSQL("create table kept as select 2 as value;")
                kill(getpid(), SIGKILL)
            }
            try await withCluster(options(directory)) { cluster async throws in
                #expect(try await cluster.runSQL("select value from kept;") == "2")
            }
        }
    }

    @Test func `a server whose watcher and owner are killed is stopped by the next owner`() async throws {
        try await withTestDirectory { directory in
            await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
                let cluster = try await EmbeddedCluster.start(options(directory), logger: logger)
                try await cluster.runSQL("create table kept as select 3 as value;")
                let watchers = watchers(ofData: "\(directory)/postgres/data")
                #expect(watchers.count == 1)
                for watcher in watchers {
                    kill(watcher, SIGKILL)
                }
                kill(getpid(), SIGKILL)
            }
            let data = "\(directory)/postgres/data"
            let orphan = try #require(PostmasterFile.read(inData: data)?.processID)
            #expect(LeftoverServer.serves(orphan, inData: data))
            try await withCluster(options(directory)) { cluster async throws in
                #expect(!LeftoverServer.serves(orphan, inData: data))
                #expect(await cluster.processID != orphan)
                #expect(try await cluster.runSQL("select value from kept;") == "3")
            }
        }
    }

    @Test func `an owner whose watcher was killed can still stop its server`() async throws {
        try await withTestDirectory { directory in
            let data = "\(directory)/postgres/data"
            try await withCluster(options(directory)) { cluster async throws in
                for watcher in watchers(ofData: data) {
                    kill(watcher, SIGKILL)
                }
                try await waitUntil { watchers(ofData: data).isEmpty }
                // The server takes no notice.
                #expect(try await cluster.runSQL("select 1;") == "1")
            }
            #expect(LeftoverServer.processes(inData: "\(directory)/postgres/data").isEmpty)
        }
    }

    @Test func `a server does not share the owner's terminal session`() async throws {
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            let server = try #require(await cluster.processID)
            #expect(getsid(server) == server)
            #expect(getpgid(server) == server)
        }
    }

    @Test func `the next temporary cluster removes what a killed test left`() async throws {
        try await withTestDirectory { directory in
            await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
                let cluster = try await EmbeddedCluster.temporary(logger: logger)
                try LocalFile.writePrivately(Array(cluster.directory.utf8), to: "\(directory)/note")
                kill(getpid(), SIGKILL)
            }
            let left = String(decoding: try #require(LocalFile.read("\(directory)/note")), as: UTF8.self)
            #expect(left.hasPrefix("\(EmbeddedCluster.temporaryClusters)/"))
            #expect(LocalFile.exists("\(left)/postgres/data"))
            try await EmbeddedCluster.withTemporary(logger: logger) { _ async throws in
                #expect(!LocalFile.exists(left))
            }
        }
    }
}

/// The processes that watch the life line of a data directory's server.
private func watchers(ofData data: String) -> [Int32] {
    LocalFile.names(in: "/proc").compactMap { Int32($0) }.filter { processID in
        let arguments = LocalFile.read("/proc/\(processID)/cmdline") ?? []
        return arguments.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.dropFirst(3)
            .starts(with: ["palisade-postgres", data])
    }
}
