// SPDX-License-Identifier: Apache-2.0

internal import CKernelAIO
internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Polls that the kernel does on its own (`IOCB_CMD_POLL` of Linux AIO), for one event loop.
///
/// What became ready the kernel writes into memory that it shares with us, and counts in an eventfd, which SwiftNIO reads
/// like a pipe: no thread stands between a socket and its event loop. A poll reports once. It is begun anew when the
/// observer has done its part, and the kernel then reports at once what is still so: nothing can be missed in between.
///
/// Confined to the event loop, which each entry point checks: hence `@unchecked Sendable`.
final class KernelAIOSource: ReadinessSource, @unchecked Sendable {
    let eventLoop: any EventLoop
    private let context: aio_context_t
    private let eventDescriptor: Int32
    /// Those that count. A poll may complete after its watch has ended, and the number of its socket was given to another:
    /// it is told by its identifier, which no other poll ever has.
    private var polls: [UInt64: KernelAIOPoll] = [:]
    private var lastIdentifier: UInt64 = 0
    /// Polls that have completed in this delivery, and are begun anew at its end by one system call.
    private var completed: [KernelAIOPoll] = []
    private var isClosed = false

    init(eventLoop: any EventLoop, context: aio_context_t, eventDescriptor: Int32) {
        self.eventLoop = eventLoop
        self.context = context
        self.eventDescriptor = eventDescriptor
    }

    func watch(
        _ socket: Int32, interest: Readiness, observer: any ReadinessObserver
    ) -> Result<any SocketWatch, SystemError> {
        eventLoop.preconditionInEventLoop()
        let watch = KernelAIOWatch(socket: socket, source: self, observer: observer)
        if let error = watch.begin(interest) {
            watch.stop()
            return .failure(error)
        }
        return .success(watch)
    }

    // MARK: Polls

    func makePoll(for readiness: Readiness, of watch: KernelAIOWatch) -> KernelAIOPoll {
        lastIdentifier += 1
        let poll = KernelAIOPoll(
            identifier: lastIdentifier, readiness: readiness, watch: watch, eventDescriptor: eventDescriptor)
        polls[poll.identifier] = poll
        return poll
    }

    /// Begins polls, all by one system call.
    ///
    /// - Returns: those that the kernel refused.
    func begin(_ polls: [KernelAIOPoll]) -> [(poll: KernelAIOPoll, error: SystemError)] {
        eventLoop.preconditionInEventLoop()
        guard !isClosed else {
            return polls.map { ($0, SystemError(code: ECANCELED)) }
        }
        var refused: [(poll: KernelAIOPoll, error: SystemError)] = []
        withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<iocb>?.self, capacity: polls.count) { controls in
            for (index, poll) in polls.enumerated() {
                controls.initializeElement(at: index, to: poll.control)
            }
            var position = 0
            while position < polls.count {
                let rest = UnsafeMutableBufferPointer(rebasing: controls[position...])
                let result = kernel_aio_submit(context, rest.count, rest.baseAddress)
                if result > 0 {
                    for poll in polls[position..<position + result] { poll.isUnderWay = true }
                    position += result
                } else {
                    refused.append((polls[position], SystemError(code: Int32(truncatingIfNeeded: -result))))
                    position += 1
                }
            }
        }
        return refused
    }

    /// Ends a poll, which may complete all the same.
    func end(_ poll: KernelAIOPoll) {
        eventLoop.preconditionInEventLoop()
        polls[poll.identifier] = nil
        // It holds the socket, which without this would stay open to the peer after it was closed.
        if poll.isUnderWay, !isClosed { kernel_aio_cancel(context, poll.control) }
    }

    // MARK: Delivery

    /// Reports what the kernel has found since the last time.
    func deliver() {
        eventLoop.preconditionInEventLoop()
        // Half a kilobyte: above one, Swift takes it from malloc.
        withUnsafeTemporaryAllocation(of: io_event.self, capacity: 16) { events in
            while !isClosed {
                let count = kernel_aio_take(context, events.count, events.baseAddress)
                guard count > 0 else { break }
                for event in events.prefix(count) { report(event) }
                if count < events.count { break }
            }
        }
        completed.removeAll { !$0.isWanted }
        guard !completed.isEmpty else { return }
        let refused = begin(completed)
        completed.removeAll(keepingCapacity: true)
        for (poll, _) in refused {
            // Nothing is heard of the socket any more, so that the connection is better closed.
            poll.watch.report(.hungUp)
        }
    }

    private func report(_ event: io_event) {
        guard let poll = polls[event.data] else { return }
        poll.isUnderWay = false
        // Twice in one delivery, if the observer has begun it anew and that has completed too.
        if !completed.contains(where: { $0 === poll }) { completed.append(poll) }
        poll.watch.report(poll.readiness(of: event.res))
    }

    /// SwiftNIO does not read the eventfd any more: the event loop ends.
    func close() {
        eventLoop.preconditionInEventLoop()
        guard !isClosed else { return }
        isClosed = true
        let context = context
        BlockingCalls.threads.submit { _ in kernel_aio_destroy(context) }
        for watch in polls.values.map(\.watch) { watch.report(.hungUp) }
    }
}
