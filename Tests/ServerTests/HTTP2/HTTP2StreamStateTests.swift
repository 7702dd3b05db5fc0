// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHPACK
import NIOHTTP1
import Testing

@testable import Server

struct HTTP2StreamStateTests {
    private static let head: HPACKHeaders = [
        ":method": "POST", ":scheme": "https", ":path": "/graphql?a=1", ":authority": "localhost",
        "content-type": "application/json", "authorization": "Bearer t",
    ]

    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private var state = HTTP2StreamState(maximumBodySize: 10, idleTimeout: .seconds(60))

    private func delivered(_ action: HTTP2StreamState.Action) -> ReceivedRequest? {
        if case .deliver(let request) = action { request } else { nil }
    }

    @Test mutating func `head and body become one request`() throws {
        for action in [
            state.received(Self.head, ends: false), state.received(ByteBuffer(string: "12345"), ends: false),
        ] {
            #expect(delivered(action) == nil)
        }
        let action = state.received(ByteBuffer(string: "67890"), ends: true)
        let request = try #require(delivered(action))
        #expect(request.method == .POST)
        #expect(request.path == "/graphql")
        #expect(request.query == "a=1")
        #expect(request.headers.hostCount == 1)
        #expect(request.headers.authorization == ["Bearer t"])
        #expect(String(buffer: request.body) == "1234567890")
        #expect(request.fault == nil)
        #expect(!request.closes)
        #expect(state.isEnded)
    }

    @Test mutating func `trailers end a body, and say nothing`() throws {
        _ = state.received(Self.head, ends: false)
        _ = state.received(ByteBuffer(string: "12345"), ends: false)
        let action = state.received(["authorization": "Bearer u"], ends: true)
        let request = try #require(delivered(action))
        #expect(request.headers.authorization == ["Bearer t"])
        #expect(String(buffer: request.body) == "12345")
    }

    @Test mutating func `a body that is too large is refused where that shows`() throws {
        _ = state.received(Self.head, ends: false)
        _ = state.received(ByteBuffer(string: "1234567890"), ends: false)
        let action = state.received(ByteBuffer(string: "1"), ends: false)
        #expect(delivered(action)?.fault == .bodyTooLarge(limit: 10))
        // Once only.
        let next = state.received(ByteBuffer(string: "1"), ends: true)
        #expect(delivered(next) == nil)
    }

    @Test mutating func `a body that is announced as too large is not waited for`() throws {
        var head = Self.head
        head.add(name: "content-length", value: "11")
        let action = state.received(head, ends: false)
        #expect(delivered(action)?.fault == .bodyTooLarge(limit: 10))
    }

    @Test(
        arguments: [
            [":method": "CONNECT", ":authority": "other:443"],
            [":method": "GET", ":scheme": "https", ":path": "https://other/", ":authority": "localhost"],
            [":method": "GET", ":scheme": "https", ":path": "", ":authority": "localhost"],
        ] as [HPACKHeaders])
    mutating func `what names no path of this server is refused`(head: HPACKHeaders) {
        let action = state.received(head, ends: true)
        #expect(delivered(action)?.fault == .malformed("The request is not valid HTTP/2."))
    }

    /// RFC 9113 sections 8.2.1 and 8.3.1, RFC 9110 section 8.6; NIOHTTP2 lets all of these pass.
    @Test(
        arguments: [
            [("x", " a")], [("x", "a\t")], [("x", " ")], [("host", " localhost")], [("authorization", "\tBearer t")],
            [("content-length", "+5")], [("content-length", "")], [("content-length", "5, 5")],
            [("content-length", "5"), ("content-length", "5")], [("content-length", "5 ")],
        ])
    func `fields that HTTP does not have are refused`(fields: [(String, String)]) {
        var head = Self.head
        for (name, value) in fields { head.add(name: name, value: value) }
        var state = state
        let action = state.received(head, ends: false)
        #expect(delivered(action)?.fault == .malformed("The request is not valid HTTP/2."))
    }

    @Test(
        arguments: [
            (":method", ""), (":method", "GE T"), (":method", "G{T"), (":scheme", ""), (":scheme", "ftp"),
            (":scheme", "https:"),
        ])
    func `a method is a word, and a scheme one of two`(name: String, value: String) {
        var head = Self.head
        head.replaceOrAdd(name: name, value: value)
        var state = state
        let action = state.received(head, ends: false)
        #expect(delivered(action)?.fault == .malformed("The request is not valid HTTP/2."))
    }

    @Test func `what only looks odd is taken`() {
        for (name, value) in [(":method", "M-SEARCH"), (":scheme", "HTTP"), ("x", ""), ("x", "a  b"), ("cookie", "a")] {
            var head = Self.head
            head.replaceOrAdd(name: name, value: value)
            var state = state
            let action = state.received(head, ends: true)
            #expect(delivered(action)?.fault == nil)
        }
    }

    @Test func `a head has the limits that it has over HTTP/1.1`() {
        var long = Self.head
        long.add(name: "x", value: String(repeating: "a", count: 16 << 10))
        var many = Self.head
        for number in 0..<100 { many.add(name: "x-\(number)", value: "") }
        var large = Self.head
        for number in 0..<3 { large.add(name: "x-\(number)", value: String(repeating: "a", count: 11 << 10)) }
        for head in [long, many, large] {
            var state = state
            let action = state.received(head, ends: true)
            #expect(delivered(action)?.fault == .headTooLarge)
        }
    }

    @Test mutating func `time is kept while it is the client's turn`() {
        state.opened(now: start)
        _ = state.received(Self.head, ends: false)
        // A body that trickles does not move the deadline.
        _ = state.received(ByteBuffer(string: "1"), ends: false)
        #expect(!state.isOverdue(now: start + .seconds(59)))
        #expect(state.isOverdue(now: start + .seconds(60)))
        _ = state.received(ByteBuffer(string: "2"), ends: true)
        #expect(!state.isOverdue(now: start + .hours(1)))
        state.answering(now: start)
        #expect(state.isOverdue(now: start + .seconds(60)))
        state.partTaken()
        #expect(!state.isOverdue(now: start + .hours(1)))
    }
}
