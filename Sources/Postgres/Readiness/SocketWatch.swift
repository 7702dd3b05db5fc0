// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import Synchronization

/// One socket that is being watched.
final class SocketWatch: Sendable {
    let identifier: UInt64
    let socket: Int32
    let mailbox: ReadinessMailbox
    private let observer: Mutex<(any ReadinessObserver)?>

    init(identifier: UInt64, socket: Int32, mailbox: ReadinessMailbox, observer: any ReadinessObserver) {
        self.identifier = identifier
        self.socket = socket
        self.mailbox = mailbox
        self.observer = Mutex(observer)
    }

    /// Lets go of the observer, which is not called again.
    func end() {
        observer.withLock { $0 = nil }
    }

    func report(_ readiness: Readiness) {
        let observer = observer.withLock { $0 }
        observer?.socketIsReady(readiness)
    }
}

/// The events that wait for one event loop. However many gather while the loop is busy, it is woken once.
final class ReadinessMailbox: Sendable {
    private let eventLoop: any EventLoop
    private let waiting = Mutex<[(watch: SocketWatch, readiness: Readiness)]>([])

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func post(_ watch: SocketWatch, _ readiness: Readiness) {
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
