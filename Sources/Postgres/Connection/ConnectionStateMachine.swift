// SPDX-License-Identifier: Apache-2.0

/// The life of one open connection as seen from outside the wire: what it is doing, what the next answer of the server
/// means, and when it may be given to the next request.
///
/// It performs nothing itself. The one invariant that matters most: a connection on which a cancel request is under way
/// is not free until both the work and the cancel request have ended, because a cancel request hits whatever the
/// backend runs when it arrives.
struct ConnectionStateMachine {
    /// Why a running segment is being cancelled.
    enum CancelReason: Equatable {
        case task
        case deadline
        /// The results are larger than they may be.
        case size
    }

    /// The kinds of answers that libpq gives for one command.
    enum Answer {
        case rows
        case error(ServerError)
        /// The connection broke; nothing more will come.
        case broken
        /// The command was skipped, since an earlier one of the segment failed.
        case skipped
        /// The segment is over. A clean session is in no transaction and has the settings that it began with.
        case synchronized(sessionIsClean: Bool)
        /// The server wants to copy data, which we do not do.
        case copy
    }

    /// What to do with an answer.
    enum AnswerAction: Equatable {
        /// Free it.
        case discard
        /// Keep it: it is a result of the work.
        case keep
        /// Free it, and forget the target's statement, which was not prepared.
        case forget(PipelineStep.Target)
        /// The work is over.
        case finish(Ending)
        /// The connection cannot be used any more.
        case abandon(PostgresError)
    }

    /// How the work ended, and what becomes of the connection.
    struct Ending: Equatable {
        /// `nil` is success.
        var failure: PostgresError?
        var release: Release
    }

    enum Release: Equatable {
        /// The connection is free.
        case reuse
        /// The connection must be closed, for its session is not as it should be.
        case close
        /// Nothing yet: a cancel request is under way.
        case afterCancel
    }

    private enum CancelState: Equatable {
        case none
        /// A cancel request is on its way.
        case sending(CancelReason)
        /// It arrived, without effect yet.
        case sent(CancelReason)

        var reason: CancelReason? {
            switch self {
            case .none: nil
            case .sending(let reason), .sent(let reason): reason
            }
        }
    }

    private enum Phase: Equatable {
        case idle
        case running
        /// The work is over, the cancel request is not; then close the connection or reuse it.
        case awaitingCancel(close: Bool)
        case closed
    }

    /// Whether transactions and settings may stay as work leaves them.
    private let keepsSession: Bool
    private var phase = Phase.idle
    private var cancelState = CancelState.none
    private var failure: PostgresError?
    private var mustClose = false
    private(set) var steps: [PipelineStep] = []
    private var position = 0

    init(keepsSession: Bool = false) {
        self.keepsSession = keepsSession
    }

    var isIdle: Bool {
        phase == .idle
    }

    var isRunning: Bool {
        phase == .running
    }

    /// Whether the server did not begin with the work, and nobody wants it to end either.
    var nothingIsAnswered: Bool {
        phase == .running && position == 0 && cancelState == .none
    }

    /// Whether all that was sent is answered, and the end of the segment still has to be sent.
    var awaitsConclusion: Bool {
        phase == .running && position == steps.count && steps.last != .synchronize && steps.last != .script
    }

    /// Whether a statement of the segment failed, so that nothing more of it runs.
    var hasFailed: Bool { failure != nil }

    /// Whether the work got so far that only its end, which commits it, is not confirmed.
    private var everythingIsAnswered: Bool {
        position < steps.count ? steps[position] == .synchronize || steps[position] == .script : true
    }

    /// Begins work; the steps follow by `append`.
    mutating func begin() {
        precondition(phase == .idle, "work was given to a connection that is not idle")
        phase = .running
        cancelState = .none
        failure = nil
        mustClose = false
        steps.removeAll(keepingCapacity: true)
        position = 0
    }

    mutating func append(_ step: PipelineStep) {
        steps.append(step)
    }

