// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// One type of a draft, with its enums and its fields of the query root.
struct DraftTable {
    private let relation: Relation
    private let relations: [Relation]
    private let names: [QualifiedName: String]
    private let floor: RowSecurityFloor
    private let functions: [Function]
    private let typeName: String
    private let finding: DraftFinding

    private(set) var fields: [String] = []
    private(set) var enums: [String] = []
    private(set) var notes: [String] = []
    private var taken: Set<String> = []
    /// Column → field.
    private var columnFields: [String: String] = [:]
    /// The columns that clients give: those of fields, and those under to-one relations.
    private var written: Set<String> = []

    /// More values than these are rather data than an enum.
    private static let maximumEnumValues = 50
    /// Types of columns that mean nothing to clients.
    private static let internalTypes: Set<String> = ["tsvector", "tsquery", "vector", "halfvec", "bytea"]

    init(_ relation: Relation, relations: [Relation], names: [QualifiedName: String], functions: [Function]) {
        self.relation = relation
        self.relations = relations
        self.names = names
        self.functions = functions
        floor = RowSecurityFloor(relation, functions: functions)
        typeName = names[relation.name] ?? relation.name.name
        finding = DraftFinding(relation, hasKey: !Self.key(of: relation, floor: floor).isEmpty)
    }

    mutating func draft(types: inout DraftTypes) {
        taken.formUnion(finding.fieldNames)
        for column in relation.columns { draft(column, types: &types) }
        for key in relation.joiningKeys { draftToOne(key) }
        notes += relation.foreignKeys.filter { $0.periodColumn != nil }.map {
            "\(relation.name): the key \($0.name) is no relation: with PERIOD it leads to no single row."
        }
        guard !fields.isEmpty else { return }
        for other in relations {
            for key in other.joiningKeys where key.foreignRelation == relation.name { draftInverse(key, of: other) }
        }
    }

    var name: QualifiedName { relation.name }

    var text: String {
        var arguments = ["name: \(quoted(DraftNames.tableText(relation.name)))"]
        let key = keyFields
        if !key.isEmpty, key != ["id"] || choosesID {
            arguments.append("key: [\(key.map(quoted).joined(separator: ", "))]")
        }
        let table = "@table(\(arguments.joined(separator: ", ")))"
        let directives = finding.lines(fields: columnFields)
        let head =
            directives.isEmpty
            ? "type \(typeName) \(table) {\n"
            : "type \(typeName)\n" + ([table] + directives).map { "  \($0)\n" }.joined() + "{\n"
        return description(relation.comment, indent: "") + head + fields.joined() + "}\n"
    }

    /// `@find` where there is a key, pages of rows where their order is stable, else a plain list.
    func roots(taken: inout Set<String>) -> [String] {
        var roots: [String] = []
        let one = DraftNames.lowerCamel(typeName)
        if !keyFields.isEmpty { roots.append("\(DraftNames.unique(one, in: &taken)): \(typeName) @find") }
        var many = DraftNames.lowerCamel(plural)
        if many == one { many += "List" }
        let directive = keyFields.isEmpty ? "@limit(default: 50, max: 500)" : "@connection"
        roots.append("\(DraftNames.unique(many, in: &taken)): [\(typeName)!]! \(directive)")
        return roots
    }

    /// What makes, changes and removes a row, where the row can then be found by its key.
    func mutations(taken: inout Set<String>) -> [String] {
        guard relation.kind == .table || relation.kind == .partitionedTable, !keyFields.isEmpty else { return [] }
        var mutations: [String] = []
        if canMakeRows {
            mutations.append("\(DraftNames.unique("create" + typeName, in: &taken)): \(typeName) @insert")
        }
        if !written.subtracting(key).isEmpty {
            mutations.append("\(DraftNames.unique("update" + typeName, in: &taken)): \(typeName) @update")
        }
        mutations.append("\(DraftNames.unique("delete" + typeName, in: &taken)): \(typeName) @delete")
        return mutations
    }

