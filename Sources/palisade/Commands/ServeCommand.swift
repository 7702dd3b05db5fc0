// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import Mapping
import Server

/// `palisade serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve an SDL on a PostgreSQL database.",
        discussion: """
            Everything can be set by PALISADE_* variables; docs/configuration.md lists them. Refuses to start (exit \
            code 78) where the SDL does not fit the database, or row-level security has a gap: 'palisade check' \
            prints the same. A database that is out of reach is waited for.
            """)

    @OptionGroup var api: APIOptions
    @OptionGroup var secret: SecretOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let source = ConfigurationSource(flags: api.flags + secret.flags + server.flags)
        let configuration: ServerConfiguration
        do throws(InvalidConfiguration) {
            configuration = try ServerConfiguration(
                source, purpose: .serve, processorCount: ProcessInfo.processInfo.activeProcessorCount)
        } catch {
            throw CommandError(error)
        }
        let logger = configuration.log.bootstrapLogger()
        for warning in configuration.warnings { logger.warning("\(warning)") }
        let expanded = try SDLFiles(configuration.schemaPaths).loadForServing()
        try await Serving(source: source, configuration: configuration, expanded: expanded, logger: logger).run()
    }
}

extension SDLFiles {
    /// - Throws: `configuration` with every fault.
    func loadForServing() throws(CommandError) -> ExpandedSchema {
        do throws(InvalidFiles) {
            return try loadMapped()
        } catch {
            throw error.commandError(.configuration, "The schema is not valid.")
        }
    }
}
