// SPDX-License-Identifier: Apache-2.0

internal import NIOPosix

/// The threads for those calls of libpq that cannot be kept from blocking: name resolution and the reading of key and
/// password files while connecting, and cancel requests.
enum BlockingCalls {
    /// Few, because they are rarely busy; more than one, so that a slow name server does not keep a cancel request back.
    static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 4)
        pool.start()
        return pool
    }()
}
