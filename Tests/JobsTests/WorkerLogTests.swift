// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Jobs
import LogTesting
import Postgres
import Testing

/// What the worker logs: it deals with personal data, and none of it belongs there.
struct WorkerLogTests {
    /// Breaks a constraint, of which PostgreSQL tells with the value that breaks it.
    private struct FailingJob: Job {
        let name = "failing"

        func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int {
            let script = """
                create temporary table people (email text constraint people_email_key unique);
                insert into people values ('canary@example.org'), ('canary@example.org')
                """
            return try await connection.simpleQuery(script).count
        }
    }

    @Test func `of a job that fails the log has the constraint, and no value`() async throws {
        let log = RecordedLog()
        try await TestDatabase.with(try await TestServer.shared) { database in
            let worker = Worker(
                configuration: PostgresConnectionConfiguration(connectionString: database.url), jobs: [FailingJob()],
                logger: log.logger)
            let steps = try await worker.runOnce()
            #expect(steps == 0)
        }
        let lines = log.lines.filter { $0.contains("a job failed") }
        #expect(!lines.isEmpty)
        #expect(lines.allSatisfy { $0.contains("SQLSTATE 23505") && $0.contains("people_email_key") })
        #expect(log.lines.allSatisfy { !$0.contains("canary") })
    }
}
