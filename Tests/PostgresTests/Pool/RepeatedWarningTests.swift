// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import Postgres

struct RepeatedWarningTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    @Test func `the first time is told, then none until the pause is over`() {
        var warning = RepeatedWarning(pause: .seconds(5))
        #expect(warning.happened(now: start) == 0)
        #expect(warning.happened(now: start + .seconds(1)) == nil)
        #expect(warning.happened(now: start + .milliseconds(4_999)) == nil)
        #expect(warning.happened(now: start + .seconds(5)) == 2)
    }

    @Test func `each pause begins when it was told, and counts anew`() {
        var warning = RepeatedWarning(pause: .seconds(5))
        _ = warning.happened(now: start)
        #expect(warning.happened(now: start + .seconds(60)) == 0)
        #expect(warning.happened(now: start + .seconds(64)) == nil)
        #expect(warning.happened(now: start + .seconds(65)) == 1)
    }
}
