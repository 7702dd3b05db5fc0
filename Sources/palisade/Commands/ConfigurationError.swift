// SPDX-License-Identifier: Apache-2.0

import Foundation
import Server

extension CommandError {
    /// All faults of a configuration, one a line.
    init(_ error: InvalidConfiguration) {
        let count = error.faults.count
        let title = count == 1 ? "The configuration has a fault." : "The configuration has \(count) faults."
        self.init(
            .configuration,
            title + error.faults.map { "\n  \($0)" }.joined()
                + error.warnings.map { "\nWarning: \($0)" }.joined())
    }
}

extension ConfigurationSource {
    /// The environment of this process, what the command line said, and the file that one of them names.
    init(flags: [Flag?] = []) {
        let environment = ProcessInfo.processInfo.environment
        let plain = ConfigurationSource(environment: environment, flags: flags)
        guard let path = plain.value(.configurationFile) else {
            self = plain
            return
        }
        self.init(environment: environment, file: ConfigurationFile(path: path), flags: flags)
    }

    /// For commands that look at single values.
    ///
    /// - Throws: `configuration` with all that is wrong with the file.
    func requireSoundFile() throws(CommandError) {
        guard !fileFaults.isEmpty else { return }
        throw CommandError(
            .configuration, "The configuration file is not valid." + fileFaults.map { "\n  \($0)" }.joined())
    }
}
