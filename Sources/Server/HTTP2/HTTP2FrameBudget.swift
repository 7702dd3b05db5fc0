// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// How many frames a client may send that bring nothing forward. Used on one event loop.
///
/// Each frame costs one; requests, bodies and answers that are taken give more back than they need. What is left is for
/// PING, SETTINGS, windows and frames of kinds that are not known here: some in any stretch of time, however little else
/// is done over the connection.
final class HTTP2FrameBudget {
    /// What there is at first, and at least in each new stretch of time.
    static let share = 200
    static let stretch = TimeAmount.seconds(30)
    /// No more is saved: what clients send once they have taken much that was under way.
    private static let maximum = 100_000
    /// A client may open windows for each frame that it is sent, but not ask for its answer byte by byte.
    private static let smallAnswer = 256

    private var remaining = share
    private var stretchEnd: NIODeadline

    init(now: NIODeadline) {
        stretchEnd = now + Self.stretch
    }

    /// A frame has come.
    func received(_ frame: HTTP2FrameHeads.Head) {
        let cost =
            switch frame.kind {
            // Each setting is looked at, and some are told to each stream.
            case .settings: max(1, frame.length / 6)
            case .other: 1
            }
        remaining = max(remaining - cost, -Self.maximum)
    }

    /// A request has begun: what its frames cost, with some for its windows, its priority and its end.
    func requestBegan() { earn(10) }

    /// A part of a body was kept.
    func bodyPartKept() { earn(1) }

    /// A part of an answer has been sent: its client has opened windows for it, or will.
    func answerSent(_ bytes: Int) {
        if bytes >= Self.smallAnswer { earn(4) }
    }

    /// Whether the client has sent more than it may.
    func isSpent(now: NIODeadline) -> Bool {
        if now >= stretchEnd {
            stretchEnd = now + Self.stretch
            remaining = max(remaining, Self.share)
        }
        return remaining < 0
    }

    private func earn(_ frames: Int) {
        remaining = min(remaining + frames, Self.maximum)
    }
}
