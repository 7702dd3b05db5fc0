// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Postgres

struct ConnectionStateMachineTests {
    private typealias Machine = ConnectionStateMachine

    private func running(_ steps: [PipelineStep]) -> ConnectionStateMachine {
        var machine = ConnectionStateMachine()
        machine.begin()
        for step in steps {
            machine.append(step)
        }
        return machine
    }

    private let segment: [PipelineStep] = [
        .execute(.opening), .prepare(.statement(0)), .execute(.statement(0)), .execute(.statement(1)), .synchronize,
    ]

    private let denied = ServerError(sqlState: "42501", message: "permission denied")
    private let terminated = ServerError(sqlState: "57P01", severity: "FATAL", message: "terminating")
    private let canceled = ServerError(sqlState: "57014", message: "canceling statement due to user request")

    /// Answers each step until `synchronize` with success.
    private func answerAll(_ machine: inout ConnectionStateMachine) {
        for step in machine.steps where step != .synchronize {
            _ = machine.received(.rows)
            _ = machine.stepEnded()
        }
    }

    @Test func `only the results of statements are kept`() {
        var machine = running(segment)
        var actions: [Machine.AnswerAction] = []
        for _ in 0..<4 {
            actions.append(machine.received(.rows))
            #expect(machine.stepEnded() == nil)
        }
        #expect(actions == [.discard, .discard, .keep, .keep])
        let ending = machine.received(.synchronized(sessionIsClean: true))
        #expect(ending == .finish(.init(failure: nil, release: .reuse)))
        #expect(machine.isIdle)
    }

