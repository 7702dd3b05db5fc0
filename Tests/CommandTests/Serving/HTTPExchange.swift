// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix

/// One request over a connection of its own, which ends when the task is cancelled: a client that goes away.
enum HTTPExchange {
    struct Answer: Sendable {
        let status: Int
        /// By names in lower case.
        let fields: [String: String]
        let body: [UInt8]
    }

    struct NoAnswer: Error {}

    static func send(
        _ method: String, _ path: String, to port: Int, fields: [String: String] = [:], body: [UInt8] = []
    ) async throws -> Answer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head =
            "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(lines)"
            + "Content-Length: \(body.count)\r\n\r\n"
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: Array(head.utf8) + body))
            var received: [UInt8] = []
            for try await part in inbound {
                received += part.readableBytesView
                if let answer = answer(in: received) { return answer }
            }
            throw NoAnswer()
        }
    }

    /// Nil while there is less than a whole one.
    private static func answer(in bytes: [UInt8]) -> Answer? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        var lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let words = lines.removeFirst().split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        var fields: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstRange(of: ": ") else { continue }
            fields[line[..<colon.lowerBound].lowercased()] = String(line[colon.upperBound...])
        }
        let body = bytes[end.upperBound...]
        guard let length = fields["content-length"].flatMap({ Int($0) }), body.count >= length else { return nil }
        return Answer(status: status, fields: fields, body: Array(body))
    }
}
