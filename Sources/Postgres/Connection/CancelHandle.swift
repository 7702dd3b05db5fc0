// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ

/// What it takes to ask the server to cancel what a connection runs. It outlives the connection if it must.
///
/// libpq allows its use from any thread and never changes it: hence `@unchecked Sendable`.
final class CancelHandle: @unchecked Sendable {
    private let handle: OpaquePointer

    init?(connection: OpaquePointer) {
        guard let handle = PQgetCancel(connection) else {
            return nil
        }
        self.handle = handle
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// Sends the request over a connection of its own, and returns after the server has passed it on. Blocks.
    func send() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            // Whether it worked shows in the end of the work; there is nothing else to do about a failure.
            _ = PQcancel(handle, message.baseAddress, Int32(message.count))
        }
    }
}
