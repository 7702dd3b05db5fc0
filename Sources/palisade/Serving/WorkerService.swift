// SPDX-License-Identifier: Apache-2.0

import Jobs
import ServiceLifecycle

/// Works until the program stops.
struct WorkerService: Service {
    let worker: Worker

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await worker.run() }
        } catch is CancellationError {
            // The program stops.
        }
    }
}
