// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// Who has which connection, who waits, and when to connect again. Performs nothing itself.
///
/// Requests wait in lanes that take turns (`FairQueue`).
///
/// Connections live in numbered slots. A connection that becomes free goes to the request that has waited longest; only
/// if none waits does it rest. While the server cannot be reached, requests fail at once and one slot probes.
struct PoolStateMachine<Connection, Request: AnyObject> {
    /// What the shell has to do, besides what a function returns.
    struct Actions {
        var run: [(slot: Int, connection: Connection, request: Request)] = []
        var fail: [(request: Request, error: PostgresError)] = []
        var connect: [(slot: Int, delay: TimeAmount)] = []
        var close: [Connection] = []
        /// Call `timePassed` at this time.
        var wakeAt: NIODeadline?
        /// The pool is shut down and everything is closed.
        var isFinished = false
    }

    enum Submission {
        case run(slot: Int, Connection)
        /// It waits; call `timePassed` at this time if there is one.
        case wait(wakeAt: NIODeadline?)
        /// It waits in place of another, which was one too many of a lane that is longer.
        case replace(Request, wakeAt: NIODeadline?)
        case fail(PostgresError)
    }

    enum Release {
        case run(Request)
        case rest
        case close
    }

    enum Cancellation {
        /// It had not begun.
        case removed
        /// It runs: cancel it there.
        case running(Connection)
        case unknown
    }

    private enum Slot {
        /// Nothing happens here until another slot has reached the server.
        case vacant
        case connecting
        case idle(Connection, retireAt: NIODeadline)
        case busy(Connection, Request, retireAt: NIODeadline)
        /// Told to close.
        case closing
    }

    private struct Waiter {
        var request: Request
        var home: Int?
        var expiry: NIODeadline
        var error: PostgresError
    }

    private let homes: Int
    private let queueLimit: Int
    private let acquisitionTimeout: TimeAmount
    private let longestRetryDelay: TimeAmount
    private var slots: [Slot]
    /// The idle slots, the one used last at the end, for its memory is the warmest.
    private var idleSlots: [Int] = []
    private var waiters = FairQueue<Waiter>()
    private var wakeAt: NIODeadline?
    private var failure: PostgresError?
    private var failureCount = 0
    private(set) var isShuttingDown = false

    /// - Parameter homes: over how many event loops the slots are spread.
    init(
        size: Int, homes: Int = 1, queueLimit: Int, acquisitionTimeout: TimeAmount, longestRetryDelay: TimeAmount
    ) {
        self.homes = homes
        self.queueLimit = queueLimit
        self.acquisitionTimeout = acquisitionTimeout
        self.longestRetryDelay = longestRetryDelay
        self.slots = Array(repeating: .vacant, count: size)
        self.idleSlots.reserveCapacity(size)
    }

    var statistics: PostgresPoolStatistics {
        var statistics = PostgresPoolStatistics(
            idle: 0, busy: 0, connecting: 0, waiting: waiters.count, isUnreachable: failure != nil)
        for slot in slots {
            switch slot {
            case .vacant, .closing: break
            case .connecting: statistics.connecting += 1
            case .idle: statistics.idle += 1
            case .busy: statistics.busy += 1
            }
        }
        return statistics
    }

    // MARK: Requests

    /// The event loop that a slot lives on, by its number.
    static func home(of slot: Int, among homes: Int) -> Int { slot % homes }

