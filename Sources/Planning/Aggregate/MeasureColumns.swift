// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The figures that one SELECT computes: where it stands alone, its select list calls the aggregate functions; where
/// it is a subquery, they are its columns, each computed once.
final class MeasureColumns {
    /// The alias of the subquery; nil where the figures stand in the statement's own select list.
    let alias: SQLIdentifier?
    /// What figures have in common.
    let conditions: SharedConditions
    /// The subquery's columns.
    private(set) var measures: [Measure] = []
    /// Whether no figure has been asked for. A SELECT without one would call no aggregate function, and answer each row.
    private(set) var isEmpty = true
    private var names: [SQLFragment: String] = [:]
    private var counts: [String: Int] = [:]

    init(alias: SQLIdentifier?, scope: StatementScope) {
        self.alias = alias
        conditions = SharedConditions(scope: scope)
    }

    /// The figure as the select list around refers to it.
    func column(_ measure: Measure) -> ColumnSQL {
        isEmpty = false
        return alias.map { add(measure).column(of: $0) } ?? measure.sqlColumn
    }

    /// The figure under the name that it has in the subquery.
    @discardableResult
    func add(_ measure: Measure) -> Measure {
        isEmpty = false
        if let name = names[measure.sql] { return measure.named(name) }
        // Two filters over one column are two figures.
        let count = (counts[measure.name] ?? 0) + 1
        counts[measure.name] = count
        let named = count == 1 ? measure : measure.named("\(measure.name)_\(count)")
        names[measure.sql] = named.name
        measures.append(named)
        return named
    }

    /// The subquery's select list.
    var selectList: [SQLFragment] {
        measures.map { "\($0.sql) as \(SQLIdentifier($0.name))" }
    }
}

extension Measure {
    fileprivate func named(_ name: String) -> Measure {
        Measure(name: name, sql: sql, column: column, forms: forms)
    }
}
