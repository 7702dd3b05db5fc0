// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import Postgres

struct PoolStateMachineTests {
    private final class Request {}

    private typealias Machine = PoolStateMachine<String, Request>

    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private let refused = PostgresError.connectionFailed(reason: .refused(message: "refused"))

    private func machine(size: Int, queueLimit: Int = 10) -> Machine {
        Machine(
            size: size, homes: size, queueLimit: queueLimit, acquisitionTimeout: .seconds(5),
            longestRetryDelay: .seconds(2))
    }

    /// A pool all of whose connections are open and idle: "c0", "c1"…
    private func opened(size: Int, queueLimit: Int = 10) -> Machine {
        var machine = machine(size: size, queueLimit: queueLimit)
        _ = machine.start()
        for slot in 0..<size {
            _ = machine.connected(slot, "c\(slot)", retireAt: start + .minutes(30))
        }
        return machine
    }

    private func submit(
        _ machine: inout Machine, _ request: Request, deadline: NIODeadline? = nil, prefer: Int? = nil
    ) -> String {
        switch machine.submit(request, home: prefer, deadline: deadline, now: start) {
        case .run(let slot, let connection): "run \(slot) \(connection)"
        case .wait(let wakeAt): wakeAt.map { "wait \(($0 - start).nanoseconds / 1_000_000)" } ?? "wait"
        case .replace: "replace"
        case .fail(let error): "fail \(error)"
        }
    }

    @Test func `all connections are opened at the start`() {
        var machine = machine(size: 3)
        let actions = machine.start()
        #expect(actions.connect.map(\.slot) == [0, 1, 2])
        #expect(machine.statistics.connecting == 3)
    }

    @Test func `the connection used last is used first, unless another is preferred`() {
        var machine = opened(size: 3)
        #expect(submit(&machine, Request()) == "run 2 c2")
        #expect(submit(&machine, Request(), prefer: 0) == "run 0 c0")
        #expect(submit(&machine, Request(), prefer: 0) == "run 1 c1")
    }

    @Test func `those who wait are served in the order in which they came`() {
        var machine = opened(size: 1)
        let requests = [Request(), Request(), Request()]
        #expect(submit(&machine, requests[0]) == "run 0 c0")
        #expect(submit(&machine, requests[1]) == "wait 5000")
        #expect(submit(&machine, requests[2]) == "wait")
        for expected in requests[1...] {
            guard case .run(let next) = machine.release(0, now: start) else {
                Issue.record("the connection was not handed on")
                return
            }
            #expect(next === expected)
        }
        guard case .rest = machine.release(0, now: start) else {
            Issue.record("the connection did not rest")
            return
        }
        #expect(machine.statistics.idle == 1)
    }

    @Test func `of those who wait, one who came from the connection's own event loop goes first`() {
        var machine = opened(size: 2)
        _ = submit(&machine, Request())
        _ = submit(&machine, Request())
        let (far, near) = (Request(), Request())
        _ = machine.submit(far, lane: "far", home: 0, deadline: nil, now: start)
        _ = machine.submit(near, lane: "near", home: 1, deadline: nil, now: start)
        guard case .run(let next) = machine.release(1, now: start), case .run(let last) = machine.release(1, now: start)
        else {
            Issue.record("the connection was not handed on")
            return
        }
        #expect(next === near)
        #expect(last === far)
    }

    @Test func `a full queue refuses`() {
        var machine = opened(size: 1, queueLimit: 1)
        _ = submit(&machine, Request())
        _ = submit(&machine, Request())
        #expect(submit(&machine, Request()) == "fail \(PostgresError.poolQueueFull)")
    }

    @Test func `a request whose deadline has passed is not begun`() {
        var machine = opened(size: 1)
        #expect(submit(&machine, Request(), deadline: start) == "fail \(PostgresError.deadlineExceeded)")
        #expect(machine.statistics.idle == 1)
    }

    @Test func `who waits too long is told whether it was the pool or the deadline`() {
        var machine = opened(size: 1)
        let hurried = Request()
        let patient = Request()
        _ = submit(&machine, Request())
        #expect(submit(&machine, patient) == "wait 5000")
        #expect(submit(&machine, hurried, deadline: start + .seconds(1)) == "wait 1000")
        var actions = machine.timePassed(now: start + .seconds(1))
        #expect(actions.fail.map(\.error) == [.deadlineExceeded])
        #expect(actions.fail.first?.request === hurried)
        #expect(actions.wakeAt == start + .seconds(5))
        actions = machine.timePassed(now: start + .seconds(5))
        #expect(actions.fail.map(\.error) == [.poolTimeout])
        #expect(actions.fail.first?.request === patient)
        #expect(actions.wakeAt == nil)
    }

    @Test func `cancelling finds a request wherever it is`() {
        var machine = opened(size: 1)
        let running = Request()
        let waiting = Request()
        _ = submit(&machine, running)
        _ = submit(&machine, Request())
        _ = machine.submit(waiting, lane: "a", deadline: nil, now: start)
        guard case .removed = machine.cancel(waiting, lane: "a"), case .unknown = machine.cancel(waiting, lane: "a"),
            case .running("c0") = machine.cancel(running)
        else {
            Issue.record("a request was not where it should be")
            return
        }
        #expect(machine.statistics.waiting == 1)
    }

