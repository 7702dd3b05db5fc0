// SPDX-License-Identifier: Apache-2.0

package import Logging
import Mapping
package import Postgres
import SQL
import Safety
import ServiceLifecycle
import Synchronization

/// Looks at the database's catalog again and again while it is served, and serves what follows from it.
///
/// A fault closes what it reaches until it has been mended; a catalog that has changed and is sound is served as it is
/// now. A database that cannot be asked changes nothing. At the start, that is what is waited for. Another SDL or other
/// limits are taken over by `reload`, in one step and only where they are sound.
package final class SafetyWatch: Service {
    /// What became of another SDL or other limits.
    package enum ReloadOutcome: Sendable {
        /// They are served from now on.
        case served
        /// They are sound by themselves, and will be held against the database when it can be reached for the first time.
        case waits
        /// The database does not allow them; what was served before is served on.
        case refused(APICheck)
        /// The database could not be asked; what was served before is served on.
        case unavailable(CatalogReaderError)
    }

    private struct State {
        var loader: APILoader
        /// What was served last, whole; nil before the database was reached.
        var last: APILoader.LoadedAPI?
        /// What may be served follows from the catalog alone: the same one is not judged again.
        var known: Catalog?
        var isSound = true
    }

    private let holder: APIHolder
    private let interval: Duration
    private let metrics: ServerMetrics
    private let logger: Logger
    /// Looks and reloads come one after the other: what one has found must not be undone by one that began earlier.
    private let turns = Turns()
    private let state: Mutex<State>

    private static let shortestPause = Duration.milliseconds(250)
    private static let longestPause = Duration.seconds(5)

    /// - Parameters:
    ///   - start: what is served already; nil where the database could not be asked yet.
    package init(
        loader: APILoader, holder: APIHolder, interval: Duration, start: APILoader.LoadedAPI?, metrics: ServerMetrics,
        logger: Logger
    ) {
        self.holder = holder
        self.interval = interval
        self.metrics = metrics
        self.logger = logger
        state = Mutex(State(loader: loader, last: start, known: start?.catalog))
    }

    /// Runs until the server shuts down.
    ///
    /// - Throws: `APILoader.Failure.refused` if the database, once it answers for the first time, must not be served.
    package func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await self.watch() }
        } catch is CancellationError {
            // The server stops.
        }
    }

    private func watch() async throws {
        var pause = Self.shortestPause
        while state.withLock({ $0.last == nil }) {
            if try await turns.inTurn({ try await self.begin() }) { break }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, Self.longestPause)
        }
        while true {
            try await Task.sleep(for: interval)
            try await turns.inTurn { try await self.look() }
        }
    }

    /// Asks a database that has never answered.
    ///
    /// - Returns: whether it is served now.
    private func begin() async throws -> Bool {
        do throws(APILoader.Failure) {
            let loaded = try await state.withLock({ $0.loader }).load()
            adopt(loaded)
            return true
        } catch {
            try Task.checkCancellation()
            guard case .unavailable(let reason) = error else { throw error }
            logger.warning("the database cannot be asked yet", metadata: ["reason": "\(reason.debugDescription)"])
            return false
        }
    }

    private func look() async throws {
        let (loader, last, known, wasSound) = state.withLock { ($0.loader, $0.last, $0.known, $0.isSound) }
        guard let last, let known else { return }
        do throws(APILoader.Failure) {
            guard let loaded = try await loader.load(unless: known) else { return }
            adopt(loaded)
            metrics.count(.reloadSucceeded)
            if wasSound {
                logger.info("the database's catalog has changed; it is served as it is now")
            } else {
                logger.notice("the database may be served again, as a whole")
            }
        } catch {
            try Task.checkCancellation()
            switch error {
            case .refused(let check, let catalog):
                state.withLock { state in
                    state.known = catalog
                    state.isSound = false
                }
                close(check, catalog, by: loader, after: last)
            case .unavailable(let reason):
                logger.warning(
                    "the database's safety could not be checked; what is served stays",
                    metadata: ["reason": "\(reason.debugDescription)"])
            }
        }
    }

    /// Serves what another loader makes of the database, from its SDL and its limits, if that may be served.
    ///
    /// Requests that run end on what they began with.
    package func reload(with loader: APILoader) async -> ReloadOutcome {
        await turns.inTurn {
            do throws(APILoader.Failure) {
                let loaded = try await loader.load()
                self.state.withLock { $0.loader = loader }
                self.adopt(loaded)
                return .served
            } catch {
                switch error {
                case .refused(let check, _): return .refused(check)
                case .unavailable(let reason):
                    return self.state.withLock { state in
                        guard state.last == nil else { return .unavailable(reason) }
                        state.loader = loader
                        return .waits
                    }
                }
            }
        }
    }

    private func adopt(_ loaded: APILoader.LoadedAPI) {
        state.withLock { state in
            state.last = loaded
            state.known = loaded.catalog
            state.isSound = true
        }
        holder.replace(with: loaded.runner)
    }

    private func close(_ check: APICheck, _ catalog: Catalog, by loader: APILoader, after last: APILoader.LoadedAPI) {
        let rest = loader.rest(of: check, catalog, after: last)
        holder.replace(with: rest)
        metrics.count(.reloadFailed)
        logger.error(
            "the database must not be served any more",
            metadata: ["closed": rest == nil ? "everything" : "what the faults below reach, until they are mended"])
        check.log(to: logger)
    }
}

extension APICheck {
    /// Each fault by itself, as an error.
    package func log(to logger: Logger) {
        for fault in mappingFaults {
            logger.error("the SDL does not fit the database", metadata: ["fault": "\(fault)"])
        }
        for fault in configurationFaults {
            logger.error("the configuration does not fit the database", metadata: ["fault": "\(fault)"])
        }
        for finding in safety.errors {
            logger.error(
                "the database is not safe to serve",
                metadata: [
                    "code": "\(finding.code.rawValue)", "object": "\(finding.object)", "problem": "\(finding.message)",
                    "mend": "\(finding.mend ?? "takes a decision")",
                ])
        }
    }
}
