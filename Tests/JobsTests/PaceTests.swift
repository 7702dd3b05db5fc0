// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Jobs

/// How large the worker's batches are, and how long it rests between them.
struct PaceTests {
    private let now = ContinuousClock.now

    @Test(arguments: [(50, 200), (20, 800), (100, 0)])
    func `a job rests so long that it works for its share of the time`(share: Int, rest: Int) {
        var pace = Pace(batch: 1...1, share: share)
        #expect(pace.restsUntil == nil)
        pace.worked(for: .milliseconds(200), until: now)
        #expect(pace.restsUntil == now + .milliseconds(rest))
    }

    @Test func `after a step of an hour it rests for a minute`() {
        var pace = Pace(batch: 1...1, share: 1)
        pace.worked(for: .seconds(3600), until: now)
        #expect(pace.restsUntil == now + .seconds(60))
        var single = Pace(batch: nil, share: 1)
        single.worked(for: .seconds(3600), until: now)
        #expect(single.restsUntil == nil, "what has no batches looks after its own pace")
    }

    @Test func `batches begin small, grow to the time that they may take, and shrink where it is exceeded`() {
        var pace = Pace(batch: 100...1_000, share: 50)
        #expect(pace.rows == 100)
        pace.worked(for: .milliseconds(1), until: now)
        #expect(pace.rows == 200, "twice as many at most")
        pace.worked(for: .milliseconds(20), until: now)
        #expect(pace.rows == 250)
        for _ in 0..<9 { pace.worked(for: .zero, until: now) }
        #expect(pace.rows == 1_000)
        pace.worked(for: .milliseconds(31), until: now)
        #expect(pace.rows == 806)
        pace.worked(for: .seconds(10), until: now)
        #expect(pace.rows == 403, "half as many at least")
        for _ in 0..<9 { pace.worked(for: .seconds(10), until: now) }
        #expect(pace.rows == 100)
    }
}
