// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A content that is sent piece by piece, so that no more than one of them is in memory.
struct AnswerStream: Sendable {
    /// Of all pieces together.
    let byteCount: Int
    /// The next piece; nil after the last. An error ends the connection: the client then has less than it was told.
    let next: @Sendable () async throws -> [UInt8]?
}

/// An answer as it goes out, and what becomes of its connection.
struct OutgoingAnswer: Sendable {
    /// The head, and the content that is not streamed.
    let bytes: ByteBuffer
    /// What follows; nil where `bytes` is the whole answer.
    var stream: AnswerStream?
    /// Whether the connection ends with the answer.
    let closes: Bool

    /// Sends all of it, piece by piece where it is streamed.
    ///
    /// - Throws: what `write` or the stream throws; the connection cannot go on then.
    func send(_ write: (AnswerPart) async throws -> Void) async throws {
        try await write(AnswerPart(bytes: bytes, isLast: stream == nil))
        guard let stream else { return }
        while let piece = try await stream.next() {
            try await write(AnswerPart(bytes: ByteBuffer(bytes: piece), isLast: false))
        }
        try await write(AnswerPart(bytes: ByteBuffer(), isLast: true))
    }
}

/// What goes out over a connection: one whole answer, or a part of one.
struct AnswerPart: Sendable {
    let bytes: ByteBuffer
    /// Whether the answer ends with it.
    let isLast: Bool
}
