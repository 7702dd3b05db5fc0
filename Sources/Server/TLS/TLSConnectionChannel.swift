// SPDX-License-Identifier: Apache-2.0

import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP2
import NIOSSL
import NIOTLS

/// A connection under TLS, which then speaks the protocol that client and server have agreed on: HTTP/2, or HTTP/1.1 as
/// without TLS.
struct TLSConnectionChannel: ServerChildChannel {
    typealias Negotiated = NIONegotiatedHTTPVersion<AcceptedConnection, HTTP2Connection>

    /// A connection whose protocol is not known until the handshake is done.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        /// Fails where the handshake does.
        let negotiated: EventLoopFuture<Negotiated>
    }

    /// How long a handshake may take; idle connections may not be kept for less.
    static let handshakeLimit = TimeAmount.seconds(10)

    let certificate: CertificateInForce
    let http1: HTTPConnectionChannel
    let http2: HTTP2ConnectionChannel
    let metrics: ServerMetrics

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Negotiated> { result, channel in
                switch result {
                case .negotiated("h2"):
                    channel.eventLoop.makeCompletedFuture { .http2(try http2.setup(channel: channel)) }
                case .negotiated, .fallback:
                    http1.setup(channel: channel, logger: logger).map { .http1_1($0) }
                }
            }
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(NIOSSLServerHandler(context: certificate.value.context))
            try pipeline.addHandler(
                TLSHandshakeHandler(limit: min(Self.handshakeLimit, http1.configuration.idleTimeout)) {
                    metrics.count(.handshakeFailed)
                })
            try pipeline.addHandler(negotiation)
            return Value(channel: channel, negotiated: negotiation.protocolNegotiationResult)
        }
    }

    func handle(value: Value, logger: Logger) async {
        let negotiated: Negotiated
        do {
            negotiated = try await withTaskCancellationHandler {
                try await value.negotiated.get()
            } onCancel: {
                value.channel.close(promise: nil)
            }
        } catch {
            logger.trace("handshake failed", metadata: ["reason": "\(error)"])
            return
        }
        switch negotiated {
        case .http1_1(let connection): await http1.handle(value: connection, logger: logger)
        case .http2(let connection): await http2.handle(connection, logger: logger)
        }
    }
}
