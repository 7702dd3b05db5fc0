// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Testing

/// Queries on a hot standby, and what becomes of them when it lags, ends, or has to be the primary.
struct ReplicaTests {
    private let query = "{ notes { totalCount } }"

    private func count(_ answer: JSON, _ field: String = "notes") -> Int? {
        answer["data"]?[field]?["totalCount"]?.integerValue
    }

    private func reads(_ outcome: String, by server: RunningServer) async throws -> Double {
        try await server.metric("palisade_replica_reads_total{outcome=\"\(outcome)\"}") ?? 0
    }

    /// Asks until a replica has given an answer.
    private func waitForReplica(
        _ server: RunningServer, token: String, headers: [String: String] = [:], expecting number: Int
    ) async throws {
        let before = try await reads("answered", by: server)
        try await RunningDevelopment.waitUntil {
            let answer = try await server.ask(query, token: token, headers: headers)
            #expect(answer.status == 200 && count(answer.body) == number, "\(answer.body.text)")
            return try await reads("answered", by: server) > before
        }
    }

    @Test func `a client sees what it has written, whatever the standby does, and survives the primary`() async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        try await PrimaryAndStandby.with { pair in
            try await pair.value(NotesDatabase.setup(role: "clerk"), on: .primary)
            let environment = [
                // The standby comes first: the one that takes writes is meant all the same.
                "PALISADE_DATABASE_URL": pair.url(.standby, .primary, user: "clerk"),
                "PALISADE_REPLICA_URL": pair.url(.standby, user: "clerk"),
                "PALISADE_JWT_SECRET": NotesDatabase.secret, "PALISADE_ROLES": "off", "PALISADE_POOL_SIZE": "3",
                "PALISADE_REQUEST_TIMEOUT": "20s",
            ]
            try await RunningServer.with(environment, in: workspace) { server in
                let token = try NotesDatabase.token(tenant: NotesDatabase.a)
                try await waitForReplica(server, token: token, expecting: 10)

                try await pair.value("select pg_wal_replay_pause()", on: .standby)
                try await RunningDevelopment.waitUntil {
                    try await pair.value("select pg_get_wal_replay_pause_state()", on: .standby) == "paused"
                }
                let write = "mutation { createNote(input: {body: \"a-new\"}) { affectedCount } }"
                let written = try await server.ask(write, token: token)
                #expect(written.status == 200)
                let position = try #require(written.fields["palisade-consistency"])
                #expect(position.contains(/^[0-9A-F]+\/[0-9A-F]+$/))
                let headers = ["Palisade-Consistency": position]
                // The standby answers as it is; whoever names the position is not asked of it.
                #expect(count(try await server.ask(query, token: token).body) == 10)
                #expect(count(try await server.ask(query, token: token, headers: headers).body) == 11)
                #expect(try await reads("behind", by: server) == 1)
                let two = "{ one: notes { totalCount } two: notes { totalCount } }"
                let both = try await server.ask(two, token: token, headers: headers)
                #expect(count(both.body, "one") == 11 && count(both.body, "two") == 11)
                let odd = try await server.ask(query, token: token, headers: ["Palisade-Consistency": "0/0; drop"])
                #expect(odd.body["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue == "BAD_USER_INPUT")

                try await pair.value("select pg_wal_replay_resume()", on: .standby)
                try await waitForReplica(server, token: token, headers: headers, expecting: 11)

                try await pair.stop(.standby)
                for _ in 0..<5 { #expect(count(try await server.ask(query, token: token).body) == 11) }
                try await pair.start(.standby)
                try await waitForReplica(server, token: token, expecting: 11)

                try await pair.stop(.primary)
                try await pair.promote()
                try await RunningDevelopment.waitUntil {
                    try await server.ask(write, token: token).body["errors"] == nil
                }
                #expect(count(try await server.ask(query, token: token, headers: headers).body) == 12)
            }
        }
    }
}
