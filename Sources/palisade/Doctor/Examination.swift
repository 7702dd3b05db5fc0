// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Mapping
import Postgres
import SQL
import Safety
import Server
import Tenancy

/// Asks what a server would ask, one thing after the other, and goes on after what is at fault as far as that makes sense.
struct Examination {
    /// What came of one question.
    struct Finding {
        enum State: String {
            case good = "ok"
            case note, fault
        }

        let subject: String
        let state: State
        let text: String
        /// What to do.
        var next: String?
    }

    private let source: ConfigurationSource
    private(set) var findings: [Finding] = []

    init(_ source: ConfigurationSource) {
        self.source = source
    }

    mutating func run() async {
        good("libraries", "libpq \(PostgresLibrary.version), which PostgreSQL's servers of 15 and later understand")
        guard let configuration = readConfiguration() else { return await lookAtDatabase(nil) }
        readSchema(configuration)
        await lookAtKeys(configuration)
        await lookAtDatabase(configuration)
        if let replicas = configuration.replicaPool { await lookAtReplica(replicas.connection) }
    }

    // MARK: Without a database

    private mutating func readConfiguration() -> ServerConfiguration? {
        do throws(InvalidConfiguration) {
            let configuration = try ServerConfiguration(source, purpose: .serve, processorCount: 1)
            good("configuration", "sound; 'palisade config' prints it")
            for warning in configuration.warnings { note("configuration", warning) }
            return configuration
        } catch {
            for warning in error.warnings { note("configuration", warning) }
            for fault in error.faults {
                self.fault("configuration", "\(fault.variable) \(fault.problem)", fault.remedy)
            }
            return nil
        }
    }

    private mutating func readSchema(_ configuration: ServerConfiguration) {
        do {
            let expanded = try SDLFiles(configuration.schemaPaths).loadMapped()
            good("SDL", "valid; \(expanded.authored.tables.count) types with a table")
        } catch let error as CommandError {
            fault("SDL", error.message, "Name the files or folders by --schema or PALISADE_SCHEMA.")
        } catch let error as InvalidFiles {
            fault("SDL", error.text, "Mend the places above.")
        } catch {
            fault("SDL", "cannot be read", "Look at the files by yourself.")
        }
    }

    private mutating func lookAtKeys(_ configuration: ServerConfiguration) async {
        let logger = Logger(label: "palisade") { _ in SwiftLogNoOpLogHandler() }
        let keys = TokenKeys(configuration.tenancy, logger: logger)
        do throws(KeySourceFault) {
            _ = try await keys.prepare(configuration.tenancy)
            let issuers = configuration.tenancy.issuers.count
            good("keys", issuers == 0 ? "one, from the configuration" : "read from \(issuers) issuers")
        } catch {
            fault("keys", error.problem, "Let the issuer's keys be read from here, or name others (docs/tokens.md).")
        }
    }

    // MARK: With one

    private mutating func lookAtDatabase(_ configuration: ServerConfiguration?) async {
        guard let url = source.value(.databaseURL) else { return }
        let connecting = configuration?.connection ?? PostgresConnectionConfiguration(connectionString: url)
        let connection: PostgresConnection
        do throws(PostgresError) {
            connection = try await PostgresConnection.open(connecting)
        } catch {
            let reason = error.debugDescription
            // PgBouncer's words for start-up options, which only sessions of PostgreSQL's own take.
            if reason.contains("unsupported startup parameter") {
                return fault("database", "a pooler refuses the session's settings", "Set PALISADE_POOLING=bouncer.")
            }
            return fault(
                "database", reason,
                "Check host, port, user and password in PALISADE_DATABASE_URL, and that pg_hba.conf lets this host in.")
        }
        await ask(connection, configuration)
        await connection.close()
    }

