// SPDX-License-Identifier: Apache-2.0

package import Postgres
internal import SQL

/// Vacuums and analyzes a table that rows were erased from: until then their values lie in it, and in its statistics.
package struct VacuumJob: Job {
    package let name = "vacuum"
    package let erasing = Erasing.cleansUp

    package init() {}

    package func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int {
        guard
            try await connection.number("select count(*) from pg_class where oid = to_regclass('privacy.vacuum_queue')")
                > 0,
            let next = try await connection.simpleQuery(
                """
                select n.nspname, c.relname, queue.relation, queue.queued_at::text
                from privacy.vacuum_queue as queue
                    join pg_class as c on c.oid = to_regclass(queue.relation)
                    join pg_namespace as n on n.oid = c.relnamespace
                order by queue.queued_at limit 1
                """
            ).last, next.rowCount == 1,
            let schema = next.text(row: 0, column: 0), let name = next.text(row: 0, column: 1),
            let relation = next.text(row: 0, column: 2), let queuedAt = next.text(row: 0, column: 3)
        else { return 0 }
        // At autovacuum's pace, and by one process: nobody waits for it.
        _ = try await connection.simpleQuery("set vacuum_cost_delay = '2ms'")
        // VACUUM takes no parameters and no transaction; the catalog's own names are quoted.
        _ = try await connection.simpleQuery(
            "vacuum (analyze, parallel 0) \(SQLIdentifier(schema).text).\(SQLIdentifier(name).text)")
        // Rows that were erased meanwhile have put the table in again, with a later time: that entry stays.
        let done: SQLFragment = """
            delete from privacy.vacuum_queue
            where relation = \(SQLPlaceholder(id: 0)) and queued_at = \(SQLPlaceholder(id: 1))::timestamptz
            """
        var arguments = SQLArguments()
        do {
            try arguments.append(relation)
            try arguments.append(queuedAt)
        } catch {
            return 0  // a name with a NUL byte, which PostgreSQL does not have
        }
        _ = try await connection.query(SQLStatement(text: done.rendered().text), arguments)
        return 1
    }
}
