// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
package import SQL

extension Mapping {
    /// The API as one database role sees it: what the role's GRANTs do not allow is not there.
    ///
    /// Rows are another matter: policies decide about them at each request. Computed from the catalog alone, once each
    /// time that it is read.
    package func visible(to role: String, in catalog: Catalog) -> Mapping {
        let visibility = RoleVisibility(self, privileges: RolePrivileges(of: role, in: catalog), catalog: catalog)
        return showing(
            SchemaPruner.prune(
                schema, hiddenFields: visibility.hiddenFields, hiddenTypes: visibility.hiddenTypes,
                companions: visibility.companions))
    }

    /// The types with a table that none of these roles sees, by name: most likely a GRANT was forgotten.
    ///
    /// Clients are not told, since what was not granted is an unknown field to them. Whoever runs the API has to be.
    package func tablesWithoutReaders(among roles: [String], in catalog: Catalog) -> [MappedTable] {
        let schemas = roles.map { visible(to: $0, in: catalog).schema }
        return tables.values.filter { table in
            schema.type(named: table.typeName) != nil
                && !schemas.contains { $0.type(named: table.typeName) != nil }
        }
        .sorted { $0.typeName < $1.typeName }
    }
}

/// What a role's GRANTs do not allow, in the terms of the schema.
struct RoleVisibility {
    let mapping: Mapping
    let privileges: RolePrivileges
    let relations: [QualifiedName: Relation]
    let functions: [Function]
    /// Type → fields.
    private(set) var hiddenFields: [String: Set<String>] = [:]
    private(set) var hiddenTypes: Set<String> = []
    /// Type → types that go where it goes.
    private(set) var companions: [String: [String]] = [:]
    /// In order, so that those of a table stand together.
    private let inputTypeNames: [String]

    init(_ mapping: Mapping, privileges: RolePrivileges, catalog: Catalog) {
        self.mapping = mapping
        self.privileges = privileges
        relations = catalog.relationsByName
        functions = catalog.functions
        inputTypeNames = mapping.schema.types.filter { if case .inputObject = $0 { true } else { false } }.map(\.name)
            .sorted()
        for table in mapping.tables.values {
            hideReading(of: table, functions: catalog.functions)
            hideWriting(of: table)
        }
        for type in mapping.abstractTypes.keys {
            companions[type] = GeneratedTypes.readingRows.map { type + $0 }
        }
        hideQueryFields()
        hideCalls()
        hideMutationFields()
    }

    // MARK: Reading

    private mutating func hideReading(of table: MappedTable, functions: [Function]) {
        companions[table.typeName] = GeneratedTypes.readingRows.map { table.typeName + $0 }
        guard isReadable(table) else {
            hiddenTypes.insert(table.typeName)
            return
        }
        // Without its field a type is none of the interface any more.
        if !table.nodeKey.allSatisfy({ mayRead($0.name, of: table.relation) }) {
            hide([NodeNames.field], of: table.typeName)
        }
        let hidden = Set(table.fields.filter { !mayRead($0.value, of: table) }.map(\.key))
            .union(hiddenFinding(of: table, functions: functions))
        guard !hidden.isEmpty else { return }
        for suffix in [""] + GeneratedTypes.readingColumns { hide(hidden, of: table.typeName + suffix) }
    }

    func mayRead(_ field: MappedField, of table: MappedTable) -> Bool {
        switch field {
        case .mixed(let mixed): return mayFollow(mixed, of: table)
        case .column(let column): return mayRead(column.name, of: table.relation)
        case .relation(let relation):
            guard let target = mapping.tables[relation.targetType], isReadable(target) else { return false }
            return mayJoin(relation, from: table, to: target) && (relation.shape == .one || isOrdered(target))
        case .computed(let call):
            // A row as a whole is read only by who may read each of its columns.
            return mayExecute(call)
                && (relations[table.relation]?.columns.allSatisfy { mayRead($0.name, of: table.relation) } ?? false)
        case .aggregate(let relation):
            // Figures need no order: the rows' key may be hidden.
            guard let target = mapping.tables[relation.targetType], isReadable(target) else { return false }
            return mayJoin(relation, from: table, to: target)
        }
    }

    /// Whether the role may compare what the relation compares, in a join table too.
    func mayJoin(_ relation: MappedRelation, from owner: MappedTable, to target: MappedTable) -> Bool {
        relation.ownColumns.allSatisfy { mayRead($0, of: owner.relation) } && mayReach(target, over: relation)
    }

