// SPDX-License-Identifier: Apache-2.0

internal import CKernelAIO
internal import Glibc

/// One socket that the kernel polls for an event loop: by one poll for reading, and another for writing while that is
/// wanted. Confined to the event loop of its source: hence `@unchecked Sendable`.
final class KernelAIOWatch: SocketWatch, @unchecked Sendable {
    let socket: Int32
    private let source: KernelAIOSource
    private var observer: (any ReadinessObserver)?
    private(set) var interest: Readiness = []
    private var polls: [KernelAIOPoll] = []

    init(socket: Int32, source: KernelAIOSource, observer: any ReadinessObserver) {
        self.socket = socket
        self.source = source
        self.observer = observer
    }

    func update(interest: Readiness) -> Bool {
        begin(interest) == nil
    }

    /// Begins the polls that are wanted and not under way. One that is not wanted any more reports no more than once.
    func begin(_ interest: Readiness) -> SystemError? {
        self.interest = interest
        for readiness in [Readiness.readable, .writable] where interest.contains(readiness) {
            let known = polls.first { $0.readiness == readiness }
            let poll = known ?? source.makePoll(for: readiness, of: self)
            if known == nil { polls.append(poll) }
            if !poll.isUnderWay, let refused = source.begin([poll]).first { return refused.error }
        }
        return nil
    }

    func stop() {
        observer = nil
        interest = []
        for poll in polls { source.end(poll) }
        polls = []
    }

    func report(_ readiness: Readiness) {
        if readiness.contains(.hungUp) {
            // Not polled again, which would report the same for ever.
            interest = []
        } else if interest.isDisjoint(with: readiness) {
            return
        }
        observer?.socketIsReady(readiness)
    }
}

/// A poll of one socket, which reports once each time that it is begun.
final class KernelAIOPoll {
    let identifier: UInt64
    /// What it waits for, which is one thing.
    let readiness: Readiness
    let watch: KernelAIOWatch
    /// What the kernel is given. It reads that once, but knows the poll by the address for as long as it is under way.
    let control: UnsafeMutablePointer<iocb>
    var isUnderWay = false

    init(identifier: UInt64, readiness: Readiness, watch: KernelAIOWatch, eventDescriptor: Int32) {
        self.identifier = identifier
        self.readiness = readiness
        self.watch = watch
        self.control = .allocate(capacity: 1)
        let events = readiness == .readable ? UInt16(POLLIN) | kernel_aio_rdhup : UInt16(POLLOUT)
        kernel_aio_prepare_poll(control, identifier, watch.socket, events, eventDescriptor)
    }

    deinit {
        control.deallocate()
    }

    /// Whether it has to be begun again.
    var isWanted: Bool {
        !isUnderWay && watch.interest.contains(readiness)
    }

    /// What a completion with `result`, the events of poll(2), says of the socket.
    func readiness(of result: Int64) -> Readiness {
        let faults = Int64(POLLERR) | Int64(POLLHUP) | Int64(kernel_aio_rdhup)
        return result < 0 || result & faults != 0 ? [readiness, .hungUp] : readiness
    }
}
