// SPDX-License-Identifier: Apache-2.0

import EmbeddedPostgres
import Logging
import ServiceLifecycle

/// Looks after the embedded PostgreSQL: starts it again when it ends by itself, stops it with the program.
struct ClusterService: Service {
    let cluster: EmbeddedCluster
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while let exit = await cluster.unexpectedExit(), !Task.isCancelled {
                logger.error("PostgreSQL ended; starting it again", metadata: ["reason": "\(exit)"])
                do {
                    try await cluster.restart()
                } catch {
                    throw CommandError(.unavailable, "\(error)")
                }
            }
        }
        await cluster.stop()
    }
}
