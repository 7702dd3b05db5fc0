// SPDX-License-Identifier: Apache-2.0

import JSON
import Mapping
import Safety
import Server
import Tenancy

extension APICheck {
    /// What commands need that look at the API.
    ///
    /// - Throws: `configuration` with the whole report, where the SDL does not fit the database.
    func requiredMapping() throws(CommandError) -> Mapping {
        if let mapping { return mapping }
        throw CommandError(.configuration, APICheckReport(check: self).text)
    }
}

/// How an SDL and a configuration fit a database, for people and for programs.
struct APICheckReport {
    let check: APICheck
    /// Clients' documents, where they were asked for.
    var operations: OperationsCheck?
    /// The findings that nobody has accepted.
    private(set) var safety: SafetyReport
    private var accepted: [Finding] = []
    private var baselineNotes: [String] = []
    private var hasBaseline = false

    init(check: APICheck, operations: OperationsCheck? = nil) {
        self.check = check
        self.operations = operations
        safety = check.safety
    }

    /// Takes out the warnings that a reviewer has accepted.
    mutating func accept(_ baseline: SafetyBaseline, from file: String, isNew: Bool) {
        hasBaseline = true
        let applied = baseline.applied(to: check.safety)
        safety = applied.report
        accepted = applied.accepted
        if isNew {
            baselineNotes.append("\(file) was made of the warnings: write a reason for each that is accepted.")
        }
        baselineNotes += applied.stale.map {
            "\(file) has \($0.code) of \($0.object), which is no longer found: take it out."
        }
    }

    /// Whether there is what fails a review, though the database may be served.
    var hasFurtherFaults: Bool {
        !(operations?.faults.isEmpty ?? true) || (hasBaseline && !safety.warnings.isEmpty)
    }

    private var notes: [String] { check.notes + baselineNotes + (operations?.notes ?? []) }

    private var mappingFaults: [FileFault] { check.mappingFaults.map(FileFault.init) }

    /// Everything, ending in what it comes to, without a line break at the end.
    var text: String {
        var parts = mappingFaults.map { $0.text + "\n" }
        parts += check.configurationFaults.map { "\($0)\n" }
        parts += (operations?.faults ?? []).map { $0.text + "\n" }
        parts += notes.map { "note: \($0)\n" }
        parts += safety.findings.map(\.text)
        parts += (operations?.scans ?? []).map(\.text)
        return (parts + [summary]).joined(separator: "\n")
    }

    /// What it comes to, in one line.
    var summary: String {
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
        if let faults = operations?.faults, !faults.isEmpty {
            counts.append(Self.count(faults.count, "fault", "faults") + " of operations")
        }
        counts.append(safety.summary)
        if !accepted.isEmpty { counts.append("\(accepted.count) accepted") }
        return counts.joined(separator: ", ") + (check.mayServe ? ": may be served." : ": must not be served.")
    }

    private static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
        "\(number) \(number == 1 ? singular : plural)"
    }

    /// `{mayServe, mapping, configuration, findings, accepted, operations, notes}`
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
            JSONMember(name: "findings", value: safety.json),
            JSONMember(name: "accepted", value: .array(accepted.map(\.json))),
            JSONMember(
                name: "operations",
                value: .object([
                    JSONMember(name: "faults", value: .array((operations?.faults ?? []).map(\.json))),
                    JSONMember(name: "scans", value: .array((operations?.scans ?? []).map(\.json))),
                ])),
            JSONMember(name: "notes", value: .array(notes.map { .string($0) })),
        ])
    }
}
