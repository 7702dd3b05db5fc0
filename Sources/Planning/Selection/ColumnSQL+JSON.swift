// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

extension ColumnSQL {
    /// The value as JSON; `null` where there is none.
    var json: JSONText {
        column.isList
            ? Self.json(list, isNotNull: column.isNotNull)
            : json(of: reference, isNotNull: column.isNotNull, formless: column.isNonNull ? Self.missed : "'null'")
    }

    /// What stands for a value without a form where the schema promises one: a byte that no JSON holds, so that the
    /// server finds it without a look at the rest (`MissedValue`).
    private static let missed: SQLFragment = "E'\\x01'"

    /// The JSON of an array; NULL where there is none.
    var list: SQLFragment {
        // UNNEST would take a composite value apart.
        if column.type.kind == .composite { return "to_json(\(reference))" }
        if case .custom = column.scalar { return "to_json(\(reference))" }
        let item = promisesItems ? promisedItem : json(of: "item.value", isNotNull: false, formless: "'null'").sql
        let items: SQLFragment =
            "(select string_agg(\(item), ',' order by item.position) "
            + "from unnest(\(reference)) with ordinality as item (value, position))"
        return "case when \(reference) is not null then concat('[', \(items), ']') end"
    }

    /// Whether each item of the list is promised. What is answered as JSON may be null as JSON is.
    var promisesItems: Bool { column.isList && column.hasNonNullItems && !holdsJSON && column.type.kind != .composite }

    private var promisedItem: SQLFragment {
        let item = json(of: "item.value", isNotNull: false, formless: Self.missed, unknown: Self.missed).sql
        return "case when item.value is null then \(Self.missed) else \(item) end"
    }

    /// - Parameter formless: stands for NULL, and for what has no form in JSON or RFC 3339.
    /// - Parameter unknown: stands for a text that is no value of the enum.
    private func json(
        of value: SQLFragment, isNotNull: Bool, formless: SQLFragment, unknown: SQLFragment = "'null'"
    ) -> JSONText {
        switch column.scalar {
        case .float where canBeInfinite:
            // NaN is larger than all.
            return .value("case when abs(\(value)) < 'Infinity' then \(value)::text else \(formless) end")
        case .int, .float: return Self.json(isNotNull ? value : "\(value)::text", isNotNull: isNotNull)
        case .boolean: return Self.json("\(value)::text", isNotNull: isNotNull)
        case .date:
            return .value(
                "case when \(Self.hasFourDigits(value)) then '\"' || \(value)::text || '\"' else \(formless) end")
        case .uuid, .time, .bigInt, .decimal: return Self.quoted(value, isNotNull: isNotNull)
        case .id, .string:
            if needsNoEscapes { return Self.quoted(value, isNotNull: isNotNull) }
            return Self.json(string(text(of: value)), isNotNull: isNotNull)
        case .json, .custom:
            guard isJSON else { return Self.json("to_json(\(value))", isNotNull: isNotNull) }
            return Self.json(isNotNull ? value : "\(value)::text", isNotNull: isNotNull)
        case .dateTime:
            let local: SQLFragment = column.type.serving == "timestamp" ? value : "(\(value) at time zone 'UTC')"
            let text: SQLFragment = "'\"' || replace(\(local)::text, ' ', 'T') || 'Z\"'"
            return .value("case when \(Self.hasFourDigits(value)) then \(text) else \(formless) end")
        case .enumeration(let name):
            let values = (forms.enums[name] ?? [:]).sorted { $0.key < $1.key }
            // One branch for each value, so that a text that is no value becomes null and is seen as a fault.
            let branches = values.map { name, stored in
                " when \(SQLFragment(constant: stored)) then \(SQLFragment(constant: "\"\(name)\""))" as SQLFragment
            }
            return .value("case \(text(of: value))\(branches.joined(by: .empty)) else \(unknown) end")
        }
    }

    /// Whether the year has four digits: infinities and years before Christ have no form in RFC 3339 either.
    private static func hasFourDigits(_ value: SQLFragment) -> SQLFragment {
        "\(value) >= '0001-01-01' and \(value) < '10000-01-01'"
    }

    /// - Parameter value: of a type that prints as JSON; where it may be NULL, text or JSON.
    private static func json(_ value: SQLFragment, isNotNull: Bool) -> JSONText {
        .value(isNotNull ? value : "coalesce(\(value), 'null')")
    }

    /// A string with the escapes that it needs.
    private func string(_ text: SQLFragment) -> SQLFragment {
        forms.hasJSONScalar ? "json_scalar(\(text))" : "to_json(\(text))"
    }

    /// A string whose text needs no escapes.
    private static func quoted(_ value: SQLFragment, isNotNull: Bool) -> JSONText {
        guard isNotNull else { return .value("coalesce('\"' || \(value)::text || '\"', 'null')") }
        return .fixed("\"") + .value(value) + .fixed("\"")
    }

    private var canBeInfinite: Bool { ["float4", "float8", "numeric"].contains(column.type.serving) }

    private var needsNoEscapes: Bool { ["uuid", "int2", "int4", "int8", "numeric"].contains(column.type.serving) }
}
