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
        HTTPRequestHead(
            version: version, method: method, uri: "/graphql", headers: HTTPHeaders([("Host", "localhost")] + fields))
    }

    private func name(_ action: HTTPConnectionState.Action) -> String {
        switch action {
        case .none: "none"
        case .deliver(let request):
            request.fault.map { "deliver \($0)" } ?? "deliver \(String(buffer: request.body))"
        case .sendContinue: "continue"
        case .close: "close"
        case .reset: "reset"
        }
    }

    private static let fault = ReceivedRequest.Fault.malformed("No.")

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
        #expect(name(state.failed(Self.fault)) == "deliver malformed(\"No.\")")
        #expect(name(state.failed(Self.fault)) == "none")
        #expect(name(state.received(head(), now: start)) == "none")
        #expect(state.isBusy)
        _ = state.answered(now: start)
        #expect(!state.isBusy)
    }

    @Test mutating func `a fault within a body is the answer to its request`() {
        _ = state.received(head(), now: start)
        #expect(name(state.failed(Self.fault)) == "deliver malformed(\"No.\")")
        _ = state.answered(now: start)
        #expect(!state.isBusy)
    }

    @Test mutating func `nothing is taken after a request that ends the connection`() {
        _ = state.received(head([("Connection", "close")]), now: start)
        #expect(name(state.receivedEnd(now: start)) == "deliver ")
        #expect(name(state.received(head(), now: start)) == "none")
        #expect(name(state.receivedEnd(now: start)) == "none")
    }

    @Test mutating func `what follows the last request is not read for ever`() {
        _ = state.received(head([("Connection", "close")]), now: start)
        _ = state.receivedEnd(now: start)
        #expect(name(state.received(ByteBuffer(repeating: 0, count: 159))) == "none")
        #expect(!state.isOverrun)
        // The answer has yet to come: until then no more is read.
        #expect(name(state.received(ByteBuffer(repeating: 0, count: 1_000))) == "none")
        #expect(state.isOverrun)
        #expect(name(state.answered(now: start)) == "close")
    }

    @Test mutating func `what follows a fault is not read for ever`() {
        _ = state.failed(Self.fault)
        _ = state.answered(now: start)
        #expect(name(state.received(ByteBuffer(repeating: 0, count: 159))) == "none")
        #expect(name(state.received(ByteBuffer(repeating: 0, count: 1))) == "close")
    }

    @Test mutating func `more than the decoder keeps ends the connection with its answer`() {
        _ = state.received(head([("Connection", "upgrade"), ("Upgrade", "x")]), now: start)
        _ = state.receivedEnd(now: start)
        #expect(name(state.overran()) == "none")
        #expect(name(state.answered(now: start)) == "close")
        var before = HTTPConnectionState(maximumBodySize: 10, idleTimeout: .seconds(60))
        #expect(name(before.overran()) == "deliver headTooLarge")
    }

    @Test mutating func `a head that breaks the protocol is refused, and nothing after it is taken`() {
        let action = state.received(head([("Transfer-Encoding", "gzip, chunked")]), now: start)
        #expect(name(action).hasPrefix("deliver notImplemented"))
        #expect(name(state.received(ByteBuffer(string: "0123"))) == "none")
        #expect(name(state.receivedEnd(now: start)) == "none")
        #expect(name(state.received(head(), now: start)) == "none")
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

    @Test mutating func `a client has half a minute to end a connection whose last answer it has`() {
        _ = state.received(head([("Connection", "close")]), now: start)
        _ = state.receivedEnd(now: start)
        _ = state.answered(now: start)
        #expect(name(state.timePassed(now: start + .seconds(29))) == "none")
        #expect(name(state.timePassed(now: start + .seconds(30))) == "close")
    }

    @Test mutating func `a client that takes nothing of an answer is cut off`() {
        _ = state.received(head(), now: start)
        _ = state.receivedEnd(now: start)
        state.stalled(taken: 100_000, now: start)
        _ = state.answered(now: start)
        #expect(name(state.timePassed(now: start + .seconds(59), taken: 100_000)) == "none")
        #expect(name(state.timePassed(now: start + .seconds(60), taken: 100_000 + 16_383)) == "reset")
    }

    @Test mutating func `a client that takes an answer slowly has time for all of it`() {
        _ = state.received(head(), now: start)
        _ = state.receivedEnd(now: start)
        state.stalled(taken: 0, now: start)
        for minute in 1...10 {
            #expect(name(state.timePassed(now: start + .minutes(Int64(minute)), taken: minute * 16_384)) == "none")
        }
        #expect(name(state.timePassed(now: start + .minutes(11), taken: 10 * 16_384)) == "reset")
    }

    @Test mutating func `the time for the next request begins when the answer is taken`() {
        _ = state.received(head(), now: start)
        _ = state.receivedEnd(now: start)
        state.stalled(taken: 0, now: start)
        _ = state.answered(now: start)
        state.caughtUp(now: start + .seconds(50))
        #expect(state.deadline == start + .seconds(110))
        // While an answer is owed it is the server's turn.
        _ = state.received(head(), now: start + .seconds(51))
        _ = state.receivedEnd(now: start + .seconds(51))
        state.stalled(taken: 0, now: start + .seconds(52))
        state.caughtUp(now: start + .seconds(53))
        #expect(state.deadline == nil)
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
