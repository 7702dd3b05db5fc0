// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@testable import Postgres

/// Prepared statements on the connections of a pool.
struct PostgresPoolStatementTests {
    private static let prepared = "select count(*) from pg_prepared_statements where statement like '%marker%'"

    @Test(arguments: TestSetup.all)
    func `a statement is prepared once for each role`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                for _ in 0..<3 {
                    _ = try await pool.execute(database.segment("select 1 as marker", role: database.member))
                    _ = try await pool.execute(database.segment("select 1 as marker", role: database.other))
                }
                let count = try await pool.execute(database.segment(Self.prepared))
                // The query that counts contains the word itself.
                #expect(count[0].text(row: 0, column: 0) == "3")
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `statements that make room are deallocated`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1, { $0.connection.statementCacheCapacity = 4 }) { pool in
                for round in 0..<3 {
                    for number in 0..<10 {
                        let text = number == 5 ? "select 1/0 as marker" : "select \(number) as marker"
                        let segment = try database.segment(text)
                        if number == 5 {
                            _ = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                        } else {
                            let results = try await pool.execute(segment)
                            #expect(results[0].text(row: 0, column: 0) == "\(number)", "round \(round)")
                        }
                    }
                }
                let count = try await pool.execute(
                    database.segment("select count(*) from pg_prepared_statements"))
                #expect(count[0].text(row: 0, column: 0).flatMap { Int($0) } ?? 99 <= 5)
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a segment of more statements than the cache holds works`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1, { $0.connection.statementCacheCapacity = 2 }) { pool in
                for _ in 0..<3 {
                    let results = try await pool.execute(database.segment("select 1", "select 2", "select 3"))
                    #expect(results.map { $0.text(row: 0, column: 0) } == ["1", "2", "3"])
                }
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `what could not be prepared is prepared when it can be`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let segment = try database.segment("select 1", "select a from app.later", "select 2")
                let backend = try database.segment("select pg_backend_pid()")
                let before = try await pool.execute(backend)[0].text(row: 0, column: 0)
                for _ in 0..<2 {
                    let failure = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                    guard case .server(let serverError)? = failure else {
                        Issue.record("\(String(describing: failure))")
                        return
                    }
                    #expect(serverError.sqlState == "42P01")
                    #expect(serverError.statementIndex == 1)
                }
                _ = try await database.owner.simpleQuery("create table app.later (a int)")
                let denied = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                guard case .server(let serverError)? = denied else {
                    Issue.record("\(String(describing: denied))")
                    return
                }
                #expect(serverError.sqlState == "42501")
                _ = try await database.owner.simpleQuery("grant select on app.later to \(database.member)")
                #expect(try await pool.execute(segment).count == 3)
                // All of it on one connection: none of the failures cost it.
                #expect(try await pool.execute(backend)[0].text(row: 0, column: 0) == before)
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a table that changes its shape is read on, without an error`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let segment = try database.segment("select * from app.notes limit 1", "select pg_backend_pid()")
                let before = try await pool.execute(segment)
                #expect(before[0].columnCount == 3)
                _ = try await database.owner.simpleQuery("alter table app.notes add column extra text")
                let after = try await pool.execute(segment)
                #expect(after[0].columnCount == 4)
                #expect(after[1].text(row: 0, column: 0) == before[1].text(row: 0, column: 0))
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `behind a transaction pooler nothing is prepared`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            _ = try await database.owner.simpleQuery("alter role \(database.login) set timezone = 'UTC'")
            try await database.withPool(size: 1, { $0.connection.route = .transactionPooler }) { pool in
                for _ in 0..<2 {
                    let results = try await pool.execute(
                        database.segment(
                            "select count(*) from pg_prepared_statements", "select count(*) from app.notes"))
                    #expect(results.map { $0.text(row: 0, column: 0) } == ["0", "10"])
                }
            }
        }
    }
}
