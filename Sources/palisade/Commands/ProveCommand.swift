// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSON
import Logging
import Mapping
import NIOPosix
import Postgres
import SQL
import Server
import Tenancy

/// `palisade prove`
struct ProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Try everything as one tenant, and look for anything of another one, on a copy of the database.",
        discussion: """
            Copies the database (CREATE DATABASE … TEMPLATE, for which nobody else may be connected to it), runs every \
            field, filter, order, cursor and mutation that A's role may name, and drops the copy. Exit codes: 0 isolated, \
            1 a leak, or a type of which B has no rows of its own, so that nothing was proved.
            """)

    @OptionGroup var api: APIOptions

    @Option(
        help: ArgumentHelp(
            "The database, as a login that no policy binds. (PALISADE_OWNER_DATABASE_URL)", valueName: "url"))
    var ownerDatabaseURL: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("A: who tries.", valueName: "tenant=ID,user=ID,role=NAME"))
    var own: String

    @Option(help: ArgumentHelp("B: whose rows must stay hidden.", valueName: "tenant=ID,user=ID,role=NAME"))
    var against: String

    @Option(help: ArgumentHelp("SQL to run in the copy first, so that B has rows of every type.", valueName: "file"))
    var seed: String?

    @Option(help: "How to report: human, or json for {isolated, types, leaks, refusals}.")
    var format: ReportFormat = .human

    func run() async throws {
        let source = ConfigurationSource(
            flags: api.flags + [
                ConfigurationSource.Flag(.ownerDatabaseURL, "--owner-database-url", ownerDatabaseURL)
            ])
        let (a, b) = (try Self.identity(own, of: "--as"), try Self.identity(against, of: "--against"))
        guard let ownerURL = source.value(.ownerDatabaseURL) else {
            throw CommandError(
                .configuration,
                "What B has, only the owner knows. Give --owner-database-url or set PALISADE_OWNER_DATABASE_URL.")
        }
        let seedText = try seed.map(InputFile.text(of:))
        let proof = try await ScratchDatabase.with(copyOf: ownerURL) { scratch in
            let connected = try ConnectedAPI(source.adding(try scratch.login(source)))
            return try await Self.prove(a, b, connected: connected, scratch: scratch, seed: seedText)
        }
        let report = IsolationProofReport(proof: proof)
        switch format {
        case .human: StandardStream.output.write(report.text)
        case .json: StandardStream.output.writeLine(report.json.indentedText)
        }
        if !proof.isProved { throw ExitStatus.faultsFound.exitCode }
    }

    private static func prove(
        _ a: ProofIdentity, _ b: ProofIdentity, connected: ConnectedAPI, scratch: ScratchDatabase, seed: String?
    ) async throws -> IsolationProof {
        let configuration = connected.configuration
        var logger = Logger(label: "palisade")
        logger.logLevel = .critical
        let pool = PostgresPool(
            configuration: configuration.pool, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await pool.run() }
            defer { pool.shutdown() }
            return try await DatabaseAccess.withConnection(scratch.owner) { owner in
                if let seed { _ = try await owner.simpleQuery(seed) }
                let loader = APILoader(
                    connected.expanded, configuration: configuration, pool: pool, logger: logger)
                let loaded: APILoader.LoadedAPI
                do throws(APILoader.Failure) {
                    loaded = try await loader.load()
                } catch {
                    switch error {
                    case .refused(let check, _): throw CommandError(refusing: check)
                    case .unavailable(let reason): throw CommandError(.unavailable, reason.debugDescription)
                    }
                }
                let tenancy = configuration.tenancy
                return try await IsolationProof(
                    of: a, against: b, contexts: (try context(of: a, tenancy), try context(of: b, tenancy)),
                    in: .init(
                        mapping: loaded.mapping, catalog: loaded.catalog, runner: loaded.runner, tenancy: tenancy),
                    owner: owner)
            }
        }
    }

    private static func context(
        of identity: ProofIdentity, _ tenancy: TenancyConfiguration
    ) throws(CommandError) -> TenantContext {
        try DevelopmentToken(
            tenancy: tenancy, tenant: identity.tenant, user: identity.user, role: identity.role,
            lifetime: .seconds(3_600)
        ).context
    }

    /// Reads `tenant=…,user=…,role=…`.
    private static func identity(_ text: String, of option: String) throws(CommandError) -> ProofIdentity {
        var parts: [String: String] = [:]
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, ["tenant", "user", "role"].contains(pair[0]) else {
                throw CommandError(.usage, "\(option) must be written tenant=ID,user=ID,role=NAME.")
            }
            parts[String(pair[0])] = String(pair[1])
        }
        return ProofIdentity(tenant: parts["tenant"], user: parts["user"], role: parts["role"])
    }
}
