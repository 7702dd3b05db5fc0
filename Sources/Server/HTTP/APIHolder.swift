// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What the server serves at the moment: nothing until the database has been reached, and another API after a reload.
///
/// Requests that run keep the API that they began with.
package final class APIHolder: Sendable {
    /// One reference instead of the many that the runner is made of.
    private final class Box: Sendable {
        let runner: OperationRunner

        init(_ runner: OperationRunner) {
            self.runner = runner
        }
    }

    private let box: Mutex<Box?>

    package init(_ runner: OperationRunner? = nil) {
        box = Mutex(runner.map(Box.init))
    }

    /// The runner for the next request.
    package var runner: OperationRunner? {
        box.withLock { $0 }?.runner
    }

    /// Serves another API from now on; nil closes it.
    package func replace(with runner: OperationRunner?) {
        let new = runner.map(Box.init)
        // The old one is let go of outside of the lock: it may be the last reference to a large schema.
        let old = box.withLock { box in
            let old = box
            box = new
            return old
        }
        _ = old
    }
}
