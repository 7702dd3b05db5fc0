// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Jobs
import Logging
import Postgres
import Server
import ServiceLifecycle
import UnixSignals

/// `palisade worker`
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Do the background jobs: large erasures, retention, sealing of the audit log, vacuum.",
        discussion: """
            Runs beside 'serve', by the owner's login, until it is stopped. Each step is one small transaction: it may \
            be killed at any moment, and several may run. After a batch its job rests, for as long as the share says.
            """)

    @OptionGroup var database: OwnerDatabase

    @Flag(help: "Do what there is to do now, then end.")
    var once = false

    @Option(
        help: ArgumentHelp(
            "The percentage of the time in which a job works that has something to do: 1 to 100. "
                + "(PALISADE_WORKER_SHARE)", valueName: "percent"))
    var share: String?

    func run() async throws {
        let logger = try database.logger()
        let worker = Worker(
            configuration: try database.configuration(for: "worker"), share: try percentage(), logger: logger)
        if once {
            do {
                let steps = try await worker.runOnce()
                StandardStream.output.writeLine(steps == 0 ? "Nothing to do." : "Done, in \(steps) steps.")
            } catch let error as PostgresError {
                throw CommandError(error)
            }
            return
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: WorkerService(worker: worker))],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    private func percentage() throws(CommandError) -> Int {
        let source = database.source([ConfigurationSource.Flag(.workerShare, "--share", share)])
        do throws(InvalidConfiguration) {
            return try WorkerConfiguration(source, usualShare: Worker.usualShare).share
        } catch {
            throw CommandError(error)
        }
    }
}
