// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP2
import Testing

@testable import Server

struct HTTP2ConnectionStateTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private var state = HTTP2ConnectionState(idleTimeout: .seconds(60))

    @Test mutating func `a connection without requests is ended when its time is up`() {
        state.opened(now: start)
        let actions = [59, 60, 61].map { state.timePassed(now: start + .seconds($0)) }
        #expect(actions == [.none, .refuseFurtherAndClose(last: .rootStream), .none])
    }

    @Test mutating func `while a request runs there is no time to keep`() {
        state.opened(now: start)
        state.streamOpened(1)
        let actions = [state.timePassed(now: start + .hours(1)), state.streamClosed(now: start + .hours(1))]
        #expect(actions == [.none, .none])
        #expect(state.deadline == start + .hours(1) + .seconds(60))
    }

    @Test mutating func `what was asked is answered before the connection closes`() {
        state.opened(now: start)
        state.streamOpened(1)
        state.streamOpened(3)
        let actions = [state.end(), state.streamClosed(now: start), state.streamClosed(now: start)]
        #expect(actions == [.refuseFurther(last: 3), .none, .close])
    }

    @Test mutating func `an end is told once, with the last request that there was`() {
        state.opened(now: start)
        state.streamOpened(1)
        let actions = [state.streamClosed(now: start), state.end(), state.end()]
        #expect(actions == [.none, .refuseFurtherAndClose(last: 1), .none])
    }
}
