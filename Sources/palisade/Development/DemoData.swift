// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Postgres

/// The demo data of an application: SQL files that are run once, when the database is first used.
struct DemoData {
    let folder: String
    /// Remembers which databases have the data: a line for each.
    let record: String

    /// Runs the files, in the order of their names, unless this database has had them.
    ///
    /// Rows that were deleted since do not come back at the next start.
    ///
    /// - Parameter connection: as the owner, who passes by row-level security.
    func loadOnce(
        _ connection: PostgresConnection, progress: DevelopmentProgress, logger: Logger
    ) async throws {
        let database = try await Self.identity(connection)
        var known = (try? String(contentsOfFile: record, encoding: .utf8)) ?? ""
        guard !known.split(separator: "\n").contains(Substring(database)) else { return }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
        if !files.isEmpty { progress.say("Loading demo data") }
        for file in files {
            logger.info("Loading demo data", metadata: ["file": "\(file)"])
            let script = try InputFile.text(of: "\(folder)/\(file)")
            do {
                _ = try await connection.simpleQuery(script)
            } catch {
                throw CommandError(.faultsFound, "\(folder)/\(file) failed: \(error.debugDescription)")
            }
        }
        known += database + "\n"
        try PrivateFile.write(known, to: record)
    }

    /// What tells one database from all others, also from a later one of the same name.
    private static func identity(_ connection: PostgresConnection) async throws -> String {
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
