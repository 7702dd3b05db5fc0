// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// What the data map says is done with a personal column is done by a path that reaches it.
struct UnreachedPersonalColumnRule: SafetyRule {
    let code = SafetyCode.unreachedPersonalColumn

    func findings(in context: SafetyContext) -> [Finding] {
        guard let map = context.catalog.dataMap else { return [] }
        let paths = Dictionary(grouping: map.paths.filter(\.leadsToPerson), by: \.relation)
        return map.columns.filter(\.isPersonal).compactMap { column in
            let ways = paths[column.relation] ?? []
            var unreached: [String] = []
            if !reaches(column, ways, column.erase, { $0.onErase }) { unreached.append("erasing") }
            if !reaches(column, ways, column.anonymize, { $0.onAnonymize }) { unreached.append("anonymizing") }
            guard !unreached.isEmpty else { return nil }
            return Finding(
                code: code, severity: .error, object: .column(column.column, of: column.relation),
                message:
                    "The data map says what \(unreached.joined(separator: " and ")) a person does with the column, but no "
                    + "path of the table does that to its rows.")
        }
    }

    private func reaches(
        _ column: DataMapColumn, _ paths: [SubjectPath], _ action: DataMapColumn.Action,
        _ onRow: (SubjectPath) -> SubjectPath.Action
    ) -> Bool {
        switch action {
        case .keep: true
        case .row: paths.contains { onRow($0) == .delete }
        case .clear, .replace, .keys:
            paths.contains { onRow($0) == .redact && (column.path == nil || column.path == $0.name) }
        }
    }
}
