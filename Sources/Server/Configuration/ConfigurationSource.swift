// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema

/// Where the configuration comes from: what the command line says goes before the environment.
package struct ConfigurationSource: Sendable {
    /// A value that was given on the command line, or by the program itself.
    package struct Flag: Sendable {
        /// The variable that it stands for.
        package let variable: ConfigurationVariable
        /// What messages call it: `--port`.
        package let name: String
        package let value: String

        /// - Returns: nil where the flag was not given.
        package init?(_ variable: ConfigurationVariable, _ name: String, _ value: String?) {
            guard let value else { return nil }
            self.variable = variable
            self.name = name
            self.value = value
        }
    }

    private let environment: [String: String]
    var flags: [ConfigurationVariable: Flag]

    package init(environment: [String: String], flags: [Flag?] = []) {
        self.environment = environment
        self.flags = Dictionary(
            flags.compactMap(\.self).map { ($0.variable, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// The value of a variable; nil if it is not set, or set to nothing.
    package func value(_ variable: ConfigurationVariable) -> String? {
        guard let value = flags[variable]?.value ?? environment[variable.rawValue], !value.isEmpty else { return nil }
        return value
    }

    /// Paths with commas between them.
    package func paths(_ variable: ConfigurationVariable, default standard: String) -> [String] {
        (value(variable) ?? standard).split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
    }

    /// Whether a variable is there at all, if only as an empty text.
    package func isPresent(_ variable: ConfigurationVariable) -> Bool {
        flags[variable] != nil || environment[variable.rawValue] != nil
    }

    /// Whether the value was given on the command line.
    package func isFlag(_ variable: ConfigurationVariable) -> Bool { flags[variable] != nil }

    /// What to call a variable in a message: the flag, if that was used.
    package func name(of variable: ConfigurationVariable) -> String { flags[variable]?.name ?? variable.rawValue }

    /// All variables as the environment would have them, flags included.
    package var variables: [String: String] {
        environment.merging(flags.values.map { ($0.variable.rawValue, $0.value) }) { _, flag in flag }
    }

    /// One sentence for each variable that begins like ours and is none: most likely a slip of the pen.
    package var unknownVariables: [String] {
        let prefix = ConfigurationVariable.prefix
        // What all names share would make all of them resemble one another.
        let known = ConfigurationVariable.allCases.map { String($0.rawValue.dropFirst(prefix.count)) }
        return environment.keys.sorted()
            .filter { name in
                name.hasPrefix(prefix) && !name.hasPrefix(ConfigurationVariable.testPrefix)
                    && ConfigurationVariable(rawValue: name) == nil
            }
            .map { name in
                let nearest = suggestionList(String(name.dropFirst(prefix.count)), options: known).first
                return "\(name) is not a variable that Palisade knows, and has no effect."
                    + (nearest.map { " Did you mean \(prefix)\($0)?" } ?? "")
            }
    }
}

extension Substring {
    /// Without spaces at its ends.
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
