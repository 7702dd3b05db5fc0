// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What the server serves at the moment: nothing until the database has been reached, and another API after a reload.
///
/// Requests that run keep the API that they began with.
package final class APIHolder: Sendable {
    private let current: Mutex<OperationRunner?>

    package init(_ runner: OperationRunner? = nil) {
        current = Mutex(runner)
    }

    /// The runner for the next request.
    package var runner: OperationRunner? {
        current.withLock { $0 }
    }

    /// Serves another API from now on; nil closes it.
    package func replace(with runner: OperationRunner?) {
        // The old one is let go of outside of the lock: it may be the last reference to a large schema.
        let old = current.withLock { current in
            let old = current
            current = runner
            return old
        }
        _ = old
    }
}
