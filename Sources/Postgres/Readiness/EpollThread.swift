// SPDX-License-Identifier: Apache-2.0

internal import CEpoll
internal import Glibc
internal import NIOCore
internal import Synchronization

/// One thread for the process, which waits in `epoll_wait` and does no more than hand what it saw to the event loop of
/// each socket, where all work happens. Watching is edge-triggered: an observer must read until nothing is left.
///
/// It sleeps while nothing happens and is never ended, like the threads of SwiftNIO's singletons.
final class EpollThread: Sendable {
    /// The thread of this process, or the number of the system error that prevented it.
    static let shared: Result<EpollThread, SystemError> = {
        let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else {
            return .failure(SystemError(code: errno))
        }
        let thread = EpollThread(descriptor: descriptor)
        return thread.start().map { thread }
    }()

    private struct State {
        var watches: [UInt64: EpollWatch] = [:]
        var sources: [ObjectIdentifier: EpollSource] = [:]
        var lastIdentifier: UInt64 = 0
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func source(on eventLoop: any EventLoop) -> EpollSource {
        state.withLock { state in
            let key = ObjectIdentifier(eventLoop)
            let source = state.sources[key] ?? EpollSource(thread: self, eventLoop: eventLoop)
            state.sources[key] = source
            return source
        }
    }

    func watch(
        _ socket: Int32, interest: Readiness, for source: EpollSource, observer: any ReadinessObserver
    ) -> Result<any SocketWatch, SystemError> {
        let watch = state.withLock { state in
            state.lastIdentifier += 1
            let watch = EpollWatch(
                identifier: state.lastIdentifier, socket: socket, thread: self, source: source, observer: observer)
            state.watches[watch.identifier] = watch
            return watch
        }
        guard control(EPOLL_CTL_ADD, watch, interest) else {
            let error = SystemError(code: errno)
            forget(watch)
            return .failure(error)
        }
        return .success(watch)
    }

    func update(_ watch: EpollWatch, interest: Readiness) -> Bool {
        control(EPOLL_CTL_MOD, watch, interest)
    }

    func stop(_ watch: EpollWatch) {
        forget(watch)
        var event = epoll_event()
        epoll_ctl(descriptor, EPOLL_CTL_DEL, watch.socket, &event)
    }

    private func forget(_ watch: EpollWatch) {
        state.withLock { state in
            state.watches[watch.identifier] = nil
        }
    }

    private func control(_ operation: Int32, _ watch: EpollWatch, _ interest: Readiness) -> Bool {
        var event = epoll_event()
        event.events = EPOLLET.rawValue | EPOLLRDHUP.rawValue
        if interest.contains(.readable) {
            event.events |= EPOLLIN.rawValue
        }
        if interest.contains(.writable) {
            event.events |= EPOLLOUT.rawValue
        }
        event.data.u64 = watch.identifier
        return epoll_ctl(descriptor, operation, watch.socket, &event) == 0
    }

    private func start() -> Result<Void, SystemError> {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<EpollThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            return .failure(SystemError(code: code))
        }
        pthread_detach(thread)
        return .success(())
    }

    private func run() {
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { events in
            events.initialize(repeating: epoll_event())
            while true {
                let count = epoll_wait(descriptor, events.baseAddress, Int32(events.count), -1)
                if count > 0 {
                    deliver(events.prefix(Int(count)))
                } else if count < 0 {
                    // Anything but an interruption means that the descriptor is not ours any more.
                    precondition(errno == EINTR, "epoll_wait failed on the descriptor of the readiness thread")
                }
            }
        }
    }

    private func deliver(_ events: Slice<UnsafeMutableBufferPointer<epoll_event>>) {
        for event in events {
            guard let watch = state.withLock({ $0.watches[event.data.u64] }) else {
                continue
            }
            var readiness: Readiness = []
            if event.events & ~EPOLLOUT.rawValue != 0 {
                readiness.insert(.readable)
            }
            if event.events & ~EPOLLIN.rawValue != 0 {
                readiness.insert(.writable)
            }
            if event.events & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 {
                readiness.insert(.hungUp)
            }
            watch.source.post(watch, readiness)
        }
    }
}
