// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// Where the server listens, and what it allows its clients.
package struct HTTPServerConfiguration: Sendable {
    /// A name or an address.
    package var host: String
    /// 0 lets the system choose.
    package var port: Int
    /// The largest body of a request, in bytes.
    package var maximumBodySize: Int
    /// How long a connection may keep the server waiting for a whole head, for a whole body, or for the next request.
    package var idleTimeout: TimeAmount
    /// More connections than this wait until others are closed.
    package var maximumConnections: Int
    /// How many tokens may wait for their signature to be verified.
    package var maximumWaitingVerifications: Int
    /// Where a client's address is read, for limits.
    package var clientAddress = ClientAddress.connection
    /// What is served beside health.
    package var paths = Paths.everything
    /// Operations that take longer are logged; nil to log none.
    package var slowOperation: TimeAmount? = .seconds(1)
    /// Whether answers say where their time went.
    package var tellsTimings = false
    /// Which other sites' pages may read answers.
    package var crossOrigin = CORSPolicy.none
    /// How many operations one request may hold; 0 where a request holds one, outside of an array.
    package var maximumBatch = 0

    /// Where a client's address is read.
    package enum ClientAddress: String, CaseIterable, Sendable {
        /// The peer of the connection.
        case connection
        /// The last entry of X-Forwarded-For, which the proxy right before the server has written.
        case forwarded
    }

    /// Which paths there are.
    package enum Paths: Sendable {
        /// `/graphql`, and `/metrics` without names of tenants.
        case everything
        /// `/graphql`, where metrics are served at another port.
        case graphQL
        /// `/metrics` alone, for those who run the server.
        case operators
    }

    /// - Parameter maximumBodySize: each open connection may hold that much memory before its token is looked at.
    package init(
        host: String = "127.0.0.1", port: Int = 8_080, maximumBodySize: Int = 1 << 20,
        idleTimeout: TimeAmount = .seconds(60), maximumConnections: Int = 4_096,
        maximumWaitingVerifications: Int = 256
    ) {
        self.host = host
        self.port = port
        self.maximumBodySize = maximumBodySize
        self.idleTimeout = idleTimeout
        self.maximumConnections = maximumConnections
        self.maximumWaitingVerifications = maximumWaitingVerifications
    }
}