    /// The same without the owner's columns.
    func mayReach(_ target: MappedTable, over relation: MappedRelation) -> Bool {
        relation.targetColumns.allSatisfy { mayRead($0, of: target.relation) }
            && (relation.through.map { through in through.columns.allSatisfy { mayRead($0, of: through.relation) } }
                ?? true)
    }

    /// Whether at least one column of the table's rows may be read; in a view also of what it reads.
    func isReadable(_ table: MappedTable) -> Bool {
        guard let relation = relations[table.relation] else { return false }
        return privileges.holds("SELECT", onSomeOf: relation) && readsUnderlying(relation)
    }

    /// A view that runs as who asks needs the asker's right to what it reads.
    private func readsUnderlying(_ relation: Relation) -> Bool {
        guard relation.kind == .view, relation.isSecurityInvoker else { return true }
        return relation.underlyingRelations.allSatisfy { name in
            relations[name].map { privileges.holds("SELECT", onSomeOf: $0) } ?? true
        }
    }

    /// Whether rows can be put in order: the key completes every order, so it must be readable.
    func isOrdered(_ table: MappedTable) -> Bool {
        table.orderingKey.allSatisfy { mayRead($0.name, of: table.relation) }
    }

    func mayRead(_ column: String, of relation: QualifiedName) -> Bool {
        may("SELECT", column, of: relation)
    }

    func may(_ privilege: String, _ column: String, of relation: QualifiedName) -> Bool {
        relations[relation].map { privileges.holds(privilege, on: column, of: $0) } ?? false
    }

    // MARK: Writing

    private mutating func hideWriting(of table: MappedTable) {
        let insert = fieldsNotWritten(of: table, by: "INSERT")
        let update = fieldsNotWritten(of: table, by: "UPDATE")
        let keys = Set(table.writing?.keyFields.map(\.name) ?? [])
        let changes = changesNotMade(of: table)
        for name in inputTypeNames(with: table.typeName) {
            if GeneratedTypes.isCreateInput(name, of: table.typeName) { hide(insert, of: name) }
            if GeneratedTypes.isUpdateInput(name, of: table.typeName) {
                // A row that belongs to another is found by its key, which nobody writes.
                let isChild = GeneratedTypes.isChildUpdateInput(name, of: table.typeName)
                hide(isChild ? update.subtracting(keys) : update, of: name)
            }
            if GeneratedTypes.isChangesInput(name, of: table.typeName) { hide(changes, of: name) }
        }
    }

    /// The input objects whose names begin so.
    private func inputTypeNames(with prefix: String) -> ArraySlice<String> {
        var (low, high) = (0, inputTypeNames.count)
        while low < high {
            let middle = (low + high) / 2
            if inputTypeNames[middle] < prefix { low = middle + 1 } else { high = middle }
        }
        return inputTypeNames[low...].prefix { $0.hasPrefix(prefix) }
    }

    /// - Parameter privilege: INSERT or UPDATE.
    private func fieldsNotWritten(of table: MappedTable, by privilege: String) -> Set<String> {
        Set(table.fields.filter { !mayWrite($0.value, of: table, by: privilege) }.map(\.key))
    }

    private func mayWrite(_ field: MappedField, of table: MappedTable, by privilege: String) -> Bool {
        switch field {
        case .column(let column): return may(privilege, column.name, of: table.relation)
        case .relation(let relation):
            // Related rows are written with it: what refers to this row is a column of theirs.
            guard relation.shape != .one, let target = mapping.tables[relation.targetType] else { return true }
            // An update's input says for itself what may become of them.
            guard privilege == "INSERT" else { return true }
            return relation.join.allSatisfy { may("INSERT", $0.foreign, of: target.relation) }
        case .mixed, .aggregate, .computed: return false
        }
    }

    // MARK: Root fields

    private mutating func hideQueryFields() {
        let hidden = mapping.queryFields.filter { !mayQuery($0.value) }.map(\.key)
        hide(Set(hidden), of: mapping.schema.queryTypeName ?? "Query")
    }

    private func mayQuery(_ field: MappedRootField) -> Bool {
        // The interface goes with the last of its types, and the field with it.
        if case .node = field.kind { return true }
        if let type = mapping.abstractTypes[field.targetType] { return isOrdered(type) }
        guard let table = mapping.tables[field.targetType], isReadable(table) else { return false }
        switch field.kind {
        case .find(let keys): return keys.allSatisfy { mayRead($0.column.name, of: table.relation) }
        case .connection, .list: return isOrdered(table)
        case .aggregate, .node: return true
        }
    }

    mutating func hide(_ fields: Set<String>, of type: String) {
        hiddenFields[type, default: []].formUnion(fields)
    }
}
