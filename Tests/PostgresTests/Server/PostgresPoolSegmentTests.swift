// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@testable import Postgres

/// What a segment is to PostgreSQL: one transaction, with a context that ends with it.
struct PostgresPoolSegmentTests {
    @Test(arguments: TestSetup.all)
    func `context and statements share a transaction, and the context ends with it`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let inside = try await pool.execute(
                    database.segment(
                        "select current_user, current_setting('app.tenant'), count(*) from app.notes",
                        "select pg_current_xact_id(), pg_backend_pid()", "select pg_current_xact_id()"))
                #expect(inside[0].text(row: 0, column: 0) == database.member)
                #expect(inside[0].text(row: 0, column: 1) == "1")
                #expect(inside[0].text(row: 0, column: 2) == "10")
                #expect(inside[1].text(row: 0, column: 0) == inside[2].text(row: 0, column: 0))
                let after = try await pool.execute(
                    Segment(
                        role: "", opening: nil,
                        statements: [
                            BoundStatement(
                                statement: SQLStatement(
                                    text: "select current_user, current_setting('app.tenant'), pg_backend_pid()"))
                        ]))
                #expect(after[0].text(row: 0, column: 0) == database.login)
                #expect(after[0].text(row: 0, column: 1) == "")
                #expect(after[0].text(row: 0, column: 2) == inside[1].text(row: 0, column: 1))
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `an error undoes the segment and its context, and names the statement`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let segment = try database.segment(
                    "insert into app.notes (tenant, body) values (1, 'new')", "select 1/0",
                    "insert into app.notes (tenant, body) values (1, 'newer')")
                let failure = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                guard case .server(let serverError)? = failure else {
                    Issue.record("\(String(describing: failure))")
                    return
                }
                #expect(serverError.sqlState == "22012")
                #expect(serverError.statementIndex == 1)
                let noTenant = try await pool.execute(
                    database.segment("select count(*), current_user from app.notes", tenant: nil))
                #expect(noTenant[0].text(row: 0, column: 0) == "0")
                let count = try await pool.execute(database.segment("select count(*) from app.notes"))
                #expect(count[0].text(row: 0, column: 0) == "10")
            }
        }
    }

    /// A segment that reads a number and keeps one more than that by its conclusion.
    private func concluding(_ database: TestDatabase, _ statements: String..., keeps: String) throws -> Segment {
        var segment = try database.segment(statements[0])
        segment.statements += statements.dropFirst().map { BoundStatement(statement: SQLStatement(text: $0)) }
        segment.conclusion = { results in
            var arguments = SQLArguments()
            arguments.append(Int64(results.last?.text(row: 0, column: 0) ?? "0").map { $0 + 1 } ?? 0)
            return BoundStatement(statement: SQLStatement(text: keeps), arguments: arguments)
        }
        return segment
    }

    private let keeping = "insert into app.notes (tenant, body) values (1, 'concluded ' || $1::bigint)"

    @Test(arguments: TestSetup.all)
    func `a conclusion is made of the results and belongs to their transaction`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                for _ in 0..<2 {
                    let results = try await pool.execute(
                        concluding(database, "select pg_backend_pid()", "select 41", keeps: keeping))
                    #expect(results.count == 2)
                }
                let kept = try await pool.execute(
                    database.segment("select count(*), min(body) from app.notes where body like 'concluded%'"))
                #expect(kept[0].text(row: 0, column: 0) == "2")
                #expect(kept[0].text(row: 0, column: 1) == "concluded 42")
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `where a statement fails nothing is concluded, and where the conclusion fails nothing is done`(
        setup: TestSetup
    ) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let insert = "insert into app.notes (tenant, body) values (1, 'concluded never') returning 1"
                for (segment, index) in [
                    (try concluding(database, insert, "select 1/0", keeps: keeping), 1),
                    (try concluding(database, insert, keeps: "select 1 / ($1::bigint - 2)"), nil),
                ] {
                    let failure = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                    guard case .server(let serverError)? = failure else {
                        Issue.record("\(String(describing: failure))")
                        return
                    }
                    #expect(serverError.sqlState == "22012")
                    #expect(serverError.statementIndex == index)
                    let kept = try await pool.execute(
                        database.segment("select count(*) from app.notes where body like 'concluded%'"))
                    #expect(kept[0].text(row: 0, column: 0) == "0")
                }
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a role that the login may not take is refused before anything runs`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let segment = try database.segment("select 1", role: "postgres")
                let failure = await error { () async throws(PostgresError) in try await pool.execute(segment) }
                guard case .server(let serverError)? = failure else {
                    Issue.record("\(String(describing: failure))")
                    return
                }
                #expect(serverError.sqlState == "42501")
                #expect(serverError.statementIndex == nil)
                #expect(try await pool.execute(database.segment("select 1")).count == 1)
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `repeatable read shows two statements the same snapshot`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 2) { pool in
                let isolations: [(Segment.Isolation, String)] = [(.repeatableRead, "10"), (.readCommitted, "11")]
                for (isolation, countAfterwards) in isolations {
                    // The second statement waits for a lock; meanwhile another session commits a row.
                    _ = try await database.owner.simpleQuery("select pg_advisory_lock(42)")
                    let segment = try database.segment(
                        "select count(*), current_setting('transaction_isolation') from app.notes",
                        "select pg_advisory_xact_lock(42)", "select count(*) from app.notes", isolation: isolation)
                    async let results = pool.execute(segment)
                    try await eventually {
                        let waiting = try await database.owner.query(
                            SQLStatement(
                                text: """
                                    select count(*) from pg_locks l join pg_database d on d.oid = l.database
                                    where l.locktype = 'advisory' and not l.granted and d.datname = current_database()
                                    """))
                        return waiting.text(row: 0, column: 0) == "1"
                    }
                    _ = try await database.owner.simpleQuery(
                        "insert into app.notes (tenant, body) values (1, 'committed meanwhile')")
                    _ = try await database.owner.simpleQuery("select pg_advisory_unlock(42)")
                    let sets = try await results
                    #expect(sets[0].text(row: 0, column: 0) == "10")
                    #expect(
                        sets[0].text(row: 0, column: 1)
                            == (isolation == .repeatableRead ? "repeatable read" : "read committed"))
                    #expect(sets[2].text(row: 0, column: 0) == countAfterwards)
                    _ = try await database.owner.simpleQuery("delete from app.notes where body = 'committed meanwhile'")
                }
                let after = try await pool.execute(
                    database.segment("select current_setting('transaction_isolation')"))
                #expect(after[0].text(row: 0, column: 0) == "read committed")
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `one snapshot is had while other statements make room`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1, { $0.connection.statementCacheCapacity = 4 }) { pool in
                for number in 0..<12 {
                    let segment = try database.segment(
                        "select \(number), current_setting('transaction_isolation')", "select -\(number)",
                        isolation: .repeatableRead)
                    let results = try await pool.execute(segment)
                    #expect(results[0].text(row: 0, column: 0) == "\(number)")
                    #expect(results[0].text(row: 0, column: 1) == "repeatable read")
                }
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a connection that a statement leaves in a transaction is closed`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let first = try await pool.execute(database.segment("select pg_backend_pid()", "begin"))
                let second = try await pool.execute(
                    database.segment("select pg_backend_pid(), count(*) from app.notes", tenant: 2))
                #expect(first[0].text(row: 0, column: 0) != second[0].text(row: 0, column: 0))
                #expect(second[0].text(row: 0, column: 1) == "10")
            }
        }
    }

    @Test(arguments: TestSetup.all, ["TimeZone", "DateStyle", "standard_conforming_strings"])
    func `a connection whose session a function changed is closed`(setup: TestSetup, setting: String) async throws {
        let values = ["TimeZone": "Asia/Tokyo", "DateStyle": "German", "standard_conforming_strings": "off"]
        let value = try #require(values[setting])
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let first = try await pool.execute(
                    database.segment("select pg_backend_pid(), set_config('\(setting)', '\(value)', false)"))
                let second = try await pool.execute(
                    database.segment("select pg_backend_pid(), current_setting('\(setting)')"))
                #expect(first[0].text(row: 0, column: 0) != second[0].text(row: 0, column: 0))
                #expect(second[0].text(row: 0, column: 1) != value)
                let local = try await pool.execute(
                    database.segment("select pg_backend_pid(), set_config('\(setting)', '\(value)', true)"))
                #expect(local[0].text(row: 0, column: 0) == second[0].text(row: 0, column: 0))
                let third = try await pool.execute(database.segment("select pg_backend_pid()"))
                #expect(third[0].text(row: 0, column: 0) == second[0].text(row: 0, column: 0))
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `big results and big arguments arrive whole`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 2) { pool in
                let big = String(repeating: "ab\u{E9}\u{1F600}", count: 1_000_000)
                var arguments = SQLArguments()
                try arguments.append(big)
                var segment = try database.segment(
                    "select i, repeat('x', 100) from generate_series(1, 200000) i")
                segment.statements.append(
                    BoundStatement(statement: SQLStatement(text: "select $1::text"), arguments: arguments))
                let results = try await pool.execute(segment)
                #expect(results[0].rowCount == 200_000)
                #expect(results[0].text(row: 199_999, column: 0) == "200000")
                #expect(results[0].bytes(row: 199_999, column: 1).count == 100)
                #expect(results[1].text(row: 0, column: 0) == big)
            }
        }
    }

    @Test func `a NUL byte is refused, in arguments and in statements`() async throws {
        var arguments = SQLArguments()
        arguments.append(1)
        #expect(throws: SQLArgumentError.containsNUL(parameter: 2)) { try arguments.append("a\0b") }
        #expect(arguments.count == 1)
        #expect(throws: PostgresError.invalidArgument(.statementContainsNUL)) {
            try BoundStatement(statement: SQLStatement(text: "select 1\0")).check()
        }
    }

    @Test(arguments: TestSetup.all)
    func `null, empty and many arguments arrive as they are`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                var arguments = SQLArguments()
                arguments.appendNull()
                try arguments.append("")
                arguments.append(Int64.min)
                try arguments.append(utf8: [0x27, 0x5C, 0xC3, 0xA9])
                var segment = try database.segment()
                segment.statements = [
                    BoundStatement(
                        statement: SQLStatement(text: "select $1::text is null, $2::text = '', $3::int8, $4::text"),
                        arguments: arguments)
                ]
                let result = try await pool.execute(segment)[0]
                #expect((0..<4).map { result.text(row: 0, column: $0) } == ["t", "t", "\(Int64.min)", "'\\\u{E9}"])
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `results beyond their limit end the segment, and the connection serves the next one`(
        setup: TestSetup
    ) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let backend = try database.segment("select pg_backend_pid()")
                let before = try await pool.execute(backend)[0].text(row: 0, column: 0)
                // The last statement would take longer than any test: it is not waited for. PostgreSQL sends what it has of a
                // result as its buffer fills, so that the end of one comes with the next.
                let large = "select repeat('x', 300000)"
                let segments = [
                    try database.segment(large), try database.segment(large, large, "select pg_sleep(600)"),
                    try database.segment("select 1", large, large, "select pg_sleep(600)"),
                ]
                for segment in segments {
                    var limited = segment
                    limited.maximumResultBytes = 200_000
                    let failure = await error { [limited] () async throws(PostgresError) in
                        try await pool.execute(limited)
                    }
                    #expect(failure == .resultsTooLarge)
                }
                var fitting = try database.segment(large)
                fitting.maximumResultBytes = 400_000
                #expect(try await pool.execute(fitting)[0].rowCount == 1)
                #expect(try await pool.execute(backend)[0].text(row: 0, column: 0) == before)
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a result that goes beyond the limit is not received to its end`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                _ = try await database.owner.simpleQuery("create sequence sent; grant all on sequence sent to public")
                // A gigabyte. What a sequence has given is not taken back when the statement is cancelled.
                var segment = try database.segment(
                    "select nextval('sent'), repeat('x', 10000) from generate_series(1, 100000)")
                segment.maximumResultBytes = 1_000_000
                let failure = await error { [segment] () async throws(PostgresError) in
                    try await pool.execute(segment)
                }
                #expect(failure == .resultsTooLarge)
                let sent = try await database.owner.simpleQuery("select last_value from sent")[0]
                    .text(row: 0, column: 0).flatMap { Int($0) }
                #expect(try #require(sent) < 50_000)
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a row that is far beyond the limit ends its connection`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            try await database.withPool(size: 1) { pool in
                let backend = try database.segment("select pg_backend_pid()")
                let before = try await pool.execute(backend)[0].text(row: 0, column: 0)
                var segment = try database.segment("select repeat('x', 100000000)")
                segment.maximumResultBytes = 1_000_000
                let failure = await error { [segment] () async throws(PostgresError) in
                    try await pool.execute(segment)
                }
                #expect(failure == .resultsTooLarge)
                #expect(try await pool.execute(backend)[0].text(row: 0, column: 0) != before)
            }
        }
    }
}
