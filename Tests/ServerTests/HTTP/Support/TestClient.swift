// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix

/// A client that sends exactly the bytes it is given.
struct TestClient {
    private var incoming: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outgoing: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let channel: any Channel
    private var unread: [UInt8] = []

    /// Connects, calls `body`, and closes the connection.
    static func with<Value: Sendable>(
        port: Int, _ body: (inout TestClient) async throws -> Value
    ) async throws -> Value {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var client = TestClient(
                incoming: inbound.makeAsyncIterator(), outgoing: outbound, channel: channel.channel)
            return try await body(&client)
        }
    }

    /// Sends one text over a connection of its own, and reads one answer.
    static func exchange(port: Int, _ text: String, hasBody: Bool = true) async throws -> TestResponse? {
        try await with(port: port) { client in
            try await client.send(text)
            return try await client.receive(hasBody: hasBody)
        }
    }

    func send(_ text: String) async throws {
        try await outgoing.write(ByteBuffer(string: text))
    }

    /// Says that nothing more will be sent, and goes on reading.
    func finishSending() {
        outgoing.finish()
    }

    /// Goes away without a word, as a process that is killed does.
    func drop() async throws {
        try await channel.close()
    }

    /// The next answer; nil if the connection ends before one is complete.
    mutating func receive(hasBody: Bool = true) async throws -> TestResponse? {
        while true {
            if let response = TestResponse.take(from: &unread, hasBody: hasBody) { return response }
            guard let buffer = try await incoming.next() else { return nil }
            unread += buffer.readableBytesView
        }
    }

    /// The size of the next bytes that come; nil where the connection ends.
    mutating func receivePiece() async throws -> Int? {
        try await incoming.next()?.readableBytes
    }

    /// All that comes until the server ends the connection.
    mutating func receiveAll() async throws -> [UInt8] {
        while let buffer = try await incoming.next() { unread += buffer.readableBytesView }
        defer { unread = [] }
        return unread
    }

    /// Whether the server ends the connection without sending more.
    mutating func isEnded() async throws -> Bool {
        do {
            guard unread.isEmpty else { return false }
            return try await incoming.next() == nil
        } catch is IOError {
            return true
        }
    }
}
