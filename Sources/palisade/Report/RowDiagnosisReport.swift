// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL
import Server

/// What `palisade why` prints.
struct RowDiagnosisReport {
    let diagnosis: RowDiagnosis
    let table: MappedTable
    /// Who asks, for the first line.
    let person: String
    /// A field of the type that is asked for in particular.
    var field: String?

    var text: String {
        var lines = ["\(person), as \(diagnosis.role), and the \(table.typeName) in \(diagnosis.relation.name):", ""]
        if let refusal = diagnosis.refusal {
            lines.append("  Refused before anything is read: \(refusal)")
        }
        lines += grants
        if diagnosis.rows.isEmpty { lines.append("  There is no such row, for anybody.") }
        for row in diagnosis.rows { lines += text(of: row) }
        lines += ["", verdict, ""]
        return lines.joined(separator: "\n")
    }

    private var verdict: String {
        if diagnosis.rows.isEmpty { return "Hidden: the row does not exist." }
        if diagnosis.refusal != nil { return "Hidden: the person is not let in." }
        guard diagnosis.isVisible else { return "Hidden." }
        if let field, let column = column(of: field), diagnosis.hiddenColumns.contains(column) {
            return "The row is visible; the field '\(field)' is not: no grant on the column \(column)."
        }
        return "Visible."
    }

    /// Whether the person gets what was asked for.
    var isVisible: Bool {
        diagnosis.isVisible
            && !(field.flatMap(column(of:)).map(diagnosis.hiddenColumns.contains) ?? false)
    }

    private var grants: [String] {
        let relation = diagnosis.relation.name
        guard diagnosis.maySelect else {
            return [
                "  Grants: none. The role may not SELECT any column, or not use the schema:",
                "      grant usage on schema \(SQLIdentifier(relation.schema).text) to \(SQLIdentifier(diagnosis.role).text);",
                "      grant select on \(SQLIdentifier(relation.schema).text).\(SQLIdentifier(relation.name).text) "
                    + "to \(SQLIdentifier(diagnosis.role).text);",
            ]
        }
        guard !diagnosis.hiddenColumns.isEmpty else { return ["  Grants: SELECT on every column."] }
        let fields = table.fields.compactMap { name, field -> String? in
            guard case .column(let column) = field, diagnosis.hiddenColumns.contains(column.name) else { return nil }
            return name
        }
        return [
            "  Grants: SELECT, but not on \(diagnosis.hiddenColumns.joined(separator: ", "))"
                + (fields.isEmpty ? "." : " (fields \(fields.sorted().joined(separator: ", "))).")
        ]
    }

    private func column(of field: String) -> String? {
        guard case .column(let column)? = table.fields[field] else { return nil }
        return column.name
    }

    private func text(of row: RowDiagnosis.Row) -> [String] {
        let key = row.key.map { "\($0.column) = \($0.value ?? "null")" }.joined(separator: ", ")
        var lines = ["  Row \(key):"]
        if diagnosis.relation.kind == .view {
            let tables = diagnosis.relation.underlyingRelations.map(\.description).sorted().joined(separator: ", ")
            lines.append("    A view has no policies of its own; those of what it reads decide: \(tables).")
            lines.append("    PostgreSQL \(row.isVisible ? "shows the row." : "does not show the row.")")
            return lines
        }
        if !diagnosis.relation.hasRowSecurity {
            lines.append("    No row-level security: nothing hides any row.")
        } else if !row.policies.contains(where: { $0.policy.isPermissive && $0.verdict != .notForRole }) {
            lines.append("    No permissive policy for SELECT is for this role: every row is hidden.")
        }
        for outcome in row.policies { lines += text(of: outcome) }
        let together = row.isAdmitted ? "admit the row" : "hide the row"
        lines.append("    Together the policies \(together).")
        if diagnosis.maySelect, diagnosis.refusal == nil, row.isAdmitted != row.isVisible {
            lines.append(
                "    PostgreSQL itself decides otherwise: the row is \(row.isVisible ? "" : "not ")there. "
                    + "A policy that depends on more than its row decides so, or the privileges of what it reads.")
        }
        return lines
    }

    private func text(of outcome: RowDiagnosis.PolicyOutcome) -> [String] {
        let kind = outcome.policy.isPermissive ? "permissive" : "restrictive"
        let mark: String
        switch outcome.verdict {
        case .holds: mark = "yes"
        case .fails: mark = "NO "
        case .error: mark = "ERR"
        case .notForRole: mark = " - "
        }
        var lines = ["    \(mark) \(outcome.policy.name) (\(kind), to \(outcome.policy.roles.joined(separator: ", ")))"]
        switch outcome.verdict {
        case .notForRole: return lines
        case .error(let message): lines.append("          cannot be evaluated: \(message)")
        case .holds, .fails: break
        }
        if let using = outcome.policy.using { lines.append("          using \(using)") }
        lines += outcome.row.map { "          the row's \($0.column) is \($0.value ?? "null")" }
        lines += outcome.context.map { "          \($0.call) is \($0.value ?? "null")" }
        return lines
    }
}
