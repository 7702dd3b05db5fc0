// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// The fields of a connection within a row, as aggregates over the rows of its page.
struct NestedConnection {
    let rows: any ListedRows
    let operation: OperationReader
    /// The alias under which the aggregates see the page's rows.
    let item: SQLIdentifier

    private(set) var joins: [SQLFragment] = []
    private(set) var canFault = false
    private var values: [JSONText] = []
    private var faults: [SQLFragment] = []
    private var needsCursor = false
    private var needsNumber: Bool
    private var fetchesOneMore = false

    init(rows: any ListedRows, operation: OperationReader, item: SQLIdentifier) {
        self.rows = rows
        self.operation = operation
        self.item = item
        needsNumber = rows.extent.isBackward
    }

    private var page: PageExtent { rows.extent }

    var rowLimit: Int { fetchesOneMore ? page.size + 1 : page.size }

    /// Whether anything is aggregated over the page's rows.
    var needsRows: Bool { !values.isEmpty || needsCursor || fetchesOneMore }

    /// What each row of the page must provide.
    var rowColumns: [RowColumn] {
        var columns: [RowColumn] = []
        for (index, value) in values.enumerated() { columns.append(RowColumn(Self.valueName(index), value.sql)) }
        if needsCursor {
            columns.append(RowColumn("cursor", cursorKeys))
        }
        if needsNumber { columns.append(RowColumn("number", "row_number() over (\(rows.ordering))")) }
        if !faults.isEmpty { columns.append(RowColumn("is_faulty", faults.joined(by: " or "))) }
        return columns
    }

    /// What the cursor of a row keeps.
    private var cursorKeys: SQLFragment {
        "json_build_array(\(rows.cursorKeys.map { "\($0)::text" as SQLFragment }.joined(by: ", ")))"
    }

    private static func valueName(_ index: Int) -> String { "value_\(index + 1)" }

    /// The connection's fields in the order of the response.
    mutating func fields(
        _ selectionSets: [SelectionSet]
    ) throws(PlanningError) -> [(key: String, value: JSONExpression)] {
        let typeName = rows.typeName + "Connection"
        let collected = try operation.collect(selectionSets, on: typeName)
        fetchesOneMore = try asksForMore(collected)
        if fetchesOneMore { needsNumber = true }
        var result: [(key: String, value: JSONExpression)] = []
        for entry in collected {
            guard let name = entry.fields.first?.name.value else { continue }
            let inner = entry.selectionSets
            let value: JSONExpression
            switch name {
            case "edges": value = try edges(inner)
            case "nodes": value = list(of: try node(inner))
            case "pageInfo": value = try pageInfo(inner)
            case "totalCount": value = .leaf(.value(try rows.count()))
            default: value = .leaf(.fixed("\"\(typeName)\""))
            }
            result.append((entry.responseKey, value))
        }
        return result
    }

    /// Whether the rows tell if more follow on the side that the page is counted towards.
    private func asksForMore(_ collected: [CollectedField]) throws(PlanningError) -> Bool {
        let name = page.isBackward ? "hasPreviousPage" : "hasNextPage"
        for entry in collected where entry.fields.first?.name.value == "pageInfo" {
            let fields = try operation.collect(entry.selectionSets, on: "PageInfo")
            if fields.contains(where: { $0.fields.first?.name.value == name }) { return true }
        }
        return false
    }

    private mutating func node(_ selectionSets: [SelectionSet]) throws(PlanningError) -> JSONExpression {
        let json = JSONEmitter.row(try rows.row(selectionSets, joins: &joins))
        if let fault = json.fault {
            faults.append(fault)
            canFault = true
        }
        return json
    }

    private mutating func edges(_ selectionSets: [SelectionSet]) throws(PlanningError) -> JSONExpression {
        let typeName = rows.typeName + "Edge"
        var fields: [(key: String, value: JSONExpression)] = []
        for entry in try operation.collect(selectionSets, on: typeName) {
            switch entry.fields.first?.name.value {
            case "cursor"?:
                fields.append(
                    (
                        entry.responseKey,
                        JSONExpression(
                            text: .value(cursorKeys),
                            shape: .cursor(page.cursorOrder), fault: nil, mustBeShaped: true)
                    ))
            case "node"?: fields.append((entry.responseKey, try node(entry.selectionSets)))
            default: fields.append((entry.responseKey, .leaf(.fixed("\"\(typeName)\""))))
            }
        }
        return list(
            of: JSONExpression(
                text: .object(fields.map { ($0.key, $0.value.text) }),
                shape: .object(fields.map { ShapedField(key: $0.key, shape: $0.value.shape) }, isNonNull: true),
                fault: nil, mustBeShaped: fields.contains { $0.value.mustBeShaped }))
    }

    /// The list of a value over the page's rows, without the row too many, in the response's order.
    private mutating func list(of value: JSONExpression) -> JSONExpression {
        let name = SQLIdentifier(Self.valueName(values.count))
        values.append(value.text)
        return JSONExpression(
            text: .list(of: "\(item).\(name)", ordering: ordering, filter: filter),
            shape: .list(value.shape, limit: nil), fault: nil, mustBeShaped: value.mustBeShaped)
    }

    private mutating func pageInfo(_ selectionSets: [SelectionSet]) throws(PlanningError) -> JSONExpression {
        let hasMore: SQLFragment = "(count(*) > \(SQLFragment(number: page.size)))::text"
        var fields: [(key: String, value: JSONExpression)] = []
        for entry in try operation.collect(selectionSets, on: "PageInfo") {
            let value: JSONExpression
            switch entry.fields.first?.name.value {
            case "hasNextPage"?:
                value = .leaf(page.hasBefore ? .fixed("true") : page.isBackward ? .fixed("false") : .value(hasMore))
            case "hasPreviousPage"?:
                value = .leaf(page.hasAfter ? .fixed("true") : page.isBackward ? .value(hasMore) : .fixed("false"))
            case "startCursor"?: value = cursor(position: "0")
            case "endCursor"?: value = cursor(position: "-1")
            default: value = .leaf(.fixed("\"PageInfo\""))
            }
            fields.append((entry.responseKey, value))
        }
        return JSONExpression(
            text: .object(fields.map { ($0.key, $0.value.text) }),
            shape: .object(fields.map { ShapedField(key: $0.key, shape: $0.value.shape) }, isNonNull: true), fault: nil,
            mustBeShaped: fields.contains { $0.value.mustBeShaped })
    }

    private mutating func cursor(position: SQLFragment) -> JSONExpression {
        needsCursor = true
        return JSONExpression(
            text: .value("coalesce(json_agg(\(item).cursor\(ordering))\(filter) -> \(position), 'null')"),
            shape: .cursor(page.cursorOrder), fault: nil, mustBeShaped: true)
    }

    /// A page counted from the end was read in reverse.
    private var ordering: SQLFragment { page.isBackward ? " order by \(item).number desc" : "" }

    private var filter: SQLFragment {
        fetchesOneMore ? " filter (where \(item).number <= \(SQLFragment(number: page.size)))" : ""
    }
}

extension JSONExpression {
    /// A value that is never null and breaks nothing.
    static func leaf(_ text: JSONText) -> JSONExpression {
        JSONExpression(text: text, shape: .leaf(isNonNull: true), fault: nil, mustBeShaped: false)
    }
}
