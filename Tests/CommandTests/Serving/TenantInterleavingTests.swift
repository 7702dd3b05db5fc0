// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import JSON
import Synchronization
import Testing

/// Requests of two tenants on few connections, while much goes wrong: what one sets never reaches the other.
struct TenantInterleavingTests {
    /// What clients have seen.
    private final class Tally: Sendable {
        private let counts = Mutex<[String: Int]>([:])

        func count(_ what: String) { counts.withLock { $0[what, default: 0] += 1 } }

        var all: [String: Int] { counts.withLock { $0 } }

        /// Whether everything has come about that is to.
        var isComplete: Bool { TenantInterleavingTests.kinds.allSatisfy { all[$0] != nil } }
    }

    /// What has to come about for the test to say anything.
    private static let kinds = ["read a", "read b", "write a", "write b", "refused", "dropped", "ended", "poisoned"]

    /// PALISADE_TEST_SECONDS makes it longer.
    private static let duration: Duration = {
        let text = ProcessInfo.processInfo.environment["PALISADE_TEST_SECONDS"]
        return .seconds(text.flatMap { Int($0) } ?? 4)
    }()

    /// Sets the other tenant for the whole session, as no function should; fails at will.
    private static func script(role: String) -> String {
        """
        create function app.poison() returns boolean language plpgsql as $$
        begin
            perform set_config('palisade.tenant_id', case current_setting('palisade.tenant_id')
                when '\(NotesDatabase.a)' then '\(NotesDatabase.b)' else '\(NotesDatabase.a)' end, false);
            return true;
        end $$;
        create function app.fail() returns boolean language plpgsql stable
            as $$ begin raise exception 'as asked' using errcode = 'PA409'; end $$;
        revoke execute on function app.poison, app.fail from public;
        grant execute on function app.poison, app.fail to \(role);
        """
    }

    private static let sdl = NotesDatabase.sdl
        .replacing("note: Note @find", with: #"note: Note @find fail: Boolean @call(function: "app.fail")"#)
        .replacing("updateNote:", with: #"poison: Boolean @call(function: "app.poison") updateNote:"#)

    @Test(arguments: [1, 2])
    func `no tenant ever sees or writes as the other, whatever goes wrong`(poolSize: Int) async throws {
        try await NotesDatabase.with { database in
            var environment = database.environment
            environment["PALISADE_POOL_SIZE"] = "\(poolSize)"
            try await Self.check(environment, database)
        }
    }

    /// A session of the pooler goes from one connection, and so one tenant, to another within a moment.
    @Test(.enabled(if: PgBouncer.isInstalled, "PgBouncer is not installed"))
    func `the same holds behind PgBouncer that hands out sessions by transaction`() async throws {
        try await NotesDatabase.with { database in
            try await PgBouncer.with(database) { url in
                var environment = database.environment
                environment["PALISADE_DATABASE_URL"] = url
                environment["PALISADE_POOLING"] = "bouncer"
                try await Self.check(environment, database)
            }
        }
    }

    private static func check(_ environment: [String: String], _ database: NotesDatabase) async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", Self.sdl)
        try await database.database.run(Self.script(role: "\(database.database.name)_clerk"))
        let tally = try await Self.load(environment, workspace, database)
        #expect(tally["internal"] == nil && tally["foreign"] == nil, "\(tally)")
        for what in kinds {
            #expect((tally[what] ?? 0) > 0, "\(what): \(tally)")
        }
        // What was written was written as whoever sent it.
        let strays = try await database.database.value(
            """
            select count(*) from app.notes
            where (tenant = '\(NotesDatabase.a)') <> starts_with(body, 'a')
            """)
        #expect(strays == "0")
        let written = try await database.database.value("select count(*) from app.notes where length(body) > 3")
        let acknowledged = (tally["write a"] ?? 0) + (tally["write b"] ?? 0)
        #expect(Int(written ?? "0") ?? 0 >= acknowledged)
    }

    private static func load(
        _ environment: [String: String], _ workspace: Workspace, _ database: NotesDatabase
    ) async throws -> [String: Int] {
        let tally = Tally()
        try await RunningServer.with(environment, in: workspace) { server in
            let start = ContinuousClock.now
            // A busy machine takes longer until everything has come about.
            let isOver = { @Sendable in
                let elapsed = ContinuousClock.now - start
                return elapsed > duration && (tally.isComplete || elapsed > duration + .seconds(120))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<8 {
                    let isA = client % 2 == 0
                    let token = try NotesDatabase.token(tenant: isA ? NotesDatabase.a : NotesDatabase.b)
                    group.addTask {
                        while !isOver() {
                            try await request(of: isA ? "a" : "b", token: token, to: server, tally)
                        }
                    }
                }
                group.addTask {
                    while !isOver() {
                        try await Task.sleep(for: .milliseconds(100))
                        let ended = try await database.database.value(
                            """
                            select count(pg_terminate_backend(pid)) from pg_stat_activity
                            where usename = '\(database.database.name)_clerk' and random() < 0.4
                            """)
                        if ended != "0" { tally.count("ended") }
                    }
                }
                try await group.waitForAll()
            }
        }
        return tally.all
    }

    /// One request of a kind that chance decides.
    private static func request(
        of tenant: String, token: String, to server: RunningServer, _ tally: Tally
    ) async throws {
        switch Int.random(in: 0..<10) {
        case 0..<4:
            let answer = try await server.ask("{ notes(first: 50) { totalCount nodes { body } } }", token: token)
            guard let notes = answer.body["data"]?["notes"] else { return note(answer.body, tally) }
            let bodies = notes["nodes"]?.arrayValue?.compactMap { $0["body"]?.stringValue } ?? []
            tally.count(bodies.count >= 10 && bodies.allSatisfy { $0.hasPrefix(tenant) } ? "read \(tenant)" : "foreign")
        case 4, 5:
            let body = "\(tenant)-\(UInt32.random(in: 0...UInt32.max))"
            let answer = try await server.ask(
                "mutation { createNote(input: {body: \"\(body)\"}) { note { body } } }", token: token)
            guard let note = answer.body["data"]?["createNote"]?["note"] else { return Self.note(answer.body, tally) }
            tally.count(note["body"]?.stringValue == body ? "write \(tenant)" : "foreign")
        case 6:
            note(try await server.ask("{ fail notes { totalCount } }", token: token).body, tally)
        case 7:
            let answer = try await server.ask("mutation { poison }", token: token)
            if answer.body["errors"] == nil { tally.count("poisoned") } else { note(answer.body, tally) }
        default:
            // A client that is gone before its answer is there.
            let request = Task {
                try await server.ask("{ nap(seconds: 5) notes { nodes { body } } }", token: token).body
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...40)))
            request.cancel()
            if case .success(let body) = await request.result { note(body, tally) } else { tally.count("dropped") }
        }
    }

    private static func note(_ body: JSON, _ tally: Tally) {
        switch body["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue {
        case "CONFLICT": tally.count("refused")
        case "UNAVAILABLE", "TIMEOUT": tally.count("unavailable")
        case let code: tally.count(code == nil ? "unanswered" : "internal")
        }
    }
}
