// SPDX-License-Identifier: Apache-2.0

package import Tenancy

/// Where the configuration comes from: what the command line says goes before the environment, that before a file.
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

    /// Where a value was found.
    package enum Origin: Sendable, Hashable {
        /// The flag's name: `--port`.
        case flag(String)
        case environment
        case file(path: String, line: Int)
        /// Nobody says anything.
        case standard

        /// The higher one counts.
        var precedence: Int {
            switch self {
            case .flag: 3
            case .environment: 2
            case .file: 1
            case .standard: 0
            }
        }
    }

    private let environment: [String: String]
    private var file: ConfigurationFile?
    var flags: [ConfigurationVariable: Flag]

    package init(environment: [String: String], file: ConfigurationFile? = nil, flags: [Flag?] = []) {
        self.environment = environment
        self.file = file
        self.flags = Dictionary(
            flags.compactMap(\.self).map { ($0.variable, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// The value of a variable; nil if it is not set, or set to nothing.
    package func value(_ variable: ConfigurationVariable) -> String? {
        guard let value = text(variable), !value.isEmpty else { return nil }
        return value
    }

    private func text(_ variable: ConfigurationVariable) -> String? {
        flags[variable]?.value ?? environment[variable.rawValue] ?? file?.entries[variable]?.value
    }

    /// Who says what a variable is.
    package func origin(of variable: ConfigurationVariable) -> Origin {
        if let flag = flags[variable] { return .flag(flag.name) }
        if environment[variable.rawValue] != nil { return .environment }
        if let file, let entry = file.entries[variable] { return .file(path: file.path, line: entry.line) }
        return .standard
    }

    /// The same flags and environment, with the file as it is now.
    func readAgain() -> ConfigurationSource {
        var copy = self
        copy.file = file.map { ConfigurationFile(path: $0.path) }
        return copy
    }

    /// The same, but with these variables as another source has them.
    func pinning(
        _ variables: some Sequence<ConfigurationVariable>, to other: ConfigurationSource
    ) -> ConfigurationSource {
        var copy = self
        for variable in variables {
            copy.flags[variable] = Flag(variable, other.name(of: variable), other.value(variable) ?? "")
        }
        return copy
    }

    /// What is wrong with the file.
    package var fileFaults: [ConfigurationFault] { file?.faults ?? [] }

    /// Paths with commas between them.
    package func paths(_ variable: ConfigurationVariable, default standard: String) -> [String] {
        (value(variable) ?? standard).split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
    }

    /// Whether a variable is there at all, if only as an empty text.
    package func isPresent(_ variable: ConfigurationVariable) -> Bool { text(variable) != nil }

    /// What to call a variable in a message: the flag, if that was used; with its place, if it is in a file.
    package func name(of variable: ConfigurationVariable) -> String {
        switch origin(of: variable) {
        case .flag(let name): name
        case .environment, .standard: variable.rawValue
        case .file(let path, let line): "\(variable.rawValue) (\(path):\(line))"
        }
    }

    /// All variables as the environment would have them, flags and file included.
    package var variables: [String: String] {
        let written = (file?.entries ?? [:]).map { ($0.key.rawValue, $0.value.value) }
        return Dictionary(written, uniquingKeysWith: { _, last in last })
            .merging(environment) { _, own in own }
            .merging(flags.values.map { ($0.variable.rawValue, $0.value) }) { _, flag in flag }
    }

    /// One sentence for each variable that begins like ours and is none: most likely a slip of the pen.
    package var unknownVariables: [String] {
        let prefix = ConfigurationVariable.prefix
        return environment.keys.sorted()
            .filter { name in
                name.hasPrefix(prefix) && !name.hasPrefix(ConfigurationVariable.testPrefix)
                    && ConfigurationVariable(rawValue: name) == nil
            }
            .map { name in
                return "\(name) is not a variable that Palisade knows, and has no effect."
                    + (ConfigurationVariable.nearest(to: name).map { " Did you mean \($0)?" } ?? "")
            }
    }
}
