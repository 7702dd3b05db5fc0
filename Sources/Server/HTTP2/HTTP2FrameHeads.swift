// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Finds the heads of frames in what a client sends, however it is cut. Pure.
///
/// NIOHTTP2 drops frames of unknown kinds, and tells of no others that ask for nothing.
struct HTTP2FrameHeads {
    struct Head: Equatable {
        enum Kind: Equatable {
            case settings
            case other
        }

        let kind: Kind
        /// Of what follows the head, in bytes.
        let length: Int
    }

    /// RFC 9113 section 3.4. Whether it is what it should be is looked at elsewhere.
    private static let prefaceSize = 24
    private static let headSize = 9

    /// How many bytes come before the next head.
    private var skipping = prefaceSize
    /// How much of a head has been read.
    private var position = 0
    private var length = 0
    private var kind = Head.Kind.other

    mutating func read(_ bytes: ByteBuffer, frame: (Head) -> Void) {
        var rest = bytes.readableBytesView
        while !rest.isEmpty {
            if skipping > 0 {
                let skipped = min(skipping, rest.count)
                skipping -= skipped
                rest = rest.dropFirst(skipped)
            } else if let byte = rest.popFirst(), let head = take(byte) {
                frame(head)
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Head? {
        switch position {
        case 0: length = Int(byte)
        case 1, 2: length = length << 8 | Int(byte)
        case 3: kind = byte == 4 ? .settings : .other
        default: break
        }
        position += 1
        guard position == Self.headSize else { return nil }
        position = 0
        skipping = length
        return Head(kind: kind, length: length)
    }
}
