// SPDX-License-Identifier: Apache-2.0

package import Logging
package import Postgres

/// Does the jobs of a database, one step of each in turn, by the owner's login; long ones beside the others.
///
/// Several workers may run at once: each job's step takes what no other holds.
package struct Worker: Sendable {
    private let configuration: PostgresConnectionConfiguration
    private let jobs: [any Job]
    private let interval: Duration
    private let share: Int
    private let logger: Logger

    /// How long to wait for a database that cannot be reached, at most.
    private static let longestWait = Duration.seconds(30)

    /// All jobs, in the order of their turns.
    package static let allJobs: [any Job] = [
        AuditPartitionsJob(), PrivacyRequestsJob(), RetentionJob(), ExportJob(), IdempotencyKeysJob(), AuditSealJob(),
        VacuumJob(),
    ]

    /// The percentage of the time in which a job works that has something to do, where nothing else is said.
    package static let usualShare = 10

    /// - Parameters:
    ///   - configuration: how to connect as the owner of the database's objects.
    ///   - interval: how long to wait once there is nothing to do.
    ///   - share: the percentage of the time in which a job works that has something to do; it rests for the others.
    package init(
        configuration: PostgresConnectionConfiguration, jobs: [any Job] = allJobs, interval: Duration = .seconds(1),
        share: Int = usualShare, logger: Logger
    ) {
        self.configuration = configuration
        self.jobs = jobs
        self.interval = interval
        self.share = share
        self.logger = logger
    }

    /// Works until the task is cancelled. A lost connection is opened again.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in lanes {
                group.addTask { try await run(lane) }
            }
            try await group.waitForAll()
        }
    }

    /// Works until no job has anything to do.
    ///
    /// - Returns: how many steps did something.
    @discardableResult
    package func runOnce() async throws -> Int {
        try await PostgresConnection.withConnection(configuration) { connection in
            try await Self.prepare(connection)
            var steps = 0
            // The long ones leave something for the others to do, such as entries to be sealed.
            for lane in lanes + lanes.dropLast() { steps += try await untilIdle(connection, lane) }
            return steps
        }
    }

    /// The jobs that take turns, and those that are long.
    private var lanes: [[any Job]] {
        [jobs.filter { !$0.isLong }, jobs.filter(\.isLong)].filter { !$0.isEmpty }
    }

    private func run(_ lane: [any Job]) async throws {
        var wait = interval
        while true {
            do {
                try await PostgresConnection.withConnection(configuration) { connection in
                    try await Self.prepare(connection)
                    wait = interval
                    while true {
                        _ = try await untilIdle(connection, lane)
                        try await Task.sleep(for: interval)
                    }
                }
            } catch let error as PostgresError {
                try Task.checkCancellation()
                logger.warning(
                    "the worker lost its database", metadata: ["reason": "\(error.descriptionWithoutValues)"])
                try await Task.sleep(for: wait)
                wait = min(wait * 2, Self.longestWait)
            }
        }
    }

    /// One step of each job after another, so that none has to wait for the end of a large erasure.
    private func untilIdle(_ connection: PostgresConnection, _ jobs: [any Job]) async throws -> Int {
        var paces = jobs.map { Pace(batch: $0.batch, share: share) }
        var steps = 0
        while true {
            var isErasing = false
            var didWork = false
            var rests: [ContinuousClock.Instant] = []
            for (index, job) in jobs.enumerated() {
                try Task.checkCancellation()
                let began = ContinuousClock.now
                if let end = paces[index].restsUntil, began < end {
                    rests.append(end)
                    isErasing = isErasing || job.erasing == .erases
                    continue
                }
                if isErasing, job.erasing == .cleansUp { continue }
                let done = try await step(of: job, rows: paces[index].rows, connection)
                guard done > 0 else { continue }
                didWork = true
                isErasing = isErasing || job.erasing == .erases
                steps += 1
                let ended = ContinuousClock.now
                paces[index].worked(for: ended - began, until: ended)
                logger.debug(
                    "a step is done",
                    metadata: ["job": "\(job.name)", "count": "\(done)", "duration": "\(ended - began)"])
            }
            if didWork { continue }
            guard let end = rests.min() else { return steps }
            try await Task.sleep(until: end)
        }
    }

    /// What one job cannot do now keeps none of the others from theirs.
    private func step(
        of job: any Job, rows: Int, _ connection: PostgresConnection
    ) async throws(PostgresError) -> Int {
        do {
            return try await job.step(connection, rows: rows)
        } catch {
            guard case .server = error else { throw error }
            logger.error(
                "a job failed; it is tried again",
                metadata: ["job": "\(job.name)", "reason": "\(error.descriptionWithoutValues)"])
            return 0
        }
    }

    /// The owner's own role, where the login is more than that: what a job makes belongs to the owner.
    static func prepare(_ connection: PostgresConnection) async throws(PostgresError) {
        let isThere = try await connection.number("select count(*) from pg_roles where rolname = 'palisade_owner'") > 0
        if isThere { _ = try await connection.simpleQuery("set role palisade_owner") }
    }
}
