// SPDX-License-Identifier: Apache-2.0

/// What a pool is doing at one moment.
package struct PostgresPoolStatistics: Sendable, Hashable {
    /// Connections that are open and free.
    package var idle: Int
    /// Connections on which a request runs.
    package var busy: Int
    /// Connections that are being opened.
    package var connecting: Int
    /// Requests that wait for a connection.
    package var waiting: Int
    /// Whether the last attempt to connect failed while no connection was open.
    package var isUnreachable: Bool
}
