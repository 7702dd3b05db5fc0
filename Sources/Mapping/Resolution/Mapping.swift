// SPDX-License-Identifier: Apache-2.0

package import GraphQLSchema
package import SQL

/// The SDL checked against a database: what planning takes.
package final class Mapping: Sendable {
    /// The API as clients see it.
    package let schema: Schema
    /// By the name of the type.
    package let tables: [String: MappedTable]
    /// Fields of the query root, by name.
    package let queryFields: [String: MappedRootField]
    /// Fields of the mutation root, by name.
    package let mutationFields: [String: MappedMutationField]
    package let forms: ValueForms
    /// Root fields that functions answer: `Query.findTrainees` → call.
    package let calls: [String: MappedCall]
    /// Interfaces and unions whose rows fields answer, by name.
    package let abstractTypes: [String: MappedAbstractType]
    /// Schemas that names must be looked for in beside those of the session, for the operators of columns' types.
    package let searchedSchemas: [String]

    package init(
        schema: Schema, tables: [String: MappedTable], queryFields: [String: MappedRootField],
        mutationFields: [String: MappedMutationField] = [:], forms: ValueForms,
        calls: [String: MappedCall] = [:], abstractTypes: [String: MappedAbstractType] = [:],
        searchedSchemas: [String] = []
    ) {
        self.schema = schema
        self.tables = tables
        self.queryFields = queryFields
        self.mutationFields = mutationFields
        self.forms = forms
        self.calls = calls
        self.abstractTypes = abstractTypes
        self.searchedSchemas = searchedSchemas
    }

    /// The same with less of the API in it.
    func showing(_ schema: Schema) -> Mapping {
        Mapping(
            schema: schema, tables: tables, queryFields: queryFields, mutationFields: mutationFields, forms: forms,
            calls: calls, abstractTypes: abstractTypes, searchedSchemas: searchedSchemas)
    }
}

/// A type and the relation that holds its rows.
package struct MappedTable: Sendable {
    package let typeName: String
    package let relation: QualifiedName
    package let scope: TableScope
    /// The columns that identify a row; empty for a relation without a key, whose rows have no stable order.
    package let key: [MappedColumn]
    /// The part of the key that differs between rows that one request can see: without what a policy pins.
    package let orderingKey: [MappedColumn]
    /// The columns that a row's `nodeId` holds; empty where the type is none of `Node`.
    package var nodeKey: [MappedColumn] = []
    /// By name, implied columns included.
    package let fields: [String: MappedField]
    /// What there is to know for writing rows; nil where no field does.
    package var writing: MappedWriting?
    /// How rows are found by words; nil without `@search`.
    package var search: MappedSearch?
    /// How rows are found by a text that is like theirs; nil without `@similar`.
    package var similar: MappedSimilar?
    /// How rows are found by a vector; nil without `@nearest`.
    package var nearest: MappedNearest?

    /// Whether words and a vector can find rows together.
    package var isFoundByBoth: Bool { search != nil && nearest != nil }
}

/// A field of a table's type.
package enum MappedField: Sendable {
    case column(MappedColumn)
    case relation(MappedRelation)
    /// Rows of the types of an interface or union.
    case mixed(MappedMixedRelation)
    /// Figures over the rows of a relation to many.
    case aggregate(MappedRelation)
    /// A value that a function makes of the row.
    case computed(MappedCall)
}

/// A column as the API has it.
package struct MappedColumn: Sendable, Hashable {
    package let name: String
    package let type: ColumnType
    package let scalar: ScalarKind
    package let isList: Bool
    /// Of a list: whether the API promises a value for each item. No database rules NULL out there.
    package let hasNonNullItems: Bool
    /// Whether the database rules out NULL.
    package let isNotNull: Bool
    /// Whether the API promises a value.
    package let isNonNull: Bool
    /// Of an enum's column: whether the database rules out what is none of the enum's values.
    package let admitsOnlyValues: Bool
    /// Whether its collation may call different texts equal.
    package let hasLooseCollation: Bool

    package init(
        name: String, type: ColumnType, scalar: ScalarKind, isList: Bool = false, isNotNull: Bool, isNonNull: Bool,
        hasNonNullItems: Bool = false, admitsOnlyValues: Bool = false, hasLooseCollation: Bool = false
    ) {
        self.name = name
        self.type = type
        self.scalar = scalar
        self.isList = isList
        self.hasNonNullItems = hasNonNullItems
        self.isNotNull = isNotNull
        self.isNonNull = isNonNull
        self.admitsOnlyValues = admitsOnlyValues
        self.hasLooseCollation = hasLooseCollation
    }
}

/// A relation with the columns that join it.
package struct MappedRelation: Sendable {
    package let targetType: String
    package let shape: AuthoredRelation.Shape
    /// Pairs of my column and theirs; all must be equal. None where a join table ties the rows.
    package let join: [JoinPair]
    /// The join table of many-to-many rows.
    package var through: MappedThrough?
    /// What says that the reference is to the type that is meant, where it may be to another.
    package var tag: MappedTypeTag?
    /// Whether the API promises a row.
    package let isNonNull: Bool
    package let limit: AuthoredLimit?
}

extension MappedRelation {
    /// The columns of mine that the rows are found by.
    package var ownColumns: [String] {
        (through?.own ?? join).map(\.own) + (tag.map { $0.isOwn ? [$0.column.name] : [] } ?? [])
    }

    /// The columns of theirs that are compared.
    package var targetColumns: [String] {
        (through?.target.map(\.own) ?? join.map(\.foreign)) + (tag.map { $0.isOwn ? [] : [$0.column.name] } ?? [])
    }
}

/// A column that names the type which the column beside it refers to.
package struct MappedTypeTag: Sendable {
    package let column: MappedColumn
    /// What it holds where the relation's type is meant.
    package let value: String
    /// Whether it is a column of mine; else it is one of theirs.
    package let isOwn: Bool
}

/// A relation to rows of several types.
package struct MappedMixedRelation: Sendable {
    /// The interface or union.
    package let targetType: String
    package let shape: AuthoredRelation.Shape
    /// The relations to the rows of each of its types, by the types' names. A role may see fewer of them.
    package let members: [MappedRelation]
    /// Whether the API promises a row.
    package let isNonNull: Bool
    package let limit: AuthoredLimit?
}

/// A table of which each row ties a row of one table to a row of another.
package struct MappedThrough: Sendable {
    package let relation: QualifiedName
    /// Pairs of a column of the owner and one of the join table.
    package let own: [JoinPair]
    /// Pairs of a column of the target and one of the join table.
    package let target: [JoinPair]

    /// The columns of the join table that are compared.
    package var columns: [String] { (own + target).map(\.foreign) }
}

/// One equality of a join.
package struct JoinPair: Sendable, Hashable {
    package let own: String
    package let foreign: String
}

/// A field of the query root.
package struct MappedRootField: Sendable {
    /// How the field finds its rows.
    package enum Kind: Sendable {
        case find([FindKey])
        case connection
        case list
        case aggregate
        /// A row of any type that has a `nodeKey`.
        case node
    }

    package let kind: Kind
    package let targetType: String
    package let limit: AuthoredLimit?
}

/// An argument of a `@find` field and the column that it is compared with.
package struct FindKey: Sendable {
    package let argument: String
    package let column: MappedColumn
}
