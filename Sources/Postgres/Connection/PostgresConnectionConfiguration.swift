// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// How to open one connection.
package struct PostgresConnectionConfiguration: Sendable {
    /// What stands between us and PostgreSQL.
    package enum Route: Sendable, Hashable {
        /// Nothing, or a pooler that gives each of our connections a session of its own.
        case direct
        /// A pooler that hands out sessions by transaction (pgbouncer's transaction mode). Such a session keeps no
        /// prepared statements, and the pooler refuses start-up options: the settings of the session are then only
        /// checked, and must be right by `ALTER ROLE … SET`.
        case transactionPooler
    }

    /// A `postgresql://` URL or a list of `key=value`, as libpq takes it.
    package var connectionString: String

    /// Shown in `pg_stat_activity`.
    package var applicationName: String

    /// The time after which an attempt to connect is given up. The system's name resolution is not interrupted by it.
    package var connectTimeout: TimeAmount

    package var route: Route

    /// Whether, of several hosts that the connection string names, the one that takes writes is meant. What the string
    /// says itself (`target_session_attrs`) counts more.
    package var choosesWritable = true

    /// How event loops learn that the server has answered.
    package var readiness: ReadinessWay

    /// How many statements are kept prepared, before the least recently used makes room.
    package var statementCacheCapacity: Int

    /// How many bytes the texts of the statements that are kept prepared may have together. PostgreSQL's memory for them
    /// is some fifty times as much.
    package var statementCacheBytes: Int

    /// How long a cancelled statement may take to end. The connection is closed then.
    package var cancelPatience: TimeAmount

    package init(
        connectionString: String,
        applicationName: String = "palisade",
        connectTimeout: TimeAmount = .seconds(20),
        route: Route = .direct,
        readiness: ReadinessWay = .automatic,
        statementCacheCapacity: Int = 512,
        statementCacheBytes: Int = 1 << 20,
        cancelPatience: TimeAmount = .seconds(5)
    ) {
        self.connectionString = connectionString
        self.applicationName = applicationName
        self.connectTimeout = connectTimeout
        self.route = route
        self.readiness = readiness
        self.statementCacheCapacity = statementCacheCapacity
        self.statementCacheBytes = statementCacheBytes
        self.cancelPatience = cancelPatience
    }

    /// What the connection string says, as `key=value`, with passwords masked; nil if it is not one.
    package var maskedConnectionString: String? { ConnectionParameters.masked(connectionString) }
}
