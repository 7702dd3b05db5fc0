// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres
import SQL
import Safety

/// `palisade privacy init`
struct PrivacyInitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Propose a data map for tables that have none, from names, types and foreign keys.",
        discussion: "Prints SQL for a migration and changes nothing. It is a first guess: read every line of it.")

    @Option(help: "The table of people, as schema.table.")
    var people = "core.users"

    @Option(help: "Only tables of this schema.")
    var schema: String?

    @OptionGroup var database: OwnerDatabase

    func run() async throws {
        let text = try await DatabaseAccess.withConnection(try database.configuration(for: "privacy init")) {
            connection in
            var catalog = try await DatabaseAccess.catalog(connection)
            if case .map(let map) = try await DatabaseAccess.dataMap(connection) { catalog.dataMap = map }
            return DataMapProposal(catalog, people: people, schema: schema).sql
        }
        StandardStream.output.write(text)
    }
}
