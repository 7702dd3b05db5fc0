// SPDX-License-Identifier: Apache-2.0

import Foundation
import Postgres

/// Remembers which databases have which demo data: a line for each in a file of the data directory.
///
/// Rows that were deleted since do not come back at the next start.
struct DemoRecord {
    let path: String

    var lines: [Substring] {
        ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
    }

    func add(_ line: String) throws {
        try PrivateFile.write((lines + [Substring(line)]).joined(separator: "\n") + "\n", to: path)
    }

    /// What tells one database from all others, also from a later one of the same name.
    static func identity(_ connection: PostgresConnection) async throws -> String {
        let query = """
            select (select system_identifier from pg_catalog.pg_control_system()) || '/' || oid
            from pg_catalog.pg_database where datname = pg_catalog.current_database()
            """
        guard let result = try await connection.simpleQuery(query).last, result.rowCount == 1,
            let identity = result.text(row: 0, column: 0)
        else { throw CommandError(.software, "The database could not be told from others.") }
        return identity
    }
}
