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
    /// Which other sites' pages may read answers.
    package var crossOrigin = CORSPolicy.none
    /// How many operations one request may hold; 0 where a request holds one, outside of an array.
    package var maximumBatch = 0

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
