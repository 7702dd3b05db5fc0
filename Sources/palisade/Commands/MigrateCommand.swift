// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Logging
import Migration
import Server

/// `palisade migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring a database to the state that ordered SQL files describe.",
        discussion: """
            Files are called NNNN_name.sql. Each is applied once, in the order of the numbers, in a transaction of its \
            own. Connects as the owner of the database's objects.
            """,
        subcommands: [MigrateUpCommand.self, MigrateStatusCommand.self, MigrateNewCommand.self],
        defaultSubcommand: MigrateUpCommand.self)
}

/// `palisade migrate up`
struct MigrateUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "up", abstract: "Apply what is pending. (default)")

    @OptionGroup var options: MigrationOptions

    func run() async throws {
        let logger = try options.logger()
        let migrator = Migrator(directory: options.directory, logger: logger)
        let applied = try await options.withConnection { connection in try await migrator.up(connection) }
        for file in applied { StandardStream.output.writeLine("applied \(file.fileName)") }
        if applied.isEmpty { StandardStream.output.writeLine("Nothing to do: all migrations are applied.") }
    }
}

/// `palisade migrate status`
struct MigrateStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show which migrations are applied, pending, or not as they should be.",
        discussion: "Exit codes: 0 all is well, 1 something was edited, lost, interrupted or comes too late.")

    @OptionGroup var options: MigrationOptions

    func run() async throws {
        let logger = try options.logger()
        let migrator = Migrator(directory: options.directory, logger: logger)
        let states = try await options.withConnection { connection in try await migrator.status(connection) }
        for status in states { StandardStream.output.writeLine(Self.line(status)) }
        let pending = states.count { $0.state == .pending }
        let unsound = states.count { !$0.isSound }
        StandardStream.output.writeLine(
            "\(states.count - pending - unsound) applied, \(pending) pending"
                + (unsound > 0 ? ", \(unsound) not as they should be" : ""))
        if unsound > 0 { throw ExitStatus.faultsFound.exitCode }
    }

    private static func line(_ status: MigrationStatus) -> String {
        let number = String(status.version)
        let padding = String(repeating: "0", count: max(0, 4 - number.count))
        let name = "\(padding)\(number)_\(status.name).sql"
        let state: String
        switch status.state {
        case .applied: state = "applied   "
        case .pending: state = "pending   "
        case .edited: state = "EDITED    "
        case .missing: state = "MISSING   "
        case .started: state = "UNFINISHED"
        case .outOfOrder: state = "TOO LATE  "
        }
        return "\(state)  \(name)" + (status.record.map { "  \($0.appliedAt)" } ?? "")
    }
}

/// `palisade migrate new`
struct MigrateNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write the next migration's file, with a template in it.")

    @OptionGroup var folder: MigrationFolder
    @OptionGroup var file: ConfigurationFileOption

    @ArgumentParser.Argument(help: "What the migration does, in a few words.")
    var name: String

    func run() async throws {
        let source = ConfigurationSource(flags: [file.flag, folder.flag])
        try source.requireSoundFile()
        let migrator = Migrator(directory: MigrationFolder.path(source), logger: Logger(label: "palisade"))
        do throws(MigrationError) {
            StandardStream.output.writeLine("\(MigrationFolder.path(source))/\(try migrator.create(name))")
        } catch {
            throw CommandError(error)
        }
    }
}
