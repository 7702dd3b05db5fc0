// SPDX-License-Identifier: Apache-2.0

package import JSON
import Postgres
package import Tenancy

/// Every variable with what is in force and who says so; secrets are not shown.
package struct ConfigurationReport: Sendable {
    /// One variable.
    package struct Entry: Sendable {
        package let variable: ConfigurationVariable
        /// What may be shown of the value; nil where there is none.
        package let value: String?
        package let origin: ConfigurationSource.Origin
    }

    package let entries: [Entry]
    package let faults: [ConfigurationFault]
    package let warnings: [String]

    /// Reads the configuration as a server does.
    package init(_ source: ConfigurationSource, purpose: ServerConfiguration.Purpose, processorCount: Int) {
        let readings: [ConfigurationVariable: String]
        do throws(InvalidConfiguration) {
            let configuration = try ServerConfiguration(source, purpose: purpose, processorCount: processorCount)
            (readings, faults, warnings) = (configuration.readings, [], configuration.warnings)
        } catch {
            (readings, faults, warnings) = (error.readings, error.faults, error.warnings)
        }
        entries = ConfigurationVariable.allCases.map { variable in
            let value = readings[variable] ?? source.value(variable)
            return Entry(
                variable: variable, value: value.map { Self.shown($0, of: variable) },
                origin: source.isPresent(variable) ? source.origin(of: variable) : .standard)
        }
    }

    private static func shown(_ value: String, of variable: ConfigurationVariable) -> String {
        if variable.isSecret { return "***" }
        if variable.isConnectionString {
            return PostgresConnectionConfiguration(connectionString: value).maskedConnectionString
                ?? "*** (not a connection string)"
        }
        // A key of several lines would tear the list apart, and an address may have a password in it.
        if value.contains(where: \.isNewline) { return "(a text of \(value.utf8.count) bytes)" }
        guard let scheme = value.firstRange(of: "://"),
            let at = value[scheme.upperBound...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
        else { return value }
        return value[..<scheme.upperBound] + "***" + value[at...]
    }

    /// One line a variable: name, value, who says so.
    package var text: String {
        let names = entries.map(\.variable.rawValue.count).max() ?? 0
        let values = entries.map { $0.value ?? "(not set)" }
        let width = values.map(\.count).filter { $0 <= Self.widestColumn }.max() ?? 0
        return zip(entries, values).map { entry, value in
            Self.padded(entry.variable.rawValue, to: names) + "  " + Self.padded(value, to: width) + "  "
                + "\(entry.origin)\n"
        }.joined()
    }

    private static let widestColumn = 48

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// `{variables: [{name, value, source, place?}], faults: [{name, message}], warnings: […]}`
    package var json: JSON {
        .object([
            JSONMember(name: "variables", value: .array(entries.map(\.json))),
            JSONMember(
                name: "faults",
                value: .array(
                    faults.map { fault in
                        .object([
                            JSONMember(name: "name", value: .string(fault.variable)),
                            JSONMember(name: "message", value: .string(fault.description)),
                        ])
                    })),
            JSONMember(name: "warnings", value: .array(warnings.map { .string($0) })),
        ])
    }
}

extension ConfigurationReport.Entry {
    fileprivate var json: JSON {
        var members = [
            JSONMember(name: "name", value: .string(variable.rawValue)),
            JSONMember(name: "value", value: value.map { .string($0) } ?? .null),
        ]
        switch origin {
        case .flag(let name):
            members.append(JSONMember(name: "source", value: .string("flag")))
            members.append(JSONMember(name: "place", value: .string(name)))
        case .environment: members.append(JSONMember(name: "source", value: .string("environment")))
        case .file(let path, let line):
            members.append(JSONMember(name: "source", value: .string("file")))
            members.append(JSONMember(name: "place", value: .string("\(path):\(line)")))
        case .standard: members.append(JSONMember(name: "source", value: .string("default")))
        }
        return .object(members)
    }
}

extension ConfigurationSource.Origin: CustomStringConvertible {
    /// For people: `--port`, `environment`, `palisade.env:3`, `default`.
    package var description: String {
        switch self {
        case .flag(let name): name
        case .environment: "environment"
        case .file(let path, let line): "\(path):\(line)"
        case .standard: "default"
        }
    }
}
