// SPDX-License-Identifier: Apache-2.0

import SQL

extension MappingResolver {
    /// The fields of the mutation root; the tables that they write learn what there is to know for it.
    mutating func resolveMutations(tables: inout [String: MappedTable]) -> [String: MappedMutationField] {
        var fields: [String: MappedMutationField] = [:]
        var isMade: Set<String> = []
        for field in authored.mutationFields {
            guard let table = tables[field.targetType], let relation = relations[table.relation] else { continue }
            if field.kind.makesRows { isMade.insert(field.targetType) }
            if table.key.isEmpty {
                faults.append(
                    MappingFault(
                        "Field '\(place(of: field))': \(table.relation) has no key by which a written row could be "
                            + "read again.",
                        hint: "Add a primary key, or name the key's fields in @table(key: […]).", at: field.origin))
                continue
            }
            if case .upsert(let key) = field.kind {
                guard let columns = conflictColumns(key, of: table, in: relation, field: field) else { continue }
                fields[field.name] = MappedMutationField(
                    kind: field.kind, targetType: field.targetType, conflictColumns: columns)
            } else {
                fields[field.name] = MappedMutationField(
                    kind: field.kind, targetType: field.targetType, conflictColumns: [])
            }
        }
        guard !authored.mutationFields.isEmpty else { return fields }
        for table in authored.tables {
            guard let relation = relations[table.relation], var mapped = tables[table.typeName] else { continue }
            mapped.writing = writing(
                table, in: relation, mapped: mapped, tables: tables, isMade: isMade.contains(table.typeName))
            tables[table.typeName] = mapped
        }
        return fields
    }

    private func place(of field: AuthoredMutationField) -> String { "\(authored.mutationTypeName).\(field.name)" }

    private mutating func writing(
        _ table: AuthoredTable, in relation: Relation, mapped: MappedTable, tables: [String: MappedTable], isMade: Bool
    ) -> MappedWriting {
        var fieldNames: [String: String] = [:]
        var version: MappedColumn?
        for field in table.fields {
            guard case .column(let column)? = mapped.fields[field.name] else { continue }
            if fieldNames[column.name] == nil { fieldNames[column.name] = field.name }
            if field.column?.isVersion ?? false { version = column }
        }
        var children: [String: MappedChild] = [:]
        for child in authored.children(of: table) {
            children[child.field.name] = mappedChild(child, of: relation, tables)
        }
        var changedChildren: [String: MappedChild] = [:]
        for (child, _) in authored.changes(of: table) {
            changedChildren[child.field.name] = mappedChild(child, of: relation, tables)
        }
        let keyFields = table.keyFieldNames.compactMap { name -> (name: String, column: MappedColumn)? in
            guard case .column(let column)? = mapped.fields[name] else { return nil }
            return (name, column)
        }
        var filled: [FilledColumn] = []
        if isMade, relation.kind == .table || relation.kind == .partitionedTable {
            filled = filledColumns(of: table, in: relation)
            checkGivenColumns(of: table, in: relation)
        }
        let types = relation.columns.map { ($0.name, $0.type) }
        return MappedWriting(
            keyFields: keyFields, version: version, filled: filled,
            children: children, changedChildren: changedChildren,
            fieldNames: fieldNames, columnTypes: Dictionary(types, uniquingKeysWith: { first, _ in first }),
            constraints: Self.constraints(of: relation),
            settlement: Settlement(of: relation, isDeclared: table.isReturning))
    }

    /// The columns that a child takes from its parent: those of the foreign key, but for one that a default fills with
    /// what a policy pins in both tables, and that a role need then hold no right to write.
    private func mappedChild(
        _ child: AuthoredChild, of own: Relation, _ tables: [String: MappedTable]
    ) -> MappedChild? {
        guard let relation = child.field.relation, let foreign = relations[child.target.relation],
            case .success(let join) = JoinFinder(own: own, foreign: foreign, relation: relation).find()
        else { return nil }
        let needed = RowSecurityFloor.withoutImpliedPairs(join, own: own, foreign: foreign, functions: functions)
        return MappedChild(
            targetType: child.target.typeName,
            columns: join.filter { pair in
                needed.contains(pair) || !(foreign.column(pair.foreign)?.hasDefault ?? false)
            },
            keyFields: child.keyFields.compactMap { field in
                guard case .column(let column)? = tables[child.target.typeName]?.fields[field.name] else { return nil }
                return (field.name, column)
            })
    }

