// SPDX-License-Identifier: Apache-2.0

package import Logging
import Mapping
import Postgres
import SQL
import Safety
package import ServiceLifecycle

/// Looks at the database's catalog again and again while it is served, and serves what follows from it.
///
/// A fault closes what it reaches until it has been mended; a catalog that has changed and is sound is served as it is
/// now. A database that cannot be asked changes nothing. At the start, that is what is waited for.
package struct SafetyWatch: Service {
    private let loader: APILoader
    private let holder: APIHolder
    private let interval: Duration
    private let start: APILoader.LoadedAPI?
    private let metrics: ServerMetrics
    private let logger: Logger

    /// - Parameters:
    ///   - start: what is served already; nil where the database could not be asked yet.
    package init(
        loader: APILoader, holder: APIHolder, interval: Duration, start: APILoader.LoadedAPI?, metrics: ServerMetrics,
        logger: Logger
    ) {
        self.loader = loader
        self.holder = holder
        self.interval = interval
        self.start = start
        self.metrics = metrics
        self.logger = logger
    }

    /// Runs until the server shuts down.
    ///
    /// - Throws: `APILoader.Failure.refused` if the database, once it answers for the first time, must not be served.
    package func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await watch() }
        } catch is CancellationError {
            // The server stops.
        }
    }

    private func watch() async throws {
        let first: APILoader.LoadedAPI
        if let start {
            first = start
        } else {
            first = try await loader.loadWhenAvailable()
            holder.replace(with: first.runner)
        }
        // What may be served follows from the catalog alone: the same one is not judged again.
        var known = first.catalog
        var last = first
        var isSound = true
        while true {
            try await Task.sleep(for: interval)
            do throws(APILoader.Failure) {
                guard let loaded = try await loader.load(unless: known) else { continue }
                known = loaded.catalog
                serve(loaded, wasClosed: !isSound)
                last = loaded
                isSound = true
            } catch {
                try Task.checkCancellation()
                switch error {
                case .refused(let check, let catalog):
                    known = catalog
                    isSound = false
                    close(check, catalog, after: last)
                case .unavailable(let reason):
                    logger.warning(
                        "the database's safety could not be checked; what is served stays",
                        metadata: ["reason": "\(reason.debugDescription)"])
                }
            }
        }
    }

    private func serve(_ loaded: APILoader.LoadedAPI, wasClosed: Bool) {
        holder.replace(with: loaded.runner)
        metrics.count(.reloadSucceeded)
        if wasClosed {
            logger.notice("the database may be served again, as a whole")
        } else {
            logger.info("the database's catalog has changed; it is served as it is now")
        }
    }

    private func close(_ check: APICheck, _ catalog: Catalog, after last: APILoader.LoadedAPI) {
        let rest = loader.rest(of: check, catalog, after: last)
        holder.replace(with: rest)
        metrics.count(.reloadFailed)
        logger.error(
            "the database must not be served any more",
            metadata: ["closed": rest == nil ? "everything" : "what the faults below reach, until they are mended"])
        for fault in check.mappingFaults {
            logger.error("the SDL does not fit the database", metadata: ["fault": "\(fault)"])
        }
        for fault in check.configurationFaults {
            logger.error("the configuration does not fit the database", metadata: ["fault": "\(fault)"])
        }
        for finding in check.safety.errors {
            logger.error(
                "the database is not safe to serve",
                metadata: [
                    "code": "\(finding.code.rawValue)", "object": "\(finding.object)", "problem": "\(finding.message)",
                    "mend": "\(finding.mend ?? "takes a decision")",
                ])
        }
    }
}
