// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans which rows a list or page holds, and in which order.
struct PagePlanner {
    let scope: StatementScope
    let cursors: any CursorReading

    /// - Parameters:
    ///   - place: names the field, as a part of what cursors are bound to: `Query.trainingSessions`.
    ///   - correlation: conditions that tie the rows to a row of the statement around.
    func page(
        of table: MappedTable, arguments: [String: SourcedValue], page: PageArguments, place: String,
        source: PageSource, correlation: @escaping (SQLIdentifier) -> [SQLFragment]
    ) throws(PlanningError) -> Page {
        let filter = arguments["where"]?.unlessNull
        let rows = RowConditions(scope: scope, table: table, filter: filter, correlation: correlation)
        let (chosen, found) = try rows.found(in: source)
        var conditions = chosen

        var order = try OrderPlanner(scope: scope).order(
            arguments["orderBy"]?.unlessNull, of: table, source: source, found: found)
        let cursorOrder = CursorOrder(
            fingerprint: "\(place)|\(order.fingerprint)|\(filter?.shapeText ?? "")", keyCount: order.keys.count)
        if page.after != nil || page.before != nil, table.orderingKey.isEmpty {
            throw PlanningError(
                .badUserInput, "The rows of '\(table.typeName)' have no key, so that no cursor can find its place.")
        }
        let after = try page.after.map { cursor throws(PlanningError) in
            try keyset(cursor, name: "after", keys: order.keys, order: cursorOrder).ranges
        }
        let before = try page.before.map { cursor throws(PlanningError) in
            try keyset(cursor, name: "before", keys: order.keys.map(\.reversed), order: cursorOrder).ranges
        }
        if page.isBackward { order.keys = order.keys.map(\.reversed) }

        // The cursor on the side that the page is counted from decides where it begins: its ranges can each be
        // limited. The other one, where both are given, only ends the page.
        let (beginning, end) = page.isBackward ? (before, after) : (after, before)
        if let end { conditions.append(Self.alternatives(end)) }
        return Page(
            source: source, conditions: conditions, ranges: beginning, order: order, size: page.size,
            isBackward: page.isBackward, hasAfter: after != nil, hasBefore: before != nil, cursorOrder: cursorOrder,
            found: found)
    }

    private func keyset(
        _ cursor: SourcedValue, name: String, keys: [OrderKey], order: CursorOrder
    ) throws(PlanningError) -> Keyset {
        let source = scope.source(of: cursor)
        var isNull = [Bool](repeating: false, count: keys.count)
        if keys.contains(where: \.isNullable), case .leaf(.string(let text)) = cursor.content {
            // Which keys are null decides which ranges there are.
            guard let values = cursors.keys(of: text, order: order), values.count == keys.count else {
                throw .unknownCursor(name)
            }
            isNull = values.map { $0 == nil }
            scope.dependsOnValues = true
        }
        let values = keys.indices.map { index -> SQLFragment? in
            guard !isNull[index] else { return nil }
            let parameter = Parameter(
                source: .cursorKey(cursor: source, index: index, order: order), conversion: .text,
                inputPath: [.key(name)])
            let column = keys[index].column
            return column.keyParameter(scope.placeholder(for: parameter, as: column.column.type))
        }
        return Keyset(keys: keys, values: values)
    }

    static func alternatives(_ ranges: [SQLFragment]) -> SQLFragment {
        if ranges.isEmpty { return "false" }
        if ranges.count == 1 { return ranges[0] }
        return "(\(ranges.map { "(\($0))" as SQLFragment }.joined(by: " or ")))"
    }
}

/// Reads cursors that this server made.
package protocol CursorReading: Sendable {
    /// The keys in a cursor's order; nil for a text that is no cursor of this order.
    func keys(of cursor: String, order: CursorOrder) -> [String?]?
}

extension PlanningError {
    /// A cursor that this server did not make, or made for something else.
    package static func unknownCursor(_ argument: String) -> PlanningError {
        PlanningError(
            .badUserInput, "The cursor is not one of this list.",
            hint: "Pass a cursor that the same field gave, under the same 'where' and 'orderBy'.",
            inputPath: [.key(argument)])
    }
}