    @Test func `while the server cannot be reached requests fail at once and one slot probes`() {
        var machine = machine(size: 3)
        _ = machine.start()
        let early = Request()
        #expect(submit(&machine, early) == "wait 5000")
        var actions = machine.connectFailed(0, refused, jitter: 0)
        #expect(actions.fail.map(\.error) == [refused])
        #expect(actions.connect.isEmpty, "two other slots are still trying")
        #expect(submit(&machine, Request()) == "fail \(refused)")
        _ = machine.connectFailed(1, refused, jitter: 0)
        actions = machine.connectFailed(2, refused, jitter: 0)
        #expect(actions.connect.map(\.slot) == [2])
        #expect(machine.statistics == .init(idle: 0, busy: 0, connecting: 1, waiting: 0, isUnreachable: true))
        actions = machine.connected(2, "c2", retireAt: start + .minutes(30))
        #expect(actions.connect.map(\.slot) == [0, 1])
        #expect(submit(&machine, Request()) == "run 2 c2")
    }

    @Test func `the pauses between attempts grow up to a limit`() {
        var machine = machine(size: 1)
        _ = machine.start()
        let delays = (0..<8).map { _ in
            machine.connectFailed(0, refused, jitter: 0).connect.first.map { $0.delay.nanoseconds / 1_000_000 }
        }
        #expect(delays == [50, 100, 200, 400, 800, 1_600, 2_000, 2_000])
        let spread = machine.connectFailed(0, refused, jitter: 1).connect.first?.delay
        #expect(spread == .milliseconds(1_000))
    }

    @Test func `a slot that cannot connect harms nobody while others are open`() {
        var machine = opened(size: 2)
        #expect(machine.closed(0).connect.map(\.slot) == [0])
        let actions = machine.connectFailed(0, refused, jitter: 0)
        #expect(actions.fail.isEmpty)
        #expect(actions.connect.map(\.slot) == [0])
        #expect(submit(&machine, Request()) == "run 1 c1")
        #expect(submit(&machine, Request()) == "wait 5000")
    }

    @Test func `a connection that closed while idle is not handed out`() {
        var machine = opened(size: 2)
        _ = machine.closed(1)
        #expect(submit(&machine, Request()) == "run 0 c0")
        #expect(submit(&machine, Request()) == "wait 5000")
    }

    @Test func `a request that met a closed connection goes to the head of the queue`() {
        var machine = opened(size: 1)
        let unlucky = Request()
        let later = Request()
        _ = submit(&machine, unlucky)
        _ = machine.closed(0)
        _ = submit(&machine, later)
        guard case .wait = machine.resubmit(unlucky, deadline: nil, now: start) else {
            Issue.record("it should wait")
            return
        }
        let actions = machine.connected(0, "new", retireAt: start + .minutes(30))
        #expect(actions.run.first?.request === unlucky)
    }

    @Test func `a connection is replaced when it is old and free`() {
        var machine = opened(size: 2)
        _ = submit(&machine, Request())
        var actions = machine.retire(now: start + .minutes(31))
        #expect(actions.close == ["c0"], "the idle one")
        guard case .close = machine.release(1, now: start + .minutes(31)) else {
            Issue.record("the busy one, when it is released")
            return
        }
        actions = machine.closed(1)
        #expect(actions.connect.map(\.slot) == [1])
    }

    @Test func `shutting down refuses the new, fails the waiting and waits for the running`() {
        var machine = opened(size: 2)
        _ = submit(&machine, Request())
        var actions = machine.shutDown()
        #expect(actions.close == ["c0"])
        #expect(!actions.isFinished)
        #expect(submit(&machine, Request()) == "fail \(PostgresError.shutdown)")
        #expect(!machine.closed(0).isFinished)
        guard case .close = machine.release(1, now: start) else {
            Issue.record("a connection must be closed after shutdown")
            return
        }
        actions = machine.closed(1)
        #expect(actions.isFinished)
        #expect(actions.connect.isEmpty)
    }

    @Test func `shutting down while connecting closes what was opened`() {
        var machine = machine(size: 2)
        _ = machine.start()
        let waiting = Request()
        _ = submit(&machine, waiting)
        #expect(machine.shutDown().fail.map(\.error) == [.shutdown])
        #expect(machine.connected(0, "late", retireAt: start).close == ["late"])
        #expect(!machine.closed(0).isFinished)
        #expect(machine.connectFailed(1, refused, jitter: 0).isFinished)
    }

    @Test func `a flood in one lane neither delays nor displaces the others`() {
        var machine = opened(size: 1, queueLimit: 3)
        let running = Request()
        let flood = [Request(), Request(), Request()]
        let other = Request()
        func submit(_ request: Request, lane: String) -> Machine.Submission {
            machine.submit(request, lane: lane, deadline: nil, now: start)
        }
        _ = submit(running, lane: "a")
        for request in flood { _ = submit(request, lane: "a") }
        // The queue is full: the youngest of the flood gives way.
        guard case .replace(let displaced, _) = submit(other, lane: "b") else {
            Issue.record("the other lane was refused")
            return
        }
        #expect(displaced === flood[2])
        guard case .fail(.poolQueueFull) = submit(Request(), lane: "a") else {
            Issue.record("the flood was let in")
            return
        }
        var served: [Request] = []
        while case .run(let request) = machine.release(0, now: start) { served.append(request) }
        #expect(served.map(ObjectIdentifier.init) == [flood[0], other, flood[1]].map(ObjectIdentifier.init))
    }
}
