// SPDX-License-Identifier: Apache-2.0

package import Logging
package import Postgres

/// Does the jobs of a database, one step of each in turn, by the owner's login.
///
/// Several workers may run at once: each job's step takes what no other holds.
package struct Worker: Sendable {
    private let configuration: PostgresConnectionConfiguration
    private let jobs: [any Job]
    private let interval: Duration
    private let logger: Logger

    /// How long to wait for a database that cannot be reached, at most.
    private static let longestWait = Duration.seconds(30)

    /// All jobs, in the order of their turns.
    package static let allJobs: [any Job] = [
        AuditPartitionsJob(), PrivacyRequestsJob(), RetentionJob(), ExportJob(), IdempotencyKeysJob(), AuditSealJob(),
        VacuumJob(),
    ]

    /// - Parameters:
    ///   - configuration: how to connect as the owner of the database's objects.
    ///   - interval: how long to wait once there is nothing to do.
    package init(
        configuration: PostgresConnectionConfiguration, jobs: [any Job] = allJobs, interval: Duration = .seconds(1),
        logger: Logger
    ) {
        self.configuration = configuration
        self.jobs = jobs
        self.interval = interval
        self.logger = logger
    }

    /// Works until the task is cancelled. A lost connection is opened again.
    package func run() async throws {
        var wait = interval
        while true {
            do {
                try await PostgresConnection.withConnection(configuration) { connection in
                    try await Self.prepare(connection)
                    wait = interval
                    while true {
                        _ = try await untilIdle(connection)
                        try await Task.sleep(for: interval)
                    }
                }
            } catch let error as PostgresError {
                try Task.checkCancellation()
                logger.warning("the worker lost its database", metadata: ["reason": "\(error.debugDescription)"])
                try await Task.sleep(for: wait)
                wait = min(wait * 2, Self.longestWait)
            }
        }
    }

    /// Works until no job has anything to do.
    ///
    /// - Returns: how many steps did something.
    @discardableResult
    package func runOnce() async throws -> Int {
        try await PostgresConnection.withConnection(configuration) { connection in
            try await Self.prepare(connection)
            return try await untilIdle(connection)
        }
    }

    /// One step of each job after another, so that none has to wait for the end of a large erasure.
    private func untilIdle(_ connection: PostgresConnection) async throws -> Int {
        var steps = 0
        while true {
            var didWork = false
            for job in jobs {
                try Task.checkCancellation()
                let done = try await step(of: job, connection)
                if done > 0 {
                    didWork = true
                    steps += 1
                    logger.debug("a step is done", metadata: ["job": "\(job.name)", "count": "\(done)"])
                }
            }
            if !didWork { return steps }
        }
    }

    /// What one job cannot do now keeps none of the others from theirs.
    private func step(of job: any Job, _ connection: PostgresConnection) async throws -> Int {
        do {
            return try await job.step(connection)
        } catch let error as PostgresError {
            guard case .server = error else { throw error }
            logger.error(
                "a job failed; it is tried again",
                metadata: ["job": "\(job.name)", "reason": "\(error.debugDescription)"])
            return 0
        }
    }

    /// The owner's own role, where the login is more than that: what a job makes belongs to the owner.
    private static func prepare(_ connection: PostgresConnection) async throws {
        let isThere = try await connection.number("select count(*) from pg_roles where rolname = 'palisade_owner'") > 0
        if isThere { _ = try await connection.simpleQuery("set role palisade_owner") }
    }
}
