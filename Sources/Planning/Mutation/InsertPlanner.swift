// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Plans `@insert` and `@upsert`: one statement for the rows, one for the children of each list within them, and one
/// that reads the rows.
///
/// Children are no part of the statement that makes their parents: policies on them that look at the parent would not
/// see it yet.
struct InsertPlanner {
    let scope: WriteScope
    /// Of an upsert: the unique key by which a row is there already.
    var conflictColumns: [String] = []

    /// A row to be made.
    private struct Row {
        let input: SourcedValue
        let path: [PathSegment]
        /// The position of its parent among the rows that the parent's statement kept.
        let parent: Int
    }

    /// Where the columns that refer to a parent come from.
    private struct Parents {
        let kept: KeptRows
        let table: MappedTable
        let columns: [JoinPair]
    }

    func plan(isMany: Bool) throws(PlanningError) -> PlannedWrite {
        let input = try scope.argument("input")
        let path: [PathSegment] = [.key("input")]
        var rows = [Row(input: input, path: path, parent: 0)]
        if isMany {
            guard case .list(let items) = input.content else {
                throw PlanningError(.badUserInput, "Argument 'input' is not a list.", inputPath: path)
            }
            rows = items.enumerated().map { Row(input: $1, path: path + [.index($0)], parent: 0) }
            guard !rows.isEmpty else {
                throw PlanningError(
                    .badUserInput, "Argument 'input' holds no rows.", hint: "Give at least one.",
                    inputPath: WriteScope.inputPath(of: input, argument: path))
            }
        }
        let listPath = WriteScope.inputPath(of: input, argument: path)
        if settlesConflict(of: rows[0]), let write = try returning(rows, listPath: listPath) { return write }
        let kept = try insert(rows, into: scope.table, parents: nil, listPath: listPath, depth: 0)
        guard scope.payload.answersRows, let kept else {
            return PlannedWrite(
                statements: scope.statements,
                shape: PayloadShape(
                    fields: scope.payload.fieldsWithoutRows, countStatement: 0,
                    count: kept == nil ? .commandTag : .column(0), rowStatement: nil))
        }
        let reading = ReadBack(scope: scope, kept: kept)
        return isMany ? try reading.rows(count: rows.count, countStatement: 0) : try reading.row(countStatement: 0)
    }

    /// The statement that makes rows without children and answers them itself; nil where they have to be read.
    private func returning(_ rows: [Row], listPath: [PathSegment]) throws(PlanningError) -> PlannedWrite? {
        let (table, writing) = (scope.table, scope.writing)
        guard writing.settlement.ofInsert, childLists(of: rows, writing).isEmpty, try scope.answersOwnColumns() else {
            return nil
        }
        let statement = try scope.statement()
        let alias = statement.alias(for: table.relation.name)
        try scope.budget.takeInputRows(rows.count)
        var inputPaths: [String: [PathSegment]] = [:]
        var insertion = try insertion(
            of: rows, into: table, writing, alias: alias, parents: nil, statement: statement, inputPaths: &inputPaths,
            listPath: listPath)
        if !conflictColumns.isEmpty {
            let changes = try changes(rows[0], table, writing, alias: alias, statement: statement)
            insertion = insertion + Self.resolution(conflictColumns, changes: changes)
        }
        let target = WriteTarget(
            typeName: table.typeName, inputPaths: inputPaths, removesRows: false, changesRows: !conflictColumns.isEmpty)
        return try ReturnedRows(scope: scope, alias: alias, statement: statement, rowCount: rows.count)
            .planned("\n\(insertion)", count: "count(*)", statement: statement, target: target)
    }

    /// Adds the statements that make children of the first row that an earlier statement kept.
    ///
    /// - Parameter path: the list's place within the arguments.
    func insert(
        _ items: [SourcedValue], of child: MappedChild, parent table: MappedTable, kept: KeptRows, path: [PathSegment],
        listPath: [PathSegment], depth: Int
    ) throws(PlanningError) {
        guard let target = scope.mapping.tables[child.targetType] else { return }
        let rows = items.enumerated().map { Row(input: $1, path: path + [.index($0)], parent: 0) }
        _ = try insert(
            rows, into: target, parents: Parents(kept: kept, table: table, columns: child.columns), listPath: listPath,
            depth: depth)
    }

