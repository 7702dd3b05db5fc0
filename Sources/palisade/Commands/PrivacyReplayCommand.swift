// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Jobs
import Postgres
import SQL

/// `palisade privacy replay`
struct PrivacyReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "After a backup was restored: erase again who was erased since it was made.",
        discussion: """
            Run it before the database is served. Doing it twice does no harm. Exit codes: 0 all of it was done, 1 \
            something could not be: serve nothing, mend it and run it again.
            """)

    @Option(
        help: "What 'privacy log' printed after the backup was made; the restored log alone is as old as the backup.")
    var log: String?

    @OptionGroup var database: OwnerDatabase

    func run() async throws {
        let logger = try database.logger()
        let configuration = try database.configuration(for: "privacy replay")
        let entries = try log.map { file throws(CommandError) in try InputFile.text(of: file) }
        let begun = try await DatabaseAccess.withConnection(configuration) { connection in
            if let entries {
                // Lines of JSON are an array of JSON with commas between them.
                let array = "[" + entries.split(whereSeparator: \.isNewline).joined(separator: ",") + "]"
                var arguments = SQLArguments()
                try arguments.append(array)
                let added = try await connection.query(
                    SQLStatement(text: "select privacy.import_erasures($1::jsonb)"), arguments)
                StandardStream.output.writeLine(
                    "\(added.text(row: 0, column: 0) ?? "0") entries were not in the database.")
            }
            let result = try await connection.simpleQuery("select privacy.replay()").last
            return result?.text(row: 0, column: 0) ?? "0"
        }
        do {
            try await Worker(configuration: configuration, jobs: [PrivacyRequestsJob(), VacuumJob()], logger: logger)
                .runOnce()
        } catch let error as PostgresError {
            throw CommandError(error)
        }
        let unfinished = try await DatabaseAccess.withConnection(configuration) { connection in
            try await connection.simpleQuery(
                "select request_id, coalesce(problem, '-') from privacy.unfinished_acts()"
            ).last
        }
        guard let unfinished, unfinished.rowCount > 0 else {
            StandardStream.output.writeLine("\(begun) erasures were done again.")
            return
        }
        for row in 0..<unfinished.rowCount {
            let request = unfinished.text(row: row, column: 0) ?? "-"
            let problem = unfinished.text(row: row, column: 1) ?? "-"
            StandardStream.output.writeLine("request \(request) is not done: SQLSTATE \(problem)")
        }
        StandardStream.output.writeLine(
            "\(begun) erasures were begun again. Those above are not done: people who were erased are still there.")
        throw ExitStatus.faultsFound.exitCode
    }
}
