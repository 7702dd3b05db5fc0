// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A content that is sent piece by piece, so that no more than one of them is in memory.
struct AnswerStream: Sendable {
    /// Of all pieces together.
    let byteCount: Int
    /// The next piece; nil after the last. An error ends the connection: the client then has less than it was told.
    let next: @Sendable () async throws -> [UInt8]?
}

/// What goes out over a connection: one whole answer, or a part of one.
struct AnswerPart: Sendable {
    let bytes: ByteBuffer
    /// Whether the answer ends with it.
    let isLast: Bool
}