    /// Columns that must have a value, that no client gives, and that no default fills.
    private mutating func filledColumns(of table: AuthoredTable, in relation: Relation) -> [FilledColumn] {
        let given = Set(table.createFields.compactMap { $0.column?.column })
        let floor = RowSecurityFloor(relation, functions: functions)
        var filled: [FilledColumn] = []
        for column in relation.columns where column.isNotNull && !column.hasDefault && !column.isGenerated {
            if given.contains(column.name) { continue }
            if let function = floor.function(pinning: column.name) {
                filled.append(FilledColumn(name: column.name, function: function))
            } else if relation.triggerFunctions.isEmpty {
                // A trigger may fill it; without one no row can ever be made.
                faults.append(
                    MappingFault(
                        "Rows of type '\(table.typeName)' cannot be made: column '\(column.name)' of \(relation.name) "
                            + "is NOT NULL, has no default, and no field writes it.",
                        hint: table.fieldForKey(in: column.name)
                            ?? "Give the column a default, or add a field; an 'id' that clients choose is named in "
                            + "@table(key: [\"id\"]).", at: table.origin))
            }
        }
        return filled
    }

    /// Reports fields whose columns cannot be left out, or not be given, as the author says.
    private mutating func checkGivenColumns(of table: AuthoredTable, in relation: Relation) {
        for field in table.createFields {
            guard let column = field.column, let found = relation.column(column.column) else { continue }
            if column.hasDefault && !found.hasDefault && found.isNotNull && relation.triggerFunctions.isEmpty {
                faults.append(
                    MappingFault(
                        "Field '\(table.typeName).\(field.name)' has @default, but column '\(found.name)' of "
                            + "\(relation.name) has none.",
                        hint: "Take @default away, or give the column a default by a migration.", at: field.origin))
            }
            if found.isGenerated {
                faults.append(
                    MappingFault(
                        "Field '\(table.typeName).\(field.name)': column '\(found.name)' of \(relation.name) is "
                            + "generated, so that nobody may write it.", hint: "Add @readOnly.", at: field.origin))
            }
        }
    }

    /// The unique key that holds these fields and, beside them, only columns that a policy pins.
    private mutating func conflictColumns(
        _ names: [String], of table: MappedTable, in relation: Relation, field: AuthoredMutationField
    ) -> [String]? {
        let columns = names.compactMap { name -> String? in
            guard case .column(let column)? = table.fields[name] else {
                faults.append(
                    MappingFault(
                        "@upsert(key:) of '\(place(of: field))' names '\(name)', which is no column of "
                            + "'\(table.typeName)'.", hint: "Name fields of the type that are columns.",
                        at: field.origin))
                return nil
            }
            return column.name
        }
        guard columns.count == names.count else { return nil }
        let floor = RowSecurityFloor(relation, functions: functions)
        let keys = ((relation.primaryKey.map { [$0] } ?? []) + relation.uniqueKeys).filter(relation.servesUpserts)
        let fitting = keys.filter { key in
            Set(columns).isSubset(of: key.columns)
                && key.columns.allSatisfy {
                    columns.contains($0) || floor.pins($0) || relation.comparesInEveryPolicy($0)
                }
        }
        guard let key = fitting.first, !columns.isEmpty else {
            faults.append(
                MappingFault(
                    "Field '\(place(of: field))': no unique key of \(relation.name) holds just "
                        + "\(columns.joined(separator: ", ")).",
                    hint: "Add a UNIQUE constraint over these columns and the tenant's, or name another key.",
                    at: field.origin))
            return nil
        }
        return key.columns
    }

    private static func constraints(of relation: Relation) -> [String: MappedConstraint] {
        var constraints: [String: MappedConstraint] = [:]
        for check in relation.checks {
            constraints[check.name] = MappedConstraint(rule: .check, columns: check.columns)
        }
        for key in relation.foreignKeys {
            constraints[key.name] = MappedConstraint(rule: .foreignKey, columns: key.columns)
        }
        for key in relation.uniqueKeys + (relation.primaryKey.map { [$0] } ?? []) {
            constraints[key.name] = MappedConstraint(rule: .unique, columns: key.columns)
        }
        // Partial and other unique indexes report their name as well.
        for index in relation.indexes where constraints[index.name] == nil && (index.isUnique || index.isExclusion) {
            constraints[index.name] = MappedConstraint(
                rule: index.isExclusion ? .exclusion : .unique, columns: index.columns.compactMap { $0 })
        }
        return constraints
    }
}

extension AuthoredTable {
    /// What to write where a relation has the name that the field of its column would have, so that none was made.
    fileprivate func fieldForKey(in column: String) -> String? {
        guard let field = fields.first(where: { $0.relation?.column == column }), camelCase(column) == field.name else {
            return nil
        }
        return "The relation '\(field.name)' is called like its column: add a field for the key, "
            + "\(field.name)Id: ID! @column(name: \"\(column)\")."
    }
}
