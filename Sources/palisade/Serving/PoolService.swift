// SPDX-License-Identifier: Apache-2.0

import Postgres
import ServiceLifecycle

/// Keeps the pool's connections open for as long as the server runs.
struct PoolService: Service {
    let pool: PostgresPool

    func run() async throws {
        await withGracefulShutdownHandler {
            await pool.run()
        } onGracefulShutdown: {
            pool.shutdown()
        }
    }
}
