// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// What the statements of one field of the mutation root share.
///
/// Confined to the planning of that field, as `StatementScope` is to that of a statement.
final class WriteScope {
    let mapping: Mapping
    let settings: PlanningSettings
    let budget: PlanningBudget
    let operation: OperationReader
    let cursors: any CursorReading
    let table: MappedTable
    let writing: MappedWriting
    let arguments: [String: SourcedValue]
    let payload: PayloadSelection

    private(set) var statements: [WriteStatement] = []
    private(set) var dependsOnValues = false
    private var settingCount = 0

    init(
        mapping: Mapping, settings: PlanningSettings, budget: PlanningBudget, operation: OperationReader,
        cursors: any CursorReading, table: MappedTable, writing: MappedWriting, arguments: [String: SourcedValue],
        payload: PayloadSelection
    ) {
        self.mapping = mapping
        self.settings = settings
        self.budget = budget
        self.operation = operation
        self.cursors = cursors
        self.table = table
        self.writing = writing
        self.arguments = arguments
        self.payload = payload
    }

    /// The scope of one more statement.
    func statement() throws(PlanningError) -> StatementScope {
        try budget.takeRelation()
        return StatementScope(mapping: mapping, settings: settings, budget: budget)
    }

    /// Adds a statement. Answers its position.
    @discardableResult
    func add(_ sql: SQLFragment, scope: StatementScope, target: WriteTarget? = nil) -> Int {
        if scope.dependsOnValues { dependsOnValues = true }
        statements.append(WriteStatement(statement: scope.statement(sql), target: target))
        return statements.count - 1
    }

    /// A setting of the transaction that keeps what a write returns.
    func keptRows() -> KeptRows {
        settingCount += 1
        return KeptRows(number: settingCount)
    }

    /// Whether rows are answered, and nothing of them but columns of their own.
    func answersOwnColumns() throws(PlanningError) -> Bool {
        try payload.answersOwnColumns(of: table, operation: operation)
    }

    /// What answers the field where none of the written rows is selected.
    func withoutRows(countStatement: Int, count: PayloadShape.Count = .column(0)) -> PlannedWrite {
        PlannedWrite(
            statements: statements,
            shape: PayloadShape(
                fields: payload.fieldsWithoutRows, countStatement: countStatement, count: count, rowStatement: nil))
    }

    /// A required argument; coercion lets none be absent.
    func argument(_ name: String) throws(PlanningError) -> SourcedValue {
        guard let value = arguments[name] else {
            throw PlanningError(.badUserInput, "Argument '\(name)' is missing.", inputPath: [.key(name)])
        }
        return value
    }

    /// `key = value` for each argument of the key.
    func keyConditions(
        alias: SQLIdentifier, in scope: StatementScope
    ) throws(PlanningError) -> [SQLFragment] {
        var conditions: [SQLFragment] = []
        for (name, field) in writing.keyFields {
            let value = try argument(name)
            let column = ColumnSQL(field, alias: alias, forms: mapping.forms)
            let parameter = Parameter(
                source: scope.source(of: value), conversion: column.conversion, inputPath: [.key(name)])
            conditions.append(
                "\(column.reference) = \(column.parameter(scope.placeholder(for: parameter, as: field.type)))")
        }
        return conditions
    }

    /// The conditions under which the row by its key is written: that it is that one, and has the version that the
    /// client names.
    func rowConditions(alias: SQLIdentifier, in scope: StatementScope) throws(PlanningError) -> [SQLFragment] {
        let conditions = try keyConditions(alias: alias, in: scope)
        guard let version = try version(in: scope, alias: alias) else { return conditions }
        return conditions + ["\(version.column.reference) = \(version.value)"]
    }

    /// The version that the row must still have; nil where the client did not say.
    func version(
        in scope: StatementScope, alias: SQLIdentifier
    ) throws(PlanningError) -> (column: ColumnSQL, value: SQLFragment)? {
        try version(arguments["ifVersion"], of: writing, path: [.key("ifVersion")], in: scope, alias: alias)
    }

    /// The same of any row.
    func version(
        _ value: SourcedValue?, of writing: MappedWriting, path: [PathSegment], in scope: StatementScope,
        alias: SQLIdentifier
    ) throws(PlanningError) -> (column: ColumnSQL, value: SQLFragment)? {
        guard let version = writing.version, let value else { return nil }
        if case .null = value.content {
            throw PlanningError(
                .badUserInput, "'ifVersion' may not be null.", hint: "Leave it out to write whatever the version is.",
                inputPath: Self.inputPath(of: value, argument: path))
        }
        let column = ColumnSQL(version, alias: alias, forms: mapping.forms)
        let parameter = Parameter(source: scope.source(of: value), conversion: column.conversion, inputPath: path)
        return (column, column.parameter(scope.placeholder(for: parameter, as: version.type)))
    }

    /// `atMost`, as a number of the SQL.
    func atMost() throws(PlanningError) -> Int {
        guard case .leaf(.int(let number)) = try argument("atMost").content, number >= 0 else {
            throw PlanningError(
                .badUserInput, "Argument 'atMost' may not be negative.", inputPath: [.key("atMost")])
        }
        return Int(number)
    }

    /// The condition of `where`, which must ask for something.
    func filter(alias: SQLIdentifier, in scope: StatementScope) throws(PlanningError) -> SQLFragment {
        let filter = try argument("where")
        guard
            let condition = try FilterPlanner(scope: scope).condition(
                filter, on: table, alias: alias, path: [.key("where")])
        else {
            throw PlanningError(
                .badUserInput, "The filter of a write may not be empty.",
                hint: "Say which rows to write; 'atMost' bounds how many they are.",
                inputPath: Self.inputPath(of: filter, argument: [.key("where")]))
        }
        return condition
    }

    /// Refuses rows that are nested too deeply.
    ///
    /// - Parameter path: where they stand in the request.
    func checkDepth(_ depth: Int, at path: [PathSegment]) throws(PlanningError) {
        guard depth > settings.maximumDepth else { return }
        throw PlanningError(
            .limitExceeded, "Rows are nested deeper than \(settings.maximumDepth) levels.",
            hint: "Write less at once.", inputPath: path)
    }

    /// A value's place in the request: within the variable that gave it, else within the arguments.
    static func inputPath(of value: SourcedValue, argument path: [PathSegment]) -> [PathSegment] {
        if case .variable(let name, let inner) = value.origin { return [.key(name)] + inner }
        return path
    }
}
