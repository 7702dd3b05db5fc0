// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP2

/// When a connection of HTTP/2 ends, and how its client learns of it. Pure.
///
/// The client is told the last request that is answered (GOAWAY); what it sends after that is refused and may be sent
/// again elsewhere. The connection is closed when the last answer has left (RFC 9113 section 6.8).
struct HTTP2ConnectionState {
    enum Action: Equatable {
        case none
        /// - Parameter last: the last stream that is answered.
        case refuseFurther(last: HTTP2StreamID)
        case refuseFurtherAndClose(last: HTTP2StreamID)
        case close
    }

    let idleTimeout: TimeAmount
    private var isEnding = false
    private var openStreams = 0
    /// The last one that the client has opened.
    private(set) var lastStream = HTTP2StreamID.rootStream
    /// When the time of a connection without requests is up; nil while it is in use.
    private(set) var deadline: NIODeadline?

    init(idleTimeout: TimeAmount) {
        self.idleTimeout = idleTimeout
    }

    mutating func opened(now: NIODeadline) {
        deadline = now + idleTimeout
    }

    mutating func streamOpened(_ stream: HTTP2StreamID) {
        openStreams += 1
        lastStream = max(lastStream, stream)
        deadline = nil
    }

    mutating func streamClosed(now: NIODeadline) -> Action {
        if openStreams > 0 { openStreams -= 1 }
        guard openStreams == 0 else { return .none }
        if isEnding { return .close }
        deadline = now + idleTimeout
        return .none
    }

    /// The server shuts down, or the client has nothing to ask.
    mutating func end() -> Action {
        guard !isEnding else { return .none }
        isEnding = true
        deadline = nil
        return openStreams == 0 ? .refuseFurtherAndClose(last: lastStream) : .refuseFurther(last: lastStream)
    }

    mutating func timePassed(now: NIODeadline) -> Action {
        guard let deadline, now >= deadline else { return .none }
        return end()
    }
}
