// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import Mapping
import Postgres
import SQL
import Server

/// `palisade dev`
struct DevCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev",
        abstract: "Run everything on an embedded PostgreSQL: migrate, load demo data, serve.",
        discussion: """
            Prints where the API is, and tokens to use it with; DATA-DIR/dev.json has the same for tools, and the \
            database's URLs. Ctrl-C stops everything, the data stay. With --database-url (as the owner, for \
            development only) it uses that server instead, and gives palisade_authenticator a password there.
            """)

    @OptionGroup var server: ServerOptions
    @OptionGroup var file: ConfigurationFileOption

    @Option(help: ArgumentHelp("Where data, passwords and dev.json are kept.", valueName: "folder"))
    var dataDir = ".palisade"

    @Option(
        name: .customLong("schema"), parsing: .singleValue,
        help: ArgumentHelp(
            "The SDL: a file or a folder. May be given several times. (PALISADE_SCHEMA, default: schema)",
            valueName: "file-or-folder"))
    var schemaPaths: [String] = []

    @OptionGroup var migrations: MigrationFolder

    @Option(
        help: ArgumentHelp(
            "The folder of demo data: SQL files that are run once, and identities.json. (default: demo, where it exists)",
            valueName: "folder"))
    var demo: String?

    @Flag(help: "Load no demo data.")
    var noDemo = false

    @Option(
        help: ArgumentHelp(
            "Also load a made-up world of this many companies (1 to 1000) with 1,000 sessions each, for benchmarks.",
            valueName: "companies"))
    var scale: Int?

    @Option(help: ArgumentHelp("Another server's database, as its owner. (PALISADE_DATABASE_URL)", valueName: "url"))
    var databaseURL: String?

    @Option(
        help: ArgumentHelp(
            "A function that is called first in each transaction. (PALISADE_PRE_REQUEST, default: palisade.enter, where "
                + "the database has it)", valueName: "schema.function"))
    var preRequest: String?

    func validate() throws {
        if noDemo, demo != nil { throw ValidationError("Give either --demo or --no-demo.") }
        guard let scale else { return }
        if noDemo { throw ValidationError("--scale is demo data: leave --no-demo away.") }
        if !ScaledData.scales.contains(scale) {
            throw ValidationError(
                "--scale takes a number from \(ScaledData.scales.lowerBound) to \(ScaledData.scales.upperBound).")
        }
    }

    func run() async throws {
        let source = source
        let log: LogConfiguration
        do throws(InvalidConfiguration) {
            log = try LogConfiguration(source, purpose: .develop)
        } catch {
            throw CommandError(error)
        }
        let logger = log.bootstrapLogger()
        let progress = DevelopmentProgress(log)
        let inputs = try Inputs(source, demo: demo, takesDemo: !noDemo, scale: scale)
        let directory = try DevelopmentFolders.create(dataDir)

        // Unless somebody asks for logs, the lines of progress say it all.
        var preparing = logger
        if source.value(.logLevel) == nil { preparing.logLevel = .warning }
        let database = try await DevelopmentDatabase.open(
            source, directory: directory, progress: progress, logger: preparing)
        do {
            try await ListeningAddress.requireFree(inputs.configuration)
            try await database.prepare(
                migrations: inputs.folders.migrations, data: inputs.data(recordedIn: directory), progress: progress,
                logger: preparing)
            try await serve(inputs, from: source, database, directory: directory, logger: logger)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// What can be found wrong without a database is found before one is started.
    private struct Inputs {
        let folders: DevelopmentFolders
        let expanded: ExpandedSchema
        let identities: [DemoIdentity]
        /// With stand-ins for what only the database directory will have.
        let configuration: ServerConfiguration
        private let scaled: (folder: String, scale: Int)?

        init(_ source: ConfigurationSource, demo: String?, takesDemo: Bool, scale: Int?) throws {
            let folders = try DevelopmentFolders(source, demo: demo, takesDemo: takesDemo)
            self.folders = folders
            expanded = try SDLFiles(folders.schema).loadForServing()
            scaled = try scale.map { (try folders.scaled(), $0) }
            var identities: [DemoIdentity] = []
            for folder in [folders.demo, scaled?.folder].compactMap(\.self) {
                identities += try DemoIdentity.read(folder: folder)
            }
            self.identities = identities
            configuration = try DevCommand.configuration(
                DevCommand.complete(
                    source, loginURL: "postgresql://", jwtSecret: "only to look at the rest, 0123456789"))
        }

        /// What a database is filled with that has not had it.
        func data(recordedIn directory: String) -> DevelopmentDatabase.Data {
            let record = DemoRecord(path: "\(directory)/demo-data")
            return DevelopmentDatabase.Data(
                demo: folders.demo.map { DemoData(folder: $0, record: record) },
                scaled: scaled.map { ScaledData(folder: $0.folder, scale: $0.scale, record: record) })
        }
    }

    private func serve(
        _ inputs: Inputs, from source: ConfigurationSource, _ database: DevelopmentDatabase, directory: String,
        logger: Logger
    ) async throws {
        let source = try await Self.complete(source, database: database)
        let configuration = try Self.configuration(source)
        for warning in configuration.warnings { logger.warning("\(warning)") }
        let development = Development(
            database: database, file: DevelopmentFile(directory: directory),
            identities: try SignedIdentity.sign(inputs.identities, configuration.tenancy),
            jwtSecret: source.tokenSecret, firstQuery: FirstQuery(schema: inputs.expanded.schema),
            hasPlayground: configuration.playground != nil)
        try await Serving(
            source: source, configuration: configuration, expanded: inputs.expanded, logger: logger,
            development: development
        ).run()
    }

    private var source: ConfigurationSource {
        ConfigurationSource(
            flags: server.flags + [
                file.flag,
                migrations.flag,
                ConfigurationSource.Flag(
                    .schema, "--schema", schemaPaths.isEmpty ? nil : schemaPaths.joined(separator: ",")),
                ConfigurationSource.Flag(.databaseURL, "--database-url", databaseURL),
                ConfigurationSource.Flag(.preRequest, "--pre-request", preRequest),
            ])
    }

    private static func configuration(_ source: ConfigurationSource) throws(CommandError) -> ServerConfiguration {
        do throws(InvalidConfiguration) {
            return try ServerConfiguration(
                source, purpose: .develop, processorCount: ProcessInfo.processInfo.activeProcessorCount)
        } catch {
            throw CommandError(error)
        }
    }

    /// Adds what only this command knows: the database, the secret, the application's own door.
    private static func complete(
        _ source: ConfigurationSource, database: DevelopmentDatabase
    ) async throws -> ConfigurationSource {
        let source = complete(source, loginURL: database.loginURL, jwtSecret: database.jwtSecret)
        guard source.value(.preRequest) == nil, try await hasDoor(database) else { return source }
        return source.adding(ConfigurationSource.Flag(.preRequest, "--pre-request", "palisade.enter"))
    }

    private static func complete(
        _ source: ConfigurationSource, loginURL: String, jwtSecret: String
    ) -> ConfigurationSource {
        var source = source.adding(ConfigurationSource.Flag(.databaseURL, "--database-url", loginURL))
        if source.value(.schema) == nil {
            source = source.adding(ConfigurationSource.Flag(.schema, "--schema", DevelopmentFolders.standardSchema))
        }
        if source.value(.playground) == nil, let folder = DevelopmentFolders.playground {
            source = source.adding(ConfigurationSource.Flag(.playground, "--playground", folder))
        }
        if !source.namesKeys {
            source = source.adding(
                ConfigurationSource.Flag(.jwtSecret, "the secret of the data directory", jwtSecret))
        }
        return source
    }

    private static func hasDoor(_ database: DevelopmentDatabase) async throws -> Bool {
        try await DatabaseAccess.withConnection(
            PostgresConnectionConfiguration(connectionString: database.ownerURL, applicationName: "palisade dev")
        ) { connection in
            let results = try await connection.simpleQuery("select pg_catalog.to_regprocedure('palisade.enter()')")
            return results.last.map { $0.rowCount == 1 && !$0.isNull(row: 0, column: 0) } ?? false
        }
    }
}
