// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// A row to be made.
struct NewRow {
    let input: SourcedValue
    /// The input's place within the arguments.
    let path: [PathSegment]
    /// The position of its parent among the rows that the parent's statement kept.
    let parent: Int
}

/// The rows that new ones refer to.
struct ParentRows {
    let kept: KeptRows
    let table: MappedTable
    /// The new rows' columns, each with the parent's column that it refers to.
    let columns: [JoinPair]

    /// The value of one of the new rows' columns.
    func value(of pair: JoinPair, row: Int) throws(PlanningError) -> SQLFragment {
        guard let type = table.writing?.columnTypes[pair.own] else {
            throw PlanningError(.badUserInput, "Rows of type '\(table.typeName)' have no column to refer to.")
        }
        return kept.value(of: pair.own, type: type, row: row)
    }
}

/// `insert into … values …`, naming just the columns that some row gives: rights are held by column.
struct Insertion {
    let table: MappedTable
    let statement: StatementScope
    let alias: SQLIdentifier
    /// Where each column's value stands in the request.
    let inputPaths: [String: [PathSegment]]

    private let rows: [NewRow]
    private let parents: ParentRows?
    /// What some row gives, in the order of first appearance.
    private let given: [(field: String, column: MappedColumn)]
    /// Columns that functions fill, where nothing else gives them.
    private let filled: [FilledColumn]

    /// - Parameter listPath: where the rows stand in the request.
    init(
        of rows: [NewRow], into table: MappedTable, _ writing: MappedWriting, parents: ParentRows? = nil,
        listPath: [PathSegment], statement: StatementScope
    ) {
        self.rows = rows
        self.table = table
        self.parents = parents
        self.statement = statement
        alias = statement.alias(for: table.relation.name)
        var given: [(field: String, column: MappedColumn)] = []
        var inputPaths: [String: [PathSegment]] = [:]
        for row in rows {
            guard case .object(let fields) = row.input.content else { continue }
            for field in fields {
                guard case .column(let column)? = table.fields[field.name],
                    !given.contains(where: { $0.field == field.name })
                else { continue }
                given.append((field.name, column))
                let path = WriteScope.inputPath(of: field.value, argument: row.path + [.key(field.name)])
                inputPaths[column.name] = rows.count == 1 ? path : listPath
            }
        }
        let referring = parents?.columns ?? []
        filled = writing.filled.filter { column in
            !referring.contains { $0.foreign == column.name } && !given.contains { $0.column.name == column.name }
        }
        self.given = given
        self.inputPaths = inputPaths
    }

    /// The statement's text. Its parameters become the statement's.
    func sql() throws(PlanningError) -> SQLFragment {
        let names = (parents?.columns ?? []).map(\.foreign) + given.map(\.column.name) + filled.map(\.name)
        let into: SQLFragment = "insert into \(table.relation) as \(alias)"
        guard !names.isEmpty else {
            return rows.count == 1
                ? "\(into)\ndefault values"
                : "\(into)\nselect from generate_series(1, \(SQLFragment(number: rows.count)))"
        }
        var tuples: [SQLFragment] = []
        for row in rows { tuples.append("(\(try values(of: row).joined(by: ", ")))") }
        let list = names.map { "\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        return "\(into) (\(list))\nvalues\n    \(tuples.joined(by: ",\n    "))"
    }

    private func values(of row: NewRow) throws(PlanningError) -> [SQLFragment] {
        var values: [SQLFragment] = []
        if let parents {
            for pair in parents.columns { values.append(try parents.value(of: pair, row: row.parent)) }
        }
        for (field, column) in given {
            guard let value = row.input[field] else {
                values.append("default")
                continue
            }
            values.append(
                try WrittenValue(scope: statement, column: column).sql(
                    value, name: field, path: row.path + [.key(field)]))
        }
        return values + filled.map { "\($0.function)()" }
    }
}
