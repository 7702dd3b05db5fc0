// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// How event loops learn that PostgreSQL has answered.
package enum ReadinessWay: String, Sendable, Hashable, CaseIterable {
    /// By kernel AIO, or by epoll where the kernel does not let us.
    case automatic = "auto"
    /// By polls of Linux kernel AIO, which need no thread. Some containers refuse them.
    case kernelAIO = "aio"
    /// By one thread for the whole process, which waits in `epoll_wait`.
    case epoll

    /// The source for an event loop, or the number of the system error that prevented it.
    func source(on eventLoop: any EventLoop) async -> Result<any ReadinessSource, SystemError> {
        switch self {
        case .epoll:
            return EpollThread.shared.map { $0.source(on: eventLoop) }
        case .kernelAIO:
            return await KernelAIOSource.source(on: eventLoop).map { $0 }
        case .automatic:
            if case .success(let source) = await KernelAIOSource.source(on: eventLoop) { return .success(source) }
            return await ReadinessWay.epoll.source(on: eventLoop)
        }
    }

    /// Why it is epoll after all on an event loop, where that was left open; nil if it is not.
    package func reasonForEpoll(on eventLoop: any EventLoop) async -> String? {
        guard self == .automatic else { return nil }
        switch await KernelAIOSource.source(on: eventLoop) {
        case .success: return nil
        case .failure(let error): return error.text
        }
    }
}
