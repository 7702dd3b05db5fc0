// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres

/// `palisade privacy log`
struct PrivacyLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Print the erasure log, one JSON object per line, to be kept apart from the backups.",
        discussion: "It holds keyed hashes, no keys of people: only the database that wrote it can find them by it.")

    @OptionGroup var database: OwnerDatabase

    func run() async throws {
        let lines = try await DatabaseAccess.withConnection(try database.configuration(for: "privacy log")) {
            connection in
            let results = try await connection.simpleQuery("select entry::text from privacy.export_erasures() as entry")
            guard let result = results.last else { return [String]() }
            return (0..<result.rowCount).compactMap { result.text(row: $0, column: 0) }
        }
        for line in lines { StandardStream.output.writeLine(line) }
    }
}
