// SPDX-License-Identifier: Apache-2.0

import Logging
import Mapping
import Postgres
import Server
import ServiceLifecycle
import Tenancy
import UnixSignals

/// Reads the configuration file, the SDL and the keys again, and puts them into force where all of it is sound.
///
/// Nothing is taken over in part: what has a fault leaves everything as it is. Requests that run end on what they began
/// with.
struct Reloader: Sendable {
    let source: ConfigurationSource
    let purpose: ServerConfiguration.Purpose
    let configuration: ServerConfiguration
    let pool: PostgresPool
    let replicas: ReplicaReads?
    let watch: SafetyWatch
    let keys: TokenKeys
    let policies: PolicyInForce
    let metrics: ServerMetrics
    let logger: Logger
    /// Reloads come one after the other.
    private let turns = Turns()

    func reload() async -> ReloadReport {
        await turns.inTurn {
            let report: ReloadReport
            do throws(Refusal) {
                report = ReloadReport(notes: try await takeOver())
                metrics.count(.configurationReloaded)
                logger.notice("configuration, SDL and keys were read again, and are in force")
            } catch {
                report = ReloadReport(faults: error.faults)
                metrics.count(.configurationRefused)
                logger.error("nothing was taken over; what was served before is served on")
                if let check = error.check {
                    check.log(to: logger)
                } else {
                    // An excerpt of the source may follow, which is for terminals.
                    for fault in error.faults {
                        logger.error("reload refused", metadata: ["fault": "\(fault.prefix { !$0.isNewline })"])
                    }
                }
            }
            for note in report.notes { logger.warning("\(note)") }
            return report
        }
    }

    /// Why nothing is taken over.
    private struct Refusal: Error {
        let faults: [String]
        /// What the database was found to be, where that is why.
        var check: APICheck?
    }

    /// - Returns: what needs a word.
    private func takeOver() async throws(Refusal) -> [String] {
        let (changed, waiting): (ServerConfiguration, [ConfigurationVariable])
        do throws(InvalidConfiguration) {
            (changed, waiting) = try configuration.reread(source, purpose: purpose)
        } catch {
            throw Refusal(faults: error.faults.map(\.description))
        }
        let expanded = try Self.schema(changed.schemaPaths)
        let newKeys: TokenKeys.Prepared
        do throws(KeySourceFault) {
            newKeys = try await keys.prepare(changed.tenancy)
        } catch {
            throw Refusal(faults: [error.problem])
        }
        var notes = changed.warnings
        let loader = APILoader(
            expanded, configuration: changed, pool: pool, metrics: metrics, replicas: replicas, logger: logger)
        switch await watch.reload(with: loader) {
        case .served: break
        case .waits: notes.append("The database cannot be asked yet: the SDL is held against it when it can be.")
        case .refused(let check): throw Refusal(faults: [APICheckReport(check: check).text], check: check)
        case .unavailable(let reason):
            throw Refusal(faults: ["The database cannot be asked: \(reason.debugDescription)"])
        }
        keys.install(newKeys)
        policies.renew(changed)
        notes += waiting.map { "\($0.rawValue) has changed. That counts when the server is started again." }
        return notes
    }

    private static func schema(_ paths: [String]) throws(Refusal) -> ExpandedSchema {
        let files: SDLFiles
        do throws(CommandError) {
            files = try SDLFiles(paths)
        } catch {
            throw Refusal(faults: [error.message])
        }
        do throws(InvalidFiles) {
            return try files.loadMapped()
        } catch {
            throw Refusal(faults: error.faults.map(\.text))
        }
    }
}

/// Reloads at each SIGHUP.
struct ReloadService: Service {
    let reloader: Reloader

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            _ = await reloader.reload()
        }
    }
}
