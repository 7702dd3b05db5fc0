// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where the current time comes from: the system, or a test.
package struct WallClock: Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z, as tokens count time (RFC 7519 "NumericDate").
    package let now: @Sendable () -> Int64

    package init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    /// The system's clock.
    package static let system = WallClock {
        var time = timespec()
        // Fails only for a clock that does not exist; at the end of time every token has expired.
        guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return .max }
        return Int64(time.tv_sec)
    }
}
