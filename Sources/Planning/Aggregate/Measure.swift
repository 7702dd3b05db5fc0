// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// One figure over rows: a call of an aggregate function.
struct Measure {
    /// What a subquery calls it: `avg_score`.
    let name: String
    /// The call.
    let sql: SQLFragment
    /// What its value is, for the response and for comparisons.
    let column: MappedColumn
    let forms: ValueForms

    /// The figure where the aggregate function is called.
    var sqlColumn: ColumnSQL { ColumnSQL(column, reference: sql, forms: forms) }

    /// The figure as a column of a subquery that computes it.
    func column(of alias: SQLIdentifier) -> ColumnSQL {
        ColumnSQL(column, reference: "\(alias).\(SQLIdentifier(name))", forms: forms)
    }

    /// The figure over no rows.
    var empty: SQLFragment { column.isNotNull ? "0" : "null" }
}

/// The figures that conditions and orders are made of.
enum Figure {
    case count
    /// By the name of the field.
    case sum(String)
    case avg(String)
}

/// Makes the figures over a table's rows, which an alias stands for.
struct Measures {
    let table: MappedTable
    let alias: SQLIdentifier
    let scope: StatementScope

    private var forms: ValueForms { scope.mapping.forms }

    /// The values of a field: a column's, or what a function makes of each row; nil where the table has no such field.
    private func values(of field: String) -> ColumnSQL? {
        switch table.fields[field] {
        case .column(let column)?: ColumnSQL(column, alias: alias, forms: forms)
        case .computed(let call)?: ComputedPlanner(scope: scope).plain(call, named: field, row: alias)
        case .relation?, .mixed?, .aggregate?, nil: nil
        }
    }

    /// - Parameter isCompared: for a condition, which takes sums for floating-point numbers.
    func figure(_ figure: Figure, isCompared: Bool = false) -> Measure {
        switch figure {
        case .count: count(filter: nil)
        case .sum(let field): call("sum", field, filter: nil, scalar: isCompared ? .float : nil) ?? count(filter: nil)
        case .avg(let field): call("avg", field, filter: nil) ?? count(filter: nil)
        }
    }

    func count(filter: SQLFragment?) -> Measure {
        measure("count", "count(*)", filter: filter, scalar: .int, type: "int8", isCount: true)
    }

    /// A figure over the values of a field; nil where the table has no such field.
    ///
    /// - Parameters:
    ///   - function: the field of the aggregate: `avg`.
    ///   - share: of `percentile`.
    ///   - scalar: how the value is answered, where not as the function has it.
    func call(
        _ function: String, _ field: String, filter: SQLFragment?, share: SQLFragment? = nil, scalar: ScalarKind? = nil
    ) -> Measure? {
        guard let values = values(of: field) else { return nil }
        let (column, reference) = (values.column, values.reference)
        let name = "\(function)_\(column.name)"
        func measure(_ call: SQLFragment, _ kind: ScalarKind, _ type: String, cast: SQLFragment = .empty) -> Measure {
            self.measure(name, call, cast: cast, filter: filter, scalar: scalar ?? kind, type: type)
        }
        switch function {
        case "countDistinct":
            return self.measure(
                "count_\(column.name)", "count(distinct \(Self.comparable(column, reference).value))", filter: filter,
                scalar: .int, type: "int8", isCount: true)
        case "sum":
            return measure("sum(\(Self.wide(column, reference)))", column.scalar.sum ?? .float, Self.sumType(column))
        case "avg":
            return measure("avg(\(reference))", .float, "float8", cast: Self.isFloat(column) ? .empty : "::float8")
        case "stddev":
            return measure("stddev(\(reference))", .float, "float8", cast: Self.isFloat(column) ? .empty : "::float8")
        case "percentile":
            return measure(
                "percentile_cont(\(share ?? "0.5")) within group (order by \(reference))", .float, "float8")
        case "any": return measure("bool_or(\(reference))", .boolean, "bool")
        case "all": return measure("bool_and(\(reference))", .boolean, "bool")
        default:
            let (value, type) = Self.orderable(column, reference)
            // PostgreSQL makes an address of the least and the greatest network, without its mask where that is whole.
            let cast: SQLFragment = type.serving == "cidr" ? "::cidr" : .empty
            return Measure(
                name: name, sql: Self.filtered(function == "min" ? "min(\(value))" : "max(\(value))", filter, cast),
                column: MappedColumn(
                    name: name, type: type, scalar: column.scalar, isNotNull: false, isNonNull: false), forms: forms)
        }
    }

    private func measure(
        _ name: String, _ call: SQLFragment, cast: SQLFragment = .empty, filter: SQLFragment?, scalar: ScalarKind,
        type: String, isCount: Bool = false
    ) -> Measure {
        Measure(
            name: name, sql: Self.filtered(call, filter, cast),
            column: MappedColumn(
                name: name, type: .builtIn(type), scalar: scalar, isNotNull: isCount, isNonNull: isCount),
            forms: forms)
    }

    private static func filtered(_ call: SQLFragment, _ filter: SQLFragment?, _ cast: SQLFragment) -> SQLFragment {
        guard let filter else { return call + cast }
        let filtered: SQLFragment = "\(call) filter (where \(filter))"
        return cast.isEmpty ? filtered : "(\(filtered))\(cast)"
    }

    private static func isFloat(_ column: MappedColumn) -> Bool { ["float4", "float8"].contains(column.type.serving) }

    /// A sum of `float4` would keep six digits.
    private static func wide(_ column: MappedColumn, _ reference: SQLFragment) -> SQLFragment {
        column.type.serving == "float4" ? "\(reference)::float8" : reference
    }

    /// PostgreSQL: "Aggregate Functions", `sum`.
    private static func sumType(_ column: MappedColumn) -> String {
        switch column.type.serving {
        case "int2", "int4": "int8"
        case "float4", "float8": "float8"
        default: "numeric"
        }
    }

    // MARK: Values of unusual types

    /// The column and its type where equal values are told from others; types without an equality are compared as text.
    static func comparable(_ column: MappedColumn, _ reference: SQLFragment) -> (value: SQLFragment, type: ColumnType) {
        // `[1.0,2)` and `[1,2)` are one range with two texts.
        column.type.isRange ? (reference, column.type) : orderable(column, reference)
    }

    /// The column and its type where values are put in order. `String` stands for any type, so that some have none.
    static func orderable(_ column: MappedColumn, _ reference: SQLFragment) -> (value: SQLFragment, type: ColumnType) {
        let isPlain = column.scalar != .string || column.type.labels != nil || ordered.contains(column.type.serving)
        return isPlain ? (reference, column.type) : ("\(reference)::text", .builtIn("text"))
    }

    /// Those that PostgreSQL 15 has `min` and `max` for.
    private static let ordered: Set<String> = [
        "text", "varchar", "bpchar", "citext", "name", "int2", "int4", "int8", "float4", "float8", "numeric", "date",
        "timestamp", "timestamptz", "time", "timetz", "interval", "money", "oid", "inet", "cidr", "pg_lsn", "xid8",
    ]
}

extension ColumnType {
    /// Whether values are ranges or multiranges. Of a domain the catalog tells no kind, but what PostgreSQL has itself is known
    /// by its name.
    fileprivate var isRange: Bool {
        if isArray { return false }
        if kind == .range || kind == .multirange { return true }
        return base?.schema == "pg_catalog" && Self.ranges.contains(serving)
    }

    private static let ranges: Set<String> = [
        "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "int4multirange", "int8multirange",
        "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange",
    ]
}