    /// Whether clients give something, and everything that a new row must have and nothing else fills.
    private var canMakeRows: Bool {
        !written.isEmpty
            && relation.columns.allSatisfy { column in
                !column.isNotNull || column.hasDefault || column.isGenerated || written.contains(column.name)
                    || floor.function(pinning: column.name) != nil || !relation.triggerFunctions.isEmpty
            }
    }

    /// The table's own name is what its rows are called together.
    private var plural: String {
        let short = DraftNames.typeName(relation.name.name)
        let prefix = typeName.hasSuffix(short) ? String(typeName.dropLast(short.count)) : ""
        var taken: Set<String> = []
        let table = DraftNames.fieldName(relation.name.name, taken: &taken)
        return prefix.isEmpty ? table : prefix + capitalized(table)
    }

    // MARK: Columns

    /// The key's fields, without what a policy pins; empty where there is no key.
    private var keyFields: [String] {
        key.compactMap { columnFields[$0] }.count == key.count ? key.compactMap { columnFields[$0] } : []
    }

    /// Whether who makes a row gives its `id`, since nothing in the database does: an `id` that is not named as the key is
    /// taken to be the database's.
    private var choosesID: Bool {
        guard relation.kind == .table || relation.kind == .partitionedTable else { return false }
        return key.contains { columnFields[$0] == "id" && written.contains($0) }
    }

    private var key: [String] { Self.key(of: relation, floor: floor) }

    private static func key(of relation: Relation, floor: RowSecurityFloor) -> [String] {
        let key = relation.primaryKey?.columns ?? keyWithoutPrimary(of: relation)
        // Clients give one value for each part of a key.
        guard key.compactMap(relation.column).allSatisfy({ !$0.type.isArray && $0.type.kind != .composite }) else {
            return []
        }
        let varying = key.filter { !floor.pins($0) }
        return varying.isEmpty ? key : varying
    }

    /// A unique key without nulls, an `id` before others; of a view, whose keys nobody knows, its `id`.
    private static func keyWithoutPrimary(of relation: Relation) -> [String] {
        guard relation.kind == .table || relation.kind == .partitionedTable else {
            return relation.column("id") != nil ? ["id"] : []
        }
        let keys = relation.uniqueKeys.map(\.columns).filter { columns in
            columns.allSatisfy { relation.column($0)?.isNotNull ?? false }
        }
        return keys.first { $0 == ["id"] } ?? keys.first ?? []
    }

    private mutating func draft(_ column: Column, types: inout DraftTypes) {
        let isKey = key.contains(column.name)
        if !isKey {
            // The tenant's column is the same in every row that a request sees; what refers to a row is that row's field.
            if floor.pins(column.name) || isReference(column.name) { return }
            if finding.columns.contains(column.name) { return }
            if Self.internalTypes.contains(column.type.serving) {
                notes.append("\(relation.name).\(column.name) is left out: no client reads \(column.type.serving).")
                return
            }
        }
        guard let type = fieldType(of: column, isKey: isKey, types: &types) else {
            notes.append("\(relation.name).\(column.name) is left out: nothing serves \(column.type.name).")
            return
        }
        let name = DraftNames.fieldName(column.name, taken: &taken)
        columnFields[column.name] = name
        var directives: [String] = []
        var isWritten = true
        if snakeCase(name) != column.name { directives.append("@column(name: \(quoted(column.name)))") }
        // What clients could write of a composite type, JSON, is not how PostgreSQL reads it.
        if column.isGenerated || column.type.kind == .composite {
            directives.append("@readOnly")
            isWritten = false
        } else if ["version", "lockVersion", "rowVersion"].contains(name),
            ["int4", "int8", "int2"].contains(column.type.serving), column.isNotNull
        {
            directives.append("@version")
            isWritten = false
        } else if column.hasDefault {
            // An 'id' with a default is made by the database; beside other parts of a key, that has to be said.
            if name == "id", type == "ID", column.isNotNull {
                if isKey, key.count > 1 { directives.append("@readOnly") }
                isWritten = false
            } else {
                directives.append("@default")
            }
        }
        if isWritten { written.insert(column.name) }
        fields.append(
            description(column.comment, indent: "  ") + "  \(name): \(type)\(column.isNotNull ? "!" : "")"
                + directives.map { " " + $0 }.joined() + "\n")
    }