    @Test func `a segment whose end is not sent yet waits for it, and may have been committed only afterwards`() {
        var machine = running([.execute(.statement(0))])
        #expect(!machine.awaitsConclusion)
        #expect(machine.received(.rows) == .keep)
        #expect(machine.stepEnded() == nil)
        #expect(machine.awaitsConclusion)
        var lost = machine
        #expect(lost.connectionLost() == .connectionLost(outcomeUnknown: false))
        machine.append(.execute(.conclusion))
        machine.append(.synchronize)
        #expect(!machine.awaitsConclusion)
        #expect(machine.received(.rows) == .discard)
        #expect(machine.stepEnded() == nil)
        lost = machine
        #expect(lost.connectionLost() == .connectionLost(outcomeUnknown: true))
        #expect(
            machine.received(.synchronized(sessionIsClean: true)) == .finish(.init(failure: nil, release: .reuse)))
    }

    @Test func `an error ends the segment, names the statement, and leaves the connection usable`() {
        var machine = running(segment)
        _ = machine.received(.rows)
        _ = machine.stepEnded()
        #expect(machine.received(.error(denied)) == .forget(.statement(0)))
        _ = machine.stepEnded()
        #expect(machine.received(.skipped) == .discard)
        _ = machine.stepEnded()
        #expect(machine.received(.skipped) == .discard)
        _ = machine.stepEnded()
        var expected = denied
        expected.statementIndex = 0
        let ending = machine.received(.synchronized(sessionIsClean: true))
        #expect(ending == .finish(.init(failure: .server(expected), release: .reuse)))
    }

    @Test func `a skipped preparation is forgotten`() {
        var machine = running(segment)
        #expect(machine.received(.error(denied)) == .discard)
        _ = machine.stepEnded()
        #expect(machine.received(.skipped) == .forget(.statement(0)))
    }

    @Test func `a connection that is left in a transaction is closed`() {
        var machine = running(segment)
        answerAll(&machine)
        let ending = machine.received(.synchronized(sessionIsClean: false))
        #expect(ending == .finish(.init(failure: nil, release: .close)))
        #expect(!machine.isIdle)
    }

    @Test(arguments: ["26000", "42P05"])
    func `a connection whose prepared statements are not ours is closed`(sqlState: String) {
        var machine = running([.execute(.statement(0)), .synchronize])
        let error = ServerError(sqlState: sqlState, message: "", statementIndex: 0)
        #expect(machine.received(.error(error)) == .discard)
        _ = machine.stepEnded()
        let ending = machine.received(.synchronized(sessionIsClean: true))
        #expect(ending == .finish(.init(failure: .server(error), release: .close)))
    }

    @Test func `a session that is terminated before its last statement answered had no effect`() {
        var machine = running(segment)
        #expect(machine.received(.error(terminated)) == .abandon(.connectionLost(outcomeUnknown: false)))
    }

    @Test func `a session that is terminated after its last statement answered may have had one`() {
        var machine = running(segment)
        answerAll(&machine)
        #expect(machine.received(.error(terminated)) == .abandon(.connectionLost(outcomeUnknown: true)))
    }

    @Test func `a socket that breaks leaves the outcome unknown`() {
        var machine = running(segment)
        #expect(machine.connectionLost() == .connectionLost(outcomeUnknown: true))
        var other = running(segment)
        #expect(other.received(.broken) == .abandon(.connectionLost(outcomeUnknown: true)))
    }

    @Test func `a socket that breaks after an error of the server leaves no doubt`() {
        var machine = running([.execute(.statement(0)), .synchronize])
        _ = machine.received(.error(denied))
        var expected = denied
        expected.statementIndex = 0
        #expect(machine.connectionLost() == .server(expected))
    }

    @Test func `a segment that was never completed cannot have been committed`() {
        var machine = running([.execute(.opening)])
        #expect(machine.connectionLost() == .connectionLost(outcomeUnknown: false))
    }

    @Test func `work is only called not begun if nothing was answered and nobody cancelled it`() {
        var machine = running(segment)
        #expect(machine.nothingIsAnswered)
        _ = machine.received(.rows)
        _ = machine.stepEnded()
        #expect(!machine.nothingIsAnswered)
        var cancelled = running(segment)
        _ = cancelled.cancel(.task)
        #expect(!cancelled.nothingIsAnswered)
    }

    @Test func `an idle connection that breaks fails nobody`() {
        var machine = ConnectionStateMachine()
        #expect(machine.connectionLost() == nil)
    }

    @Test(arguments: [
        (ConnectionStateMachine.CancelReason.task, PostgresError.cancelled), (.deadline, .deadlineExceeded),
    ])
    func `a cancelled statement says why`(reason: ConnectionStateMachine.CancelReason, error: PostgresError) {
        var machine = running([.execute(.statement(0)), .synchronize])
        #expect(machine.cancel(reason) == true)
        #expect(machine.cancelEnded() == .lookAgain)
        _ = machine.received(.error(canceled))
        _ = machine.stepEnded()
        let ending = machine.received(.synchronized(sessionIsClean: true))
        #expect(ending == .finish(.init(failure: error, release: .reuse)))
    }

    @Test func `a connection is not free before its cancel request has ended`() {
        var machine = running([.execute(.statement(0)), .synchronize])
        #expect(machine.cancel(.task) == true)
        _ = machine.received(.rows)
        _ = machine.stepEnded()
        let ending = machine.received(.synchronized(sessionIsClean: true))
        #expect(ending == .finish(.init(failure: nil, release: .afterCancel)))
        #expect(!machine.isIdle)
        #expect(machine.cancelEnded() == .release(close: false))
        #expect(machine.isIdle)
    }

    @Test func `a cancel request that came too early is sent again, one at a time`() {
        var machine = running([.execute(.statement(0)), .synchronize])
        #expect(machine.cancel(.task) == true)
        #expect(machine.cancel(.deadline) == false)
        #expect(machine.lookAgain() == false)
        #expect(machine.cancelEnded() == .lookAgain)
        #expect(machine.lookAgain() == true)
        #expect(machine.cancelEnded() == .lookAgain)
    }

    @Test func `a cancel request never follows work that has ended`() {
        var machine = running([.execute(.statement(0)), .synchronize])
        #expect(machine.cancel(.task) == true)
        #expect(machine.cancelEnded() == .lookAgain)
        _ = machine.received(.rows)
        _ = machine.stepEnded()
        _ = machine.received(.synchronized(sessionIsClean: true))
        #expect(machine.lookAgain() == false)
        machine.begin()
        machine.append(.execute(.statement(0)))
        #expect(machine.lookAgain() == false, "the earlier request must not cancel the next work")
    }

    @Test func `a cancellation by the server itself is reported as it is`() {
        var machine = running([.execute(.statement(0)), .synchronize])
        _ = machine.received(.error(canceled))
        _ = machine.stepEnded()
        var expected = canceled
        expected.statementIndex = 0
        let ending = machine.received(.synchronized(sessionIsClean: true))
        #expect(ending == .finish(.init(failure: .server(expected), release: .reuse)))
    }

    @Test func `a script keeps each result and ends with its step`() {
        var machine = running([.script])
        #expect(machine.received(.rows) == .keep)
        #expect(machine.received(.rows) == .keep)
        #expect(machine.stepEnded() == .init(failure: nil, release: .reuse))
    }

    @Test func `COPY abandons the connection`() {
        var machine = running([.script])
        #expect(machine.received(.copy) == .abandon(.invalidArgument(.copyNotSupported)))
    }

    @Test func `answers that nobody asked for abandon the connection`() {
        var machine = ConnectionStateMachine()
        #expect(machine.received(.rows) == .abandon(.connectionLost(outcomeUnknown: false)))
        var other = running([.synchronize])
        #expect(other.received(.rows) == .abandon(.connectionLost(outcomeUnknown: true)))
    }
}
