// SPDX-License-Identifier: Apache-2.0

/// One thing wrong with the configuration. Never holds a secret.
package struct ConfigurationFault: Error, Sendable, Hashable {
    /// The variable at fault, such as `PALISADE_JWT_SECRET`.
    package let variable: String
    /// What is wrong, going on from the variable's name.
    package let problem: String
    /// What to do, as sentences.
    package let remedy: String

    package init(variable: String, problem: String, remedy: String) {
        self.variable = variable
        self.problem = problem
        self.remedy = remedy
    }
}

extension ConfigurationFault: CustomStringConvertible {
    package var description: String { "\(variable) \(problem). \(remedy)" }
}

/// Everything wrong with the configuration, at least one fault.
package struct ConfigurationFaults: Error, Sendable, Hashable {
    package let faults: [ConfigurationFault]
}

extension ConfigurationFaults: CustomStringConvertible {
    /// One fault a line.
    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