    /// Whether a foreign key leads from here by this column, and no other column of the key tells its rows apart.
    private func isReference(_ column: String) -> Bool {
        relation.joiningKeys.contains {
            names[$0.foreignRelation] != nil && referring($0) == column && isOnlyOne($0, by: column)
        }
    }

    private mutating func fieldType(of column: Column, isKey: Bool, types: inout DraftTypes) -> String? {
        let scalar: String
        if let enumeration = enumeration(of: column, types: &types) {
            scalar = enumeration
        } else if isKey, !column.type.isArray, ScalarKind.id.fits(column.type) {
            scalar = "ID"
        } else {
            guard let best = ScalarKind.best(for: column.type), best.fits(column.type) else { return nil }
            scalar = best.typeName
        }
        return column.type.isArray ? "[\(scalar)]" : scalar
    }

    private mutating func enumeration(of column: Column, types: inout DraftTypes) -> String? {
        guard let texts = relation.admittedTexts(of: column), texts.count <= Self.maximumEnumValues else { return nil }
        if column.type.labels == nil, !ScalarKind.enumeration("").fits(column.type) || column.type.isArray {
            return nil
        }
        let values = texts.compactMap { text in DraftNames.enumValue(text).map { (name: $0, text: text) } }
        guard values.count == texts.count, Set(values.map(\.name)).count == texts.count else { return nil }
        // Columns of one type have one enum.
        let shared = column.type.labels == nil ? nil : column.type.name
        if let name = shared.flatMap({ types.enums[$0] }) { return name }
        let name = types.enumName(
            for: shared, else: typeName + capitalized(camelCase(DraftNames.valid(column.name))))
        enums.append(
            "enum \(name) {\n"
                + values.map { value in
                    let stored = DraftNames.storedText(of: value.name)
                    return "  \(value.name)" + (stored == value.text ? "" : " @value(db: \(quoted(value.text)))") + "\n"
                }.joined() + "}\n")
        return name
    }

    // MARK: Relations

    /// The column that says which row is referred to.
    private func referring(_ key: ForeignKey) -> String? { Self.referring(key, of: relation, floor: floor) }

    /// What no policy pins, no other key has too, no policy compares and is not called alike on both sides, in this order
    /// of importance: what is left is not the tenant.
    private static func referring(_ key: ForeignKey, of relation: Relation, floor: RowSecurityFloor) -> String? {
        let pairs = zip(key.columns, key.foreignColumns).filter { !floor.pins($0.0) }
        let ranked = pairs.map { column, foreignColumn in
            let keys = relation.joiningKeys.count { $0.columns.contains(column) }
            let isCompared = relation.policies.contains {
                ($0.using ?? "").contains("(\(SQLIdentifier(column).text) = ")
            }
            return (column: column, rank: [keys, isCompared ? 1 : 0, column == foreignColumn ? 1 : 0])
        }
        return ranked.min { $0.rank.lexicographicallyPrecedes($1.rank) }?.column ?? key.columns.first
    }

    /// Whether the column and the target tell the key from the others.
    private func isOnlyOne(_ key: ForeignKey, by column: String) -> Bool {
        relation.joiningKeys.count { $0.columns.contains(column) && $0.foreignRelation == key.foreignRelation } == 1
    }

