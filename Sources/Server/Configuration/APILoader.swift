// SPDX-License-Identifier: Apache-2.0

package import Logging
package import Mapping
package import Postgres
package import SQL
import Safety

/// Holds the SDL against the database and makes of it what answers requests.
package struct APILoader: Sendable {
    /// Why there is nothing to serve.
    package enum Failure: Error, Sendable {
        /// The database cannot be asked now; it may be later.
        case unavailable(CatalogReaderError)
        /// What was found must not be served.
        case refused(APICheck, Catalog)
    }

    /// What answers requests, and the catalog that it was made for.
    package struct LoadedAPI: Sendable {
        package let runner: OperationRunner
        package let catalog: Catalog
        package let mapping: Mapping
    }

    /// How long reading the catalog may take: a server that never answers must not keep us from asking again.
    private static let patience = Duration.seconds(30)

    private let configuration: ServerConfiguration
    private let expanded: ExpandedSchema
    private let pool: PostgresPool
    private let metrics: ServerMetrics
    private let replicas: ReplicaReads?
    private let logger: Logger

    /// - Parameter pool: what the loaded API will answer from.
    package init(
        _ expanded: ExpandedSchema, configuration: ServerConfiguration, pool: PostgresPool,
        metrics: ServerMetrics = ServerMetrics(), replicas: ReplicaReads? = nil, logger: Logger
    ) {
        self.expanded = expanded
        self.configuration = configuration
        self.pool = pool
        self.metrics = metrics
        self.replicas = replicas
        self.logger = logger
    }

    /// Asks once.
    package func load() async throws(Failure) -> LoadedAPI {
        try load(await readCatalog())
    }

    /// Asks once, and loads what is not this catalog.
    ///
    /// - Returns: nil where the database still holds the same.
    package func load(unless known: Catalog) async throws(Failure) -> LoadedAPI? {
        let catalog = try await readCatalog()
        return catalog == known ? nil : try load(catalog)
    }

    private func load(_ catalog: Catalog) throws(Failure) -> LoadedAPI {
        let check = APICheck(
            expanded, catalog: catalog, tenancy: configuration.tenancy, preRequest: configuration.preRequest)
        guard check.mayServe, let mapping = check.mapping else { throw .refused(check, catalog) }
        for note in check.notes { logger.warning("\(note)") }
        for finding in check.safety.warnings {
            logger.warning(
                "the database has a weak spot; 'palisade check' tells more",
                metadata: ["code": "\(finding.code.rawValue)", "object": "\(finding.object)"])
        }
        return LoadedAPI(
            runner: runner(of: mapping, catalog: catalog, unsafe: SafetyReach()), catalog: catalog, mapping: mapping)
    }

    /// What may still be served of a database that must not be served as a whole any more; nil for nothing.
    ///
    /// - Parameter last: what was served before, whole.
    package func rest(of check: APICheck, _ catalog: Catalog, after last: LoadedAPI) -> OperationRunner? {
        var unsafe = check.unsafe
        guard check.configurationFaults.isEmpty, !unsafe.everything else { return nil }
        if let mapping = check.mapping { return runner(of: mapping, catalog: catalog, unsafe: unsafe) }
        // What no longer fits is in what has changed; all else is as the last mapping has it.
        let changes = CatalogChanges(from: last.catalog, to: catalog)
        guard !changes.isEmpty else { return nil }
        unsafe.relations.formUnion(changes.relations)
        unsafe.functions.formUnion(changes.functions)
        return runner(of: last.mapping, catalog: last.catalog, unsafe: unsafe)
    }

    private func runner(of mapping: Mapping, catalog: Catalog, unsafe: SafetyReach) -> OperationRunner {
        OperationRunner(
            apis: RoleAPIs(mapping: mapping, catalog: catalog, configuration: configuration, unsafe: unsafe),
            pool: pool, replicas: replicas, tenancy: configuration.tenancy, loginRole: catalog.loginRole,
            settings: configuration.operations, metrics: metrics, logger: logger)
    }

    private func readCatalog() async throws(Failure) -> Catalog {
        let outcome = await withTaskGroup(of: Result<Catalog, Failure>?.self) { group in
            group.addTask {
                do throws(Failure) {
                    return .success(try await self.readCatalogPatiently())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return nil
            }
            // Whichever ends first; with the time over, the reading is cancelled, and says so.
            var outcome = await group.next() ?? nil
            group.cancelAll()
            for await late in group { outcome = outcome ?? late }
            return outcome
        }
        return try (outcome ?? .failure(.unavailable(.postgres(.cancelled)))).get()
    }

    private func readCatalogPatiently() async throws(Failure) -> Catalog {
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