    /// A request came, in a lane of its own kind: a tenant. A slot that is at home where it came from is cheaper to use,
    /// since nothing goes from thread to thread.
    mutating func submit(
        _ request: Request, lane: String = "", home: Int? = nil, deadline: NIODeadline?, now: NIODeadline
    ) -> Submission {
        if isShuttingDown {
            return .fail(.shutdown)
        }
        if let deadline, deadline <= now {
            return .fail(.deadlineExceeded)
        }
        let near = home.flatMap { home in
            idleSlots.lastIndex { Self.home(of: $0, among: homes) == home }
        }
        if let position = near ?? idleSlots.indices.last {
            let index = idleSlots.remove(at: position)
            guard case .idle(let connection, let retireAt) = slots[index] else {
                preconditionFailure("a slot is listed as idle and is not")
            }
            slots[index] = .busy(connection, request, retireAt: retireAt)
            return .run(slot: index, connection)
        }
        if let failure, !hasOpenConnection {
            return .fail(failure)
        }
        var evicted: Waiter?
        if waiters.count >= queueLimit {
            evicted = waiters.popLast(longerThan: lane)
            guard evicted != nil else { return .fail(.poolQueueFull) }
        }
        let limit = now + acquisitionTimeout
        let waiter =
            if let deadline, deadline <= limit {
                Waiter(request: request, home: home, expiry: deadline, error: .deadlineExceeded)
            } else {
                Waiter(request: request, home: home, expiry: limit, error: .poolTimeout)
            }
        waiters.append(waiter, lane: lane)
        let wakeAt = needsWake(at: waiter.expiry)
        return evicted.map { .replace($0.request, wakeAt: wakeAt) } ?? .wait(wakeAt: wakeAt)
    }

    /// The task of a request was cancelled.
    mutating func cancel(_ request: Request, lane: String = "") -> Cancellation {
        if waiters.remove(from: lane, where: { $0.request === request }) != nil { return .removed }
        for slot in slots {
            if case .busy(let connection, let running, _) = slot, running === request {
                return .running(connection)
            }
        }
        return .unknown
    }

    /// A request was given a connection that had closed meanwhile. It comes first, since it was first.
    mutating func resubmit(
        _ request: Request, lane: String = "", deadline: NIODeadline?, now: NIODeadline
    ) -> Submission {
        let submission = submit(request, lane: lane, deadline: deadline, now: now)
        switch submission {
        case .wait, .replace:
            if let waiter = waiters.remove(from: lane, where: { $0.request === request }) {
                waiters.prepend(waiter, lane: lane)
            }
        case .run, .fail: break
        }
        return submission
    }

    /// The time asked for has come.
    mutating func timePassed(now: NIODeadline) -> Actions {
        var actions = Actions()
        wakeAt = nil
        for waiter in waiters.removeAll(where: { $0.expiry <= now }) {
            actions.fail.append((waiter.request, waiter.error))
        }
        actions.wakeAt = waiters.min(of: \.expiry).flatMap { needsWake(at: $0) }
        return actions
    }

    // MARK: Connections

    /// Begins: all connections are opened.
    mutating func start() -> Actions {
        var actions = Actions()
        fillVacantSlots(&actions)
        return actions
    }

    /// A connection was opened, to be replaced after `retireAt`.
    mutating func connected(_ slot: Int, _ connection: Connection, retireAt: NIODeadline) -> Actions {
        var actions = Actions()
        failure = nil
        failureCount = 0
        if isShuttingDown {
            slots[slot] = .closing
            actions.close.append(connection)
            return actions
        }
        fillVacantSlots(&actions)
        if let waiter = nextWaiter(for: slot) {
            slots[slot] = .busy(connection, waiter.request, retireAt: retireAt)
            actions.run.append((slot, connection, waiter.request))
        } else {
            slots[slot] = .idle(connection, retireAt: retireAt)
            idleSlots.append(slot)
        }
        return actions
    }

    /// An attempt to connect failed. `jitter`, between 0 and 1, spreads the attempts of several processes.
    mutating func connectFailed(_ slot: Int, _ error: PostgresError, jitter: Double) -> Actions {
        var actions = Actions()
        slots[slot] = .vacant
        if isShuttingDown {
            actions.isFinished = isFinished
            return actions
        }
        failureCount += 1
        if !hasOpenConnection {
            failure = error
            failWaiters(error, &actions)
        }
        if !slots.contains(where: { if case .connecting = $0 { true } else { false } }) {
            slots[slot] = .connecting
            actions.connect.append((slot, retryDelay(jitter: jitter)))
        }
        return actions
    }

