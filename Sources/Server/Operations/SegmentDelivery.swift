// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Postgres

/// A segment on its way to PostgreSQL and back without a task that waits for it, sent again under the same terms as
/// `OperationRunner.send` has.
///
/// Confined to one event loop, which each entry point checks: hence `@unchecked Sendable`.
final class SegmentDelivery: @unchecked Sendable {
    typealias Outcome = Result<[ResultSet], PostgresError>

    private let segment: Segment
    private let purpose: RequestOpening.Purpose
    private let deadline: NIODeadline
    private let pool: PostgresPool
    private let metrics: ServerMetrics
    private let eventLoop: any EventLoop
    private var attempts: CollidingAttempts
    private var hasLostConnection = false
    private var isCancelled = false
    private var work: SubmittedWork?
    private var completion: ((Outcome) -> Void)?

    /// - Parameter completion: called once on the event loop, perhaps before `start` returns.
    init(
        _ segment: Segment, for purpose: RequestOpening.Purpose, by runner: OperationRunner, deadline: NIODeadline,
        on eventLoop: any EventLoop, completion: @escaping (Outcome) -> Void
    ) {
        self.segment = segment
        self.purpose = purpose
        self.deadline = deadline
        pool = runner.pool
        metrics = runner.metrics
        self.eventLoop = eventLoop
        attempts = CollidingAttempts(deadline: deadline)
        self.completion = completion
    }

    /// Sends the segment.
    func start() {
        eventLoop.preconditionInEventLoop()
        work = pool.submit(segment, deadline: deadline) { [eventLoop] outcome in
            if eventLoop.inEventLoop {
                self.received(outcome)
            } else {
                eventLoop.execute { self.received(outcome) }
            }
        }
    }

    /// Nobody waits for the outcome any more. There is one all the same.
    func cancel() {
        eventLoop.preconditionInEventLoop()
        isCancelled = true
        work?.cancel()
    }

    private func received(_ outcome: Outcome) {
        eventLoop.preconditionInEventLoop()
        guard case .failure(let error) = outcome, !isCancelled else { return finish(outcome) }
        if purpose == .reading, !hasLostConnection, error.isLossOfConnection {
            // Nothing has been answered yet, and reading twice changes nothing. Not from here: `submit` may not have returned,
            // and what it returns would take the place of the work that is to be cancelled then.
            hasLostConnection = true
            return eventLoop.execute { self.isCancelled ? self.finish(outcome) : self.start() }
        }
        guard let pause = attempts.pause(after: error) else { return finish(outcome) }
        eventLoop.scheduleTask(in: pause) {
            guard !self.isCancelled else { return self.finish(outcome) }
            self.metrics.count(.operationRetried)
            self.start()
        }
    }

    private func finish(_ outcome: Outcome) {
        let completion = completion
        self.completion = nil
        completion?(outcome)
    }
}
