// SPDX-License-Identifier: Apache-2.0

import Logging
import Postgres

/// Demo data of any size: the SQL files of a folder, which say themselves what is to be run, step by step.
struct ScaledData {
    let folder: String
    /// How many companies; what else there is follows from it.
    let scale: Int
    let record: DemoRecord

    /// What one may ask for.
    static let scales = 1...1_000

    /// Loads the data, unless this database has it. Each step is a transaction of its own.
    ///
    /// - Parameter connection: as a superuser: the rows are written past their triggers.
    /// - Throws: `usage` where the database has data of another size, or part of it: they cannot be told apart again.
    func loadOnce(
        _ connection: PostgresConnection, progress: DevelopmentProgress, logger: Logger
    ) async throws {
        let prefix = try await DemoRecord.identity(connection) + " scale "
        guard !record.lines.contains("\(prefix)\(scale) complete") else { return }
        guard !record.lines.contains(where: { $0.hasPrefix(prefix) }) else {
            throw CommandError(
                .usage,
                "The data directory has demo data of another scale, or part of it: choose another with --data-dir.")
        }
        try record.add("\(prefix)\(scale)")
        for file in try DemoData.files(in: folder) { try await DemoData.run(file, connection) }
        let steps = try await run("select pg_temp.scale_sizes(\(scale)); select * from pg_temp.scale_steps(\(scale))")
        for row in 0..<steps.rowCount {
            guard let label = steps.text(row: row, column: 0), let statement = steps.text(row: row, column: 1) else {
                continue
            }
            progress.show("Loading demo data at scale \(scale)", label, done: row, of: steps.rowCount)
            logger.info("Loading demo data", metadata: ["step": "\(statement)"])
            _ = try await run(statement)
        }
        progress.show("Loading demo data at scale \(scale)", "done", done: steps.rowCount, of: steps.rowCount)
        try record.add("\(prefix)\(scale) complete")

        func run(_ statement: String) async throws -> ResultSet {
            do {
                guard let result = try await connection.simpleQuery(statement).last else {
                    throw CommandError(.software, "\(folder): a step has no result.")
                }
                return result
            } catch let error as PostgresError {
                throw CommandError(.faultsFound, "\(folder): \(statement) failed: \(error.debugDescription)")
            }
        }
    }
}
