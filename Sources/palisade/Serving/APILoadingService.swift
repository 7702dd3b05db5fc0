// SPDX-License-Identifier: Apache-2.0

import Server
import ServiceLifecycle

/// Asks a database that was out of reach at the start until it answers, and then serves it.
struct APILoadingService: Service {
    let loader: APILoader
    let holder: APIHolder

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                holder.replace(with: try await loader.loadWhenAvailable())
            }
        } catch APILoader.Failure.refused(let check) {
            throw CommandError(refusing: check)
        } catch is CancellationError {
            // The server stops before the database has come.
        }
    }
}
