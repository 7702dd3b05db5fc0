// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import Synchronization

/// One wait for a socket, while a connection is being opened.
final class SocketWait: ReadinessObserver {
    private enum State {
        case begun
        case waiting(UnsafeContinuation<Bool, Never>)
        case ended(isReady: Bool)
    }

    private let state = Mutex(State.begun)

    /// Returns when `socket` is ready for `interest`; throws at the deadline, or when the task is cancelled.
    static func wait(
        for interest: Readiness,
        socket: Int32,
        source: ReadinessSource,
        eventLoop: any EventLoop,
        deadline: NIODeadline
    ) async throws(ConnectionFailure) {
        let wait = SocketWait()
        let watch: SocketWatch
        switch source.watch(socket, interest: interest, on: eventLoop, observer: wait) {
        case .success(let begun): watch = begun
        case .failure(let error): throw .systemError(code: error.code)
        }
        let timer = eventLoop.scheduleTask(deadline: deadline) {
            wait.end(isReady: false)
        }
        let isReady = await withTaskCancellationHandler {
            await withUnsafeContinuation { wait.suspend($0) }
        } onCancel: {
            wait.end(isReady: false)
        }
        timer.cancel()
        source.stop(watch)
        if !isReady {
            throw .timeout
        }
    }

    func socketIsReady(_ readiness: Readiness) {
        end(isReady: true)
    }

    private func suspend(_ continuation: UnsafeContinuation<Bool, Never>) {
        let known: Bool? = state.withLock { state in
            if case .ended(let isReady) = state {
                return isReady
            }
            state = .waiting(continuation)
            return nil
        }
        if let known {
            continuation.resume(returning: known)
        }
    }

    private func end(isReady: Bool) {
        let continuation: UnsafeContinuation<Bool, Never>? = state.withLock { state in
            switch state {
            case .begun:
                state = .ended(isReady: isReady)
                return nil
            case .waiting(let continuation):
                state = .ended(isReady: isReady)
                return continuation
            case .ended:
                return nil
            }
        }
        continuation?.resume(returning: isReady)
    }
}
