// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import Testing

@testable import Server

struct HTTPConnectionStateTests {
    private var state = HTTPConnectionState(maximumBodySize: 10, idleTimeout: .seconds(60))
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private func head(
        _ fields: [(String, String)] = [], version: HTTPVersion = .http1_1, method: HTTPMethod = .POST
    ) -> HTTPRequestHead {
        HTTPRequestHead(version: version, method: method, uri: "/graphql", headers: HTTPHeaders(fields))
    }

    private func name(_ action: HTTPConnectionState.Action) -> String {
        switch action {
        case .none: "none"
        case .deliver(let request):
            request.fault.map { "deliver \($0)" } ?? "deliver \(String(buffer: request.body))"
        case .sendContinue: "continue"
        case .close: "close"
        }
    }

    @Test mutating func `a request is delivered when it is whole`() {
        #expect(name(state.received(head(), now: start)) == "none")
        #expect(name(state.received(ByteBuffer(string: "ab"))) == "none")
        #expect(name(state.received(ByteBuffer(string: "cd"))) == "none")
        #expect(name(state.received(ByteBuffer(string: "ef"))) == "none")
        #expect(name(state.receivedEnd(now: start)) == "deliver abcdef")
        #expect(state.isBusy)
        #expect(name(state.answered(now: start)) == "none")
        #expect(!state.isBusy)
    }

    @Test mutating func `a body of the largest size is accepted and one byte more is not`() {
        _ = state.received(head(), now: start)
        #expect(name(state.received(ByteBuffer(string: "0123456789"))) == "none")
        #expect(name(state.received(ByteBuffer(string: "x"))) == "deliver bodyTooLarge(limit: 10)")
        // The rest is read, and nothing comes of it.
        #expect(name(state.received(ByteBuffer(string: "0123456789"))) == "none")
        #expect(name(state.receivedEnd(now: start)) == "none")
        #expect(name(state.received(head(), now: start)) == "none")
    }

    @Test mutating func `a length that is announced too large is refused at once`() {
        #expect(name(state.received(head([("Content-Length", "11")]), now: start)) == "deliver bodyTooLarge(limit: 10)")
    }

    @Test mutating func `a refused body is not read for ever`() {
        _ = state.received(head([("Content-Length", "1000")]), now: start)
        _ = state.answered(now: start)
        #expect(name(state.received(ByteBuffer(repeating: 0, count: 159))) == "none")
        #expect(name(state.received(ByteBuffer(repeating: 0, count: 1))) == "close")
    }

    @Test mutating func `the client is told to go on only where it waits for that`() {
        #expect(name(state.received(head([("Expect", "100-Continue")]), now: start)) == "continue")
        _ = state.receivedEnd(now: start)
        // An answer is owed: the word would come before it.
        #expect(name(state.received(head([("Expect", "100-continue")]), now: start)) == "none")
        var old = HTTPConnectionState(maximumBodySize: 10, idleTimeout: .seconds(60))
        #expect(name(old.received(head([("Expect", "100-continue")], version: .http1_0), now: start)) == "none")
        var large = HTTPConnectionState(maximumBodySize: 10, idleTimeout: .seconds(60))
        let action = large.received(head([("Expect", "100-continue"), ("Content-Length", "11")]), now: start)
        #expect(name(action) == "deliver bodyTooLarge(limit: 10)")
    }

    @Test mutating func `what is not HTTP is refused once`() {
        #expect(name(state.failed(.malformed)) == "deliver malformed")
        #expect(name(state.failed(.malformed)) == "none")
        #expect(name(state.received(head(), now: start)) == "none")
        #expect(state.isBusy)
        _ = state.answered(now: start)
        #expect(!state.isBusy)
    }

    @Test mutating func `a fault within a body is the answer to its request`() {
        _ = state.received(head(), now: start)
        #expect(name(state.failed(.malformed)) == "deliver malformed")
        _ = state.answered(now: start)
        #expect(!state.isBusy)
    }

    @Test mutating func `nothing is taken after a request that ends the connection`() {
        _ = state.received(head([("Connection", "close")]), now: start)
        #expect(name(state.receivedEnd(now: start)) == "deliver ")
        #expect(name(state.received(head(), now: start)) == "none")
        #expect(name(state.receivedEnd(now: start)) == "none")
    }

    // MARK: Time

    @Test mutating func `the client's time runs while the server waits for it`() {
        state.opened(now: start)
        #expect(name(state.timePassed(now: start + .seconds(59))) == "none")
        #expect(name(state.timePassed(now: start + .seconds(60))) == "close")
        // Parts of a body do not win time.
        _ = state.received(head(), now: start + .seconds(50))
        _ = state.received(ByteBuffer(string: "a"))
        #expect(name(state.timePassed(now: start + .seconds(109))) == "none")
        #expect(name(state.timePassed(now: start + .seconds(110))) == "close")
        // The server's own time is not the client's.
        _ = state.receivedEnd(now: start + .seconds(109))
        #expect(state.deadline == nil)
        #expect(name(state.timePassed(now: start + .hours(1))) == "none")
        _ = state.answered(now: start + .hours(1))
        #expect(name(state.timePassed(now: start + .hours(1) + .seconds(59))) == "none")
        #expect(name(state.timePassed(now: start + .hours(1) + .seconds(60))) == "close")
    }

    // MARK: Shutdown

    @Test mutating func `a shutdown closes idle connections at once`() {
        #expect(name(state.quiesce()) == "close")
    }

    @Test mutating func `a shutdown waits for answers that are owed`() {
        _ = state.received(head(), now: start)
        #expect(name(state.quiesce()) == "none")
        _ = state.receivedEnd(now: start)
        #expect(name(state.quiesce()) == "none")
        #expect(name(state.answered(now: start)) == "close")
    }

    @Test mutating func `a shutdown waits for each of several answers`() {
        for _ in 0..<2 {
            _ = state.received(head(), now: start)
            _ = state.receivedEnd(now: start)
        }
        #expect(name(state.quiesce()) == "none")
        #expect(name(state.answered(now: start)) == "none")
        #expect(name(state.answered(now: start)) == "close")
    }
}
