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
    /// The environment of this process, and what the command line said.
    init(flags: [Flag?] = []) {
        self.init(environment: ProcessInfo.processInfo.environment, flags: flags)
    }
}
