// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ
package import Logging
package import NIOCore
internal import NIOPosix
internal import SQL
internal import Synchronization

/// Connections to one database under one login, shared by all requests.
///
/// `run()` must be running for requests to be answered. A request has a connection to itself for one segment.
package final class PostgresPool: Sendable {
    private typealias Machine = PoolStateMachine<LibPQConnection, PostgresWork>

    private enum Order {
        case connect(slot: Int, delay: TimeAmount)
        /// Give up the attempts to connect that are under way.
        case stopConnecting
    }

    private static let hasSaidHowSocketsAreWatched = Atomic(false)

    private let configuration: PostgresPoolConfiguration
    private let eventLoops: [any EventLoop]
    private let logger: Logger
    private let machine: Mutex<Machine>
    /// When PostgreSQL ends, all connections do, and each is tried again until it is back.
    private let connectWarning = Mutex(RepeatedWarning(pause: .seconds(5)))
    private let past = Mutex(PostgresPoolHistory())
    private let orders: AsyncStream<Order>
    private let orderInput: AsyncStream<Order>.Continuation

    /// Connections are spread over the event loops of the group.
    package init(
        configuration: PostgresPoolConfiguration,
        eventLoopGroup: any EventLoopGroup,
        logger: Logger
    ) {
        self.configuration = configuration
        self.eventLoops = Array(eventLoopGroup.makeIterator())
        self.logger = logger
        self.machine = Mutex(
            Machine(
                size: configuration.size,
                homes: eventLoops.count,
                queueLimit: configuration.queueLimit,
                acquisitionTimeout: configuration.acquisitionTimeout,
                longestRetryDelay: configuration.longestRetryDelay
            ))
        (self.orders, self.orderInput) = AsyncStream.makeStream()
    }

    /// What the pool is doing now.
    package var statistics: PostgresPoolStatistics {
        machine.withLock { $0.statistics }
    }

    /// What the pool has done until now.
    package var history: PostgresPoolHistory {
        past.withLock { $0 }
    }

    /// Runs a segment in one round trip.
    ///
    /// Cancelling the task cancels the segment in PostgreSQL; so does the deadline, which includes the wait for a
    /// connection. If the segment was committed all the same, its results are returned.
    ///
    /// - Returns: the results of the segment's `statements`, in their order.
    package func execute(_ segment: Segment, deadline: NIODeadline? = nil) async throws(PostgresError) -> [ResultSet] {
        try segment.check()
        let work = PostgresWork(task: .segment(segment), deadline: deadline)
        let begin = NIODeadline.now()
        let outcome = await work.outcome(submit: submit, cancel: cancel)
        remember(outcome, of: work, statements: segment.statements.count + 1, since: begin)
        return try outcome.get()
    }

    func remember(
        _ outcome: PostgresWork.Outcome, of work: PostgresWork, statements: Int, since begin: NIODeadline
    ) {
        let now = NIODeadline.now()
        past.withLock { past in
            past.waits.record((work.startedAt ?? now) - begin)
            if let startedAt = work.startedAt {
                past.runs.record(now - startedAt)
                past.executedStatements &+= UInt64(statements)
                past.preparedStatements &+= UInt64(max(work.preparedStatements, 0))
            }
            if case .failure(let error) = outcome { past.failures[error.reason, default: 0] &+= 1 }
        }
    }

    /// Keeps the connections open until the pool is shut down and the last of them is closed. To be called once.
    ///
    /// Cancelling the task shuts the pool down and cancels what runs.
    package func run() async {
        perform(machine.withLock { $0.start() })
        // The task that keeps the connections has to outlive cancellation, or nobody would see them close.
        let keeper = Task { await keepConnections() }
        await withTaskCancellationHandler {
            await keeper.value
        } onCancel: {
            shutdown()
            for (connection, work) in machine.withLock({ $0.running }) {
                connection.eventLoop.execute {
                    connection.cancel(work, reason: .task)
                }
            }
        }
    }

    /// Refuses new requests, fails those that wait, lets those that run end, and then ends `run()`.
    package func shutdown() {
        perform(machine.withLock { $0.shutDown() })
        orderInput.yield(.stopConnecting)
    }

    // MARK: Requests

    func submit(_ work: PostgresWork) {
        let home = MultiThreadedEventLoopGroup.currentEventLoop.flatMap { current in
            eventLoops.firstIndex { $0 === current }
        }
        let submission = machine.withLock { machine in
            machine.submit(work, lane: work.lane, home: home, deadline: work.deadline, now: .now())
        }
        perform(submission, for: work)
    }

    private func perform(_ submission: Machine.Submission, for work: PostgresWork) {
        switch submission {
        case .run(_, let connection):
            start(work, on: connection)
        case .wait(let wakeAt):
            if let wakeAt {
                wake(at: wakeAt)
            }
        case .replace(let other, let wakeAt):
            other.finish(.failure(.poolQueueFull))
            if let wakeAt {
                wake(at: wakeAt)
            }
        case .fail(let error):
            work.finish(.failure(error))
        }
    }

    private func start(_ work: PostgresWork, on connection: LibPQConnection) {
        if connection.eventLoop.inEventLoop {
            run(work, on: connection)
        } else {
            connection.eventLoop.execute {
                self.run(work, on: connection)
            }
        }
    }

    private func run(_ work: PostgresWork, on connection: LibPQConnection) {
        if connection.isClosed {
            // The server closed it while the work was on its way here: nothing was sent.
            resubmit(work)
        } else {
            connection.run(work)
        }
    }

    private func resubmit(_ work: PostgresWork) {
        perform(
            machine.withLock { $0.resubmit(work, lane: work.lane, deadline: work.deadline, now: .now()) }, for: work)
        // A cancellation that came in between found the work nowhere.
        if work.isCancelled.load(ordering: .sequentiallyConsistent) {
            cancel(work)
        }
    }

    func cancel(_ work: PostgresWork) {
        work.isCancelled.store(true, ordering: .sequentiallyConsistent)
        switch machine.withLock({ $0.cancel(work, lane: work.lane) }) {
        case .removed:
            work.finish(.failure(.cancelled))
        case .running(let connection):
            connection.eventLoop.execute {
                connection.cancel(work, reason: .task)
            }
        case .unknown:
            break
        }
    }

    private func wake(at time: NIODeadline) {
        eventLoops[0].scheduleTask(deadline: time) {
            self.perform(self.machine.withLock { $0.timePassed(now: .now()) })
        }
    }

    // MARK: Connections

    private func eventLoop(of slot: Int) -> any EventLoop {
        eventLoops[Machine.home(of: slot, among: eventLoops.count)]
    }

    private func perform(_ actions: Machine.Actions) {
        for (request, error) in actions.fail {
            request.finish(.failure(error))
        }
        for (_, connection, request) in actions.run {
            start(request, on: connection)
        }
        for connection in actions.close {
            connection.eventLoop.execute {
                connection.close()
            }
        }
        for (slot, delay) in actions.connect {
            orderInput.yield(.connect(slot: slot, delay: delay))
        }
        if let wakeAt = actions.wakeAt {
            wake(at: wakeAt)
        }
        if actions.isFinished {
            orderInput.finish()
        }
    }

    private func keepConnections() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await self.sayHowSocketsAreWatched()
                await self.retireRegularly()
            }
            await withDiscardingTaskGroup { connecting in
                for await order in self.orders {
                    switch order {
                    case .connect(let slot, let delay):
                        connecting.addTask {
                            await self.connect(slot, after: delay)
                        }
                    case .stopConnecting:
                        connecting.cancelAll()
                    }
                }
            }
            group.cancelAll()
        }
    }

    private func connect(_ slot: Int, after delay: TimeAmount) async {
        if delay > .zero {
            try? await Task.sleep(nanoseconds: UInt64(max(delay.nanoseconds, 0)))
        }
        let eventLoop = eventLoop(of: slot)
        do throws(PostgresError) {
            let connection = try await ConnectionOpening.open(
                configuration.connection, identifier: slot, keepsSession: false, on: eventLoop)
            eventLoop.execute {
                self.connected(connection)
            }
        } catch {
            warn(error)
            perform(machine.withLock { $0.connectFailed(slot, error, jitter: .random(in: 0...1)) })
        }
    }

    private func warn(_ error: PostgresError) {
        // Attempts that a shutdown gives up are nobody's concern.
        guard !machine.withLock({ $0.isShuttingDown }),
            let untold = connectWarning.withLock({ $0.happened(now: .now()) })
        else { return }
        var metadata: Logger.Metadata = ["reason": "\(error.debugDescription)"]
        if untold > 0 { metadata["attempts"] = "\(untold + 1)" }
        logger.warning("a database connection could not be opened", metadata: metadata)
    }

    private func connected(_ connection: LibPQConnection) {
        let lifetime = Double(configuration.maximumLifetime.nanoseconds) * .random(in: 0.9...1)
        let retireAt = connection.openedAt + .nanoseconds(Int64(lifetime))
        guard connection.start(owner: self) else {
            let error = PostgresError.connectionFailed(reason: .systemError(code: 0))
            perform(machine.withLock { $0.connectFailed(connection.identifier, error, jitter: .random(in: 0...1)) })
            return
        }
        perform(machine.withLock { $0.connected(connection.identifier, connection, retireAt: retireAt) })
    }

    /// Once for the process, and only where it is not as it could be.
    private func sayHowSocketsAreWatched() async {
        guard let reason = await configuration.connection.readiness.reasonForEpoll(on: eventLoops[0]),
            !Self.hasSaidHowSocketsAreWatched.exchange(true, ordering: .relaxed)
        else { return }
        logger.info(
            "kernel AIO is refused here, which would spare PostgreSQL's answers a thread: epoll waits for them",
            metadata: ["reason": "\(reason)"])
    }

    private func retireRegularly() async {
        while !Task.isCancelled {
            try? await Task.sleep(nanoseconds: 5_000_000_000)
            perform(machine.withLock { $0.retire(now: .now()) })
        }
    }
}

extension PostgresPool: LibPQConnection.Owner {
    func connectionIsFree(_ connection: LibPQConnection) {
        switch machine.withLock({ $0.release(connection.identifier, now: .now()) }) {
        case .run(let work): connection.run(work)
        case .rest: break
        case .close: connection.close()
        }
    }

    func connection(_ connection: LibPQConnection, didNotBegin work: PostgresWork) {
        resubmit(work)
    }

    func connectionIsClosed(_ connection: LibPQConnection) {
        perform(machine.withLock { $0.closed(connection.identifier) })
    }
}
