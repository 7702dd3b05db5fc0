// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ
internal import NIOCore
internal import NIOPosix
internal import SQL

/// An open connection, bound to one event loop, on which alone it is used.
///
/// This is the shell around `ConnectionStateMachine`: it talks to libpq, watches the socket, keeps the timers. Nothing
/// here waits for the network. All that changes is confined to the event loop, which each entry point checks: hence
/// `@unchecked Sendable`.
final class LibPQConnection: @unchecked Sendable {
    /// Is told, on the event loop, what becomes of a connection.
    protocol Owner: AnyObject, Sendable {
        /// The connection is free for other work.
        func connectionIsFree(_ connection: LibPQConnection)
        /// The server had ended the session before it began with `work`, which had no effect and may run elsewhere.
        /// The connection is closed.
        func connection(_ connection: LibPQConnection, didNotBegin work: PostgresWork)
        /// The connection is closed, and will not be heard of again.
        func connectionIsClosed(_ connection: LibPQConnection)
    }

    /// After how many sessions that were over before it work fails: as many may end together as a pool has, but work
    /// that itself ends sessions must not go on for ever.
    private static let goneConnectionsLimit = 16

    let eventLoop: any EventLoop
    /// What the owner knows the connection by.
    let identifier: Int
    let openedAt: NIODeadline
    /// What cancel requests name.
    let backendProcessID: Int32

    let handle: OpaquePointer
    var machine: ConnectionStateMachine
    var statements: StatementCache
    var work: PostgresWork?
    var results: [ResultSet] = []
    /// The conclusion of the present segment, once it was made.
    var concluding: SQLStatement?
    /// The names of statements that the next segment deallocates before anything of it can fail.
    var evicted: [String] = []

    private let configuration: PostgresConnectionConfiguration
    private let source: ReadinessSource
    private let cancelHandle: CancelHandle
    private let settings: ReportedSettings
    /// Strong, until the connection is closed: its owner has to close it anyway.
    private var owner: (any Owner)?
    private var watch: SocketWatch?
    private var wantsWrite = false
    private(set) var isClosed = false
    /// Whether the server said, while nothing ran, that it ends the session. The end of the stream may come later.
    private var sessionIsOver = false
    private var deadlineTimer: (at: NIODeadline, scheduled: Scheduled<Void>)?
    private var patienceTimer: Scheduled<Void>?

