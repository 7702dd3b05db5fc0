// SPDX-License-Identifier: Apache-2.0

internal import NIOPosix

/// The threads for those calls that cannot be kept from blocking.
enum BlockingCalls {
    /// For name resolution and the reading of key and password files while connecting, and what else is short.
    static let threads = started(4)

    /// For cancel requests. They block for as long as it takes to find out that a host is gone, minutes perhaps: on the
    /// threads above they would keep connections to its successor from being opened. As many as it takes for some to be
    /// left to other hosts.
    static let cancelling = started(16)

    private static func started(_ count: Int) -> NIOThreadPool {
        let pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
        return pool
    }
}
