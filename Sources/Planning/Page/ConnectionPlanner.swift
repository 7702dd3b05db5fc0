// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Plans a connection of the query root: its rows are the statement's rows.
struct ConnectionPlanner {
    let rows: any ListedRows
    let operation: OperationReader

    func plan(_ selectionSets: [SelectionSet]) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        var parts = Parts()
        let typeName = rows.typeName + "Connection"
        for entry in try operation.collect(selectionSets, on: typeName) {
            guard let name = entry.fields.first?.name.value else { continue }
            let inner = entry.selectionSets
            let field: ConnectionField
            switch name {
            case "edges": field = .edges(try edges(inner, parts: &parts))
            case "nodes": field = .nodes(try node(inner, parts: &parts))
            case "pageInfo": field = .pageInfo(try pageInfo(inner, parts: &parts))
            case "totalCount":
                if parts.count == nil { parts.count = try rows.count() }
                field = .totalCount(column: parts.emitter.add("total.count"))
            default: field = .constant(Array("\"\(typeName)\"".utf8))
            }
            parts.fields.append(ShapedField(key: entry.responseKey, shape: field))
        }
        return statement(&parts)
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
        var count: SQLFragment?
    }

    private func edges(
        _ selectionSets: [SelectionSet], parts: inout Parts
    ) throws(PlanningError) -> [ShapedField<EdgeField>] {
        let typeName = rows.typeName + "Edge"
        parts.needsRows = true
        var fields: [ShapedField<EdgeField>] = []
        for entry in try operation.collect(selectionSets, on: typeName) {
            switch entry.fields.first?.name.value {
            case "cursor"?:
                parts.needsCursors = true
                fields.append(ShapedField(key: entry.responseKey, shape: .cursor))
            case "node"?:
                let row = try node(entry.selectionSets, parts: &parts)
                fields.append(ShapedField(key: entry.responseKey, shape: .node(row)))
            default:
                fields.append(ShapedField(key: entry.responseKey, shape: .constant(Array("\"\(typeName)\"".utf8))))
            }
        }
        return fields
    }

    private func node(_ selectionSets: [SelectionSet], parts: inout Parts) throws(PlanningError) -> RowShape {
        parts.needsRows = true
        return parts.emitter.row(try rows.row(selectionSets, joins: &parts.joins))
    }

    private func pageInfo(
        _ selectionSets: [SelectionSet], parts: inout Parts
    ) throws(PlanningError) -> [ShapedField<PageInfoField>] {
        var fields: [ShapedField<PageInfoField>] = []
        for entry in try operation.collect(selectionSets, on: "PageInfo") {
            let field: PageInfoField
            switch entry.fields.first?.name.value {
            case "hasNextPage"?:
                field = .hasNextPage
                if !rows.extent.isBackward { parts.fetchesOneMore = true }
            case "hasPreviousPage"?:
                field = .hasPreviousPage
                if rows.extent.isBackward { parts.fetchesOneMore = true }
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

    private func statement(_ parts: inout Parts) -> (sql: SQLFragment, shape: RootShape) {
        let extent = rows.extent
        let rowLimit = parts.fetchesOneMore ? extent.size + 1 : extent.size
        let cursorColumns = parts.needsCursors ? rows.cursorKeys.map { parts.emitter.add($0) } : []
        var presence: Int?
        let from: SQLFragment
        switch (parts.count, parts.needsRows) {
        case (nil, _):
            from = rows.page(rowLimit: rowLimit) + rows.orderJoins
        case (let count?, false):
            from = "(select \(count) as count) as total"
        case (let count?, true):
            // The count must arrive over an empty page too, so that the page hangs on it. The row as a whole tells
            // whether it is there: each of its columns may be null.
            presence = parts.emitter.add("\(rows.alias) is distinct from null")
            from =
                "(select \(count) as count) as total\nleft join \(rows.page(rowLimit: rowLimit)) on true"
                + rows.orderJoins
        }
        let joins = parts.joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let order: SQLFragment = parts.needsRows ? rows.outerOrder(rowLimit: rowLimit) : ""
        let sql: SQLFragment = "select\n    \(parts.emitter.selectList)\nfrom \(from)\(joins)\(order)"
        return (
            sql,
            .connection(
                ConnectionShape(
                    fields: parts.fields, pageSize: extent.size, isBackward: extent.isBackward,
                    hasAfter: extent.hasAfter, hasBefore: extent.hasBefore, cursorColumns: cursorColumns,
                    cursorOrder: extent.cursorOrder, presence: presence))
        )
    }
}
