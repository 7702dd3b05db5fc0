// SPDX-License-Identifier: Apache-2.0

/// A table, view or other relation. PostgreSQL: `pg_class`.
package struct Relation: Sendable, Hashable, Codable {
    package var name: QualifiedName
    package var kind: RelationKind
    package var owner: String
    /// ROW LEVEL SECURITY is enabled.
    package var hasRowSecurity: Bool
    /// ROW LEVEL SECURITY is forced, so that it binds the owner too.
    package var forcesRowSecurity: Bool
    /// The option `security_invoker` of a view.
    package var isSecurityInvoker: Bool
    package var columns: [Column]
    package var primaryKey: Key?
    /// Unique constraints and unique indexes that are not partial, hold plain columns only, and are valid.
    package var uniqueKeys: [Key]
    package var foreignKeys: [ForeignKey]
    package var indexes: [Index]
    package var policies: [Policy]
    /// What each role was granted on the relation or its columns. The owner's own rights are not listed.
    package var grants: [Grant]
    package var checks: [CheckConstraint]
    /// Of a view: the relations that it reads.
    package var underlyingRelations: [QualifiedName]
    /// The functions of its triggers, but for PostgreSQL's own.
    package var triggerFunctions: [QualifiedName]
    /// What may change its rows once more after they were written.
    package var afterEffects: [AfterEffect]
    package var comment: String?

    package init(
        name: QualifiedName, kind: RelationKind = .table, owner: String = "", hasRowSecurity: Bool = false,
        forcesRowSecurity: Bool = false, isSecurityInvoker: Bool = false, columns: [Column], primaryKey: Key? = nil,
        uniqueKeys: [Key] = [], foreignKeys: [ForeignKey] = [], indexes: [Index] = [], policies: [Policy] = [],
        grants: [Grant] = [], checks: [CheckConstraint] = [], underlyingRelations: [QualifiedName] = [],
        triggerFunctions: [QualifiedName] = [], afterEffects: [AfterEffect] = [], comment: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.owner = owner
        self.hasRowSecurity = hasRowSecurity
        self.forcesRowSecurity = forcesRowSecurity
        self.isSecurityInvoker = isSecurityInvoker
        self.columns = columns
        self.primaryKey = primaryKey
        self.uniqueKeys = uniqueKeys
        self.foreignKeys = foreignKeys
        self.indexes = indexes
        self.policies = policies
        self.grants = grants
        self.checks = checks
        self.underlyingRelations = underlyingRelations
        self.triggerFunctions = triggerFunctions
        self.afterEffects = afterEffects
        self.comment = comment
    }

    /// The foreign keys whose columns are equal to those of the row referred to: what joins go by.
    package var joiningKeys: [ForeignKey] { foreignKeys.filter { $0.periodColumn == nil } }

    /// Whether ON CONFLICT can go by a key of this relation: by none that is DEFERRABLE or WITHOUT OVERLAPS.
    package func servesUpserts(_ key: Key) -> Bool {
        guard let index = indexes.first(where: { $0.name == key.name }) else { return true }
        return index.method == "btree" && index.constraintDefinition?.contains(") DEFERRABLE") != true
    }

    /// The column of this name; nil if there is none.
    package func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}

/// PostgreSQL: `pg_class.relkind`.
package enum RelationKind: String, Sendable, Codable {
    case table, partitionedTable, view, materializedView, foreignTable
}

/// PostgreSQL: `pg_attribute`.
package struct Column: Sendable, Hashable, Codable {
    package var name: String
    package var type: ColumnType
    /// NOT NULL, by constraint or by its domain.
    package var isNotNull: Bool
    package var hasDefault: Bool
    /// GENERATED ALWAYS AS (…), or an identity column that is GENERATED ALWAYS.
    package var isGenerated: Bool
    /// What GENERATED ALWAYS AS says, as PostgreSQL prints it.
    package var generation: String?
    /// Its collation, where that calls different texts equal (PostgreSQL: `deterministic = false`); nil for any other.
    package var looseCollation: QualifiedName?
    package var comment: String?

    package init(
        name: String, type: ColumnType, isNotNull: Bool = false, hasDefault: Bool = false, isGenerated: Bool = false,
        generation: String? = nil, looseCollation: QualifiedName? = nil, comment: String? = nil
    ) {
        self.name = name
        self.type = type
        self.isNotNull = isNotNull
        self.hasDefault = hasDefault
        self.isGenerated = isGenerated
        self.generation = generation
        self.looseCollation = looseCollation
        self.comment = comment
    }
}

