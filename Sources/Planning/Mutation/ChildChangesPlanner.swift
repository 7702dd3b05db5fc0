// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Plans `@update` of one row together with its children: one statement for the row, then for each list one that deletes,
/// one for each row that changes, and one that makes rows.
///
/// Each statement about a child compares what refers to its parent, so that a key of a row that is no child of this one
/// finds nothing; and what finds nothing takes the whole operation back.
struct ChildChangesPlanner {
    let scope: WriteScope

    /// What becomes of the children of one row in one of its lists.
    struct List {
        let child: MappedChild
        let changes: SourcedValue
        let path: [PathSegment]
    }

    /// The row whose children are changed, as an earlier statement kept it.
    private struct Parent {
        let kept: KeptRows
        let table: MappedTable
    }

    /// A child in its table.
    private struct Child {
        let child: MappedChild
        let parent: Parent
        let table: MappedTable
        let writing: MappedWriting
        let depth: Int
    }

    /// The lists that an input changes.
    static func lists(in input: SourcedValue, of writing: MappedWriting, path: [PathSegment]) -> [List] {
        guard case .object(let fields) = input.content else { return [] }
        return fields.compactMap { field in
            guard let child = writing.changedChildren[field.name], case .object = field.value.content else {
                return nil
            }
            return List(child: child, changes: field.value, path: path + [.key(field.name)])
        }
    }

    /// - Parameter lists: at least one.
    func plan(_ lists: [List]) throws(PlanningError) -> PlannedWrite {
        let table = scope.table
        let statement = try scope.statement()
        let alias = statement.alias(for: table.relation.name)
        let changes = try UpdatePlanner.assignments(
            of: try scope.argument("input"), path: [.key("input")], table, alias: alias, statement: statement)
        let conditions = try scope.rowConditions(alias: alias, in: statement)
        let names = Self.keptColumns(lists, and: scope.payload.answersRows ? table.orderingKey.map(\.name) : [])
        let body = Self.update(
            table, scope.writing, changes.sql, where: conditions, alias: alias, returning: names)
        let kept = scope.keptRows()
        let count = try OneRow(scope: scope).updateCount(in: statement)
        let position = scope.add(
            "with written as (\(SQLFragment.indented(body))\n)\n"
                + "select\n    \(count) as affected,\n    \(kept.keep("written")) as kept\nfrom written",
            scope: statement,
            target: WriteTarget(
                typeName: table.typeName, inputPaths: changes.inputPaths, removesRows: false, changesRows: true))
        try change(lists, of: Parent(kept: kept, table: table), depth: 1)
        guard scope.payload.answersRows else { return scope.withoutRows(countStatement: position) }
        return try ReadBack(scope: scope, kept: kept).row(countStatement: position)
    }

    // MARK: Children

    private func change(_ lists: [List], of parent: Parent, depth: Int) throws(PlanningError) {
        for list in lists {
            try scope.checkDepth(depth, at: WriteScope.inputPath(of: list.changes, argument: list.path))
            guard let table = scope.mapping.tables[list.child.targetType], let writing = table.writing else { continue }
            let child = Child(child: list.child, parent: parent, table: table, writing: writing, depth: depth)
            // What goes makes room for what comes: both may have the same unique value.
            if let keys = list.changes["delete"] { try delete(keys, child, path: list.path + [.key("delete")]) }
            if case .list(let items)? = list.changes["update"]?.content {
                for (index, item) in items.enumerated() {
                    try update(item, child, path: list.path + [.key("update"), .index(index)])
                }
            }
            if let rows = list.changes["create"] { try create(rows, child, path: list.path + [.key("create")]) }
        }
    }

    private func create(_ rows: SourcedValue, _ child: Child, path: [PathSegment]) throws(PlanningError) {
        guard case .list(let items) = rows.content, !items.isEmpty else { return }
        try InsertPlanner(scope: scope).insert(
            items, into: child.table,
            parents: ParentRows(
                kept: child.parent.kept, table: child.parent.table, columns: child.child.columns),
            path: path, listPath: WriteScope.inputPath(of: rows, argument: path), depth: child.depth)
    }

    private func update(_ item: SourcedValue, _ child: Child, path: [PathSegment]) throws(PlanningError) {
        try scope.budget.takeInputRows(1)
        let table = child.table
        let statement = try scope.statement()
        let alias = statement.alias(for: table.relation.name)
        let place = WriteScope.inputPath(of: item, argument: path)
        let lists = Self.lists(in: item, of: child.writing, path: path)
        let changes = try UpdatePlanner.assignments(
            of: item, path: path, table, except: Set(child.child.keyFields.map(\.name)), alias: alias,
            statement: statement)
        guard !changes.inputPaths.isEmpty || !lists.isEmpty else {
            throw PlanningError(
                .badUserInput, "The input names no field to change.", hint: "Give at least one field.",
                inputPath: place)
        }
        let found = try reference(child, alias: alias) + key(item, child, alias: alias, path: path, in: statement)
        var conditions = found
        let version = try scope.version(
            item["ifVersion"], of: child.writing, path: path + [.key("ifVersion")], in: statement, alias: alias)
        if let version { conditions.append("\(version.column.reference) = \(version.value)") }
        let names = Self.keptColumns(lists, and: [])
        let body = Self.update(table, child.writing, changes.sql, where: conditions, alias: alias, returning: names)
        var refusals: [(SQLFragment, WriteRefusal)] = []
        if let version {
            try scope.budget.takeRelation()
            let other = OneRow.otherVersion(
                of: table, alias: alias, found: found.joined(by: " and "), version: version,
                locked: statement.alias(for: "locked"))
            refusals = [(other, .versionConflict)]
        }
        let count = WriteRefusal.count(if: "count(*) = 1", else: refusals, otherwise: .notFound)
        let kept = lists.isEmpty ? nil : scope.keptRows()
        let keeping: SQLFragment = kept.map { ",\n    \($0.keep("written")) as kept" } ?? ""
        var target = WriteTarget(
            typeName: table.typeName, inputPaths: changes.inputPaths, removesRows: false, changesRows: true)
        target.rowPath = place
        scope.add(
            "with written as (\(SQLFragment.indented(body))\n)\nselect\n    \(count) as affected\(keeping)\nfrom written",
            scope: statement, target: target)
        if let kept { try change(lists, of: Parent(kept: kept, table: table), depth: child.depth + 1) }
    }

