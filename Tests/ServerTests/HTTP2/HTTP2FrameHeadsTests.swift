// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import Server

struct HTTP2FrameHeadsTests {
    private static let sent: [UInt8] =
        Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
        + [0, 0, 6, 4, 0, 0, 0, 0, 0] + [0, 4, 4, 4, 4, 4]
        + [0, 0, 0, 4, 1, 0, 0, 0, 0]
        // As long as frames may be here.
        + [0, 0x40, 0, 0, 0, 0, 0, 0, 1] + Array(repeating: 4, count: 16_384)
        + [0, 0, 4, 8, 0, 4, 4, 4, 4] + [0, 0, 0, 1]
        + [1, 0, 0, 0x42, 0, 0, 0, 0, 0]

    private static let heads: [HTTP2FrameHeads.Head] = [
        .init(kind: .settings, length: 6), .init(kind: .settings, length: 0), .init(kind: .other, length: 16_384),
        .init(kind: .other, length: 4), .init(kind: .other, length: 65_536),
    ]

    @Test(arguments: [1, 2, 7, 9, 23, 24, 25, 1_000, 100_000])
    func `frames are found however they are cut`(size: Int) {
        var reader = HTTP2FrameHeads()
        var found: [HTTP2FrameHeads.Head] = []
        for start in stride(from: 0, to: Self.sent.count, by: size) {
            let part = Self.sent[start..<min(start + size, Self.sent.count)]
            reader.read(ByteBuffer(bytes: part)) { found.append($0) }
        }
        #expect(found == Self.heads)
    }
}
