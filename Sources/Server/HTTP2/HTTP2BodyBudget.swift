// SPDX-License-Identifier: Apache-2.0

/// How much of requests' bodies a connection holds at once, over all its streams. Used on one event loop.
final class HTTP2BodyBudget {
    private var remaining: Int

    init(bytes: Int) {
        remaining = bytes
    }

    /// - Returns: false, and nothing is taken, where there is less than that.
    func take(_ bytes: Int) -> Bool {
        guard bytes <= remaining else { return false }
        remaining -= bytes
        return true
    }

    func giveBack(_ bytes: Int) {
        remaining += bytes
    }
}
