// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOPosix

/// Work that is to end before it is done: at its deadline, or since nobody waits for it.
extension LibPQConnection {
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

    private func sendCancel() {
        let cancelHandle = cancelHandle
        let eventLoop = eventLoop
        BlockingCalls.cancelling.submit { _ in
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
    func setTimer(for deadline: NIODeadline) {
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
}
