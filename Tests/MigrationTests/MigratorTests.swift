// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import Migration
import Postgres
import Testing

@Suite struct MigratorTests {
    @Test func `files are applied in the order of their numbers, once`() async throws {
        try await MigrationFixture.with([
            "0020_second.sql": "insert into a values (2)",
            "0010_first.sql": "create table a (n int); -- the end",
            "10000_last.sql": "insert into a values (3);",
            "notes.md": "not a migration",
        ]) { fixture async throws in
            #expect(try await fixture.states() == ["10 first pending", "20 second pending", "10000 last pending"])
            #expect(try await fixture.up() == ["0010_first.sql", "0020_second.sql", "10000_last.sql"])
            #expect(try await fixture.up() == [])
            #expect(try await fixture.states() == ["10 first applied", "20 second applied", "10000 last applied"])
            #expect(try await fixture.database.value("select string_agg(n::text, ',' order by ctid) from a") == "2,3")
            try fixture.write("insert into a values (4)", as: "10010_more.sql")
            #expect(try await fixture.up() == ["10010_more.sql"])
        }
    }

    @Test func `a record says when and how long, and the checksum is that of the bytes`() async throws {
        try await MigrationFixture.with(["0010_slow.sql": "select pg_sleep(0.05)"]) { fixture async throws in
            _ = try await fixture.up()
            let record = try #require(try await fixture.migrator.status(fixture.database.connection).first?.record)
            #expect(record.checksum == "17fb610e4be1808fea854ccf72934b03ab023d71794e219d070e2019ea769e6e")
            #expect(record.isApplied)
            #expect(try #require(record.duration) >= .milliseconds(50))
            #expect(record.appliedAt.hasPrefix("20"))
        }
    }

