// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ

/// What the server sends, and what becomes of it.
extension LibPQConnection {
    func drain(peerIsGone: Bool = false) {
        let workAtStart = work
        // A TLS record holds at most two fillings of libpq's buffer, so two reads more than the socket asks for suffice.
        var decryptedReads = PQsslInUse(handle) != 0 ? 2 : 0
        // What arrives at first is little, or more follows: most work is spared the question.
        var waiting = hasRead ? SocketInput.waitingByteCount(on: handle) : 0
        hasRead = true
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
            let left = SocketInput.waitingByteCount(on: handle)
            countArrived(waiting: waiting, left: left)
            if isClosed {
                return
            }
            waiting = left
            if left > 0 {
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

    /// Counts what libpq has read, of which a part may belong to a result that is not complete, and ends work that gets
    /// more than it may.
    ///
    /// What arrived meanwhile hides as much that was read, so that this is the least that it can have been.
    private func countArrived(waiting: Int, left: Int) {
        arrivedBytes += max(waiting - left, min(waiting, Self.leastRead))
        guard let work, resultsAreTooLarge else { return }
        results = []
        // PostgreSQL ends no row halfway: one that is very large goes on arriving after it was cancelled.
        let excess = arrivedBytes - work.maximumResultBytes
        if excess > max(work.maximumResultBytes, Self.mostOnItsWay) {
            abandon(.resultsTooLarge)
        } else {
            cancel(work, reason: .size)
        }
    }

    /// Bytes that libpq reads at once, if so many are there: it makes room for as many before it asks.
    private static let leastRead = 8192
    /// Bytes that may follow until PostgreSQL has heard that the work is cancelled.
    private static let mostOnItsWay = 1 << 20

    private func conclude() {
        switch sendConclusion() {
        case .success: flush()
        case .failure(let error): abandon(error)
        }
    }

    private func take(_ result: OpaquePointer) {
        switch machine.received(answer(of: result)) {
        case .keep:
            keep(ResultSet(owning: result))
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

    private func keep(_ result: ResultSet) {
        guard let work, !resultsAreTooLarge else { return }
        resultBytes += result.memorySize
        guard resultsAreTooLarge else {
            results.append(result)
            return
        }
        results = []
        cancel(work, reason: .size)
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
}
