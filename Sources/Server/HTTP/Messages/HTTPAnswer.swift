// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// An answer before it is bytes.
struct HTTPAnswer: Sendable {
    enum Content: Sendable {
        case graphQL([UInt8], ResponseMediaType)
        case text(StaticString)
        case file(StaticFile)
        /// Figures for Prometheus.
        case metrics(String)
        /// A file to keep, which `stream` gives.
        case archive(name: String)
        case none
    }

    let status: HTTPStatus
    let content: Content
    /// The methods that the path has, where the client has to be told; whole values such as `GET, HEAD`.
    var allowedMethods: StaticString?
    /// What pages of other sites may do with the answer.
    var crossOrigin = CORSPolicy.Grant.none
    /// The codes of the errors in the content.
    var codes: [ErrorCode] = []
    /// What ran, where something did.
    var operation: AnsweredOperation?
    /// The value of the Server-Timing field.
    var serverTiming: String?
    /// How far the database had written after what the operation wrote, where replicas answer queries.
    var consistency: LogPosition?
    /// The content as gzip, where that is what is sent.
    var compressed: [UInt8]?
    /// Whether this is the answer of an earlier attempt with the same idempotency key.
    var isReplayed = false
    /// In seconds, where the client is told to try again; 1 if nothing is known.
    var retryAfter: Int?
    /// What follows the head, in place of `content`'s bytes.
    var stream: AnswerStream?

    /// Errors instead of a result.
    static func refused(
        _ status: HTTPStatus, _ error: APIError, requestID: String, mediaType: ResponseMediaType = .json
    ) -> HTTPAnswer {
        let response = OperationResponse.failed([error], requestID: requestID)
        return HTTPAnswer(status: status, content: .graphQL(response.body, mediaType), codes: [error.code])
    }

    /// The content as it is, uncompressed.
    var body: [UInt8] {
        switch content {
        case .graphQL(let bytes, _): bytes
        case .text(let text): text.withUTF8Buffer { Array($0) }
        case .file(let file): file.bytes
        case .metrics(let text): Array(text.utf8)
        case .archive, .none: []
        }
    }

    /// Head and body in one buffer, which is sent by one call of the system.
    ///
    /// Besides numbers, only fixed text is written, text of the configuration, and ids that were checked: no header can
    /// be injected.
    ///
    /// - Parameters:
    ///   - date: the value of the Date field.
    ///   - closes: whether the connection ends with this answer.
    ///   - sendsBody: false for the answer to HEAD, whose fields are those that GET would get.
    func bytes(requestID: String, date: [UInt8], closes: Bool, sendsBody: Bool) -> ByteBuffer {
        let body = compressed ?? body
        let byteCount = stream?.byteCount ?? body.count
        var buffer = ByteBufferAllocator().buffer(capacity: 384 + body.count)
        buffer.writeStaticString(status.line)
        buffer.writeStaticString(contentFields)
        if case .file(let file) = content {
            buffer.writeStaticString("Content-Type: ")
            buffer.writeStaticString(file.contentType)
            buffer.writeStaticString("\r\n")
        }
        if case .archive(let name) = content {
            buffer.writeStaticString("Content-Disposition: attachment; filename=\"")
            buffer.writeString(name)
            buffer.writeStaticString("\"\r\n")
        }
        buffer.writeStaticString("X-Content-Type-Options: nosniff\r\nX-Request-Id: ")
        buffer.writeString(requestID)
        buffer.writeStaticString("\r\nDate: ")
        buffer.writeBytes(date)
        if let allowedMethods {
            buffer.writeStaticString("\r\nAllow: ")
            buffer.writeStaticString(allowedMethods)
        }
        if compressed != nil { buffer.writeStaticString("\r\nContent-Encoding: gzip") }
        if status.asksForRetry {
            buffer.writeStaticString("\r\nRetry-After: ")
            buffer.writeString(String(retryAfter ?? 1))
        }
        if isReplayed { buffer.writeStaticString("\r\nIdempotent-Replayed: true") }
        crossOrigin.write(to: &buffer)
        if let consistency {
            buffer.writeStaticString("\r\nPalisade-Consistency: ")
            buffer.writeString(consistency.text)
        }
        if let serverTiming {
            buffer.writeStaticString("\r\nServer-Timing: ")
            buffer.writeString(serverTiming)
        }
        if closes { buffer.writeStaticString("\r\nConnection: close") }
        // RFC 9110 section 8.6: an answer without content says nothing of its length.
        if status != .noContent {
            buffer.writeStaticString("\r\nContent-Length: ")
            buffer.writeString(String(byteCount))
        }
        buffer.writeStaticString("\r\n\r\n")
        if sendsBody { buffer.writeBytes(body) }
        return buffer
    }

    /// Pages run nothing but what this server sends, ask nobody else, and stand in no other page's frame.
    private static let pageFields: StaticString = """
        Cache-Control: no-cache\r
        Vary: Accept-Encoding\r
        Referrer-Policy: no-referrer\r
        Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; \
        img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'\r

        """

    /// The same, but for styles that elements carry.
    private static let pageFieldsWithStyles: StaticString = """
        Cache-Control: no-cache\r
        Vary: Accept-Encoding\r
        Referrer-Policy: no-referrer\r
        Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
        img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'\r

        """

    private var contentFields: StaticString {
        switch content {
        case .graphQL(_, .json):
            "Content-Type: application/json; charset=utf-8\r\nCache-Control: no-store\r\nVary: Accept-Encoding, Origin\r\n"
        case .graphQL(_, .graphQLResponse):
            "Content-Type: application/graphql-response+json; charset=utf-8\r\nCache-Control: no-store\r\nVary: Accept-Encoding, Origin\r\n"
        case .text: "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"
        case .file(let file): file.allowsStylesWithin ? Self.pageFieldsWithStyles : Self.pageFields
        case .metrics: "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\nCache-Control: no-store\r\n"
        case .archive: "Content-Type: application/gzip\r\nCache-Control: no-store\r\n"
        case .none: ""
        }
    }
}
