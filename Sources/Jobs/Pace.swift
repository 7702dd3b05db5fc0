// SPDX-License-Identifier: Apache-2.0

/// How many rows a job's next batch has, and how long the job rests before it: what keeps a large erasure from being felt
/// by everybody else who asks the database.
struct Pace: Sendable, Hashable {
    /// About how long a batch is to take: whoever waits for its locks, or for the processor, hardly notices.
    static let target = Duration.milliseconds(25)
    /// How long a job rests at most, however long its step was.
    static let longestRest = Duration.seconds(60)

    private let batch: ClosedRange<Int>?
    private let share: Int

    /// Rows of the next step; 0 for a job without batches.
    private(set) var rows: Int
    /// When the job may go on; nil before its first step, and without batches.
    private(set) var restsUntil: ContinuousClock.Instant?

    /// - Parameters:
    ///   - batch: how many rows a step may have; the first has the fewest.
    ///   - share: the percentage of the time in which a job works that has something to do.
    init(batch: ClosedRange<Int>?, share: Int) {
        self.batch = batch
        self.share = min(max(share, 1), 100)
        rows = batch?.lowerBound ?? 0
    }

    /// Learns from a step that did something.
    mutating func worked(for elapsed: Duration, until now: ContinuousClock.Instant) {
        // Others look after their own pace, or are short.
        guard let batch else { return }
        restsUntil = now + min(elapsed * (100 - share) / share, Self.longestRest)
        // Twice as many or half as many at most: one step that had to wait says little.
        let factor = elapsed > .zero ? min(max(Self.target / elapsed, 0.5), 2) : 2
        rows = min(max(Int(Double(rows) * factor), batch.lowerBound), batch.upperBound)
    }
}