    /// An answer arrived for the present step.
    mutating func received(_ answer: Answer) -> AnswerAction {
        guard phase == .running, position < steps.count else {
            return .abandon(.connectionLost(outcomeUnknown: false))
        }
        let step = steps[position]
        switch answer {
        case .rows:
            switch step {
            case .execute(.statement), .script: return failure == nil ? .keep : .discard
            case .execute(.opening), .execute(.conclusion), .prepare, .deallocate, .isolate: return .discard
            case .synchronize: return abandon()
            }
        case .error(let error):
            if error.announcesDisconnection {
                return .abandon(lost())
            }
            if failure == nil {
                var error = error
                error.statementIndex = step.statementIndex
                failure = cancelledError(error) ?? .server(error)
            }
            if step == .deallocate || error.endsSession || error.contradictsStatementCache {
                mustClose = true
            }
            return error.endsSession ? .abandon(failure ?? .server(error)) : forgetting(step)
        case .broken:
            return abandon()
        case .skipped:
            return forgetting(step)
        case .synchronized(let sessionIsClean):
            guard step == .synchronize else {
                return abandon()
            }
            return .finish(end(sessionIsClean: sessionIsClean))
        case .copy:
            return .abandon(.invalidArgument(.copyNotSupported))
        }
    }

    /// All answers to the present step have arrived.
    ///
    /// - Returns: the ending, if that was the last one; only a script ends so, and it may leave the session as it likes.
    mutating func stepEnded() -> Ending? {
        guard phase == .running, position < steps.count else {
            return nil
        }
        if steps[position] == .script {
            return end(sessionIsClean: true)
        }
        // The end of a segment is confirmed by an answer of its own, and nothing follows that.
        if steps[position] != .synchronize {
            position += 1
        }
        return nil
    }

    /// The socket broke, or the server ended the session.
    ///
    /// - Returns: the error for the work under way, `nil` if there is none.
    mutating func connectionLost() -> PostgresError? {
        let error = phase == .running ? failure ?? .connectionLost(outcomeUnknown: mayHaveCommitted) : nil
        phase = .closed
        return error
    }

    /// Somebody wants the present work to end.
    ///
    /// - Returns: whether a cancel request must be sent.
    mutating func cancel(_ reason: CancelReason) -> Bool {
        guard phase == .running, cancelState == .none else {
            return false
        }
        cancelState = .sending(reason)
        return true
    }

    /// What follows the end of a cancel request.
    enum CancelAction: Equatable {
        /// The work goes on: look again soon, since the request may have come before the server began with it.
        case lookAgain
        case release(close: Bool)
        case nothing
    }

    /// The cancel request was delivered, or failed.
    mutating func cancelEnded() -> CancelAction {
        switch phase {
        case .running:
            if let reason = cancelState.reason {
                cancelState = .sent(reason)
            }
            return .lookAgain
        case .awaitingCancel(let close):
            phase = close ? .closed : .idle
            cancelState = .none
            return .release(close: close)
        case .idle, .closed:
            return .nothing
        }
    }

    /// Some time passed after a cancel request ended.
    ///
    /// - Returns: whether another one must be sent.
    mutating func lookAgain() -> Bool {
        guard phase == .running, case .sent(let reason) = cancelState else {
            return false
        }
        cancelState = .sending(reason)
        return true
    }

    private mutating func end(sessionIsClean: Bool) -> Ending {
        let close = mustClose || !(sessionIsClean || keepsSession)
        if case .sending = cancelState {
            phase = .awaitingCancel(close: close)
            return Ending(failure: failure, release: .afterCancel)
        }
        phase = close ? .closed : .idle
        cancelState = .none
        return Ending(failure: failure, release: close ? .close : .reuse)
    }

    private func forgetting(_ step: PipelineStep) -> AnswerAction {
        if case .prepare(let target) = step {
            .forget(target)
        } else {
            .discard
        }
    }

    /// The connection broke, or the answers do not fit what was asked and must not be guessed at.
    private func abandon() -> AnswerAction {
        .abandon(failure ?? .connectionLost(outcomeUnknown: mayHaveCommitted))
    }

    /// The error after the server announced that it ends the session.
    private func lost() -> PostgresError {
        failure ?? .connectionLost(outcomeUnknown: everythingIsAnswered)
    }

    /// Whether the transaction may have been committed although no answer said so. A segment is committed by its last
    /// step only; a segment that failed is not. A script may have ended transactions of its own.
    private var mayHaveCommitted: Bool {
        failure == nil && (steps.last == .synchronize || steps.last == .script)
    }

    private func cancelledError(_ error: ServerError) -> PostgresError? {
        guard error.sqlState == "57014" else {
            return nil
        }
        switch cancelState.reason {
        case .task: return .cancelled
        case .deadline: return .deadlineExceeded
        case .size: return .resultsTooLarge
        case nil: return nil
        }
    }
}
