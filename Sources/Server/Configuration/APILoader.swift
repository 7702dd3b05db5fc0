// SPDX-License-Identifier: Apache-2.0

package import Logging
package import Mapping
package import Postgres
import SQL
import Safety

/// Holds the SDL against the database and makes of it what answers requests.
package struct APILoader: Sendable {
    /// Why there is nothing to serve.
    package enum Failure: Error, Sendable {
        /// The database cannot be asked now; it may be later.
        case unavailable(CatalogReaderError)
        /// What was found must not be served.
        case refused(APICheck)
    }

    private let configuration: ServerConfiguration
    private let expanded: ExpandedSchema
    private let pool: PostgresPool
    private let logger: Logger

    /// - Parameter pool: what the loaded API will answer from.
    package init(
        _ expanded: ExpandedSchema, configuration: ServerConfiguration, pool: PostgresPool, logger: Logger
    ) {
        self.expanded = expanded
        self.configuration = configuration
        self.pool = pool
        self.logger = logger
    }

    /// Asks once.
    package func load() async throws(Failure) -> OperationRunner {
        let catalog = try await readCatalog()
        let check = APICheck(
            expanded, catalog: catalog, tenancy: configuration.tenancy, preRequest: configuration.preRequest)
        guard check.mayServe, let mapping = check.mapping else { throw .refused(check) }
        for note in check.notes { logger.warning("\(note)") }
        for finding in check.safety.warnings {
            logger.warning(
                "the database has a weak spot; 'palisade check' tells more",
                metadata: ["code": "\(finding.code.rawValue)", "object": "\(finding.object)"])
        }
        return OperationRunner(
            api: ServedAPI(mapping: mapping, configuration: configuration), pool: pool, tenancy: configuration.tenancy,
            loginRole: catalog.loginRole, settings: configuration.operations, logger: logger)
    }

    /// Asks until the database answers, with pauses of up to five seconds.
    ///
    /// - Throws: `refused`; `CancellationError` when the task is cancelled.
    package func loadWhenAvailable() async throws -> OperationRunner {
        var pause = Duration.milliseconds(250)
        while true {
            do throws(Failure) {
                return try await load()
            } catch {
                switch error {
                case .refused: throw error
                case .unavailable(let reason):
                    logger.warning(
                        "the database cannot be asked yet", metadata: ["reason": "\(reason.debugDescription)"])
                }
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(5))
        }
    }

    private func readCatalog() async throws(Failure) -> Catalog {
        let connection: PostgresConnection
        do {
            connection = try await PostgresConnection.open(configuration.connection)
        } catch {
            throw .unavailable(.postgres(error))
        }
        do throws(CatalogReaderError) {
            let catalog = try await CatalogReader.read(connection)
            await connection.close()
            return catalog
        } catch {
            await connection.close()
            throw .unavailable(error)
        }
    }
}
