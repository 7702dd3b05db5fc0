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

    func plan(isMany: Bool) throws(PlanningError) -> PlannedWrite {
        let input = try scope.argument("input")
        let path: [PathSegment] = [.key("input")]
        var rows = [NewRow(input: input, path: path, parent: 0)]
        if isMany {
            guard case .list(let items) = input.content else {
                throw PlanningError(.badUserInput, "Argument 'input' is not a list.", inputPath: path)
            }
            rows = items.enumerated().map { NewRow(input: $1, path: path + [.index($0)], parent: 0) }
            guard !rows.isEmpty else {
                throw PlanningError(
                    .badUserInput, "Argument 'input' holds no rows.", hint: "Give at least one.",
                    inputPath: WriteScope.inputPath(of: input, argument: path))
            }
        }
        let listPath = WriteScope.inputPath(of: input, argument: path)
        let upsert = conflictColumns.isEmpty ? nil : Upsert(scope: scope, row: rows[0], key: conflictColumns)
        if upsert?.isSettled ?? true, let write = try returning(rows, upsert: upsert, listPath: listPath) {
            return write
        }
        let kept = try insert(rows, into: scope.table, upsert: upsert, listPath: listPath, depth: 0)
        guard scope.payload.answersRows, let kept else {
            return scope.withoutRows(countStatement: 0, count: kept == nil ? .commandTag : .column(0))
        }
        let reading = ReadBack(scope: scope, kept: kept)
        return isMany ? try reading.rows(count: rows.count, countStatement: 0) : try reading.row(countStatement: 0)
    }

    /// The statement that makes rows without children and answers them itself; nil where they have to be read.
    private func returning(
        _ rows: [NewRow], upsert: Upsert?, listPath: [PathSegment]
    ) throws(PlanningError) -> PlannedWrite? {
        let writing = scope.writing
        guard writing.settlement.ofInsert, childLists(of: rows, writing).isEmpty, try scope.answersOwnColumns() else {
            return nil
        }
        let statement = try scope.statement()
        try scope.budget.takeInputRows(rows.count)
        let insertion = Insertion(of: rows, into: scope.table, writing, listPath: listPath, statement: statement)
        let write = try write(insertion, upsert: upsert)
        return try ReturnedRows(
            scope: scope, alias: insertion.alias, statement: statement, rowCount: rows.count
        ).planned("\n\(write.sql)", count: "count(*)", statement: statement, target: write.target)
    }

    /// Adds the statements that make children of the first row that an earlier statement kept.
    ///
    /// - Parameter path: the list's place within the arguments.
    func insert(
        _ items: [SourcedValue], into table: MappedTable, parents: ParentRows, path: [PathSegment],
        listPath: [PathSegment], depth: Int
    ) throws(PlanningError) {
        let rows = items.enumerated().map { NewRow(input: $1, path: path + [.index($0)], parent: 0) }
        _ = try insert(rows, into: table, parents: parents, listPath: listPath, depth: depth)
    }

    /// Adds the statement that makes rows, then those of their children. Answers where the rows' keys are kept, if they
    /// are.
    ///
    /// - Parameter parents: nil for the rows that the field itself makes.
    private func insert(
        _ rows: [NewRow], into table: MappedTable, parents: ParentRows? = nil, upsert: Upsert? = nil,
        listPath: [PathSegment], depth: Int
    ) throws(PlanningError) -> KeptRows? {
        guard let writing = table.writing else {
            throw PlanningError(.badUserInput, "Rows of type '\(table.typeName)' cannot be made.")
        }
        try scope.checkDepth(depth, at: listPath)
        try scope.budget.takeInputRows(rows.count)
        let lists = childLists(of: rows, writing)
        let answersRows = parents == nil && scope.payload.answersRows

        let statement = try scope.statement()
        let insertion = Insertion(
            of: rows, into: table, writing, parents: parents, listPath: listPath, statement: statement)
        let write = try write(insertion, upsert: upsert)
        guard answersRows || !lists.isEmpty else {
            scope.add(write.sql, scope: statement, target: write.target)
            return nil
        }
        let kept = scope.keptRows()
        var names = answersRows ? table.orderingKey.map(\.name) : []
        for pair in lists.flatMap(\.child.columns) where !names.contains(pair.own) { names.append(pair.own) }
        let returned = names.map { "\(insertion.alias).\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        let body: SQLFragment = "\n\(write.sql)\nreturning \(returned)"
        if let upsert, !write.target.changesRows {
            let existing = try upsert.existingRow(names, statement: statement)
            scope.add(
                Self.keeping(kept, of: body, orOf: existing, count: rows.count), scope: statement,
                target: write.target)
        } else {
            scope.add(
                Self.keeping(kept, of: body, count: lists.isEmpty ? nil : rows.count), scope: statement,
                target: write.target)
        }
        for list in lists {
            guard let child = scope.mapping.tables[list.child.targetType] else { continue }
            _ = try insert(
                list.rows, into: child, parents: ParentRows(kept: kept, table: table, columns: list.child.columns),
                listPath: list.path, depth: depth + 1)
        }
        return kept
    }

    // MARK: Statements

    /// The insertion, and for an upsert what becomes of a row that is there.
    private func write(
        _ insertion: Insertion, upsert: Upsert?
    ) throws(PlanningError) -> (sql: SQLFragment, target: WriteTarget) {
        var sql = try insertion.sql()
        var changesRows = false
        if let upsert {
            let changes = try upsert.changes(alias: insertion.alias, statement: insertion.statement)
            sql = sql + upsert.resolution(changes)
            changesRows = !changes.isEmpty
        }
        return (
            sql,
            WriteTarget(
                typeName: insertion.table.typeName, inputPaths: insertion.inputPaths, removesRows: false,
                changesRows: changesRows)
        )
    }

    /// The statement that keeps the rows of an insertion.
    ///
    /// - Parameter count: how many there have to be, where children find their parents by position.
    private static func keeping(_ kept: KeptRows, of insertion: SQLFragment, count: Int?) -> SQLFragment {
        "with written as (\(SQLFragment.indented(insertion))\n)\nselect\n    "
            + "\(count.map(all) ?? "count(*)") as affected,\n    \(kept.keep("written")) as kept\n"
            + "from written"
    }

    /// The same, of an insertion that may have found the rows instead.
    private static func keeping(
        _ kept: KeptRows, of insertion: SQLFragment, orOf existing: SQLFragment, count: Int
    ) -> SQLFragment {
        "with inserted as (\(SQLFragment.indented(insertion))\n), written as (\(SQLFragment.indented(existing))\n)\n"
            + "select\n    (select count(*) from inserted) as affected,\n    "
            + "\(kept.keep("written")) as kept,\n    \(all(count)) as found\nfrom written"
    }

    /// The number of written rows, of which none may be missing.
    private static func all(_ count: Int) -> SQLFragment {
        WriteRefusal.count(if: "count(*) = \(SQLFragment(number: count))", otherwise: .notWritten)
    }

    // MARK: Children

    private struct ChildList {
        let child: MappedChild
        var rows: [NewRow]
        let path: [PathSegment]
    }

    /// The children within rows, those of one field in one list, in the order of the fields' first appearance.
    private func childLists(of rows: [NewRow], _ writing: MappedWriting) -> [ChildList] {
        var lists: [(name: String, list: ChildList)] = []
        for (position, row) in rows.enumerated() {
            guard case .object(let fields) = row.input.content else { continue }
            for field in fields {
                guard let child = writing.children[field.name], case .list(let items) = field.value.content,
                    !items.isEmpty
                else { continue }
                let path = row.path + [.key(field.name)]
                let children = items.enumerated().map { NewRow(input: $1, path: path + [.index($0)], parent: position) }
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
}
