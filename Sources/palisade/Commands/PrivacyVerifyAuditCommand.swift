// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Postgres

/// `palisade privacy verify-audit`
struct PrivacyVerifyAuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-audit",
        abstract: "Recompute the hash chains of the audit log and of the receipts.",
        discussion: "Exit codes: 0 both are intact, 1 something was changed, taken away or put in.")

    @OptionGroup var database: OwnerDatabase

    func run() async throws {
        let faults = try await DatabaseAccess.withConnection(
            try database.configuration(for: "privacy verify-audit")
        ) { connection in
            let audit = try await connection.simpleQuery("select seal, fault from privacy.verify_audit()")
            let receipts = try await connection.simpleQuery(
                "select tenant_id || ' ' || number, fault from privacy.verify_receipts()")
            return Self.lines(audit, "link") + Self.lines(receipts, "receipt")
        }
        for fault in faults { StandardStream.output.writeLine(fault) }
        if !faults.isEmpty { throw ExitStatus.faultsFound.exitCode }
        StandardStream.output.writeLine("The audit log and the receipts are intact.")
    }

    private static func lines(_ results: [ResultSet], _ kind: String) -> [String] {
        guard let result = results.last else { return [] }
        return (0..<result.rowCount).map { row in
            "\(kind) \(result.text(row: row, column: 0) ?? "-"): \(result.text(row: row, column: 1) ?? "")"
        }
    }
}
