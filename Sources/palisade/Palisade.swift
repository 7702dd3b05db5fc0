// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import GraphQLSchema

/// The program. Each subcommand is a file in `Commands/`.
@main
struct Palisade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palisade",
        abstract: "A GraphQL API from SDL files and PostgreSQL, whose row-level security decides who sees what.",
        discussion: """
            Exit codes: 0 success, 1 faults found, 64 wrong usage, 65 input that is not what it should be, 66 input that \
            cannot be read, 69 the database is out of reach, 70 a fault of Palisade itself, 78 a faulty \
            configuration, or a database that must not be served.
            """,
        subcommands: [
            DevCommand.self, ServeCommand.self, MigrateCommand.self, CheckCommand.self, ValidateCommand.self,
            ExplainCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(name: "GraphQL without a database", subcommands: [ExecuteCommand.self, SchemaCommand.self]),
            CommandGroup(name: "Row-level security", subcommands: [WhyCommand.self, ProveCommand.self]),
            CommandGroup(
                name: "Operation",
                subcommands: [
                    ConfigCommand.self, DoctorCommand.self, ReloadCommand.self, WorkerCommand.self, PrivacyCommand.self,
                    BlockCommand.self,
                ]),
            CommandGroup(name: "Development", subcommands: [TokenCommand.self]),
        ])

    /// As the library does it, but a `CommandError` decides the exit code itself.
    static func main() async {
        do {
            try requireKnownCommand(CommandLine.arguments.dropFirst().first)
            var command = try await asyncParseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as CommandError {
            StandardStream.error.write("Error: \(error.message)\n")
            Foundation.exit(error.status.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    /// Says which command may be meant where there is none of this name, which the library does not.
    private static func requireKnownCommand(_ name: String?) throws(CommandError) {
        let known = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let name, !name.hasPrefix("-"), !known.contains(name) else { return }
        let suggestion = Suggestions.on.didYouMean(name, among: known)
        throw CommandError(
            .usage, "There is no command '\(name)'.\(suggestion) 'palisade --help' lists the commands.")
    }
}
