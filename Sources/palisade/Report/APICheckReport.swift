// SPDX-License-Identifier: Apache-2.0

import JSON
import Mapping
import Safety
import Server
import Tenancy

/// How an SDL and a configuration fit a database, for people and for programs.
struct APICheckReport {
    let check: APICheck

    private var mappingFaults: [FileFault] { check.mappingFaults.map(FileFault.init) }

    /// Everything, ending in what it comes to, without a line break at the end.
    var text: String {
        var parts = mappingFaults.map { $0.text + "\n" }
        parts += check.configurationFaults.map { "\($0)\n" }
        parts += check.notes.map { "note: \($0)\n" }
        parts += check.safety.findings.map(\.text)
        return (parts + [summary]).joined(separator: "\n")
    }

    private var summary: String {
        var counts: [String] = []
        if !mappingFaults.isEmpty {
            counts.append(
                Self.count(
                    mappingFaults.count, "place where the SDL does not fit the database",
                    "places where the SDL does not fit the database"))
        }
        if !check.configurationFaults.isEmpty {
            counts.append(Self.count(check.configurationFaults.count, "fault", "faults") + " of the configuration")
        }
        counts.append(check.safety.summary)
        return counts.joined(separator: ", ") + (check.mayServe ? ": may be served." : ": must not be served.")
    }

    private static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
        "\(number) \(number == 1 ? singular : plural)"
    }

    /// `{mayServe, mapping, configuration, findings, notes}`
    var json: JSON {
        let configuration = check.configurationFaults.map { fault in
            JSON.object([
                JSONMember(name: "variable", value: .string(fault.variable)),
                JSONMember(name: "message", value: .string(fault.description)),
            ])
        }
        return .object([
            JSONMember(name: "mayServe", value: .boolean(check.mayServe)),
            JSONMember(name: "mapping", value: .array(mappingFaults.map(\.json))),
            JSONMember(name: "configuration", value: .array(configuration)),
            JSONMember(name: "findings", value: check.safety.json),
            JSONMember(name: "notes", value: .array(check.notes.map { .string($0) })),
        ])
    }
}
