// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// How a pool opens, keeps and hands out its connections.
package struct PostgresPoolConfiguration: Sendable {
    package var connection: PostgresConnectionConfiguration

    /// The number of connections, all of which are kept open.
    package var size: Int

    /// How many requests may wait for a connection; more are refused with `PostgresError.poolQueueFull`.
    package var queueLimit: Int

    /// How long a request may wait for a connection, before it ends with `PostgresError.poolTimeout`.
    package var acquisitionTimeout: TimeAmount

    /// The age at which a connection is replaced, when it is next free. Each connection's own is up to a tenth less, so
    /// that not all are replaced together.
    package var maximumLifetime: TimeAmount

    /// The longest pause between two attempts to reach a server that cannot be reached.
    package var longestRetryDelay: TimeAmount

    package init(
        connection: PostgresConnectionConfiguration,
        size: Int = 12,
        queueLimit: Int = 1_000,
        acquisitionTimeout: TimeAmount = .seconds(5),
        maximumLifetime: TimeAmount = .minutes(30),
        longestRetryDelay: TimeAmount = .seconds(2)
    ) {
        precondition(size > 0 && queueLimit >= 0, "a pool has at least one connection, and no negative queue")
        self.connection = connection
        self.size = size
        self.queueLimit = queueLimit
        self.acquisitionTimeout = acquisitionTimeout
        self.maximumLifetime = maximumLifetime
        self.longestRetryDelay = longestRetryDelay
    }
}
