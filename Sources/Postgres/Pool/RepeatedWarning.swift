// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// Says when to tell again of what goes on happening: at the first time, and then at most once in a while.
struct RepeatedWarning {
    private let pause: TimeAmount
    private var lastTold: NIODeadline?
    private var untold = 0

    init(pause: TimeAmount) {
        self.pause = pause
    }

    /// It happened.
    ///
    /// - Returns: how often it has happened since it was last told of, this time not counted; nil if it is not to be told
    ///   of now.
    mutating func happened(now: NIODeadline) -> Int? {
        if let lastTold, now < lastTold + pause {
            untold += 1
            return nil
        }
        defer { untold = 0 }
        lastTold = now
        return untold
    }
}
