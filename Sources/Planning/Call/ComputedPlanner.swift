// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLSchema
import Mapping
import SQL

/// Plans the values that functions make of rows.
struct ComputedPlanner {
    let scope: StatementScope

    /// The value as an expression.
    ///
    /// - Parameters:
    ///   - row: the alias of the row's table, not of a subquery over it.
    ///   - placing: is given the expression with a name for it, and answers where it stands in the statement.
    func value(
        of call: MappedCall, named name: String, _ arguments: [String: SourcedValue], row: SQLIdentifier,
        placing: (SQLIdentifier, SQLFragment) -> SQLFragment
    ) -> ColumnSQL? {
        guard case .value(let column) = call.answer else { return nil }
        let invocation = CallArguments(scope: scope).invocation(of: call, arguments, row: row)
        return ColumnSQL(
            column, reference: placing(scope.alias(for: snakeCase(name)), invocation), forms: scope.mapping.forms)
    }

    /// The value where it depends on the row alone.
    ///
    /// - Parameter presence: that there is the row, where it may be missing: no function is called for none.
    func plain(
        _ call: MappedCall, named name: String, row: SQLIdentifier, presence: SQLFragment? = nil
    ) -> ColumnSQL? {
        guard case .value(let column) = call.answer, call.arguments.isEmpty else { return nil }
        let invocation = CallArguments(scope: scope).invocation(of: call, [:], row: row)
        let named = MappedColumn(
            name: snakeCase(name), type: column.type, scalar: column.scalar, isList: column.isList, isNotNull: false,
            isNonNull: column.isNonNull)
        return ColumnSQL(
            named, reference: presence.map { "case when \($0) then \(invocation) end" } ?? invocation,
            forms: scope.mapping.forms)
    }
}
