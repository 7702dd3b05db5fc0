// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import NIOCore
import NIOPosix
import NIOSSL

/// A client that sends exactly the bytes it is given, under TLS.
struct TLSTestClient {
    private var incoming: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var unread = ByteBuffer()

    /// Connects, calls `body`, and closes the connection.
    ///
    /// - Parameters:
    ///   - certificate: what the server has to show.
    ///   - protocols: what the client offers to speak.
    static func with<Value: Sendable>(
        port: Int, trusting certificate: TestCertificate, protocols: [String],
        _ body: (inout TLSTestClient) async throws -> Value
    ) async throws -> Value {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(certificate.certificateFile)
        configuration.applicationProtocols = protocols
        let context = try NIOSSLContext(configuration: configuration)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var client = TLSTestClient(incoming: inbound.makeAsyncIterator(), outgoing: outbound)
            return try await body(&client)
        }
    }

    func send(_ bytes: ByteBuffer) async throws {
        try await outgoing.write(bytes)
    }

    /// Exactly so many bytes; nil where the connection ends before.
    mutating func receive(_ count: Int) async throws -> ByteBuffer? {
        while unread.readableBytes < count {
            guard try await receiveMore() else { return nil }
        }
        return unread.readSlice(length: count)
    }

    /// What comes first that is anything.
    mutating func receiveSomething() async throws -> String? {
        while unread.readableBytes == 0 {
            guard try await receiveMore() else { return nil }
        }
        return unread.readString(length: unread.readableBytes)
    }

    private mutating func receiveMore() async throws -> Bool {
        do {
            guard var buffer = try await incoming.next() else { return false }
            unread.discardReadBytes()
            unread.writeBuffer(&buffer)
            return true
        } catch is IOError {
            return false
        } catch NIOSSLError.uncleanShutdown {
            return false
        }
    }
}
