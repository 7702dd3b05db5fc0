// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Migration
import Testing

@Suite struct NoTransactionTests {
    @Test func `a marked file runs statements that no transaction allows`() async throws {
        try await MigrationFixture.with([
            "0010_table.sql": "create table a (n int)",
            "0020_index.sql": "-- palisade: no-transaction\ncreate index concurrently a_n on a (n);\nvacuum a;\n",
        ]) { fixture async throws in
            #expect(try await fixture.up() == ["0010_table.sql", "0020_index.sql"])
            #expect(try await fixture.states() == ["10 table applied", "20 index applied"])
            #expect(
                try await fixture.database.value("select indisvalid from pg_index where indexrelid = 'a_n'::regclass")
                    == "t")
        }
    }

    @Test func `without the mark the error names it`() async throws {
        try await MigrationFixture.with(["0010_a.sql": "vacuum"]) { fixture async throws in
            #expect(
                await fixture.failure()?.description == """
                    0010_a.sql: VACUUM cannot run inside a transaction block (SQLSTATE 25001)
                        Hint: a file that cannot run in a transaction begins with the line "-- palisade: no-transaction".
                        Nothing of this file took effect; the files before it stay.
                    """)
        }
    }

    @Test func `a failure half-way is recorded, and stops each later run until somebody has looked`() async throws {
        try await MigrationFixture.with([
            "0010_a.sql":
                "-- palisade: no-transaction\ncreate table a (n int);\nset work_mem = '1MB'; create table a (n int);"
        ]) { fixture async throws in
            let failure = await fixture.failure()
            #expect(
                failure?.description == """
                    0010_a.sql:3:23: relation "a" already exists (SQLSTATE 42P07)
                        The file runs outside of a transaction: what it did before stays. It is recorded as begun.
                    """)
            #expect(try await fixture.states() == ["10 a started"])
            #expect(await fixture.failure() == .interrupted(file: "0010_a.sql"))
            try await fixture.database.run("update palisade.schema_migrations set state = 'applied'")
            #expect(await fixture.failure() == nil)
        }
    }
}
