// SPDX-License-Identifier: Apache-2.0

/// What `palisade worker` is told beside its database and its log.
package struct WorkerConfiguration: Sendable {
    /// The percentage of the time in which a job works that has something to do.
    package let share: Int

    package init(_ source: ConfigurationSource, usualShare: Int) throws(InvalidConfiguration) {
        var reader = ConfigurationReader(source)
        share = reader.integer(.workerShare, in: 1...100, default: usualShare)
        guard reader.faults.isEmpty else { throw reader.invalidConfiguration }
    }
}