    /// Takes over a connection that is open, in non-blocking and in pipeline mode.
    init(
        handle: OpaquePointer,
        cancelHandle: CancelHandle,
        source: ReadinessSource,
        configuration: PostgresConnectionConfiguration,
        identifier: Int,
        keepsSession: Bool,
        eventLoop: any EventLoop
    ) {
        self.machine = ConnectionStateMachine(keepsSession: keepsSession)
        self.handle = handle
        self.cancelHandle = cancelHandle
        self.settings = ReportedSettings(of: handle)
        self.source = source
        self.configuration = configuration
        self.identifier = identifier
        self.eventLoop = eventLoop
        self.openedAt = .now()
        self.backendProcessID = PQbackendPID(handle)
        self.statements = StatementCache(
            capacity: configuration.route == .direct ? configuration.statementCacheCapacity : 0)
        // Called from within libpq only, hence on the event loop and while this object exists. libpq's own receiver
        // writes to standard error, and a notice may contain values.
        let receiver: PQnoticeReceiver = { context, notice in
            if let context, let notice, let error = ServerError(result: notice), error.endsSession {
                Unmanaged<LibPQConnection>.fromOpaque(context).takeUnretainedValue().sessionIsOver = true
            }
        }
        PQsetNoticeReceiver(handle, receiver, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        precondition(isClosed, "a connection was dropped without being closed")
    }

    /// Begins to listen to the server.
    ///
    /// - Returns: false if the socket cannot be watched; the connection is then closed.
    func start(owner: any Owner) -> Bool {
        eventLoop.preconditionInEventLoop()
        self.owner = owner
        switch source.watch(PQsocket(handle), interest: .readable, on: eventLoop, observer: self) {
        case .success(let watch):
            self.watch = watch
            return true
        case .failure:
            self.owner = nil
            close()
            return false
        }
    }

    /// Whether the connection takes work now.
    var isFree: Bool {
        !isClosed && machine.isIdle
    }

    /// Runs `work`. The connection must be free.
    func run(_ work: PostgresWork) {
        eventLoop.preconditionInEventLoop()
        guard !isClosed else {
            // The server went away while the work was on its way here.
            work.finish(.failure(.connectionLost(outcomeUnknown: false)))
            return
        }
        self.work = work
        if let deadline = work.deadline {
            setTimer(for: deadline)
        }
        begin(work)
    }

    private func begin(_ work: PostgresWork) {
        machine.begin()
        if work.startedAt == nil { work.startedAt = .now() }
        let known = statements.misses
        defer { work.preparedStatements += statements.misses - known }
        switch send(work.task) {
        case .success:
            flush()
        case .failure(let error):
            // What is queued has no end and so is never committed, but we cannot take it back either.
            abandon(error)
        }
    }

    /// Cancels `work` if it is what runs now.
    func cancel(_ work: PostgresWork, reason: ConnectionStateMachine.CancelReason) {
        eventLoop.preconditionInEventLoop()
        guard self.work === work, machine.cancel(reason) else {
            return
        }
        patienceTimer = eventLoop.scheduleTask(in: configuration.cancelPatience) { [weak self] in
            self?.abandonIfRunning(work)
        }
        sendCancel()
    }

    /// Closes the connection. Work that is under way ends with an error.
    func close() {
        eventLoop.preconditionInEventLoop()
        guard !isClosed else {
            return
        }
        isClosed = true
        let failure = machine.connectionLost()
        if let watch {
            source.stop(watch)
        }
        watch = nil
        deadlineTimer?.scheduled.cancel()
        deadlineTimer = nil
        PQfinish(handle)
        finishWork(failure.map { .failure($0) })
        let owner = owner
        self.owner = nil
        owner?.connectionIsClosed(self)
    }

    // MARK: Reading

    private func drain(peerIsGone: Bool = false) {
        let workAtStart = work
        // A TLS record holds at most two fillings of libpq's buffer, so two reads more than the socket asks for suffice.
        var decryptedReads = PQsslInUse(handle) != 0 ? 2 : 0
        while true {
            let isAlive = PQconsumeInput(handle) != 0
            takeAnswers()
            if isClosed {
                return
            }
            if !isAlive || PQstatus(handle) == CONNECTION_BAD {
                close()
                return
            }
            // Edge-triggered: what is left unread is not reported again, and libpq reads only what its buffer holds.
            // Work that began meanwhile has edges of its own.
            guard peerIsGone || (machine.isRunning && work === workAtStart) else {
                break
            }
            if SocketInput.isWaiting(on: handle) {
                continue
            }
            guard decryptedReads > 0 else {
                break
            }
            decryptedReads -= 1
        }
        // Makes libpq look at what arrived while nothing runs.
        while let notification = PQnotifies(handle) {
            PQfreemem(notification)
        }
        if peerIsGone || sessionIsOver {
            close()
        }
    }

    private func takeAnswers() {
        while !isClosed, machine.isRunning, PQisBusy(handle) == 0 {
            guard let result = PQgetResult(handle) else {
                if PQstatus(handle) == CONNECTION_BAD {
                    return
                }
                if let ending = machine.stepEnded() {
                    finish(ending)
                }
                if machine.awaitsConclusion {
                    conclude()
                }
                continue
            }
            take(result)
        }
    }

    private func conclude() {
        switch sendConclusion() {
        case .success: flush()
        case .failure(let error): abandon(error)
        }
    }

    private func take(_ result: OpaquePointer) {
        switch machine.received(answer(of: result)) {
        case .keep:
            results.append(ResultSet(owning: result))
        case .discard:
            PQclear(result)
        case .forget(let target):
            PQclear(result)
            forget(target)
        case .finish(let ending):
            PQclear(result)
            finish(ending)
        case .abandon(let error):
            PQclear(result)
            abandon(error)
        }
    }

    private func answer(of result: OpaquePointer) -> ConnectionStateMachine.Answer {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            return .rows
        case PGRES_PIPELINE_SYNC:
            return .synchronized(sessionIsClean: sessionIsClean)
        case PGRES_PIPELINE_ABORTED:
            return .skipped
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            return .copy
        default:
            // Without a SQLSTATE it is libpq that speaks, of a connection it cannot go on with.
            return ServerError(result: result).map { .error($0) } ?? .broken
        }
    }

    private var sessionIsClean: Bool {
        PQtransactionStatus(handle) == PQTRANS_IDLE && settings.areUnchanged(in: handle)
    }

    // MARK: Ending