/// A column's type. PostgreSQL: `pg_type`.
package struct ColumnType: Sendable, Hashable, Codable {
    /// `pg_type.typname` with its schema, of the element where `isArray`: `pg_catalog.timestamptz`.
    package var name: QualifiedName
    package var isArray: Bool
    package var kind: TypeKind
    /// For a domain: the type under all domains. (One over a composite type is of that kind.)
    package var base: QualifiedName?
    /// For an enum, and for a domain over one: its labels in order.
    package var labels: [String]?

    package init(
        name: QualifiedName, isArray: Bool = false, kind: TypeKind = .base, base: QualifiedName? = nil,
        labels: [String]? = nil
    ) {
        self.name = name
        self.isArray = isArray
        self.kind = kind
        self.base = base
        self.labels = labels
    }

    /// A type of PostgreSQL's own, by its internal name: `.builtIn("int4")`.
    package static func builtIn(_ name: String, isArray: Bool = false) -> ColumnType {
        ColumnType(name: QualifiedName(schema: "pg_catalog", name: name), isArray: isArray)
    }
}

/// PostgreSQL: `pg_type.typtype`.
package enum TypeKind: String, Sendable, Codable {
    case base, `enum`, domain, composite, range, multirange, other
}

/// A primary or unique key: its columns in order.
package struct Key: Sendable, Hashable, Codable {
    package var name: String
    package var columns: [String]
    /// Whether it is a constraint; else it is an index only.
    package var isConstraint: Bool

    package init(name: String, columns: [String], isConstraint: Bool = true) {
        self.name = name
        self.columns = columns
        self.isConstraint = isConstraint
    }
}

/// PostgreSQL: `pg_constraint` with contype 'f'. `columns` and `foreignColumns` correspond by position.
package struct ForeignKey: Sendable, Hashable, Codable {
    package var name: String
    package var columns: [String]
    package var foreignRelation: QualifiedName
    package var foreignColumns: [String]
    package var onUpdate: ForeignKeyAction
    package var onDelete: ForeignKeyAction
    /// The columns that ON DELETE SET NULL or SET DEFAULT is limited to; empty for all.
    package var onDeleteColumns: [String]
    /// Whether it may be checked at the end of a transaction; nil where it is checked at once.
    package var deferral: ConstraintDeferral?
    /// The column with PERIOD: it is not equal to that of the rows referred to, which cover it together. Nil for any other
    /// key.
    package var periodColumn: String?

    package init(
        name: String, columns: [String], foreignRelation: QualifiedName, foreignColumns: [String],
        onUpdate: ForeignKeyAction = .noAction, onDelete: ForeignKeyAction = .noAction, onDeleteColumns: [String] = [],
        deferral: ConstraintDeferral? = nil, periodColumn: String? = nil
    ) {
        self.name = name
        self.columns = columns
        self.foreignRelation = foreignRelation
        self.foreignColumns = foreignColumns
        self.onUpdate = onUpdate
        self.onDelete = onDelete
        self.onDeleteColumns = onDeleteColumns
        self.deferral = deferral
        self.periodColumn = periodColumn
    }
}

/// When a constraint that is DEFERRABLE is checked, unless a transaction says otherwise.
package enum ConstraintDeferral: String, Sendable, Codable {
    case initiallyImmediate, initiallyDeferred
}

/// What happens to the referencing rows. PostgreSQL: `pg_constraint.confdeltype`, `confupdtype`.
package enum ForeignKeyAction: String, Sendable, Codable {
    case noAction, restrict, cascade, setNull, setDefault
}

/// PostgreSQL: `pg_index`.
package struct Index: Sendable, Hashable, Codable {
    package var name: String
    /// The access method: btree, gin, hnsw.
    package var method: String
    /// Key columns in order; nil stands for an expression.
    package var columns: [String?]
    package var isUnique: Bool
    package var isPartial: Bool
    /// As `pg_get_indexdef` writes it; nil in a catalog made by hand.
    package var definition: String?
    /// Of an index that a key or an exclusion constraint made: the constraint, as `pg_get_constraintdef` writes it.
    package var constraintDefinition: String?
    /// Whether an exclusion constraint made it.
    package var isExclusion: Bool { constraintDefinition?.hasPrefix("EXCLUDE ") ?? false }

    package init(
        name: String, method: String = "btree", columns: [String?], isUnique: Bool = false, isPartial: Bool = false,
        definition: String? = nil, constraintDefinition: String? = nil
    ) {
        self.name = name
        self.method = method
        self.columns = columns
        self.isUnique = isUnique
        self.isPartial = isPartial
        self.definition = definition
        self.constraintDefinition = constraintDefinition
    }
}

/// A table constraint of kind CHECK.
package struct CheckConstraint: Sendable, Hashable, Codable {
    package var name: String
    /// As `pg_get_constraintdef` writes it.
    package var definition: String
    /// The columns that the condition reads.
    package var columns: [String]

    package init(name: String, definition: String, columns: [String] = []) {
        self.name = name
        self.definition = definition
        self.columns = columns
    }
}
