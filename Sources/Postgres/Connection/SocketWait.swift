// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// One wait for a socket, while a connection is being opened. Confined to the event loop: hence `@unchecked Sendable`.
final class SocketWait: ReadinessObserver, @unchecked Sendable {
    private typealias Continuation = UnsafeContinuation<ConnectionFailure?, Never>

    private enum State {
        case begun
        case waiting(Continuation)
        case ended(ConnectionFailure?)
    }

    private var state = State.begun
    private var watch: (any SocketWatch)?
    private var timer: Scheduled<Void>?

    /// Returns when `socket` is ready for `interest`; throws at the deadline, or when the task is cancelled. Nothing watches
    /// the socket any more then.
    static func wait(
        for interest: Readiness,
        socket: Int32,
        source: any ReadinessSource,
        eventLoop: any EventLoop,
        deadline: NIODeadline
    ) async throws(ConnectionFailure) {
        let wait = SocketWait()
        let failure: ConnectionFailure? = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                eventLoop.execute {
                    guard wait.suspend(continuation) else { return }
                    wait.timer = eventLoop.scheduleTask(deadline: deadline) {
                        wait.end(.timeout)
                    }
                    wait.begin(source, socket, interest)
                }
            }
        } onCancel: {
            eventLoop.execute {
                wait.end(.timeout)
            }
        }
        if let failure { throw failure }
    }

    func socketIsReady(_ readiness: Readiness) {
        end(nil)
    }

    /// - Returns: false if the wait was cancelled before it began.
    private func suspend(_ continuation: Continuation) -> Bool {
        guard case .ended(let failure) = state else {
            state = .waiting(continuation)
            return true
        }
        continuation.resume(returning: failure)
        return false
    }

    private func begin(_ source: any ReadinessSource, _ socket: Int32, _ interest: Readiness) {
        switch source.watch(socket, interest: interest, observer: self) {
        case .success(let watch): self.watch = watch
        case .failure(let error): end(.systemError(code: error.code))
        }
    }

    private func end(_ failure: ConnectionFailure?) {
        let before = state
        if case .ended = before { return }
        state = .ended(failure)
        timer?.cancel()
        timer = nil
        watch?.stop()
        watch = nil
        if case .waiting(let continuation) = before { continuation.resume(returning: failure) }
    }
}
