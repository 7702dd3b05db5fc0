// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Tenancy

/// What is known of one source of keys, and when to look at it next. Pure.
struct KeySourceState {
    /// How long keys are used without a look where the issuer does not say, and what it may say.
    static let usualAge = TimeAmount.minutes(10)
    static let ages = TimeAmount.minutes(1)...TimeAmount.hours(1)
    /// How long keys are used at most while the source cannot be read.
    static let longestStaleness = TimeAmount.hours(24)
    /// The least pause between two looks for the sake of a key that is not known.
    static let pauseForUnknownKeys = TimeAmount.seconds(30)
    private static let retries = TimeAmount.seconds(5)...TimeAmount.minutes(5)

    /// Nil until they have been read once, or when they are too old.
    private(set) var keys: [VerificationKey]?
    /// When to look again.
    private(set) var nextLook: NIODeadline
    private var lastLook: NIODeadline?
    private var readAt: NIODeadline?
    private var failures = 0

    init(now: NIODeadline) {
        nextLook = now
    }

    /// A look begins.
    mutating func begins(now: NIODeadline) {
        lastLook = now
    }

    /// The keys were read. The next look comes before they expire.
    ///
    /// - Parameter maximumAge: in seconds, as the issuer says.
    mutating func succeeded(_ keys: [VerificationKey], maximumAge: Int?, now: NIODeadline) {
        self.keys = keys
        readAt = now
        failures = 0
        let stated = maximumAge.map { TimeAmount.seconds(Int64(clamping: min(max($0, 0), 86_400))) } ?? Self.usualAge
        let age = min(max(stated, Self.ages.lowerBound), Self.ages.upperBound)
        nextLook = now + .nanoseconds(age.nanoseconds / 5 * 4)
    }

    /// The keys could not be read: the old ones stay in force for a while.
    mutating func failed(now: NIODeadline) {
        let doublings = min(failures, 10)
        failures += 1
        let pause = TimeAmount.nanoseconds(Self.retries.lowerBound.nanoseconds << Int64(doublings))
        nextLook = now + min(pause, Self.retries.upperBound)
        if let readAt, now - readAt > Self.longestStaleness { keys = nil }
    }

    /// Whether a token's unknown key is a reason to look now.
    func mayLookForUnknownKey(now: NIODeadline) -> Bool {
        guard let lastLook else { return true }
        return now - lastLook >= Self.pauseForUnknownKeys
    }

    /// It is to be read again at once.
    mutating func expire(now: NIODeadline) {
        nextLook = now
    }
}