    private func finish(_ ending: ConnectionStateMachine.Ending) {
        if case .server(let error)? = ending.failure, error.isStalePlan {
            statements.removeAll()
            evicted = ["all"]
            // Nothing of a failed segment took effect, and the new plans cannot be stale again at once.
            if ending.release == .reuse, let work, !work.wasRestarted {
                work.wasRestarted = true
                results = []
                begin(work)
                return
            }
        }
        switch ending.release {
        case .reuse:
            let outcome = outcome(of: ending)
            let finished = takeWork()
            // Whoever waits for a connection comes first: PostgreSQL works for them while this outcome is made use of.
            owner?.connectionIsFree(self)
            finished?.finish(outcome)
        case .afterCancel:
            finishWork(outcome(of: ending))
        case .close:
            finishWork(outcome(of: ending))
            close()
        }
    }

    private func outcome(of ending: ConnectionStateMachine.Ending) -> PostgresWork.Outcome {
        ending.failure.map { .failure($0) } ?? .success(results)
    }

    private func finishWork(_ outcome: PostgresWork.Outcome?) {
        // The outcome is there whenever work is: the state machine knows of it as long as we do.
        takeWork()?.finish(outcome ?? .failure(.connectionLost(outcomeUnknown: true)))
    }

    /// The work that was under way, which is not the connection's concern any more.
    private func takeWork() -> PostgresWork? {
        patienceTimer?.cancel()
        patienceTimer = nil
        results = []
        defer { work = nil }
        return work
    }

    /// The answers make no sense, or there will be none.
    private func abandon(_ error: PostgresError) {
        if let work, let owner, error == .connectionLost(outcomeUnknown: false), machine.nothingIsAnswered,
            work.goneConnections < Self.goneConnectionsLimit
        {
            work.goneConnections += 1
            self.work = nil
            close()
            owner.connection(self, didNotBegin: work)
            return
        }
        finishWork(.failure(error))
        close()
    }

    private func abandonIfRunning(_ work: PostgresWork) {
        if self.work === work {
            abandon(.connectionLost(outcomeUnknown: true))
        }
    }

    // MARK: Cancelling

    private func sendCancel() {
        let cancelHandle = cancelHandle
        let eventLoop = eventLoop
        BlockingCalls.threads.submit { _ in
            cancelHandle.send()
            eventLoop.execute {
                self.cancelEnded()
            }
        }
    }

    private func cancelEnded() {
        switch machine.cancelEnded() {
        case .lookAgain:
            eventLoop.scheduleTask(in: .milliseconds(20)) {
                if self.machine.lookAgain() {
                    self.sendCancel()
                }
            }
        case .release(close: true):
            close()
        case .release(close: false):
            owner?.connectionIsFree(self)
        case .nothing:
            break
        }
    }

    // MARK: Deadlines

    /// One timer serves many requests: it is set anew only for an earlier deadline, and when it fires early it is set
    /// for the deadline of what runs then. Setting one for each request was visible in profiles.
    private func setTimer(for deadline: NIODeadline) {
        if let timer = deadlineTimer {
            if timer.at <= deadline {
                return
            }
            timer.scheduled.cancel()
        }
        let scheduled = eventLoop.scheduleTask(deadline: deadline) { [weak self] in
            self?.timerFired()
            return
        }
        deadlineTimer = (deadline, scheduled)
    }

    private func timerFired() {
        deadlineTimer = nil
        guard let work, let deadline = work.deadline else {
            return
        }
        if deadline <= .now() {
            cancel(work, reason: .deadline)
        } else {
            setTimer(for: deadline)
        }
    }

    // MARK: Writing

    func flush() {
        switch PQflush(handle) {
        case 0:
            setWantsWrite(false)
        case 1:
            setWantsWrite(true)
        default:
            // The server may have said why before it closed the connection.
            drain()
            if !isClosed {
                close()
            }
        }
    }

    private func setWantsWrite(_ wanted: Bool) {
        guard wanted != wantsWrite, let watch else {
            return
        }
        wantsWrite = wanted
        if !source.update(watch, interest: wanted ? [.readable, .writable] : .readable) {
            close()
        }
    }
}

extension LibPQConnection: ReadinessObserver {
    func socketIsReady(_ readiness: Readiness) {
        eventLoop.preconditionInEventLoop()
        guard !isClosed else {
            return
        }
        // Reading comes first in any case: a server that waits for us to read does not read either.
        drain(peerIsGone: readiness.contains(.hungUp))
        if !isClosed, wantsWrite {
            flush()
        }
    }
}