    private func delete(_ keys: SourcedValue, _ child: Child, path: [PathSegment]) throws(PlanningError) {
        guard case .list(let items) = keys.content, !items.isEmpty else { return }
        try scope.budget.takeInputRows(items.count)
        let statement = try scope.statement()
        // How many keys a variable holds is no part of its shape, and yet bounded.
        if case .variable = keys.origin { statement.dependsOnValues = true }
        let alias = statement.alias(for: child.table.relation.name)
        var conditions = try reference(child, alias: alias)
        let expected: SQLFragment
        if let column = child.child.keyFields.first?.column, child.child.keyFields.count == 1 {
            let compared = ColumnSQL(column, alias: alias, forms: scope.mapping.forms)
            let parameter = Parameter(
                source: statement.source(of: keys), conversion: .array(compared.conversion), inputPath: path)
            let values = compared.arrayParameter(statement.placeholder(for: parameter, as: column.type))
            conditions.append("\(compared.reference) = any (\(values))")
            expected = "(select count(distinct item) from unnest(\(values)) as item)"
        } else {
            var rows: [SQLFragment] = []
            for (index, item) in items.enumerated() {
                let columns = try key(item, child, alias: alias, path: path + [.index(index)], in: statement)
                rows.append("(\(columns.joined(by: " and ")))")
            }
            conditions.append("(\(rows.joined(by: " or ")))")
            expected = SQLFragment(number: items.count)
        }
        let body: SQLFragment =
            "\ndelete from \(child.table.relation) as \(alias)\nwhere \(conditions.joined(by: " and "))\nreturning true"
        let count = WriteRefusal.count(if: "count(*) = \(expected)", otherwise: .notFound)
        var target = WriteTarget(typeName: child.table.typeName, inputPaths: [:], removesRows: true)
        target.rowPath = WriteScope.inputPath(of: keys, argument: path)
        scope.add(
            "with deleted as (\(SQLFragment.indented(body))\n)\nselect\n    \(count) as affected\nfrom deleted",
            scope: statement, target: target)
    }

    // MARK: Conditions

    /// That a row belongs to its parent.
    private func reference(_ child: Child, alias: SQLIdentifier) throws(PlanningError) -> [SQLFragment] {
        var conditions: [SQLFragment] = []
        for pair in child.child.columns {
            guard let type = child.parent.table.writing?.columnTypes[pair.own] else {
                throw PlanningError(.badUserInput, "Rows of type '\(child.parent.table.typeName)' have no children.")
            }
            let value = child.parent.kept.value(of: pair.own, type: type, row: 0)
            conditions.append("\(alias).\(SQLIdentifier(pair.foreign)) = \(value)")
        }
        return conditions
    }

    /// That a row has the key that an input object holds.
    private func key(
        _ item: SourcedValue, _ child: Child, alias: SQLIdentifier, path: [PathSegment], in statement: StatementScope
    ) throws(PlanningError) -> [SQLFragment] {
        var conditions: [SQLFragment] = []
        for (name, field) in child.child.keyFields {
            guard let value = item[name] else {
                throw PlanningError(.badUserInput, "Field '\(name)' is missing.", inputPath: path + [.key(name)])
            }
            let column = ColumnSQL(field, alias: alias, forms: scope.mapping.forms)
            let parameter = Parameter(
                source: statement.source(of: value), conversion: column.conversion, inputPath: path + [.key(name)])
            conditions.append(
                "\(column.reference) = \(column.parameter(statement.placeholder(for: parameter, as: field.type)))")
        }
        return conditions
    }

    // MARK: Statements

    /// The columns of a row that its children and its answer need.
    private static func keptColumns(_ lists: [List], and further: [String]) -> [String] {
        var names = further
        for pair in lists.flatMap(\.child.columns) where !names.contains(pair.own) { names.append(pair.own) }
        return names
    }

    /// `update … returning …`; where nothing of the row itself changes, it is read instead.
    private static func update(
        _ table: MappedTable, _ writing: MappedWriting, _ changes: [SQLFragment], where conditions: [SQLFragment],
        alias: SQLIdentifier, returning names: [String]
    ) -> SQLFragment {
        let columns = names.map { "\(alias).\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        let condition = conditions.joined(by: " and ")
        var changes = changes
        if let version = writing.version { changes.append(UpdatePlanner.nextVersion(version, alias: alias)) }
        guard !changes.isEmpty else {
            return "\nselect \(columns)\nfrom \(table.relation) as \(alias)\nwhere \(condition)"
        }
        return "\nupdate \(table.relation) as \(alias) set\n    \(changes.joined(by: ",\n    "))\nwhere \(condition)\n"
            + "returning \(names.isEmpty ? "true" : columns)"
    }
}