    /// The connection of a slot is free.
    mutating func release(_ slot: Int, now: NIODeadline) -> Release {
        guard case .busy(let connection, _, let retireAt) = slots[slot] else {
            preconditionFailure("a connection was released that nobody had")
        }
        if isShuttingDown || retireAt <= now {
            slots[slot] = .closing
            return .close
        }
        if let waiter = nextWaiter(for: slot) {
            slots[slot] = .busy(connection, waiter.request, retireAt: retireAt)
            return .run(waiter.request)
        }
        slots[slot] = .idle(connection, retireAt: retireAt)
        idleSlots.append(slot)
        return .rest
    }

    /// The connection of a slot is closed, whoever closed it.
    mutating func closed(_ slot: Int) -> Actions {
        var actions = Actions()
        if case .idle = slots[slot] {
            idleSlots.removeAll { $0 == slot }
        }
        slots[slot] = .vacant
        if isShuttingDown {
            actions.isFinished = isFinished
        } else {
            slots[slot] = .connecting
            actions.connect.append((slot, .zero))
        }
        return actions
    }

    /// Closes what is idle and too old; what is busy is looked at when it is free.
    mutating func retire(now: NIODeadline) -> Actions {
        var actions = Actions()
        for index in slots.indices {
            guard case .idle(let connection, let retireAt) = slots[index], retireAt <= now else { continue }
            slots[index] = .closing
            idleSlots.removeAll { $0 == index }
            actions.close.append(connection)
        }
        return actions
    }

    /// Takes no more requests and closes each connection as soon as it is free.
    mutating func shutDown() -> Actions {
        var actions = Actions()
        guard !isShuttingDown else {
            return actions
        }
        isShuttingDown = true
        failWaiters(.shutdown, &actions)
        for index in slots.indices {
            if case .idle(let connection, _) = slots[index] {
                slots[index] = .closing
                actions.close.append(connection)
            }
        }
        idleSlots.removeAll()
        actions.isFinished = isFinished
        return actions
    }

    /// The requests that run, for a shutdown that does not wait for them.
    var running: [(connection: Connection, request: Request)] {
        slots.compactMap { slot in
            if case .busy(let connection, let request, _) = slot { (connection, request) } else { nil }
        }
    }

    // MARK: Parts

    private mutating func nextWaiter(for slot: Int) -> Waiter? {
        let home = Self.home(of: slot, among: homes)
        return waiters.popFirst { $0.home == home }
    }

    private var hasOpenConnection: Bool {
        slots.contains { slot in
            switch slot {
            case .idle, .busy: true
            case .vacant, .connecting, .closing: false
            }
        }
    }

    private var isFinished: Bool {
        isShuttingDown && slots.allSatisfy { if case .vacant = $0 { true } else { false } }
    }

    private mutating func fillVacantSlots(_ actions: inout Actions) {
        for index in slots.indices {
            if case .vacant = slots[index] {
                slots[index] = .connecting
                actions.connect.append((index, .zero))
            }
        }
    }

    private mutating func failWaiters(_ error: PostgresError, _ actions: inout Actions) {
        while let waiter = waiters.popFirst() {
            actions.fail.append((waiter.request, error))
        }
    }

    /// Doubles from 50 ms on, less up to a half at random.
    private func retryDelay(jitter: Double) -> TimeAmount {
        let doublings = min(max(failureCount - 1, 0), 16)
        let full = min(TimeAmount.milliseconds(50 << Int64(doublings)), longestRetryDelay)
        return .nanoseconds(Int64(Double(full.nanoseconds) * (1 - 0.5 * min(max(jitter, 0), 1))))
    }

    private mutating func needsWake(at time: NIODeadline) -> NIODeadline? {
        if let wakeAt, wakeAt <= time {
            return nil
        }
        wakeAt = time
        return time
    }
}