    private mutating func ask(_ connection: PostgresConnection, _ configuration: ServerConfiguration?) async {
        do {
            let facts = try await connection.simpleQuery(
                """
                select current_setting('server_version'), current_user, pg_backend_pid(),
                    extract(epoch from clock_timestamp())::bigint, pg_is_in_recovery(),
                    to_regclass('palisade.schema_migrations') is not null
                """)
            guard let row = facts.last, row.rowCount == 1 else { return }
            func value(_ column: Int) -> String { row.text(row: 0, column: column) ?? "" }
            good("database", "PostgreSQL \(value(0)), reached as \(value(1))")
            lookAtPooler(connection, backend: value(2), configuration)
            lookAtClock(Int64(value(3)), leeway: configuration?.tenancy.leeway ?? 30)
            if value(4) == "t" {
                fault(
                    "database", "is a standby, which takes no writes",
                    "Name the primary, or all hosts, in PALISADE_DATABASE_URL; standbys belong into PALISADE_REPLICA_URL."
                )
            }
            if value(5) == "t" {
                note(
                    "migrations", "'palisade migrate' has worked here",
                    "palisade migrate status, as the owner, tells whether any is pending.")
            }
            if let configuration { try await check(connection, configuration) }
        } catch {
            fault("database", "\(error)", "Look at PostgreSQL's log.")
        }
    }

    private mutating func lookAtPooler(
        _ connection: PostgresConnection, backend: String, _ configuration: ServerConfiguration?
    ) {
        // A pooler answers with a number of its own, for requests to cancel.
        let isPooled = String(connection.backendProcessID) != backend
        switch (isPooled, configuration?.pooling) {
        case (true, .direct?):
            fault(
                "pooler", "there is one before the database, and PALISADE_POOLING is direct",
                "Set PALISADE_POOLING=bouncer, unless the pooler gives each connection a session of its own.")
        case (true, _): good("pooler", "there is one, as PALISADE_POOLING says")
        case (false, .bouncer?):
            note(
                "pooler", "there is none, though PALISADE_POOLING is bouncer",
                "Leave it out: statements are then prepared.")
        case (false, _): good("pooler", "none")
        }
    }

    private mutating func lookAtClock(_ database: Int64?, leeway: Int64) {
        guard let database else { return }
        let difference = abs(database - WallClock.system.now())
        if difference > leeway {
            fault(
                "clock", "differs from the database's by \(difference) s, more than PALISADE_JWT_LEEWAY (\(leeway) s)",
                "Let both machines keep the time by NTP.")
        } else {
            good("clock", "agrees with the database's to \(difference) s")
        }
    }

    private mutating func check(_ connection: PostgresConnection, _ configuration: ServerConfiguration) async throws {
        guard let expanded = try? SDLFiles(configuration.schemaPaths).loadMapped() else { return }
        let catalog = try await CatalogReader.read(connection)
        let check = APICheck(
            expanded, catalog: catalog, tenancy: configuration.tenancy, preRequest: configuration.preRequest)
        for note in check.notes { self.note("safety", note) }
        guard !check.mayServe else { return good("safety", "may be served: " + check.safety.summary) }
        let report = APICheckReport(check: check)
        fault("safety", report.summary, "palisade check shows each, and the SQL that mends it.")
    }

    private mutating func lookAtReplica(_ connecting: PostgresConnectionConfiguration) async {
        do throws(PostgresError) {
            let connection = try await PostgresConnection.open(connecting)
            let answer = try await connection.simpleQuery(
                """
                select pg_is_in_recovery(),
                    coalesce(round(extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())), 0)::bigint
                """)
            await connection.close()
            guard let row = answer.last, row.rowCount == 1 else { return }
            if row.text(row: 0, column: 0) == "t" {
                good("replica", "reached; replayed a change \(row.text(row: 0, column: 1) ?? "0") s ago")
            } else {
                note("replica", "PALISADE_REPLICA_URL leads to a primary", "Name the standbys there.")
            }
        } catch {
            fault(
                "replica", error.debugDescription,
                "Check PALISADE_REPLICA_URL. Until then the primary answers everything.")
        }
    }

    // MARK: Findings

    private mutating func good(_ subject: String, _ text: String) {
        findings.append(Finding(subject: subject, state: .good, text: text))
    }

    private mutating func note(_ subject: String, _ text: String, _ next: String? = nil) {
        findings.append(Finding(subject: subject, state: .note, text: text, next: next))
    }

    private mutating func fault(_ subject: String, _ text: String, _ next: String) {
        findings.append(Finding(subject: subject, state: .fault, text: text, next: next))
    }
}
