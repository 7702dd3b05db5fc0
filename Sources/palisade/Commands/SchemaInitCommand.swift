// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Mapping
import Postgres
import Server

/// `palisade schema init`
struct SchemaInitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first SDL from a database that is there, for you to edit.",
        discussion: """
            Tables and views with their columns, relations along foreign keys, enums from CHECK lists and enum types, and a \
            field of the query root for one row and for pages of each. What is left out, and why, is told on the standard \
            error.
            """)

    @Option(help: ArgumentHelp("The database, as any login. (PALISADE_DATABASE_URL)", valueName: "url"))
    var databaseURL: String?

    @Option(
        name: .customLong("database-schema"), parsing: .singleValue,
        help: ArgumentHelp(
            "Only what is in this schema of the database. May be given several times; without it, all schemas but "
                + "'palisade'.", valueName: "name"))
    var schemas: [String] = []

    @Flag(help: "Draft fields of the mutation root, too: to make, change and remove a row of each table with a key.")
    var mutations = false

    @Option(
        help: ArgumentHelp(
            "The file to write, which must not be there yet; else the standard output.", valueName: "file"))
    var output: String?

    func run() async throws {
        let source = ConfigurationSource(flags: [
            ConfigurationSource.Flag(.databaseURL, "--database-url", databaseURL)
        ])
        guard let url = source.value(.databaseURL) else {
            throw CommandError(
                .configuration, "There is no database. Give --database-url or set PALISADE_DATABASE_URL.")
        }
        if let output, FileManager.default.fileExists(atPath: output) {
            throw CommandError(.usage, "\(output) is there already, and would be lost. Name another file.")
        }
        let catalog = try await DatabaseAccess.withConnection(PostgresConnectionConfiguration(connectionString: url)) {
            connection in try await DatabaseAccess.catalog(connection)
        }
        let draft = SchemaDraft(of: catalog, schemas: schemas.isEmpty ? nil : Set(schemas), mutations: mutations)
        for note in draft.notes { StandardStream.error.write("note: \(note)\n") }
        guard let output else {
            StandardStream.output.write(draft.text)
            return
        }
        do {
            try Data(draft.text.utf8).write(to: URL(filePath: output), options: .withoutOverwriting)
        } catch {
            throw CommandError(.noInput, "\(output) cannot be written: \(error.localizedDescription)")
        }
    }
}
