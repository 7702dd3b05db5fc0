// SPDX-License-Identifier: Apache-2.0

package import JSON

/// Warnings that a reviewer has looked at and accepts, each with the reason why.
///
/// Errors are never accepted: the server refuses them whatever a file says.
package struct SafetyBaseline: Sendable {
    /// A warning that is accepted.
    package struct Entry: Sendable, Hashable {
        package var code: String
        /// As `SafetyObject.description` has it.
        package var object: String
        /// An entry without one accepts nothing: somebody still has to look.
        package var reason: String

        package init(code: String, object: String, reason: String) {
            self.code = code
            self.object = object
            self.reason = reason
        }
    }

    package var entries: [Entry]

    /// A record of a report's warnings, for a reviewer to write the reasons into.
    package init(recording report: SafetyReport) {
        entries = report.warnings.map { Entry(code: $0.code.rawValue, object: $0.object.description, reason: "") }
    }

    /// Reads `{"accepted": [{"code", "object", "reason"}]}`; nil for anything else.
    package init?(_ json: JSON) {
        guard let items = json["accepted"]?.arrayValue else { return nil }
        var entries: [Entry] = []
        for item in items {
            guard let code = item["code"]?.stringValue, let object = item["object"]?.stringValue,
                let reason = item["reason"]?.stringValue
            else { return nil }
            entries.append(Entry(code: code, object: object, reason: reason))
        }
        self.entries = entries
    }

    package var json: JSON {
        .object([
            JSONMember(
                name: "accepted",
                value: .array(
                    entries.map { entry in
                        .object([
                            JSONMember(name: "code", value: .string(entry.code)),
                            JSONMember(name: "object", value: .string(entry.object)),
                            JSONMember(name: "reason", value: .string(entry.reason)),
                        ])
                    }))
        ])
    }

    /// What a baseline leaves of a report.
    package struct Outcome: Sendable {
        /// The report without what is accepted.
        package let report: SafetyReport
        package let accepted: [Finding]
        /// Entries whose finding is no longer there.
        package let stale: [Entry]
    }

    /// Takes what is accepted out of a report.
    package func applied(to report: SafetyReport) -> Outcome {
        let accepted = report.warnings.filter { finding in
            entries.contains { $0.names(finding) && $0.reason.contains { !$0.isWhitespace } }
        }
        let rest = report.findings.filter { !accepted.contains($0) }
        let stale = entries.filter { entry in !report.findings.contains(where: entry.names) }
        return Outcome(report: SafetyReport(findings: rest), accepted: accepted, stale: stale)
    }
}

extension SafetyBaseline.Entry {
    fileprivate func names(_ finding: Finding) -> Bool {
        code == finding.code.rawValue && object == finding.object.description
    }
}
