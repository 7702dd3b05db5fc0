// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import Mapping
import SQL

/// The SQL of a column in each of its roles: as a plain column of a row, within JSON, compared with a parameter.
///
/// The plain form and the JSON form of a value give the same text in the response.
struct ColumnSQL {
    let column: MappedColumn
    /// The qualified column: `sessions_1.started_at`.
    let reference: SQLFragment
    let forms: ValueForms

    init(_ column: MappedColumn, alias: SQLIdentifier, forms: ValueForms) {
        self.column = column
        let name: SQLFragment = "\(alias).\(SQLIdentifier(column.name))"
        reference = Self.base(of: column).map { "\(name)::\($0)" } ?? name
        self.forms = forms
    }

    /// - Parameter reference: an expression that has the column's value.
    init(_ column: MappedColumn, reference: SQLFragment, forms: ValueForms) {
        self.column = column
        self.reference = reference
        self.forms = forms
    }

    /// The enum under a domain, whose own values PostgreSQL has no operators for; nil for all else.
    private static func base(of column: MappedColumn) -> ColumnType? {
        guard column.type.kind == .domain, !column.type.isArray, let labels = column.type.labels,
            let base = column.type.base
        else { return nil }
        return ColumnType(name: base, kind: .enum, labels: labels)
    }

    /// What the select list holds, and how its text becomes JSON.
    var plain: (SQLFragment, ColumnEncoding) {
        if column.isList { return (list, promisesItems ? .items : .json) }
        switch column.scalar {
        case .int, .float: return (reference, .number)
        case .boolean: return (reference, .boolean)
        case .dateTime: return (reference, .dateTime)
        case .date: return (reference, .date)
        case .id, .string, .time, .uuid, .bigInt, .decimal: return (reference, .string)
        case .json, .custom: return (isJSON ? reference : "to_json(\(reference))", .json)
        case .enumeration(let name):
            let stored = (forms.enums[name] ?? [:]).map { ($0.value, Array("\"\($0.key)\"".utf8)) }
            return (reference, .enumeration(Dictionary(stored, uniquingKeysWith: { first, _ in first })))
        }
    }

    /// Of a column that stands for an enum's value and may hold others: what stands for one. Nil for all else.
    var storedLabels: [SQLFragment]? {
        guard case .enumeration(let name) = column.scalar, !column.isList, !column.admitsOnlyValues else { return nil }
        return (forms.enums[name] ?? [:]).values.sorted().map { SQLFragment(constant: $0) }
    }

    /// A parameter, cast to exactly the column's type: a condition between different types is not LEAKPROOF, and under
    /// row-level security would lose its index.
    func parameter(_ placeholder: SQLPlaceholder) -> SQLFragment {
        if column.scalar == .dateTime && column.type.serving == "timestamp" {
            return "(\(placeholder)::timestamptz at time zone 'UTC')"
        }
        return "\(placeholder)::\(comparedType)"
    }

    /// A parameter that holds the column's own text, as a cursor keeps it.
    func keyParameter(_ placeholder: SQLPlaceholder) -> SQLFragment { "\(placeholder)::\(comparedType)" }

    /// A parameter that holds an array of values of the column.
    func arrayParameter(_ placeholder: SQLPlaceholder) -> SQLFragment {
        if column.scalar == .dateTime && column.type.serving == "timestamp" {
            // The cast keeps ANY from taking the subquery for a set of rows.
            let items: SQLFragment =
                "select array_agg(item at time zone 'UTC') from unnest(\(placeholder)::timestamptz[]) as item"
            return "coalesce((\(items)), '{}')::timestamp[]"
        }
        // Arrays of a domain are compared with no others.
        var type = column.isList ? column.type : comparedType
        type.isArray = true
        return "\(placeholder)::\(type)"
    }

    /// A domain is compared as what it is made of: a value outside of it is no error, it just does not occur.
    private var comparedType: ColumnType {
        var type = column.type
        if let base = type.base { type.name = base }
        // Numbers with a fraction are compared with whole ones as what both fit into.
        if ["int2", "int4", "int8"].contains(type.name.name) {
            switch column.scalar {
            case .float: return .builtIn("float8")
            case .decimal: return .builtIn("numeric")
            default: break
            }
        }
        return type
    }

    /// How a value of the API becomes the text of a parameter for this column.
    var conversion: ParameterConversion {
        switch column.scalar {
        case .enumeration(let name): return .enumeration(forms.enums[name] ?? [:])
        case .json: return .json
        case .custom: return takesJSON ? .json : .single
        case .id, .uuid, .bigInt, .string, .int:
            switch column.type.serving {
            case "uuid": return .uuid
            case "int2": return .integer(bits: 16)
            case "int4": return .integer(bits: 32)
            case "int8": return .integer(bits: 64)
            default: return .text
            }
        case .float, .boolean, .dateTime, .date, .time, .decimal: return .text
        }
    }

    /// Whether a value of a scalar of the author's own is written as JSON. All other types read the bare text.
    private var takesJSON: Bool {
        ["json", "jsonb"].contains(column.type.serving) || column.type.kind == .composite
            || (column.type.isArray && !column.isList)
    }

    /// The column as text, for LIKE and the like. Patterns go by characters: by a collation that calls different texts
    /// equal PostgreSQL matches none, or not all of them.
    var text: SQLFragment {
        let text = text(of: reference)
        return column.hasLooseCollation ? "(\(text) collate \"default\")" : text
    }

    /// The text of a value of the column's type as PostgreSQL prints it, which is what a plain column is answered as.
    func text(of value: SQLFragment) -> SQLFragment {
        if isText { return value }
        // A cast to text leaves no netmask out.
        return column.type.serving == "inet" ? "abbrev(\(value))" : "\(value)::text"
    }

    /// Whether texts that differ by their case alone are equal.
    var isCaseInsensitive: Bool { column.type.serving == "citext" }

    var isText: Bool { ["text", "varchar", "citext", "bpchar", "name"].contains(column.type.serving) }

    /// Whether a value may be JSON's null, which is a value and no missing one.
    var holdsJSON: Bool {
        switch column.scalar {
        case .json, .custom: true
        default: false
        }
    }

    var isJSON: Bool { ["json", "jsonb"].contains(column.type.serving) && !column.type.isArray }
}
