// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Decodes requests of HTTP/1.1: NIO's decoder, which tells of each head that is too large alike, with a word for those
/// whose target it is (RFC 9110 section 15.5.15).
struct RequestDecoder: ByteToMessageDecoder {
    typealias InboundOut = HTTPServerRequestPart

    /// What is asked for takes more than `HTTPConnectionChannel.maximumHeadFieldSize`.
    struct TargetTooLong: Error {}

    private let decoder: HTTPRequestDecoder
    private var position = HeadPosition.lineStart

    init() {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = HTTPConnectionChannel.maximumHeadFieldSize
        limits.maxHeaderListSize = HTTPConnectionChannel.maximumHeadSize
        limits.maxHeaderFieldCount = HTTPConnectionChannel.maximumHeadFieldCount
        decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
    }

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        let start = buffer.readerIndex
        do {
            let state = try decoder.decode(context: context, buffer: &buffer)
            let rest = buffer.readerIndex
            if rest > start {
                buffer.moveReaderIndex(to: start)
                position = HeadPosition(after: buffer.readableBytesView.prefix(rest - start))
                buffer.moveReaderIndex(to: rest)
            }
            return state
        } catch HTTPParserError.headerOverflow {
            let limit = HTTPConnectionChannel.maximumHeadFieldSize
            if position.targetExceeds(limit, in: buffer.readableBytesView) { throw TargetTooLong() }
            throw HTTPParserError.headerOverflow
        } catch HTTPParserError.invalidVersion {
            // Also said of a line that does not end after its version.
            throw Self.endsInVersion(buffer.readableBytesView) ? HTTPParserError.invalidVersion : .unknown
        }
    }

    mutating func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) throws -> DecodingState {
        try decoder.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
    }

    /// Whether the first line ends in a version as a version should look.
    private static func endsInVersion(_ bytes: ByteBufferView) -> Bool {
        let version = bytes.prefix { $0 != UInt8(ascii: "\n") }.suffix(9)
        let pattern = Array("HTTP/0.0\r".utf8)
        return version.elementsEqual(pattern) { byte, expected in
            expected == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == expected
        }
    }

    mutating func decoderAdded(context: ChannelHandlerContext) { decoder.decoderAdded(context: context) }

    mutating func decoderRemoved(context: ChannelHandlerContext) { decoder.decoderRemoved(context: context) }
}

/// Where in a head the bytes begin that the decoder has not taken yet. It takes all but what it has of a target, or of a
/// field's name or value, that may go on. Pure.
enum HeadPosition: Equatable {
    /// At the beginning of a line, or of nothing that matters here.
    case lineStart
    case target
    /// Within a field.
    case field

    /// - Parameter taken: what the decoder has just taken. Only its end is looked at, most often its last byte.
    init(after taken: ByteBufferView) {
        var rest = taken
        var blanks = 0
        while let last = rest.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
            rest.removeLast()
            blanks += 1
        }
        if rest.last == UInt8(ascii: ":") {
            self = .field
            return
        }
        var letters = 0
        while let last = rest.last, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(last) || last == UInt8(ascii: "-")
        {
            rest.removeLast()
            letters += 1
        }
        let isAlone = rest.isEmpty || rest.last == UInt8(ascii: "\n")
        self = blanks > 0 && letters > 0 && isAlone ? .target : .lineStart
    }

    /// Whether what is too large in a head is its target.
    ///
    /// - Parameter bytes: from here on.
    func targetExceeds(_ limit: Int, in bytes: ByteBufferView) -> Bool {
        var position = self
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.count > limit {
                switch position {
                case .target: return true
                case .field: return false
                // A field's name ends with a colon, and a method with a blank.
                case .lineStart:
                    return line.first { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ":") } == UInt8(ascii: " ")
                }
            }
            position = .lineStart
        }
        return false
    }
}
