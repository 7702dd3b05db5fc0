// SPDX-License-Identifier: Apache-2.0

package import Logging

/// What is logged, and how. Logs go to the error stream.
package struct LogConfiguration: Sendable {
    /// How a line looks.
    package enum Format: String, CaseIterable, Sendable {
        /// For people.
        case text
        /// One JSON object a line.
        case json
    }

    package let level: Logger.Level
    package let format: Format

    /// Reads the two variables alone, for commands that need no more of the configuration.
    package init(
        _ source: ConfigurationSource, purpose: ServerConfiguration.Purpose = .inspect
    ) throws(InvalidConfiguration) {
        var reader = ConfigurationReader(source)
        self.init(&reader, purpose: purpose)
        guard reader.faults.isEmpty else { throw reader.invalidConfiguration }
    }

    init(_ reader: inout ConfigurationReader, purpose: ServerConfiguration.Purpose) {
        level = reader.choice(.logLevel, default: purpose.logLevel)
        format = reader.choice(.logFormat, default: .text)
    }
}