    @Test func `a failing file is rolled back, the ones before it stay, and the error says where`() async throws {
        try await MigrationFixture.with([
            "0010_good.sql": "create table a (n int);",
            "0020_bad.sql":
                "create table b (n int);\n-- é\ninsert into b values (1),\n    (2); insert into c values (1);\n",
            "0030_never.sql": "create table d (n int);",
        ]) { fixture async throws in
            let failure = await fixture.failure()
            guard case .failed("0020_bad.sql", let location, let error, rolledBack: true)? = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(location == SourceLocation(line: 4, column: 22))
            #expect(error.sqlState == "42P01")
            #expect(
                failure?.description == """
                    0020_bad.sql:4:22: relation "c" does not exist (SQLSTATE 42P01)
                        Nothing of this file took effect; the files before it stay.
                    """)
            #expect(try await fixture.states() == ["10 good applied", "20 bad pending", "30 never pending"])
            #expect(
                try await fixture.database.value("select to_regclass('b') is null and to_regclass('d') is null") == "t")
            // The lock is free again, and the mended file goes on from there.
            try fixture.write("create table b (n int);", as: "0020_bad.sql")
            #expect(try await fixture.up() == ["0020_bad.sql", "0030_never.sql"])
        }
    }

    @Test func `an error without a position says which file`() async throws {
        try await MigrationFixture.with(["0010_bad.sql": "do $$ begin raise exception 'no' using hint = 'yes'; end $$"])
        {
            fixture async throws in
            #expect(
                await fixture.failure()?.description == """
                    0010_bad.sql: no (SQLSTATE P0001)
                        Hint: yes
                        Nothing of this file took effect; the files before it stay.
                    """)
        }
    }

    @Test func `settings and roles that a file leaves do not reach the next file`() async throws {
        try await MigrationFixture.with([
            "0010_role.sql": "set local role pg_monitor; set search_path = pg_temp; set work_mem = '1234kB'",
            "0020_next.sql":
                "create table settings as select current_user::text as role, current_setting('work_mem') as mem",
        ]) { fixture async throws in
            let before = try await fixture.database.value("select current_setting('work_mem')")
            _ = try await fixture.up()
            let role = try await fixture.database.value("select role = session_user from settings")
            #expect(role == "t")
            #expect(try await fixture.database.value("select mem from settings") == before)
        }
    }

    @Test func `a file that was edited after it was applied stops everything`() async throws {
        try await MigrationFixture.with(["0010_a.sql": "create table a (n int)"]) { fixture async throws in
            _ = try await fixture.up()
            try fixture.write("create table a (n int) ", as: "0010_a.sql")
            try fixture.write("create table b (n int)", as: "0020_b.sql")
            #expect(await fixture.failure() == .edited(file: "0010_a.sql"))
            #expect(try await fixture.states() == ["10 a edited", "20 b pending"])
            #expect(try await fixture.database.value("select to_regclass('b') is null") == "t")
        }
    }

    @Test func `an applied migration whose file is gone stops everything`() async throws {
        try await MigrationFixture.with(["0010_a.sql": "select 1", "0020_b.sql": "select 1"]) { fixture async throws in
            _ = try await fixture.up()
            try fixture.remove("0010_a.sql")
            #expect(await fixture.failure() == .missing(version: 10, name: "a"))
            #expect(try await fixture.states() == ["10 a missing", "20 b applied"])
        }
    }

    @Test func `a new file before an applied one stops everything`() async throws {
        try await MigrationFixture.with(["0010_a.sql": "select 1", "0030_c.sql": "select 1"]) { fixture async throws in
            _ = try await fixture.up()
            try fixture.write("select 1", as: "0020_b.sql")
            #expect(await fixture.failure() == .outOfOrder(file: "0020_b.sql", applied: "0030_c.sql"))
            #expect(try await fixture.states() == ["10 a applied", "20 b outOfOrder", "30 c applied"])
        }
    }

    @Test func `two runs at once apply each file once`() async throws {
        try await MigrationFixture.with([
            "0010_a.sql": "create table a (n int); select pg_sleep(0.3)", "0020_b.sql": "create table b (n int)",
        ]) { fixture async throws in
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let connection = try await PostgresConnection.open(fixture.database.url)
                        do {
                            let count = try await fixture.migrator.up(connection).count
                            await connection.close()
                            return count
                        } catch {
                            await connection.close()
                            throw error
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(applied.sorted() == [0, 0, 0, 2])
        }
    }

    @Test func `a run that waits too long for another says who has the lock`() async throws {
        try await MigrationFixture.with(["0010_a.sql": "select 1"]) { fixture async throws in
            let other = try await PostgresConnection.open(fixture.database.url)
            _ = try await other.simpleQuery("select pg_advisory_lock(1885432937, 1935762533)")
            let migrator = MigrationFixture.migrator(fixture.directory, lockTimeout: .zero)
            let failure = await #expect(throws: MigrationError.self) {
                try await migrator.up(fixture.database.connection)
            }
            guard case .locked(let holder)? = failure else {
                Issue.record("\(String(describing: failure))")
                await other.close()
                return
            }
            #expect(holder.hasPrefix("process "))
            await other.close()
            #expect(try await fixture.up() == ["0010_a.sql"])
        }
    }

    @Test func `a run that is killed leaves nothing of its file and no lock`() async throws {
        try await MigrationFixture.with(["0010_a.sql": "create table a (n int); select pg_sleep(30)"]) {
            fixture async throws in
            let connection = try await PostgresConnection.open(fixture.database.url)
            let migrator = fixture.migrator
            async let failure: MigrationError? = {
                do {
                    _ = try await migrator.up(connection)
                    return nil
                } catch let error as MigrationError {
                    return error
                }
            }()
            while try await fixture.database.value(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity "
                    + "where datname = current_database() and query like '%pg_sleep(30)%' and pid <> pg_backend_pid()")
                == "0"
            {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await failure != nil)
            await connection.close()
            #expect(try await fixture.database.value("select to_regclass('a') is null") == "t")
            try fixture.write("create table a (n int)", as: "0010_a.sql")
            #expect(try await fixture.up() == ["0010_a.sql"])
        }
    }

    @Test func `the table of records is nobody's to read, whatever default privileges say`() async throws {
        try await MigrationFixture.with(["0010_a.sql": "select 1"]) { fixture async throws in
            let role = fixture.database.name + "_reader"
            try await fixture.database.run(
                """
                create role \(role);
                alter default privileges grant all on tables to public, \(role);
                """)
            _ = try await fixture.up()
            let rights = try await fixture.database.value(
                "select has_table_privilege('\(role)', 'palisade.schema_migrations', 'select, insert, update, delete')")
            #expect(rights == "f")
        }
    }

    @Test func `a file may take the schema of the records over`() async throws {
        try await MigrationFixture.with([
            "0010_a.sql": "create schema if not exists palisade; alter schema palisade owner to pg_monitor",
            "0020_b.sql": "select 1",
        ]) { fixture async throws in
            #expect(try await fixture.up() == ["0010_a.sql", "0020_b.sql"])
            #expect(try await fixture.states() == ["10 a applied", "20 b applied"])
        }
    }
}
