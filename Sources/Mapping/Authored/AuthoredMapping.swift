// SPDX-License-Identifier: Apache-2.0

package import SQL

/// What the SDL says of tables and columns, before any database is seen.
package struct AuthoredMapping: Sendable {
    /// The types with `@table`, in the order of the files. `add` makes them known by name too.
    package internal(set) var tables: [AuthoredTable] = []
    /// Names in PostgreSQL of each enum's values: enum → value → stored label.
    package var enums: [String: [String: String]] = [:]
    /// The author's interfaces and unions, by name.
    package var abstractTypes: [String: AuthoredAbstractType] = [:]
    /// The query root's type.
    package var queryTypeName = "Query"
    /// Fields of the query root, in order.
    package private(set) var queryFields: [AuthoredRootField] = []
    /// The mutation root's type, whether or not there is one.
    package var mutationTypeName = "Mutation"
    /// Fields of the mutation root, in order.
    package private(set) var mutationFields: [AuthoredMutationField] = []
    /// Root fields that functions answer.
    package var calls: [AuthoredCall] = []
    /// Types of what functions answer.
    package var records: [AuthoredRecord] = []
    /// Input objects that functions take.
    package var inputs: [AuthoredInput] = []

    // An SDL of a thousand tables asks for each of them many times.
    private var tableIndexes: [String: Int] = [:]
    private var queryIndexes: [String: Int] = [:]
    private var mutationIndexes: [String: Int] = [:]
    /// Type → names of the directives that write its rows.
    private var writingDirectives: [String: Set<String>] = [:]

    /// Adds the table of a type that has none yet.
    mutating func add(_ table: AuthoredTable) {
        tableIndexes[table.typeName] = tables.count
        tables.append(table)
    }

    mutating func add(_ field: AuthoredRootField) {
        if queryIndexes[field.name] == nil { queryIndexes[field.name] = queryFields.count }
        queryFields.append(field)
    }

    mutating func add(_ field: AuthoredMutationField) {
        if mutationIndexes[field.name] == nil { mutationIndexes[field.name] = mutationFields.count }
        mutationFields.append(field)
        writingDirectives[field.targetType, default: []].insert(field.kind.directive)
    }

    /// Where the table of an object type stands among `tables`.
    func tableIndex(forType name: String) -> Int? { tableIndexes[name] }

    /// The table of an object type; nil for a type without one.
    package func table(forType name: String) -> AuthoredTable? { tableIndexes[name].map { tables[$0] } }

    /// The field of the query root with this name; nil for one that functions answer, or that is not there.
    func queryField(named name: String) -> AuthoredRootField? { queryIndexes[name].map { queryFields[$0] } }

    /// The field of the mutation root with this name; nil for one that functions answer, or that is not there.
    func mutationField(named name: String) -> AuthoredMutationField? {
        mutationIndexes[name].map { mutationFields[$0] }
    }

    /// Whether a field of the mutation root with this directive writes rows of a type.
    func writes(_ typeName: String, by directive: String) -> Bool {
        writingDirectives[typeName]?.contains(directive) ?? false
    }

    /// Functions that answer fields, of the root types or of rows, or search rows.
    package var calledFunctions: Set<QualifiedName> {
        Set(
            calls.map(\.function) + tables.flatMap(\.fields).compactMap(\.computed?.function)
                + tables.compactMap(\.search?.source.function) + tables.compactMap(\.similar?.source.function))
    }

    /// What a function answers as an object type; nil for a type that none does.
    package func record(forType name: String) -> AuthoredRecord? { records.first { $0.typeName == name } }

    /// A field of a table's type, or of a type that functions answer.
    func field(_ name: String, ofType typeName: String) -> AuthoredField? {
        (table(forType: typeName)?.fields ?? record(forType: typeName)?.fields)?.first { $0.name == name }
    }
}

