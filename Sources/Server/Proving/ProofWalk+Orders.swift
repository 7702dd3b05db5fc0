// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping

extension ProofWalk {
    /// Up to how many fields each order shows whole rows. A wide table has as many orders as columns: with whole rows the time
    /// of its proof would grow by the square of its width.
    private static let wholeRows = 100
    /// Fields beside the key that are shown of a wider row, where as many tell rows of B from rows of A.
    private static let tellingFields = 20

    /// A page by each column, from its end.
    func orders(_ field: FieldType, _ rows: ListedType, _ page: Page?) -> [ProofOperation] {
        guard let page, page.isConnection, let order = inputType(innermost(field.argument(named: "orderBy"))) else {
            return []
        }
        // What a search found is ordered where it is searched for.
        let columns = order.fields.filter {
            $0.type.namedType == "OrderDirection" && !SearchNames.figures.contains($0.name)
        }
        let shown = shownFields(of: rows)
        return columns.map { entry in
            let fields = shown.map { narrow($0 + [entry.name], of: rows) } ?? selection(of: rows, depth: 0)
            return operation(
                rows.type, "\(field.name), by \(entry.name)",
                "\(field.name)(first: 5, orderBy: [{\(entry.name): DESC}]) \(page.around(fields))")
        }
    }

    private func narrow(_ fields: [String], of rows: ListedType) -> String {
        let fields = (["__typename"] + fields).joined(separator: " ")
        return rows.isFragment ? "__typename ... on \(rows.type) { \(fields) }" : fields
    }

    /// What is shown of a wide row beside the column that it is ordered by: its key, and fields by which each row of B that
    /// is known is told from A's. Nil for all fields, where these are few or none tells.
    private func shownFields(of rows: ListedType) -> [String]? {
        guard let type = objectType(rows.type), type.fields.count > Self.wholeRows,
            let table = mapping.tables[rows.type], let foreign = foreign.rows[rows.type]
        else { return nil }
        let keyColumns = Set((table.key + table.orderingKey).map(\.name))
        var key: [String] = []
        var others: [(field: String, column: String)] = []
        for field in type.fields {
            guard case .column(let column)? = table.fields[field.name] else { continue }
            if keyColumns.contains(column.name) {
                key.append(field.name)
            } else {
                others.append((field.name, column.name))
            }
        }
        let ownTexts = rows.all.reduce(into: Set<String>()) { $0.formUnion(own.rows[$1]?.texts ?? []) }
        func tells(_ column: String, _ row: Int) -> Bool {
            guard let values = foreign.values[column], row < values.count, case .string(let text) = values[row] else {
                return false
            }
            return !ownTexts.contains(text)
        }
        var telling: [(field: String, column: String)] = []
        for row in foreign.samples.indices where !telling.contains(where: { tells($0.column, row) }) {
            if let next = others.first(where: { tells($0.column, row) }) { telling.append(next) }
        }
        guard !telling.isEmpty else { return nil }
        let chosen = Set(telling.map(\.field))
        let further = others.lazy.filter { !chosen.contains($0.field) && tells($0.column, 0) }
            .prefix(max(0, Self.tellingFields - telling.count))
        return key + telling.map(\.field) + further.map(\.field)
    }
}
