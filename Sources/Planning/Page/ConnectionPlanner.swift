// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans a connection of the query root: its rows are the statement's rows.
struct ConnectionPlanner {
    let selection: SelectionPlanner
    let table: MappedTable

    private var scope: StatementScope { selection.scope }
    private var operation: OperationReader { selection.operation }

    init(selection: SelectionPlanner, table: MappedTable) {
        self.selection = selection
        self.table = table
    }

    func plan(
        _ selectionSets: [SelectionSet], arguments: [String: SourcedValue], limit: AuthoredLimit?, place: String
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        let source = PageSource(table: table, alias: scope.alias(for: table.relation.name))
        let page = try PagePlanner(scope: scope, cursors: selection.cursors).page(
            of: table, arguments: arguments,
            page: try PageArguments(arguments, limit: limit, settings: scope.settings), place: place, source: source,
            correlation: { _ in [] })

        let rows = ConnectionPlanner(
            selection: try selection.within(rows: page.size, found: page.found), table: table)
        return try rows.plan(selectionSets, arguments: arguments, page: page)
    }

    private func plan(
        _ selectionSets: [SelectionSet], arguments: [String: SourcedValue], page: Page
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        var parts = Parts()
        let typeName = table.typeName + "Connection"
        for entry in try operation.collect(selectionSets, on: typeName) {
            guard let name = entry.fields.first?.name.value else { continue }
            let inner = entry.selectionSets
            let field: ConnectionField
            switch name {
            case "edges": field = .edges(try edges(inner, page: page, parts: &parts))
            case "nodes": field = .nodes(try node(inner, page: page, parts: &parts))
            case "pageInfo": field = .pageInfo(try pageInfo(inner, page: page, parts: &parts))
            case "totalCount":
                if parts.countSubquery == nil {
                    parts.countSubquery = try CountPlanner(scope: scope)
                        .count(of: table, arguments: arguments, correlation: { _ in [] })
                }
                field = .totalCount(column: parts.emitter.add("total.count"))
            default: field = .constant(Array("\"\(typeName)\"".utf8))
            }
            parts.fields.append(ShapedField(key: entry.responseKey, shape: field))
        }
        return statement(page: page, parts: &parts)
    }

    /// What is collected while the connection's fields are planned.
    private struct Parts {
        var fields: [ShapedField<ConnectionField>] = []
        var emitter = FlatEmitter()
        var joins: [SQLFragment] = []
        var needsRows = false
        var needsCursors = false
        var fetchesOneMore = false
        /// The count is made once, however often it is selected.
        var countSubquery: SQLFragment?
    }

    private func edges(
        _ selectionSets: [SelectionSet], page: Page, parts: inout Parts
    ) throws(PlanningError) -> [ShapedField<EdgeField>] {
        let typeName = table.typeName + "Edge"
        parts.needsRows = true
        var fields: [ShapedField<EdgeField>] = []
        for entry in try operation.collect(selectionSets, on: typeName) {
            switch entry.fields.first?.name.value {
            case "cursor"?:
                parts.needsCursors = true
                fields.append(ShapedField(key: entry.responseKey, shape: .cursor))
            case "node"?:
                let object = try node(entry.selectionSets, page: page, parts: &parts)
                fields.append(ShapedField(key: entry.responseKey, shape: .node(object)))
            default:
                fields.append(ShapedField(key: entry.responseKey, shape: .constant(Array("\"\(typeName)\"".utf8))))
            }
        }
        return fields
    }

    private func node(
        _ selectionSets: [SelectionSet], page: Page, parts: inout Parts
    ) throws(PlanningError) -> ObjectShape {
        parts.needsRows = true
        let row = try selection.row(
            selectionSets, of: table, alias: page.source.alias, use: page.source.use, making: page.source.make,
            joins: &parts.joins)
        return parts.emitter.object(row)
    }

    private func pageInfo(
        _ selectionSets: [SelectionSet], page: Page, parts: inout Parts
    ) throws(PlanningError) -> [ShapedField<PageInfoField>] {
        var fields: [ShapedField<PageInfoField>] = []
        for entry in try operation.collect(selectionSets, on: "PageInfo") {
            let field: PageInfoField
            switch entry.fields.first?.name.value {
            case "hasNextPage"?:
                field = .hasNextPage
                if !page.isBackward { parts.fetchesOneMore = true }
            case "hasPreviousPage"?:
                field = .hasPreviousPage
                if page.isBackward { parts.fetchesOneMore = true }
            case "startCursor"?:
                field = .startCursor
                parts.needsCursors = true
            case "endCursor"?:
                field = .endCursor
                parts.needsCursors = true
            default: field = .constant(Array("\"PageInfo\"".utf8))
            }
            parts.needsRows = parts.needsRows || parts.needsCursors || parts.fetchesOneMore
            fields.append(ShapedField(key: entry.responseKey, shape: field))
        }
        return fields
    }

    private func statement(page: Page, parts: inout Parts) -> (sql: SQLFragment, shape: RootShape) {
        let rowLimit = parts.fetchesOneMore ? page.size + 1 : page.size
        let cursorColumns =
            parts.needsCursors ? page.order.keys.map { parts.emitter.add($0.outside.column.reference) } : []
        var presence: Int?
        let from: SQLFragment
        switch (parts.countSubquery, parts.needsRows) {
        case (nil, _):
            from = "\(page.subquery(rowLimit: rowLimit))\(page.orderJoins)"
        case (let count?, false):
            from = "(select \(count) as count) as total"
        case (let count?, true):
            // The count must arrive over an empty page too, so that the page hangs on it. The row as a whole tells
            // whether it is there: each of its columns may be null.
            presence = parts.emitter.add("\(page.source.alias) is distinct from null")
            from =
                "(select \(count) as count) as total\nleft join \(page.subquery(rowLimit: rowLimit)) on true"
                + page.orderJoins
        }
        let joins = parts.joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let order: SQLFragment = parts.needsRows ? page.outerOrder(rowLimit: rowLimit) : ""
        let sql: SQLFragment = "select\n    \(parts.emitter.selectList)\nfrom \(from)\(joins)\(order)"
        return (
            sql,
            .connection(
                ConnectionShape(
                    fields: parts.fields, pageSize: page.size, isBackward: page.isBackward, hasAfter: page.hasAfter,
                    hasBefore: page.hasBefore, cursorColumns: cursorColumns, cursorOrder: page.cursorOrder,
                    presence: presence))
        )
    }
}
