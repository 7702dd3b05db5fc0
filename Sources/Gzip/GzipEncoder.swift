// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOEmbedded
internal import NIOHTTP1
internal import NIOHTTPCompression

/// Compresses bytes. RFC 1952.
///
/// SwiftNIO's compressor is a handler of a channel; here it has one to itself for each content, since answers are
/// written whole and past all handlers.
package enum GzipEncoder {
    /// Smaller contents gain nothing: they fit into one packet.
    package static let minimumSize = 1_400

    /// Larger ones are left to a thread that nobody else waits for. About 2 ms.
    package static let largestOnEventLoop = 64 << 10

    /// - Returns: nil where the content cannot be made smaller.
    package static func encode(_ content: [UInt8]) -> [UInt8]? {
        guard let encoded = member(of: content), encoded.count < content.count else { return nil }
        return encoded
    }

    /// The content as one member of a gzip file, larger or smaller; a file may have any number of them.
    ///
    /// - Returns: nil where the compressor fails.
    package static func member(of content: [UInt8]) -> [UInt8]? {
        let channel = EmbeddedChannel()
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        do {
            try channel.pipeline.syncOperations.addHandler(HTTPResponseCompressor())
            let request = HTTPRequestHead(
                version: .http1_1, method: .GET, uri: "/", headers: ["accept-encoding": "gzip"])
            try channel.writeInbound(HTTPServerRequestPart.head(request))
            let head = HTTPResponseHead(version: .http1_1, status: .ok)
            channel.write(HTTPServerResponsePart.head(head), promise: nil)
            channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: content))), promise: nil)
            channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
            var encoded: [UInt8] = []
            while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
                if case .body(.byteBuffer(let buffer)) = part { encoded.append(contentsOf: buffer.readableBytesView) }
            }
            return encoded.isEmpty ? nil : encoded
        } catch {
            return nil
        }
    }
}
