// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@testable import Postgres

struct PostgresConnectionTests {
    @Test(arguments: TestSetup.all)
    func `a script returns the result of each statement`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            let results = try await database.owner.simpleQuery(
                "create table t (a int, b text); insert into t values (1, 'x'), (2, null); select * from t order by a")
            #expect(results.map(\.commandTag) == ["CREATE TABLE", "INSERT 0 2", "SELECT 2"])
            #expect(results[1].affectedRows == 2)
            #expect(results[2].columnName(1) == "b")
            #expect(results[2].text(row: 0, column: 1) == "x")
            #expect(results[2].isNull(row: 1, column: 1))
            #expect(results[2].withBytes(row: 1, column: 1) { $0 == nil })
        }
    }

    @Test(arguments: TestSetup.all)
    func `an error ends a script, rolls it back, and says where`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            let connection = database.owner
            let failure = await error { () async throws(PostgresError) in
                try await connection.simpleQuery("create table t (a int); select 1; select nonsense; select 2")
            }
            guard case .server(let serverError)? = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(serverError.sqlState == "42703")
            #expect(serverError.severity == "ERROR")
            #expect(serverError.position == 42)
            let tables = try await connection.simpleQuery("select to_regclass('t') is null")
            #expect(tables[0].text(row: 0, column: 0) == "t")
        }
    }

    @Test(arguments: TestSetup.all)
    func `scripts and statements alternate, also within a transaction`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            let connection = database.owner
            var arguments = SQLArguments()
            arguments.append(7)
            let sum = SQLStatement(text: "select $1::int + count(*) from app.notes")
            _ = try await connection.simpleQuery("begin; delete from app.notes")
            #expect(try await connection.query(sum, arguments).text(row: 0, column: 0) == "7")
            _ = try await connection.simpleQuery("rollback")
            #expect(try await connection.query(sum, arguments).text(row: 0, column: 0) == "27")
        }
    }

    @Test(arguments: TestSetup.all)
    func `the session has the settings that values are read by`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            _ = try await database.owner.simpleQuery(
                """
                alter database \(database.name) set timezone = 'Europe/Berlin';
                alter database \(database.name) set datestyle = 'SQL, DMY';
                alter database \(database.name) set extra_float_digits = 0;
                alter database \(database.name) set array_nulls = off;
                alter database \(database.name) set row_security = off
                """)
            let configuration = database.configuration
            try await PostgresConnection.withConnection(configuration) { connection in
                let result = try await connection.query(
                    SQLStatement(
                        text: """
                            select current_setting('TimeZone'), current_setting('DateStyle'),
                            current_setting('client_encoding'), current_setting('standard_conforming_strings'),
                            current_setting('extra_float_digits'), current_setting('application_name'),
                            0.1::float8 + 0.2::float8, '2024-02-03 04:05:06+00'::timestamptz,
                            ('{NULL}'::text[])[1] is null, current_setting('row_security')
                            """))
                let values = (0..<10).map { result.text(row: 0, column: $0) }
                #expect(
                    values == [
                        "UTC", "ISO, MDY", "UTF8", "on", "1", "palisade", "0.30000000000000004",
                        "2024-02-03 04:05:06+00", "t", "on",
                    ])
            }
        }
    }

    @Test(arguments: TestSetup.all)
    func `a session with unsuitable settings is refused where they cannot be set`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            _ = try await database.owner.simpleQuery("alter role \(database.login) set timezone = 'Asia/Tokyo'")
            let configuration = PostgresConnectionConfiguration(
                connectionString: database.connectionString, route: .transactionPooler)
            let failure = await error { () async throws(PostgresError) in
                try await PostgresConnection.open(configuration)
            }
            let reason = ConnectionFailure.unsuitableSetting(name: "TimeZone", value: "Asia/Tokyo", needed: "UTC")
            #expect(failure == .connectionFailed(reason: reason))
        }
    }

    @Test(arguments: TestSetup.all)
    func `a failure to connect tells the reason only to the log, and never the password`(
        setup: TestSetup
    ) async throws {
        let server = try await TestServer.shared(setup.programs)
        let failure = await error { () async throws(PostgresError) in
            try await PostgresConnection.open("host=\(server.directory) user=nobody dbname=hush password=hush")
        }
        let thrown = try #require(failure)
        #expect(thrown.description == "The database cannot be reached.")
        #expect(thrown.debugDescription.contains("role \"nobody\" does not exist"))
        #expect(!thrown.debugDescription.contains("hush"))
    }

    @Test func `a connection string that cannot be read is not repeated`() async throws {
        let failure = await error { () async throws(PostgresError) in
            try await PostgresConnection.open("postgresql://u:secret@h/d?wrong=1")
        }
        #expect(failure == .connectionFailed(reason: .unreadableConnectionString))
        #expect(failure?.debugDescription.contains("secret") == false)
    }

    @Test func `nobody listening is a failure, not a hang`() async throws {
        let failure = await error { () async throws(PostgresError) in
            try await PostgresConnection.open("host=/nonexistent user=u dbname=d")
        }
        guard case .connectionFailed(reason: .refused) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test(arguments: TestSetup.all)
    func `COPY is refused`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            let connection = try await PostgresConnection.open(database.configuration)
            let failure = await error { () async throws(PostgresError) in
                try await connection.simpleQuery("copy (select 1) to stdout")
            }
            #expect(failure == .invalidArgument(.copyNotSupported))
            let after = await error { () async throws(PostgresError) in
                try await connection.simpleQuery("select 1")
            }
            #expect(after == .connectionLost(outcomeUnknown: false))
            await connection.close()
        }
    }

    @Test(arguments: TestSetup.all)
    func `what waits when a connection is closed ends with an error`(setup: TestSetup) async throws {
        try await TestDatabase.with(setup) { database in
            let connection = try await PostgresConnection.open(database.configuration)
            async let first = error { () async throws(PostgresError) in
                try await connection.simpleQuery("select pg_sleep(600)")
            }
            async let second = error { () async throws(PostgresError) in
                try await connection.simpleQuery("select pg_sleep(600)")
            }
            try await eventually { try await database.sessionsInWait() == 1 }
            await connection.close()
            let errors = await [first, second]
            #expect(errors.allSatisfy { if case .connectionLost? = $0 { true } else { false } })
        }
    }
}
