// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Plans `@update`: of one row by its key, or of the rows that fit a filter.
struct UpdatePlanner {
    let scope: WriteScope

    /// `version = version + 1`; of an instant, the time of now.
    static func nextVersion(_ version: MappedColumn, alias: SQLIdentifier) -> SQLFragment {
        let name = SQLIdentifier(version.name)
        guard version.scalar == .dateTime else { return "\(name) = \(alias).\(name) + 1" }
        return version.type.serving == "timestamp"
            ? "\(name) = clock_timestamp() at time zone 'UTC'" : "\(name) = clock_timestamp()"
    }

    /// By the key.
    func plan() throws(PlanningError) -> PlannedWrite {
        let table = scope.table
        let input = try scope.argument("input")
        let lists = ChildChangesPlanner.lists(in: input, of: scope.writing, path: [.key("input")])
        guard lists.isEmpty else { return try ChildChangesPlanner(scope: scope).plan(lists) }
        let statement = try scope.statement()
        let alias = statement.alias(for: table.relation.name)
        let (changes, target) = try changes(alias: alias, statement: statement)
        let conditions = try scope.rowConditions(alias: alias, in: statement)
        let update: SQLFragment =
            "\nupdate \(table.relation) as \(alias) set\n    \(changes)\nwhere \(conditions.joined(by: " and "))"
        return try planned(
            update, alias: alias, count: try OneRow(scope: scope).updateCount(in: statement),
            statement: statement,
            target: target, rowCount: nil)
    }

    /// By a filter. At most one row more than allowed is touched before the statement fails.
    func planMany() throws(PlanningError) -> PlannedWrite {
        let table = scope.table
        let input = try scope.argument("input")
        if let list = ChildChangesPlanner.lists(in: input, of: scope.writing, path: [.key("input")]).first {
            throw PlanningError(
                .badUserInput, "Children are changed with one row, not with all that fit a filter.",
                hint: "Use the field that updates by key.",
                inputPath: WriteScope.inputPath(of: list.changes, argument: list.path))
        }
        let statement = try scope.statement()
        let atMost = try scope.atMost()
        let chosen = try ChosenRows(scope: scope, atMost: atMost, statement: statement)
        let alias = statement.alias(for: table.relation.name)
        let (changes, target) = try changes(alias: alias, statement: statement)
        let update: SQLFragment =
            "\nupdate \(table.relation) as \(alias) set\n    \(changes)\nfrom \(chosen.name)\n"
            + "where \(try chosen.condition(alias: alias, statement: statement))"
        return try planned(
            update, with: chosen.definition, alias: alias, count: chosen.count, statement: statement, target: target,
            rowCount: atMost)
    }

    private func planned(
        _ update: SQLFragment, with definition: SQLFragment = .empty, alias: SQLIdentifier, count: SQLFragment,
        statement: StatementScope, target: WriteTarget, rowCount: Int?
    ) throws(PlanningError) -> PlannedWrite {
        let assigned = Set(target.inputPaths.keys).union(scope.writing.version.map { [$0.name] } ?? [])
        if scope.writing.settlement.ofUpdate(of: assigned), try scope.answersOwnColumns() {
            return try ReturnedRows(scope: scope, alias: alias, statement: statement, rowCount: rowCount ?? 1)
                .planned(update, with: definition, count: count, statement: statement, target: target)
        }
        let key = scope.table.orderingKey.map { "\(alias).\(SQLIdentifier($0.name))" as SQLFragment }.joined(by: ", ")
        let kept = scope.payload.answersRows ? scope.keptRows() : nil
        // Without rows to answer nothing is returned that would need the right to read it.
        let body = update + (kept == nil ? "\nreturning true" : "\nreturning \(key)")
        let keeping: SQLFragment = kept.map { ",\n    \($0.keep("written")) as kept" } ?? ""
        let position = scope.add(
            "with \(definition)written as (\(SQLFragment.indented(body))\n)\n"
                + "select\n    \(count) as affected\(keeping)\nfrom written",
            scope: statement, target: target)
        guard let kept else { return scope.withoutRows(countStatement: position) }
        let reading = ReadBack(scope: scope, kept: kept)
        guard let rowCount else { return try reading.row(countStatement: position) }
        return try reading.rows(count: rowCount, countStatement: position)
    }

    /// `column = value` for each field of the input: absent keeps, null writes NULL.
    private func changes(
        alias: SQLIdentifier, statement: StatementScope
    ) throws(PlanningError) -> (sql: SQLFragment, target: WriteTarget) {
        let input = try scope.argument("input")
        let path: [PathSegment] = [.key("input")]
        var changes = try Self.assignments(
            of: input, path: path, scope.table, alias: alias, statement: statement)
        guard !changes.sql.isEmpty else {
            throw PlanningError(
                .badUserInput, "The input names no field to change.", hint: "Give at least one field.",
                inputPath: WriteScope.inputPath(of: input, argument: path))
        }
        if let version = scope.writing.version { changes.sql.append(Self.nextVersion(version, alias: alias)) }
        return (
            changes.sql.joined(by: ",\n    "),
            WriteTarget(
                typeName: scope.table.typeName, inputPaths: changes.inputPaths, removesRows: false, changesRows: true)
        )
    }

    /// `column = value` for each field of an input that stands for a column, and where each column's value stands in the
    /// request.
    ///
    /// - Parameter keys: names of fields that find the row.
    static func assignments(
        of input: SourcedValue, path: [PathSegment], _ table: MappedTable,
        except keys: Set<String> = [], alias: SQLIdentifier, statement: StatementScope
    ) throws(PlanningError) -> (sql: [SQLFragment], inputPaths: [String: [PathSegment]]) {
        var changes: [SQLFragment] = []
        var inputPaths: [String: [PathSegment]] = [:]
        guard case .object(let fields) = input.content else { return ([], [:]) }
        for field in fields where !keys.contains(field.name) {
            guard case .column(let column)? = table.fields[field.name] else { continue }
            let place = path + [.key(field.name)]
            let value = try WrittenValue(scope: statement, column: column).sql(
                field.value, name: field.name, path: place)
            changes.append("\(SQLIdentifier(column.name)) = \(value)")
            inputPaths[column.name] = WriteScope.inputPath(of: field.value, argument: place)
        }
        return (changes, inputPaths)
    }
}