    /// Adds the statement that makes rows, then those of their children. Answers where the rows' keys are kept, if they
    /// are.
    private func insert(
        _ rows: [Row], into table: MappedTable, parents: Parents?, listPath: [PathSegment], depth: Int
    ) throws(PlanningError) -> KeptRows? {
        guard let writing = table.writing else {
            throw PlanningError(.badUserInput, "Rows of type '\(table.typeName)' cannot be made.")
        }
        guard depth <= scope.settings.maximumDepth else {
            throw PlanningError(
                .limitExceeded, "Rows are nested deeper than \(scope.settings.maximumDepth) levels.",
                hint: "Write less at once.", inputPath: listPath)
        }
        try scope.budget.takeInputRows(rows.count)
        let lists = childLists(of: rows, writing)
        let isRoot = parents == nil
        let keeps = !lists.isEmpty || (isRoot && scope.payload.answersRows)

        let statement = try scope.statement()
        let alias = statement.alias(for: table.relation.name)
        var inputPaths: [String: [PathSegment]] = [:]
        var insertion = try self.insertion(
            of: rows, into: table, writing, alias: alias, parents: parents, statement: statement,
            inputPaths: &inputPaths, listPath: listPath)
        let changes =
            isRoot && !conflictColumns.isEmpty
            ? try changes(rows[0], table, writing, alias: alias, statement: statement) : []
        if isRoot, !conflictColumns.isEmpty {
            insertion = insertion + Self.resolution(conflictColumns, changes: changes)
        }
        let target = WriteTarget(
            typeName: table.typeName, inputPaths: inputPaths, removesRows: false, changesRows: !changes.isEmpty)
        guard keeps else {
            scope.add(insertion, scope: statement, target: target)
            return nil
        }
        let kept = scope.keptRows()
        var names = isRoot && scope.payload.answersRows ? table.orderingKey.map(\.name) : []
        for pair in lists.flatMap(\.child.columns) where !names.contains(pair.own) { names.append(pair.own) }
        let returned = names.map { "\(alias).\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        let body: SQLFragment = "\n\(insertion)\nreturning \(returned)"
        // Children find their parents by position, so that none may be missing.
        let all = WriteRefusal.count(if: "count(*) = \(SQLFragment(number: rows.count))", otherwise: .notWritten)
        if isRoot, !conflictColumns.isEmpty, changes.isEmpty {
            let existing = try existingRow(rows[0], table, names: names, statement: statement)
            scope.add(
                "with inserted as (\(SQLFragment.indented(body))\n), written as (\(SQLFragment.indented(existing))\n)\n"
                    + "select\n    (select count(*) from inserted) as affected,\n    "
                    + "\(kept.keep("written")) as kept,\n    \(all) as found\nfrom written",
                scope: statement, target: target)
        } else {
            scope.add(
                "with written as (\(SQLFragment.indented(body))\n)\nselect\n    "
                    + "\(lists.isEmpty ? "count(*)" : all) as affected,\n    \(kept.keep("written")) as kept\n"
                    + "from written",
                scope: statement, target: target)
        }
        for list in lists {
            guard let child = scope.mapping.tables[list.child.targetType] else { continue }
            _ = try insert(
                list.rows, into: child, parents: Parents(kept: kept, table: table, columns: list.child.columns),
                listPath: list.path, depth: depth + 1)
        }
        return kept
    }

    // MARK: Children

    private struct ChildList {
        let child: MappedChild
        var rows: [Row]
        let path: [PathSegment]
    }

    /// The children within rows, those of one field in one list, in the order of the fields' first appearance.
    private func childLists(of rows: [Row], _ writing: MappedWriting) -> [ChildList] {
        var lists: [(name: String, list: ChildList)] = []
        for (position, row) in rows.enumerated() {
            guard case .object(let fields) = row.input.content else { continue }
            for field in fields {
                guard let child = writing.children[field.name], case .list(let items) = field.value.content,
                    !items.isEmpty
                else { continue }
                let path = row.path + [.key(field.name)]
                let children = items.enumerated().map { Row(input: $1, path: path + [.index($0)], parent: position) }
                if let index = lists.firstIndex(where: { $0.name == field.name }) {
                    lists[index].list.rows += children
                } else {
                    let listPath = WriteScope.inputPath(of: field.value, argument: path)
                    lists.append((field.name, ChildList(child: child, rows: children, path: listPath)))
                }
            }
        }
        return lists.map(\.list)
    }

    // MARK: The statement

    /// `insert into … values …`, naming just the columns that some row gives: rights are held by column.
    private func insertion(
        of rows: [Row], into table: MappedTable, _ writing: MappedWriting, alias: SQLIdentifier, parents: Parents?,
        statement: StatementScope, inputPaths: inout [String: [PathSegment]], listPath: [PathSegment]
    ) throws(PlanningError) -> SQLFragment {
        var columns: [(name: String, column: MappedColumn)] = []
        for row in rows {
            guard case .object(let fields) = row.input.content else { continue }
            for field in fields {
                guard case .column(let column)? = table.fields[field.name],
                    !columns.contains(where: { $0.name == field.name })
                else { continue }
                columns.append((field.name, column))
                let path = WriteScope.inputPath(of: field.value, argument: row.path + [.key(field.name)])
                inputPaths[column.name] = rows.count == 1 ? path : listPath
            }
        }
        let references = parents?.columns ?? []
        let filled = writing.filled.filter { column in
            !references.contains { $0.foreign == column.name } && !columns.contains { $0.column.name == column.name }
        }
        let names =
            references.map(\.foreign) + columns.map(\.column.name) + filled.map(\.name)
        let into: SQLFragment = "insert into \(table.relation) as \(alias)"
        guard !names.isEmpty else {
            return rows.count == 1
                ? "\(into)\ndefault values"
                : "\(into)\nselect from generate_series(1, \(SQLFragment(number: rows.count)))"
        }
        var tuples: [SQLFragment] = []
        for row in rows {
            var values: [SQLFragment] = []
            for pair in references {
                guard let parents else { continue }
                values.append(
                    parents.kept.value(
                        of: pair.own, type: try columnType(pair.own, of: parents.table), row: row.parent))
            }
            for (name, column) in columns {
                guard let value = row.input[name] else {
                    values.append("default")
                    continue
                }
                values.append(
                    try WrittenValue(scope: statement, column: column).sql(
                        value, name: name, path: row.path + [.key(name)]))
            }
            values += filled.map { "\($0.function)()" }
            tuples.append("(\(values.joined(by: ", ")))")
        }
        let list = names.map { "\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        return "\(into) (\(list))\nvalues\n    \(tuples.joined(by: ",\n    "))"
    }

    private func columnType(_ name: String, of table: MappedTable) throws(PlanningError) -> ColumnType {
        guard let type = table.writing?.columnTypes[name] else {
            throw PlanningError(.badUserInput, "Rows of type '\(table.typeName)' have no column to refer to.")
        }
        return type
    }

    /// What an upsert changes of a row that is there: what the input gives, but for the key. What it leaves out stays.
    private func changes(
        _ row: Row, _ table: MappedTable, _ writing: MappedWriting, alias: SQLIdentifier, statement: StatementScope
    ) throws(PlanningError) -> [SQLFragment] {
        var changes: [SQLFragment] = []
        for (field, column) in changedFields(row, table) {
            // Not `excluded`, which would need the right to read the column.
            let value = try WrittenValue(scope: statement, column: column).sql(
                field.value, name: field.name, path: row.path + [.key(field.name)])
            changes.append("\(SQLIdentifier(column.name)) = \(value)")
        }
        if !changes.isEmpty, let version = writing.version {
            changes.append(UpdatePlanner.nextVersion(version, alias: alias))
        }
        return changes
    }

    /// Whether an upsert, if it is one, changes a row that is there, and what RETURNING answers then is its new state.
    private func settlesConflict(of row: Row) -> Bool {
        guard !conflictColumns.isEmpty else { return true }
        let changed = changedFields(row, scope.table).map(\.column.name)
        let version = scope.writing.version.map { [$0.name] } ?? []
        return !changed.isEmpty && scope.writing.settlement.ofUpdate(of: Set(changed + version))
    }

    /// The fields of an upsert's input that change a row that is there.
    private func changedFields(_ row: Row, _ table: MappedTable) -> [(field: SourcedArgument, column: MappedColumn)] {
        guard case .object(let fields) = row.input.content else { return [] }
        return fields.compactMap { field in
            guard case .column(let column)? = table.fields[field.name], !conflictColumns.contains(column.name) else {
                return nil
            }
            return (field, column)
        }
    }

    /// `on conflict (…) do update set …`.
    private static func resolution(_ columns: [String], changes: [SQLFragment]) -> SQLFragment {
        let key = columns.map { "\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        guard !changes.isEmpty else { return "\non conflict (\(key)) do nothing" }
        return "\non conflict (\(key)) do update set\n    \(changes.joined(by: ",\n    "))"
    }

    /// The row that an upsert made or, since one that changes nothing returns nothing, the one that was there. Columns of
    /// the key that the input does not give are pinned by a policy, which applies here as well.
    private func existingRow(
        _ row: Row, _ table: MappedTable, names: [String], statement: StatementScope
    ) throws(PlanningError) -> SQLFragment {
        try scope.budget.takeRelation()
        let alias = statement.alias(for: table.relation.name)
        var conditions: [SQLFragment] = []
        if case .object(let fields) = row.input.content {
            for field in fields {
                guard case .column(let column)? = table.fields[field.name], conflictColumns.contains(column.name)
                else { continue }
                let value = try WrittenValue(scope: statement, column: column).sql(
                    field.value, name: field.name, path: row.path + [.key(field.name)])
                conditions.append("\(alias).\(SQLIdentifier(column.name)) = \(value)")
            }
        }
        let columns = names.map { "\(alias).\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        let condition: SQLFragment = conditions.isEmpty ? "" : "\nwhere \(conditions.joined(by: " and "))"
        return "\nselect * from inserted\nunion all\n"
            + "select \(columns)\nfrom \(table.relation) as \(alias)\(condition)"
    }
}
