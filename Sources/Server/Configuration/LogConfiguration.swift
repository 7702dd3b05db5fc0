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
    package init(_ source: ConfigurationSource) throws(InvalidConfiguration) {
        var reader = ConfigurationReader(source)
        self.init(&reader)
        guard reader.faults.isEmpty else { throw reader.invalidConfiguration }
    }

    init(_ reader: inout ConfigurationReader) {
        level = reader.choice(.logLevel, default: .info)
        format = reader.choice(.logFormat, default: .text)
    }
}
