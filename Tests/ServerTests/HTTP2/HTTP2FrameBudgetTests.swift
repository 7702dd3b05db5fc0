// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import Server

struct HTTP2FrameBudgetTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private func receive(_ count: Int, into budget: HTTP2FrameBudget) {
        for _ in 0..<count { budget.received(HTTP2FrameHeads.Head(kind: .other, length: 4)) }
    }

    @Test func `there are some frames for nothing, and some more after a while`() {
        let budget = HTTP2FrameBudget(now: start)
        receive(HTTP2FrameBudget.share, into: budget)
        #expect(!budget.isSpent(now: start))
        receive(1, into: budget)
        #expect(budget.isSpent(now: start + .seconds(29)))
        #expect(!budget.isSpent(now: start + .seconds(30)))
        // Not twice as many, though nothing was sent meanwhile.
        #expect(!budget.isSpent(now: start + .seconds(90)))
        receive(HTTP2FrameBudget.share + 1, into: budget)
        #expect(budget.isSpent(now: start + .seconds(91)))
    }

    @Test func `requests, bodies and answers give more than they take`() {
        let budget = HTTP2FrameBudget(now: start)
        for _ in 0..<1_000 {
            receive(10, into: budget)
            budget.requestBegan()
            receive(1, into: budget)
            budget.bodyPartKept()
            budget.answerSent(16_384)
            receive(4, into: budget)
        }
        #expect(!budget.isSpent(now: start))
    }

    @Test func `crumbs of answers give nothing`() {
        let budget = HTTP2FrameBudget(now: start)
        receive(HTTP2FrameBudget.share + 1, into: budget)
        for _ in 0..<1_000 { budget.answerSent(255) }
        #expect(budget.isSpent(now: start))
        budget.answerSent(256)
        #expect(!budget.isSpent(now: start))
    }

    @Test func `each setting counts`() {
        let budget = HTTP2FrameBudget(now: start)
        budget.received(HTTP2FrameHeads.Head(kind: .settings, length: 6 * HTTP2FrameBudget.share))
        #expect(!budget.isSpent(now: start))
        budget.received(HTTP2FrameHeads.Head(kind: .settings, length: 0))
        #expect(budget.isSpent(now: start))
    }
}
