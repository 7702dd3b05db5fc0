// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Safety

/// The files that `palisade check` writes and reads beside the SDL.
enum CheckFiles {
    /// The baseline of a file; made of the report where there is no such file yet.
    ///
    /// - Throws: `dataError` for a file that is no baseline; `unavailable` where it cannot be written.
    static func baseline(
        at path: String, recording report: SafetyReport
    ) throws(CommandError) -> (baseline: SafetyBaseline, isNew: Bool) {
        guard FileManager.default.fileExists(atPath: path) else {
            let baseline = SafetyBaseline(recording: report)
            try write(baseline.json.indentedText + "\n", to: path)
            return (baseline, true)
        }
        guard let baseline = SafetyBaseline(try InputFile.json(of: path)) else {
            throw CommandError(
                .dataError, "\(path) is no baseline: it must be {\"accepted\": [{\"code\", \"object\", \"reason\"}]}.")
        }
        return (baseline, false)
    }

    /// Writes the SQL that mends a report's findings as a migration, with what each piece is for.
    static func writeMend(of report: SafetyReport, to path: String) throws(CommandError) {
        var text = "-- Mends what 'palisade check' found. Read it before you run it, as the owner of the tables.\n"
        for (finding, mend) in report.mends {
            text +=
                "\n-- \(finding.code.rawValue) \(finding.object.kind) \(finding.object): \(finding.message)\n\(mend)\n"
        }
        let open = report.findings.filter { $0.mend == nil }
        if !open.isEmpty { text += "\n-- What takes a decision:\n" }
        for finding in open {
            text += "-- \(finding.code.rawValue) \(finding.object.kind) \(finding.object): \(finding.message)\n"
        }
        try write(text, to: path)
    }

    private static func write(_ text: String, to path: String) throws(CommandError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandError(.unavailable, "\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
