// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import NIOPosix
import SQL
import Testing

@testable import Postgres

/// What happens when the server, the network or the caller does not play along.
struct PostgresPoolFaultTests {
    private static let sleep = "select pg_sleep(600)"

    private func terminateAll(_ database: TestDatabase) async throws {
        _ = try await database.owner.simpleQuery(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(database.login)'")
    }

    @Test(arguments: TestSetup.all)
    func `a backend that is terminated in a query gives a typed error, and the pool recovers`(
        setup: TestSetup
    ) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 2) { pool in
                let segment = try database.segment(
                    "insert into app.notes (tenant, body) values (1, 'x')", Self.sleep)
                async let failure = error { () async throws(PostgresError) in try await pool.execute(segment) }
                try await eventually { try await database.sessionsInWait() == 1 }
                try await terminateAll(database)
                #expect(await failure == .connectionLost(outcomeUnknown: false))
                // The other connection was terminated too, and may take a request before it knows.
                try await eventually {
                    let count = try? await pool.execute(database.segment("select count(*) from app.notes"))
                    return count?[0].text(row: 0, column: 0) == "10"
                }
                try await eventually { pool.statistics.idle == 2 }
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `cancel requests to a host that is gone keep no connection to another from being opened`() async throws {
        let host = VanishingHost()
        try await TestDatabase.with(try #require(TestSetup.all.first)) { database in
            try await host.with(database.server) { port in
                let string = "host=127.0.0.1 port=\(port) user=\(database.login) dbname=\(database.name)"
                try await database.withPool(
                    size: 4, { $0.connection = PostgresConnectionConfiguration(connectionString: string) }
                ) { pool in
                    let segment = try database.segment(Self.sleep)
                    await withTaskGroup(of: Void.self) { group in
                        for _ in 0..<4 { group.addTask { _ = try? await pool.execute(segment) } }
                        try? await eventually { try await database.sessionsInWait() == 4 }
                        host.vanish()
                        group.cancelAll()
                        try? await eventually { host.heldConnections >= 4 }
                    }
                    let began = NIODeadline.now()
                    let other = try await PostgresConnection.open(database.configuration)
                    #expect(NIODeadline.now() - began < .seconds(10))
                    await other.close()
                }
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `idle backends that are terminated fail no request`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 3) { pool in
                try await eventually { pool.statistics.idle == 3 }
                try await terminateAll(database)
                for _ in 0..<6 {
                    #expect(try await pool.execute(database.segment("select 1")).count == 1)
                }
                try await eventually { pool.statistics.idle == 3 }
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `without a server requests fail at once, and work again when it is back`(setup: TestSetup) async throws {
        let server = try await TestServer(setup.programs)
        defer { server.remove() }
        try await server.start()
        try await TestDatabase.with(server, setup.readiness) { database in
            // Longer than the test may take: an error that comes by a time-out would be another one.
            try await database.withPool(size: 4, { $0.acquisitionTimeout = .minutes(10) }) { pool in
                let segment = try database.segment("select count(*) from app.notes")
                #expect(try await pool.execute(segment)[0].text(row: 0, column: 0) == "10")
                let sleeping = try database.segment(Self.sleep)
                async let interrupted = error { () async throws(PostgresError) in try await pool.execute(sleeping) }
                try await eventually { try await database.sessionsInWait() == 1 }
                try await server.stop()
                guard case .connectionLost? = await interrupted else {
                    Issue.record("what ran when the server stopped must fail")
                    return
                }
                for _ in 0..<20 {
                    let failure = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                    switch failure {
                    case .connectionFailed(.refused)?, .connectionLost(outcomeUnknown: false)?: break
                    default: Issue.record("\(String(describing: failure))")
                    }
                }
                #expect(pool.statistics.isUnreachable)
                try await server.start()
                try await eventually { pool.statistics.idle == 4 }
                #expect(try await pool.execute(segment)[0].text(row: 0, column: 0) == "10")
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `an exhausted pool serves in order, refuses beyond its queue, and times out`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            let limits: @Sendable (inout PostgresPoolConfiguration) -> Void = {
                $0.queueLimit = 5
                $0.acquisitionTimeout = .minutes(10)
            }
            try await database.withPool(size: 1, limits) { pool in
                _ = try await database.owner.simpleQuery("select pg_advisory_lock(7)")
                let blocked = try database.segment("select pg_advisory_xact_lock(7)")
                async let holder = pool.execute(blocked)
                try await eventually { try await database.sessionsInWait() == 1 }

                let order = Order()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<4 {
                        group.addTask {
                            _ = try await pool.execute(database.segment("select \(number)"))
                            await order.append(number)
                        }
                        try await eventually { pool.statistics.waiting == number + 1 }
                    }
                    let hurried = try database.segment("select 1")
                    let late = await error { () async throws(PostgresError) in
                        try await pool.execute(hurried, deadline: .now() + .milliseconds(20))
                    }
                    #expect(late == .deadlineExceeded)
                    group.addTask {
                        _ = try await pool.execute(database.segment("select 4"))
                        await order.append(4)
                    }
                    try await eventually { pool.statistics.waiting == 5 }
                    let refused = await error { () async throws(PostgresError) in try await pool.execute(hurried) }
                    #expect(refused == .poolQueueFull)
                    _ = try await database.owner.simpleQuery("select pg_advisory_unlock(7)")
                    try await group.waitForAll()
                }
                _ = try await holder
                // Each finished before the next began, but their tasks may go on in another order.
                #expect(await order.numbers.sorted() == [0, 1, 2, 3, 4])
            }
            try await database.withPool(size: 1, { $0.acquisitionTimeout = .milliseconds(20) }) { pool in
                try await eventually { pool.statistics.idle == 1 }
                let sleeping = try database.segment(Self.sleep)
                let holder = Task { await error { () async throws(PostgresError) in try await pool.execute(sleeping) } }
                try await eventually { try await database.sessionsInWait() == 1 }
                let segment = try database.segment("select 1")
                let failure = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                #expect(failure == .poolTimeout)
                holder.cancel()
                #expect(await holder.value == .cancelled)
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a deadline cancels the statement`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let segment = try database.segment(Self.sleep)
                let failure = await error { () async throws(PostgresError) in
                    try await pool.execute(segment, deadline: .now() + .milliseconds(100))
                }
                #expect(failure == .deadlineExceeded)
                try await eventually { try await database.activeSessions() == 0 }
                #expect(try await pool.execute(database.segment("select 1"), deadline: .now() + .minutes(5)).count == 1)
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a statement_timeout of the server is the server's error`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let segment = try database.segment("select set_config('statement_timeout', '20', true)", Self.sleep)
                let failure = await error { () async throws(PostgresError) in
                    try await pool.execute(segment, deadline: .now() + .minutes(5))
                }
                guard case .server(let serverError)? = failure else {
                    Issue.record("\(String(describing: failure))")
                    return
                }
                #expect(serverError.sqlState == "57014")
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a cancelled task cancels its statement`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 2) { pool in
                let segment = try database.segment(Self.sleep)
                let task = Task { await error { () async throws(PostgresError) in try await pool.execute(segment) } }
                try await eventually { try await database.sessionsInWait() == 1 }
                task.cancel()
                #expect(await task.value == .cancelled)
                #expect(try await database.activeSessions() == 0)
                let early = Task {
                    await error { () async throws(PostgresError) in
                        withUnsafeCurrentTask { $0?.cancel() }
                        return try await pool.execute(segment)
                    }
                }
                #expect(await early.value == .cancelled)
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `cancelling harms no neighbour, and leaves nothing running`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 4) { pool in
                let sleeping = try database.segment(Self.sleep)
                let quick = try database.segment("select count(*) from app.notes")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            for _ in 0..<50 {
                                let task = Task {
                                    await error { () async throws(PostgresError) in try await pool.execute(sleeping) }
                                }
                                try await Task.sleep(nanoseconds: .random(in: 0...3_000_000))
                                task.cancel()
                                let failure = await task.value
                                #expect(failure == .cancelled)
                            }
                        }
                    }
                    for _ in 0..<4 {
                        group.addTask {
                            for _ in 0..<500 {
                                let results = try await pool.execute(quick)
                                #expect(results[0].text(row: 0, column: 0) == "10")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await database.activeSessions() == 0)
                try await eventually { pool.statistics.idle == 4 }
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `two tenants on one connection never meet, whatever fails`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            // One connection that is killed all the time, on a machine that may be busy: patience is not what is tested.
            try await database.withPool(size: 1, { $0.acquisitionTimeout = .minutes(2) }) { pool in
                let terminator = Task {
                    while !Task.isCancelled {
                        try await terminateAll(database)
                        try await Task.sleep(nanoseconds: 50_000_000)
                    }
                }
                let counts = Counts()
                await withTaskGroup(of: Void.self) { group in
                    for worker in 0..<6 {
                        group.addTask {
                            let tenant = Int64(1 + worker % 2)
                            for round in 0..<500 {
                                await oneOfTwoTenants(database, pool, tenant, fails: round % 10 == 0, counts)
                            }
                        }
                    }
                }
                terminator.cancel()
                let (right, failed, lost) = await (counts.right, counts.failed, counts.lost)
                #expect(right + failed + lost == 3_000)
                #expect(right > 1_000)
                #expect(failed > 50)
            }
        }
    }

    private func oneOfTwoTenants(
        _ database: TestDatabase,
        _ pool: PostgresPool,
        _ tenant: Int64,
        fails: Bool,
        _ counts: Counts
    ) async {
        do {
            let segment = try database.segment(
                "select current_setting('app.tenant'), current_user, min(tenant), max(tenant), count(*) from app.notes",
                fails ? "select 1/0" : "select 1", tenant: tenant)
            let result = try await pool.execute(segment)[0]
            let seen = (0..<5).map { result.text(row: 0, column: $0) ?? "" }
            #expect(seen == ["\(tenant)", database.member, "\(tenant)", "\(tenant)", "10"])
            await counts.add(right: 1)
        } catch PostgresError.server(let error) where fails {
            #expect(error.sqlState == "22012")
            await counts.add(failed: 1)
        } catch PostgresError.connectionLost {
            await counts.add(lost: 1)
        } catch {
            Issue.record("unexpected: \(String(reflecting: error))")
        }
    }

    @Test(arguments: TestSetup.all)
    func `shutting down lets what runs end and refuses what waits`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            _ = try await database.owner.simpleQuery("select pg_advisory_lock(9)")
            try await database.withPool(size: 1) { pool in
                let blocked = try database.segment("select pg_advisory_xact_lock(9)")
                async let running = pool.execute(blocked)
                try await eventually { try await database.sessionsInWait() == 1 }
                let segment = try database.segment("select 1")
                async let waiting = error { () async throws(PostgresError) in try await pool.execute(segment) }
                try await eventually { pool.statistics.waiting == 1 }
                pool.shutdown()
                #expect(await waiting == .shutdown)
                let refused = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                #expect(refused == .shutdown)
                _ = try await database.owner.simpleQuery("select pg_advisory_unlock(9)")
                #expect(try await running.count == 1)
            }
            try await eventually {
                let sessions = try await database.owner.query(
                    SQLStatement(text: "select count(*) from pg_stat_activity where usename = '\(database.login)'"))
                return sessions.text(row: 0, column: 0) == "0"
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `cancelling run() cancels what runs`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            let pool = PostgresPool(
                configuration: PostgresPoolConfiguration(
                    connection: database.configuration, size: 2),
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let running = Task { await pool.run() }
            let segment = try database.segment(Self.sleep)
            async let failure = error { () async throws(PostgresError) in try await pool.execute(segment) }
            try await eventually { try await database.sessionsInWait() == 1 }
            running.cancel()
            #expect(await failure == .cancelled)
            await running.value
            #expect(try await database.activeSessions() == 0)
        }
    }
}

private actor Order {
    private(set) var numbers: [Int] = []

    func append(_ number: Int) {
        numbers.append(number)
    }
}

private actor Counts {
    private(set) var right = 0
    private(set) var failed = 0
    private(set) var lost = 0

    func add(right: Int = 0, failed: Int = 0, lost: Int = 0) {
        self.right += right
        self.failed += failed
        self.lost += lost
    }
}
