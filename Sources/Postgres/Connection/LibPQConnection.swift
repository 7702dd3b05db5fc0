// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ
internal import NIOCore
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
    /// Memory of the results so far, those included that were not kept.
    var resultBytes = 0
    /// How many bytes of results have arrived, at least. Those of a result that is not complete are known by this alone.
    var arrivedBytes = 0
    /// Whether anything was read since the present work began.
    var hasRead = false
    /// Whether there is more than the work allows, so that no result is kept.
    var resultsAreTooLarge: Bool { work.map { max(resultBytes, arrivedBytes) > $0.maximumResultBytes } ?? false }
    /// The conclusion of the present segment, once it was made.
    var concluding: SQLStatement?
    /// The names of statements that the next segment deallocates before anything of it can fail.
    var evicted: [String] = []

    let configuration: PostgresConnectionConfiguration
    private let source: any ReadinessSource
    let cancelHandle: CancelHandle
    let settings: ReportedSettings
    /// Strong, until the connection is closed: its owner has to close it anyway.
    var owner: (any Owner)?
    private var watch: (any SocketWatch)?
    private var wantsWrite = false
    private(set) var isClosed = false
    /// Whether the server said, while nothing ran, that it ends the session. The end of the stream may come later.
    var sessionIsOver = false
    var deadlineTimer: (at: NIODeadline, scheduled: Scheduled<Void>)?
    var patienceTimer: Scheduled<Void>?

    /// Takes over a connection that is open, in non-blocking and in pipeline mode.
    init(
        handle: OpaquePointer,
        cancelHandle: CancelHandle,
        source: any ReadinessSource,
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
            capacity: configuration.route == .direct ? configuration.statementCacheCapacity : 0,
            byteCapacity: configuration.statementCacheBytes)
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
        switch source.watch(PQsocket(handle), interest: .readable, observer: self) {
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
        resultBytes = 0
        arrivedBytes = 0
        hasRead = false
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

    /// Closes the connection. Work that is under way ends with an error.
    func close() {
        eventLoop.preconditionInEventLoop()
        guard !isClosed else {
            return
        }
        isClosed = true
        let failure = machine.connectionLost()
        watch?.stop()
        watch = nil
        deadlineTimer?.scheduled.cancel()
        deadlineTimer = nil
        PQfinish(handle)
        finishWork(failure.map { .failure($0) })
        let owner = owner
        self.owner = nil
        owner?.connectionIsClosed(self)
    }

    // MARK: Ending

    func finish(_ ending: ConnectionStateMachine.Ending) {
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
        if let failure = ending.failure { return .failure(failure) }
        // It may have been over before it could be cancelled.
        return resultsAreTooLarge ? .failure(.resultsTooLarge) : .success(results)
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
    func abandon(_ error: PostgresError) {
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

    func abandonIfRunning(_ work: PostgresWork) {
        if self.work === work {
            abandon(.connectionLost(outcomeUnknown: true))
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
        if !watch.update(interest: wanted ? [.readable, .writable] : .readable) {
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
