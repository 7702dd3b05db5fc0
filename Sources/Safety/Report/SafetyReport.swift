// SPDX-License-Identifier: Apache-2.0

/// The findings of all rules on one database.
package struct SafetyReport: Sendable {
    /// Errors first, then by code and object.
    package let findings: [Finding]

    package init(findings: [Finding]) {
        self.findings = findings.uniqued().sorted { left, right in
            if left.severity != right.severity { return left.severity == .error }
            if left.code != right.code { return left.code.rawValue < right.code.rawValue }
            return left.object.description < right.object.description
        }
    }

    package var errors: [Finding] { findings.filter { $0.severity == .error } }

    package var warnings: [Finding] { findings.filter { $0.severity == .warning } }

    /// "2 errors, 1 warning".
    package var summary: String {
        let counts = [(errors.count, "error"), (warnings.count, "warning")]
        return counts.map { count, word in "\(count) \(word)\(count == 1 ? "" : "s")" }.joined(separator: ", ")
    }

    /// The findings that SQL mends, each with what of it no earlier one has: several keys may need the same key of the
    /// table that they refer to.
    package var mends: [(finding: Finding, sql: String)] {
        var written: Set<String> = []
        return findings.compactMap { finding in
            let pieces = (finding.mend ?? "").split(separator: ";\n").map { $0.hasSuffix(";") ? String($0) : $0 + ";" }
            let sql = pieces.filter { written.insert($0).inserted }.joined(separator: "\n")
            return sql.isEmpty ? nil : (finding, sql)
        }
    }
}
