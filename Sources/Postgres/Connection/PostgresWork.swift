// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import Synchronization

/// One request for a connection, from the moment it is made until its task goes on.
///
/// It has one owner at a time: the task that makes it, then the pool (under its lock), then the event loop of the
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
    private var continuation: UnsafeContinuation<Outcome, Never>?

    /// Whose work it is, where the pool shares its connections out: the tenant.
    var lane: String {
        if case .segment(let segment) = task { segment.lane } else { "" }
    }

    init(task: Task, deadline: NIODeadline?) {
        self.task = task
        self.deadline = deadline
    }

    deinit {
        precondition(continuation == nil, "work was dropped without an outcome")
    }

    /// Gives the work to `submit` and waits for its outcome. `cancel` is called if the task is cancelled, perhaps twice,
    /// and perhaps when there is nothing to cancel any more.
    func outcome(
        submit: (PostgresWork) -> Void,
        cancel: @escaping @Sendable (PostgresWork) -> Void
    ) async -> Outcome {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                self.continuation = continuation
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

    /// Lets the task go on. Only the first outcome counts.
    func finish(_ outcome: Outcome) {
        let continuation = continuation
        self.continuation = nil
        continuation?.resume(returning: outcome)
    }
}
