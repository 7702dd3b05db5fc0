// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import Synchronization

/// What the epoll thread saw, for one event loop. However many events gather while the loop is busy, it is woken once.
final class EpollSource: ReadinessSource {
    private let thread: EpollThread
    private let eventLoop: any EventLoop
    private let waiting = Mutex<[(watch: EpollWatch, readiness: Readiness)]>([])

    init(thread: EpollThread, eventLoop: any EventLoop) {
        self.thread = thread
        self.eventLoop = eventLoop
    }

    func watch(
        _ socket: Int32, interest: Readiness, observer: any ReadinessObserver
    ) -> Result<any SocketWatch, SystemError> {
        eventLoop.preconditionInEventLoop()
        return thread.watch(socket, interest: interest, for: self, observer: observer)
    }

    /// Called by the thread.
    func post(_ watch: EpollWatch, _ readiness: Readiness) {
        let isFirst = waiting.withLock { waiting in
            waiting.append((watch, readiness))
            return waiting.count == 1
        }
        if isFirst {
            eventLoop.execute {
                self.deliver()
            }
        }
    }

    private func deliver() {
        let events = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for event in events {
            event.watch.report(event.readiness)
        }
    }
}

/// One socket that the epoll thread watches.
final class EpollWatch: SocketWatch {
    let identifier: UInt64
    let socket: Int32
    let source: EpollSource
    private let thread: EpollThread
    private let observer: Mutex<(any ReadinessObserver)?>

    init(
        identifier: UInt64, socket: Int32, thread: EpollThread, source: EpollSource, observer: any ReadinessObserver
    ) {
        self.identifier = identifier
        self.socket = socket
        self.thread = thread
        self.source = source
        self.observer = Mutex(observer)
    }

    func update(interest: Readiness) -> Bool {
        thread.update(self, interest: interest)
    }

    func stop() {
        observer.withLock { $0 = nil }
        thread.stop(self)
    }

    func report(_ readiness: Readiness) {
        let observer = observer.withLock { $0 }
        observer?.socketIsReady(readiness)
    }
}
