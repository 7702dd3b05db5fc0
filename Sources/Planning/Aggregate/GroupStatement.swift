// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// Lays out the SELECT of groups.
struct GroupStatement {
    /// A key of ORDER BY.
    enum OrderTerm {
        /// A key of the groups, by its position.
        case key(Int)
        case figure(SQLFragment, isNullable: Bool)
    }

    /// The clauses that follow the grouping.
    struct Parts {
        var having: [SQLFragment] = []
        var order: [(term: OrderTerm, direction: Direction)] = []
    }

    private let request: GroupRequest
    /// Groups with buckets filled in; nil where none are.
    private let filledAlias: SQLIdentifier?
    /// The figures where conditions and orders see them.
    let columns: MeasureColumns

    init(_ request: GroupRequest, filledAlias: SQLIdentifier?, scope: StatementScope) {
        self.request = request
        self.filledAlias = filledAlias
        columns = MeasureColumns(alias: filledAlias, scope: scope)
    }

    private var keys: [GroupKeys.Key] { request.keys.keys }

    /// What a subquery calls a key.
    static func keyName(_ index: Int) -> SQLIdentifier { SQLIdentifier("key_\(index + 1)") }

    /// A key after filling.
    func key(_ index: Int) -> SQLFragment {
        filledAlias.map { "\($0).\(Self.keyName(index))" } ?? keys[index].expression
    }

    /// The keys after filling.
    var keyList: [SQLFragment] { keys.indices.map { key($0) } }

    /// The keys as columns of a subquery.
    var namedKeys: [SQLFragment] {
        keys.indices.map { "\(keys[$0].expression) as \(Self.keyName($0))" }
    }

    /// Groups of the rows that there are.
    ///
    /// - Parameter isNamed: whether the select list begins with the named keys.
    func plain(selectList: [SQLFragment], isNamed: Bool, parts: Parts, from: SQLFragment) -> SQLFragment {
        // A position in the select list is shorter than an expression that stands there.
        func key(_ index: Int) -> SQLFragment {
            if isNamed { return SQLFragment(number: index + 1) }
            let position = selectList.firstIndex(of: keys[index].expression)
            return position.map { SQLFragment(number: $0 + 1) } ?? keys[index].expression
        }
        let grouping = keys.indices.map { key($0) }.joined(by: ", ")
        let having: SQLFragment = parts.having.isEmpty ? "" : "\nhaving \(parts.having.joined(by: "\n    and "))"
        return "select\n    \(selectList.joined(by: ",\n    "))\(from)\ngroup by \(grouping)\(having)"
            + ending(parts, key: key)
    }

    /// Groups of the rows that there are, and one without rows for each bucket that has none. Where there are further
    /// keys, each combination of them that occurs has all buckets.
    func filled(selectList: [SQLFragment], parts: Parts, grouped: SQLIdentifier, from: SQLFragment) -> SQLFragment {
        guard let filledAlias, let position = keys.firstIndex(where: { $0.series != nil }),
            let series = keys[position].series
        else { return plain(selectList: selectList, isNamed: false, parts: parts, from: from) }
        let grouping = keys.indices.map { SQLFragment(number: $0 + 1) }.joined(by: ", ")
        let inner: SQLFragment =
            "\nselect\n    \((namedKeys + columns.selectList).joined(by: ",\n    "))\(from)\ngroup by \(grouping)"
        let names = keys.indices.map { "\(Self.keyName($0))" as SQLFragment }
        let others = keys.indices.filter { $0 != position }
        let bucket = names[position]

        let present = (names + columns.measures.map { "\(SQLIdentifier($0.name))" }).joined(by: ", ")
        let absent =
            (keys.indices.map { $0 == position ? "series.bucket" : "others.\(names[$0])" }
            + columns.measures.map(\.empty)).joined(by: ", ")
        let otherNames = others.map { names[$0] }.joined(by: ", ")
        let combinations: SQLFragment =
            others.isEmpty ? "" : "\ncross join (select distinct \(otherNames) from \(grouped)) as others"
        let same =
            ["\(grouped).\(bucket) = series.bucket" as SQLFragment]
            + others.map { "\(grouped).\(names[$0]) is not distinct from others.\(names[$0])" }
        let union: SQLFragment =
            "\nselect \(present) from \(grouped)\nunion all\nselect \(absent)\nfrom (\(series)) as series\(combinations)\n"
            + "where not exists (select from \(grouped) where \(same.joined(by: " and ")))"
        let having: SQLFragment = parts.having.isEmpty ? "" : "\nwhere \(parts.having.joined(by: "\n    and "))"
        return
            "with \(grouped) as (\(SQLFragment.indented(inner))\n)\nselect\n    \(selectList.joined(by: ",\n    "))\n"
            + "from (\(SQLFragment.indented(union))\n) as \(filledAlias)\(having)" + ending(parts, key: key)
    }

    private func ending(_ parts: Parts, key: (Int) -> SQLFragment) -> SQLFragment {
        let order = parts.order.map { term, direction in
            switch term {
            case .key(let index): direction.sql(key(index), isNullable: true)
            case .figure(let sql, let isNullable): direction.sql(sql, isNullable: isNullable)
            }
        }
        return "\norder by \(order.joined(by: ", "))\nlimit \(request.rowLimit)"
    }
}
