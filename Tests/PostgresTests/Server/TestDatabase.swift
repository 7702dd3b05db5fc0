// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import NIOCore
import NIOPosix
import SQL
import Testing

@testable import Postgres

/// A database of a test's own: two roles to switch to, rows of two tenants under row-level security, and a login that
/// may do nothing by itself.
struct TestDatabase: Sendable {
    let server: TestServer
    let name: String
    /// The login role, which is a member of `member` and `other`.
    let login: String
    let member: String
    let other: String
    /// How event loops learn that the server has answered.
    let readiness: ReadinessWay
    /// Superuser's connection, for what a test does behind the pool's back.
    let owner: PostgresConnection

    static func with(_ setup: TestSetup, _ body: (TestDatabase) async throws -> Void) async throws {
        try await with(try await TestServer.shared(setup.programs), setup.readiness, body)
    }

    static func with(_ programs: String, _ body: (TestDatabase) async throws -> Void) async throws {
        try await with(try await TestServer.shared(programs), .automatic, body)
    }

    static func with(
        _ server: TestServer, _ readiness: ReadinessWay, _ body: (TestDatabase) async throws -> Void
    ) async throws {
        let name = "t_" + UUID().uuidString.prefix(8).lowercased()
        let administrator = try await PostgresConnection.open(server.connectionString())
        _ = try await administrator.simpleQuery("create database \(name)")
        await administrator.close()
        let owner = try await PostgresConnection.open(
            PostgresConnectionConfiguration(
                connectionString: server.connectionString(database: name), connectTimeout: .seconds(60),
                readiness: readiness))
        let database = TestDatabase(
            server: server, name: name, login: name + "_login", member: name + "_member", other: name + "_other",
            readiness: readiness, owner: owner)
        do {
            _ = try await owner.simpleQuery(database.script)
            try await body(database)
        } catch {
            await owner.close()
            throw error
        }
        await owner.close()
    }

    var connectionString: String {
        server.connectionString(user: login, database: name)
    }

    /// How the login role connects.
    var configuration: PostgresConnectionConfiguration {
        PostgresConnectionConfiguration(connectionString: connectionString, readiness: readiness)
    }

    /// Runs a pool as long as `body`.
    func withPool(
        size: Int,
        _ change: (inout PostgresPoolConfiguration) -> Void = { _ in },
        _ body: @Sendable @escaping (PostgresPool) async throws -> Void
    ) async throws {
        // Patience is not what most tests are of, and the machine may be busy.
        var configuration = PostgresPoolConfiguration(
            connection: configuration, size: size, acquisitionTimeout: .minutes(1))
        change(&configuration)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let pool = PostgresPool(
            configuration: configuration, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await pool.run() }
            do {
                try await body(pool)
            } catch {
                pool.shutdown()
                throw error
            }
            pool.shutdown()
            try await group.waitForAll()
        }
    }

    /// Sets the role and the tenant for a segment.
    func opening(role: String, tenant: Int64?) throws -> BoundStatement {
        var arguments = SQLArguments()
        try arguments.append(role)
        if let tenant {
            arguments.append(tenant)
        } else {
            try arguments.append("")
        }
        return BoundStatement(statement: Self.openingStatement, arguments: arguments)
    }

    /// A segment of statements without parameters, as a tenant.
    func segment(
        _ statements: String...,
        role: String? = nil,
        tenant: Int64? = 1,
        isolation: Segment.Isolation = .readCommitted
    ) throws -> Segment {
        let role = role ?? member
        return Segment(
            role: role,
            opening: try opening(role: role, tenant: tenant),
            isolation: isolation,
            statements: statements.map { BoundStatement(statement: SQLStatement(text: $0)) }
        )
    }

    /// How many sessions of the login role run a statement now.
    func activeSessions() async throws -> Int {
        try await sessions("state = 'active'")
    }

    /// How many sessions of the login role are in a statement that sleeps, or that waits for an advisory lock.
    ///
    /// A session that the pool is only setting up is active too, and would be taken for the one that a test waits for.
    func sessionsInWait() async throws -> Int {
        try await sessions("wait_event in ('PgSleep', 'advisory')")
    }

    private func sessions(_ condition: String) async throws -> Int {
        let result = try await owner.query(
            SQLStatement(text: "select count(*) from pg_stat_activity where usename = '\(login)' and \(condition)"))
        return result.text(row: 0, column: 0).flatMap { Int($0) } ?? -1
    }

    private static let openingStatement = SQLStatement(
        text: "select set_config('role', $1, true), set_config('app.tenant', $2, true)")

    private var script: String {
        """
        create role \(login) login noinherit;
        create role \(member);
        create role \(other);
        grant \(member), \(other) to \(login);
        create schema app;
        grant usage on schema app to \(member), \(other);
        create table app.notes (tenant int not null, id int generated always as identity, body text);
        insert into app.notes (tenant, body) select 1 + i % 2, 'note ' || i from generate_series(1, 20) i;
        alter table app.notes enable row level security;
        alter table app.notes force row level security;
        create policy tenant on app.notes to \(member)
            using (tenant = nullif(current_setting('app.tenant', true), '')::int)
            with check (tenant = nullif(current_setting('app.tenant', true), '')::int);
        grant select, insert, update, delete on app.notes to \(member);
        """
    }
}

/// Waits until `condition` holds. What a test asserts is that it comes to hold at all; the limit only ends a hang.
func eventually(
    _ condition: () async throws -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    for _ in 0..<3_000 {
        if try await condition() {
            return
        }
        try await Task.sleep(nanoseconds: 10_000_000)
    }
    Issue.record("what was waited for did not happen", sourceLocation: sourceLocation)
}

/// The error that `body` throws.
func error(
    _ body: () async throws(PostgresError) -> some Sendable,
    sourceLocation: SourceLocation = #_sourceLocation
) async -> PostgresError? {
    do throws(PostgresError) {
        _ = try await body()
        Issue.record("no error was thrown", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}