    private mutating func draftToOne(_ key: ForeignKey) {
        guard let target = names[key.foreignRelation], let column = referring(key) else { return }
        let isOnlyOne = isOnlyOne(key, by: column)
        let arguments = isOnlyOne ? "column: \(quoted(column))" : "constraint: \(quoted(key.name))"
        // The tenant's row is the same for all that a request makes, and the database fills its column.
        let isFilled = key.columns.allSatisfy {
            floor.pins($0) && (relation.column($0)?.hasDefault ?? false || floor.function(pinning: $0) != nil)
        }
        // What the database fills clients need not give.
        let isRequired =
            !isFilled && key.columns.allSatisfy { relation.column($0)?.isNotNull ?? false }
            && !(relation.column(column)?.hasDefault ?? false)
        let name = DraftNames.fieldName(
            DraftNames.relation(key, by: column, to: target, isField: columnFields[column] != nil, floor: floor),
            taken: &taken)
        // The mapping adds the column under the relation, unless its name is another field's.
        if isOnlyOne, !isFilled {
            if columnFields[column] != nil || taken.insert(camelCase(column)).inserted {
                written.insert(column)
            } else {
                draftReference(column, of: key)
            }
        }
        fields.append(
            "  \(name): \(target) @relation(\(arguments)\(isRequired ? ", required: true" : ""))"
                + "\(isFilled ? " @readOnly" : "")\n")
    }

    /// A field for the column of a reference whose name another field has, most often the relation: `countryCode` beside
    /// `country`.
    private mutating func draftReference(_ name: String, of key: ForeignKey) {
        guard let column = relation.column(name), columnFields[name] == nil, !column.isGenerated,
            let scalar = ScalarKind.id.fits(column.type) ? .id : ScalarKind.best(for: column.type),
            let foreign = zip(key.columns, key.foreignColumns).first(where: { $0.0 == name })?.1
        else { return }
        let field = DraftNames.fieldName("\(name)_\(foreign)", taken: &taken)
        columnFields[name] = field
        written.insert(name)
        fields.append(
            "  \(field): \(scalar.typeName)\(column.isNotNull ? "!" : "") @column(name: \(quoted(name)))"
                + "\(column.hasDefault ? " @default" : "")\n")
    }

    private mutating func draftInverse(_ key: ForeignKey, of other: Relation) {
        guard let target = names[other.name] else { return }
        let otherFloor = RowSecurityFloor(other, functions: functions)
        let column = Self.referring(key, of: other, floor: otherFloor).flatMap { candidate in
            // What both sides share, such as the tenant, does not tell which row it is.
            let isOnlyOne =
                other.joiningKeys.count {
                    $0.columns.contains(candidate) && $0.foreignRelation == relation.name
                } == 1
            return isOnlyOne && !floor.pins(candidate) && !otherFloor.pins(candidate) ? candidate : nil
        }
        let isSelf = other.name == relation.name
        guard column != nil || !isSelf else { return }
        let arguments = column.map { "foreignColumn: \(quoted($0))" } ?? "constraint: \(quoted(key.name))"
        let keys = other.uniqueKeys + (other.primaryKey.map { [$0] } ?? [])
        let isOne = keys.contains { Set($0.columns).isSubset(of: key.columns) }
        let several = other.joiningKeys.count(where: { $0.foreignRelation == relation.name }) > 1
        let suffix = several ? "_by_" + (column ?? key.name) : ""
        if isOne {
            let name = DraftNames.fieldName(DraftNames.lowerCamel(target) + suffix, taken: &taken)
            fields.append("  \(name): \(target) @relation(\(arguments))\n")
            return
        }
        let hasKey = !Self.key(of: other, floor: otherFloor).isEmpty
        let name = DraftNames.fieldName(other.name.name + suffix, taken: &taken)
        fields.append(
            "  \(name): [\(target)!]! @relation(\(arguments))\(hasKey ? " @connection" : " @limit(default: 50, max: 500)")\n"
        )
    }

    // MARK: Text

    private func quoted(_ text: String) -> String { DraftNames.quoted(text) }

    private func description(_ comment: String?, indent: String) -> String {
        guard let comment, !comment.isEmpty else { return "" }
        let lines = comment.split(separator: "\n", omittingEmptySubsequences: false)
        let isShort = lines.count == 1 && !comment.contains("\\")
        guard !isShort, !comment.contains("\"\"\""), BlockString.isPrintable(comment) else {
            return "\(indent)\(quoted(comment))\n"
        }
        return "\(indent)\"\"\"\n" + lines.map { "\(indent)\($0)\n" }.joined() + "\(indent)\"\"\"\n"
    }
}
