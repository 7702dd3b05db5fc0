// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import Synchronization

/// One request for a connection, from the moment it is made until whoever waits for it has its outcome.
///
/// It has one owner at a time: whoever makes it, then the pool (under its lock), then the event loop of the
/// connection it runs on. Only the owner touches what can change, and the handing over goes through the lock or the
/// loop's queue: hence `@unchecked Sendable`.
final class PostgresWork: @unchecked Sendable {
    enum Task {
        case segment(Segment)
        /// Text of several statements, sent by the simple protocol.
        case script(String)
    }

    typealias Outcome = Result<[ResultSet], PostgresError>

    let task: Task
    let deadline: NIODeadline?
    /// Whether the work was begun anew already, because a plan was stale.
    var wasRestarted = false
    /// How many connections turned out to be gone when the work came to them.
    var goneConnections = 0
    /// When a connection began with it; nil while none has.
    var startedAt: NIODeadline?
    /// How many of its statements had to be prepared first.
    var preparedStatements = 0
    /// Whether the task was cancelled. May be read and set by anybody, for work that is between two owners just then.
    let isCancelled = Atomic(false)
    private var completion: (@Sendable (PostgresWork, Outcome) -> Void)?

    /// Whose work it is, where the pool shares its connections out: the tenant.
    var lane: String {
        if case .segment(let segment) = task { segment.lane } else { "" }
    }

    /// How many bytes of memory its results may take together.
    var maximumResultBytes: Int {
        if case .segment(let segment) = task { segment.maximumResultBytes } else { .max }
    }

    init(task: Task, deadline: NIODeadline?) {
        self.task = task
        self.deadline = deadline
    }

    deinit {
        precondition(completion == nil, "work was dropped without an outcome")
    }

    /// Gives itself and the outcome to `completion`, on whatever thread that is known first. To be called before the work
    /// is submitted.
    func whenFinished(_ completion: @escaping @Sendable (PostgresWork, Outcome) -> Void) {
        self.completion = completion
    }

    /// Gives the work to `submit` and waits for its outcome. `cancel` is called if the task is cancelled, perhaps twice,
    /// and perhaps when there is nothing to cancel any more.
    func outcome(
        submit: (PostgresWork) -> Void,
        cancel: @escaping @Sendable (PostgresWork) -> Void
    ) async -> Outcome {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                completion = { _, outcome in continuation.resume(returning: outcome) }
                submit(self)
                // A cancellation from before had nothing to cancel.
                if _Concurrency.Task.isCancelled {
                    cancel(self)
                }
            }
        } onCancel: {
            cancel(self)
        }
    }

    /// Hands the outcome to whoever waits. Only the first one counts.
    func finish(_ outcome: Outcome) {
        let completion = completion
        self.completion = nil
        completion?(self, outcome)
    }
}