/// An object type with `@table`.
package struct AuthoredTable: Sendable {
    package var typeName: String
    package var relation: QualifiedName
    /// `@table(key:)`: names of fields; nil where the catalog's primary key serves.
    package var keyFields: [String]?
    package var scope: TableScope
    /// `@table(returning:)`: whether nothing that runs after a write changes its rows.
    package var isReturning = false
    package var fields: [AuthoredField]
    package var origin: Origin
    /// `@search`.
    package var search: AuthoredSearch?
    /// `@similar`.
    package var similar: AuthoredSimilar?
    /// `@nearest`.
    package var nearest: AuthoredNearest?

    /// Whether words and a vector can find rows together.
    var isFoundByBoth: Bool { search != nil && nearest != nil }

    /// The field of this name; nil if there is none.
    package func field(named name: String) -> AuthoredField? { fields.first { $0.name == name } }
}

/// Whose rows a table holds. `@table(scope:)`.
package enum TableScope: String, Sendable, CaseIterable {
    case tenant = "TENANT"
    case user = "USER"
    case `public` = "PUBLIC"
}

/// A field of a table's type.
package struct AuthoredField: Sendable {
    /// What the field answers.
    package enum Kind: Sendable {
        case column(AuthoredColumn)
        case relation(AuthoredRelation)
        /// Rows of the types of an interface or union.
        case mixed(AuthoredMixedRelation)
        case aggregate(AuthoredAggregate)
        /// A value that a function makes of the row.
        case computed(AuthoredCall)
    }

    package var name: String
    package var kind: Kind
    package var description: String?
    package var origin: Origin
}

/// A leaf field: one column.
package struct AuthoredColumn: Sendable {
    package var column: String
    package var scalar: ScalarKind
    package var isList: Bool
    /// Whether the field's type is non-null.
    package var isNonNull: Bool
    /// Of a list: whether its items are non-null.
    package var hasNonNullItems = false
    /// `@default`: optional in create inputs, since the column has a default.
    package var hasDefault: Bool
    package var isReadOnly: Bool
    package var isVersion: Bool
    /// Offered in filters, orders and inputs only: the column under a to-one relation.
    package var isImplied: Bool
}

/// A field whose type is another table's.
package struct AuthoredRelation: Sendable {
    /// How many rows it answers, and in which form.
    package enum Shape: Sendable {
        case one, list, connection
    }

    package var targetType: String
    package var shape: Shape
    /// `@relation(column:)`: mine; with `through`, the join table's that refers to me.
    package var column: String?
    /// `@relation(foreignColumn:)`: theirs; with `through`, the join table's that refers to them.
    package var foreignColumn: String?
    /// `@relation(through:)`: the join table of many-to-many rows.
    package var through: QualifiedName?
    /// `@relation(constraint:)`.
    package var constraint: String?
    /// `@relation(typeColumn:)`: beside the column that refers, which may refer to rows of other types as well.
    package var tag: AuthoredTypeTag?
    /// Whether the field's type is non-null, outermost.
    package var isNonNull: Bool
    /// `@relation(required:)`: the column is NOT NULL though the row may be hidden.
    package var isRequired: Bool
    /// `@readOnly`: my column is never written through the API; rows of a list are not made together with this one.
    package var isReadOnly = false
    package var limit: AuthoredLimit?
}

/// A column that names the type that another column refers to. `@relation(typeColumn:, value:)`.
package struct AuthoredTypeTag: Sendable, Hashable {
    package var column: String
    /// What the column holds where this type is meant.
    package var value: String
}

/// `@aggregate(of:)`: figures over the rows of a relation of the same type.
package struct AuthoredAggregate: Sendable, Hashable {
    /// The field that is the relation.
    package var relation: String
    package var targetType: String
}

/// `@limit(default:, max:)`.
package struct AuthoredLimit: Sendable, Hashable {
    package var `default`: Int?
    package var max: Int?

    package init(default: Int?, max: Int?) {
        self.default = `default`
        self.max = max
    }
}

/// A field of the query root.
package struct AuthoredRootField: Sendable {
    /// How the field finds its rows.
    package enum Kind: Sendable {
        /// `@find`: pairs of argument and field.
        case find([KeyArgument])
        case connection
        case list
        case aggregate
        /// `node: Node @find`: a row of any type, by its `nodeId`.
        case node
    }

    package var name: String
    package var kind: Kind
    package var targetType: String
    package var limit: AuthoredLimit?
    package var origin: Origin
}

/// An argument of a `@find` field and the field of the table whose column it is compared with.
package struct KeyArgument: Sendable, Hashable {
    package var argument: String
    package var field: String
}
