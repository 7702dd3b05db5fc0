// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// How many operations may be asked for in a time: `100/s`, `600/m`, `10000/h`. That many may come at once.
package struct RateLimit: Sendable, Hashable {
    package let count: Int
    package let period: TimeAmount

    /// - Returns: nil if the text is of another form.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), (1...1_000_000).contains(count) else { return nil }
        switch parts[1] {
        case "s": period = .seconds(1)
        case "m": period = .minutes(1)
        case "h": period = .hours(1)
        default: return nil
        }
        self.count = count
    }
}
