// SPDX-License-Identifier: Apache-2.0

package import GraphQLSchema
package import SQL

/// Checks an authored mapping against a catalog and completes it: types of columns, keys, columns of joins.
///
/// Everything that the SDL names must be there and fit; the catalog may hold more.
package struct MappingResolver {
    let authored: AuthoredMapping
    private let schema: Schema
    let relations: [QualifiedName: Relation]
    let functions: [Function]
    var faults: [MappingFault] = []
    let inputTypes: InputTypes
    /// The installed extensions: name → schema.
    let extensions: [String: String]
    /// Nil where they are not known.
    let textSearchConfigurations: [QualifiedName]?

    private let serverVersion: Int
    private let searchedSchemas: [String]

    package init(_ authored: AuthoredMapping, schema: Schema, catalog: Catalog) {
        self.authored = authored
        self.schema = schema
        functions = catalog.functions
        serverVersion = catalog.serverVersion
        extensions = catalog.extensions ?? [:]
        textSearchConfigurations = catalog.textSearchConfigurations
        inputTypes = InputTypes(authored.inputs, enums: authored.enums)
        relations = catalog.relationsByName
        searchedSchemas = catalog.unsearchedSchemas(
            of: authored.tables.flatMap { [relations] table in
                relations[table.relation].map { Self.comparedColumns(of: table, in: $0) } ?? []
            })
    }

    /// The columns that operators may be written for without a schema: all but vectors that are no field, which only
    /// `@nearest` compares, by operators whose schema it names.
    private static func comparedColumns(of table: AuthoredTable, in relation: Relation) -> [Column] {
        let fields = Set(
            table.fields.compactMap { field in
                if case .column(let column) = field.kind { column.column } else { nil }
            })
        return relation.columns.filter { !vectorTypes.contains($0.type.serving) || fields.contains($0.name) }
    }

    /// Those of pgvector.
    private static let vectorTypes: Set<String> = ["vector", "halfvec", "sparsevec"]

    /// - Throws: `MappingError` with every fault.
    package static func resolve(
        _ authored: AuthoredMapping, schema: Schema, catalog: Catalog
    ) throws(MappingError) -> Mapping {
        var resolver = MappingResolver(authored, schema: schema, catalog: catalog)
        return try resolver.resolve()
    }

    private mutating func resolve() throws(MappingError) -> Mapping {
        var tables: [String: MappedTable] = [:]
        for table in authored.tables {
            if let mapped = resolve(table) { tables[table.typeName] = mapped }
        }
        var queryFields: [String: MappedRootField] = [:]
        for field in authored.queryFields {
            if let mapped = resolve(field, tables: tables) { queryFields[field.name] = mapped }
        }
        let mutationFields = resolveMutations(tables: &tables)
        var calls: [String: MappedCall] = [:]
        for call in authored.calls {
            if let mapped = resolve(call, tables: tables) { calls[call.place] = mapped }
        }
        let abstractTypes = resolveAbstractTypes(tables: tables)
        guard faults.isEmpty else { throw MappingError(faults: faults) }
        return Mapping(
            schema: schema, tables: tables, queryFields: queryFields, mutationFields: mutationFields,
            forms: ValueForms(enums: authored.enums, serverVersion: serverVersion), calls: calls,
            abstractTypes: abstractTypes, searchedSchemas: searchedSchemas)
    }

    private mutating func resolve(_ table: AuthoredTable) -> MappedTable? {
        guard let relation = relations[table.relation] else {
            faults.append(
                MappingFault(
                    "Type '\(table.typeName)': there is no table or view \(table.relation) in the database.",
                    hint: suggestion(for: table.relation)
                        ?? "Has its migration been applied? `palisade migrate status` tells.", at: table.origin))
            return nil
        }
        let fields = fields(of: table, in: relation)
        let key = key(of: table, in: relation, fields: fields)
        let floor = RowSecurityFloor(relation, functions: functions)
        let varying = key.filter { !floor.pins($0.name) }
        let orderingKey = varying.isEmpty ? key : varying
        return MappedTable(
            typeName: table.typeName, relation: table.relation, scope: table.scope, key: key,
            orderingKey: orderingKey, nodeKey: nodeKey(of: table, in: relation, fields: fields),
            fields: fields, writing: nil,
            search: search(of: table, in: relation, key: orderingKey, fields: fields),
            similar: similar(of: table, in: relation, key: orderingKey),
            nearest: nearest(of: table, in: relation, key: key))
    }

    /// The fields of a type, each with its columns in the relation; those with faults left out.
    mutating func fields(of table: AuthoredTable, in relation: Relation) -> [String: MappedField] {
        var fields: [String: MappedField] = [:]
        for field in table.fields {
            switch field.kind {
            case .column(let column):
                if let mapped = resolve(column, of: field, in: relation, table: table) {
                    fields[field.name] = .column(mapped)
                }
            case .relation(let authored):
                let place = "\(table.typeName).\(field.name)"
                if let mapped = resolve(authored, in: relation, place: place, at: field.origin) {
                    fields[field.name] = .relation(mapped)
                }
            case .mixed(let authored):
                let place = "\(table.typeName).\(field.name)"
                if let mapped = resolve(authored, in: relation, place: place, at: field.origin) {
                    fields[field.name] = .mixed(mapped)
                }
            case .computed(let call):
                if let mapped = resolve(call, ofRowsOf: relation) { fields[field.name] = .computed(mapped) }
            case .aggregate: break  // over a relation, which may stand behind it
            }
        }
        for field in table.fields {
            guard let aggregate = field.aggregate, case .relation(let relation)? = fields[aggregate.relation] else {
                continue
            }
            fields[field.name] = .aggregate(relation)
        }
        return fields
    }

    private mutating func resolve(
        _ column: AuthoredColumn, of field: AuthoredField, in relation: Relation, table: AuthoredTable
    ) -> MappedColumn? {
        let place = "\(table.typeName).\(field.name)"
        guard let found = relation.column(column.column) else {
            // Of a column that only a relation names, the relation tells.
            if column.isImplied { return nil }
            faults.append(
                MappingFault(
                    "Field '\(place)': \(relation.name) has no column '\(column.column)'.",
                    hint: suggestion(for: column.column, in: relation)
                        ?? "Name the column with @column(name: \"…\"), or add it by a migration.",
                    at: field.origin))
            return nil
        }
        let type = found.type
        guard column.isList == type.isArray || (column.scalar == .json && !column.isList) else {
            faults.append(
                MappingFault(
                    "Field '\(place)': column '\(found.name)' is \(type.isArray ? "an" : "no") array.",
                    hint: type.isArray ? "Write a list type." : "Write a type that is no list.", at: field.origin))
            return nil
        }
        // The key under a to-one relation has whatever type the key has: its API type is ID all the same.
        guard column.isImplied || column.scalar.fits(type) else {
            faults.append(
                MappingFault(
                    "Field '\(place)': a column of type \(type.name.name) cannot be answered as "
                        + "\(column.scalar.typeName).",
                    hint: ScalarKind.best(for: type).map { "Write \($0.typeName)." }, at: field.origin))
            return nil
        }
        checkLabels(of: column.scalar, type: type, place: "Field '\(place)'", at: field.origin)
        return MappedColumn(
            name: found.name, type: type, scalar: column.scalar, isList: column.isList, isNotNull: found.isNotNull,
            isNonNull: column.isNonNull, hasNonNullItems: column.hasNonNullItems,
            admitsOnlyValues: admitsOnlyValues(found, of: column.scalar, in: relation),
            hasLooseCollation: found.looseCollation != nil)
    }

    private func admitsOnlyValues(_ column: Column, of scalar: ScalarKind, in relation: Relation) -> Bool {
        guard case .enumeration(let name) = scalar, let stored = authored.enums[name]?.values,
            let admitted = relation.admittedTexts(of: column)
        else { return false }
        return Set(stored).isSuperset(of: admitted)
    }

    /// Reports values of an enum that the database's enum does not have.
    mutating func checkLabels(of scalar: ScalarKind, type: ColumnType, place: String, at origin: Origin) {
        guard case .enumeration(let name) = scalar, let labels = type.labels,
            let stored = authored.enums[name]
        else { return }
        let unknown = stored.filter { !labels.contains($0.value) }.sorted { $0.key < $1.key }
        for (value, label) in unknown {
            faults.append(
                MappingFault(
                    "\(place): the database's enum \(type.name) has no label '\(label)' for \(name).\(value).",
                    hint: "Its labels are \(labels.map { "'\($0)'" }.joined(separator: ", ")); "
                        + "name one with @value(db: \"…\").", at: origin))
        }
    }

    /// - Parameter isMember: whether it is of one of the types of an interface or union.
    mutating func resolve(
        _ relation: AuthoredRelation, in own: Relation, place: String, at origin: Origin, isMember: Bool = false
    ) -> MappedRelation? {
        guard let target = authored.table(forType: relation.targetType), let foreign = relations[target.relation] else {
            return nil  // reported with the target's own type
        }
        if let through = relation.through {
            return resolve(relation, through: through, from: own, to: foreign, place: place, at: origin)
        }
        let pinned = pinnedColumns(of: foreign)
        let finder = JoinFinder(
            own: own, foreign: foreign, relation: relation, pinned: Set(pinned), isMember: isMember)
        switch finder.find() {
        case .success(let join):
            var tag: MappedTypeTag?
            if let authored = relation.tag {
                tag = resolve(authored, of: relation, join: join, own: own, foreign: foreign, place: place, at: origin)
                if tag == nil { return nil }
            }
            let compared = join.map(\.foreign) + (tag.map { $0.isOwn ? [] : [$0.column.name] } ?? [])
            if relation.shape == .one, !identifiesOneRow(compared + pinned, of: foreign) {
                faults.append(
                    MappingFault(
                        "Field '\(place)': \(foreign.name) may hold several rows for one of \(own.name), "
                            + "since no unique key covers \(compared.joined(separator: ", ")).",
                        hint: "Make the field a list, or add a UNIQUE constraint.", at: origin))
                return nil
            }
            return MappedRelation(
                targetType: relation.targetType, shape: relation.shape,
                join: RowSecurityFloor.withoutImpliedPairs(
                    join, own: own, foreign: foreign, functions: functions), tag: tag,
                isNonNull: relation.isNonNull, limit: relation.limit)
        case .failure(let problem):
            faults.append(MappingFault("Field '\(place)': \(problem.message)", hint: problem.hint, at: origin))
            return nil
        }
    }

    /// Columns that have one value in all rows that a request sees.
    private func pinnedColumns(of relation: Relation) -> [String] {
        relation.columns.map(\.name).filter(RowSecurityFloor(relation, functions: functions).pins)
    }

    /// Views have no keys: there the author's word counts.
    private func identifiesOneRow(_ columns: [String], of relation: Relation) -> Bool {
        switch relation.kind {
        case .view, .materializedView, .foreignTable: return true
        case .table, .partitionedTable:
            let keys = relation.uniqueKeys + (relation.primaryKey.map { [$0] } ?? [])
            return keys.contains { Set($0.columns).isSubset(of: columns) }
        }
    }

    private mutating func key(
        of table: AuthoredTable, in relation: Relation, fields: [String: MappedField]
    ) -> [MappedColumn] {
        if let names = table.keyFields {
            return names.compactMap { name in
                guard case .column(let column)? = fields[name] else {
                    faults.append(
                        MappingFault(
                            "@table(key:) of type '\(table.typeName)' names '\(name)', which is no column of it.",
                            hint: "Name fields of the type that are columns.", at: table.origin))
                    return nil
                }
                return column
            }
        }
        let mappedByColumn = Dictionary(
            fields.values.compactMap { field -> (String, MappedColumn)? in
                guard case .column(let column) = field else { return nil }
                return (column.name, column)
            }, uniquingKeysWith: { first, _ in first })
        if let primaryKey = relation.primaryKey {
            return primaryKey.columns.compactMap { name in
                if let mapped = mappedByColumn[name] { return mapped }
                // Part of the key, but not of the API: the tenant's column.
                return relation.column(name).map { column in
                    MappedColumn(
                        name: column.name, type: column.type, scalar: ScalarKind.best(for: column.type) ?? .string,
                        isList: false, isNotNull: column.isNotNull, isNonNull: true)
                }
            }
        }
        if case .column(let id)? = fields["id"] { return [id] }
        return []
    }

    private mutating func resolve(
        _ field: AuthoredRootField, tables: [String: MappedTable]
    ) -> MappedRootField? {
        if case .node = field.kind { return MappedRootField(kind: .node, targetType: field.targetType, limit: nil) }
        guard let table = tables[field.targetType] else { return resolveAbstract(field) }
        let kind: MappedRootField.Kind
        switch field.kind {
        case .connection: kind = .connection
        case .list: kind = .list
        case .aggregate: kind = .aggregate
        case .node: kind = .node
        case .find(let arguments):
            let keys = findKeys(arguments, of: table, field: field)
            checkFindsOneRow(keys.map(\.column.name), of: table, field: field)
            kind = .find(keys)
        }
        return MappedRootField(kind: kind, targetType: field.targetType, limit: field.limit)
    }

    /// The columns that a `@find` field compares: without arguments of the author's, those of the key.
    private mutating func findKeys(
        _ arguments: [KeyArgument], of table: MappedTable, field: AuthoredRootField
    ) -> [FindKey] {
        let authoredTable = authored.table(forType: field.targetType)
        let pairs =
            arguments.isEmpty
            ? (authoredTable?.keyFields ?? ["id"]).map { KeyArgument(argument: $0, field: $0) } : arguments
        return pairs.compactMap { pair in
            if case .column(let column)? = table.fields[pair.field] {
                return FindKey(argument: pair.argument, column: column)
            }
            // A column that does not fit is reported where it stands.
            if authoredTable?.field(named: pair.field)?.column != nil { return nil }
            faults.append(
                MappingFault(
                    "Field '\(authored.queryTypeName).\(field.name)': argument '\(pair.argument)' is no "
                        + "column of '\(field.targetType)'.",
                    hint: "Arguments of a @find field are named like the fields they compare.", at: field.origin))
            return nil
        }
    }

    /// A key whose tenant column a policy pins is unique without it.
    private mutating func checkFindsOneRow(_ columns: [String], of table: MappedTable, field: AuthoredRootField) {
        guard let relation = relations[table.relation], !columns.isEmpty, !findsOneRow(columns, of: relation) else {
            return
        }
        faults.append(
            MappingFault(
                "Field '\(authored.queryTypeName).\(field.name)': no unique key of \(table.relation) covers "
                    + "\(columns.joined(separator: ", ")), so that several rows may be found.",
                hint: "Add a UNIQUE constraint, or answer a list.", at: field.origin))
    }

    /// Whether one request sees one row at most with these values.
    func findsOneRow(_ columns: [String], of relation: Relation) -> Bool {
        if identifiesOneRow(columns + pinnedColumns(of: relation), of: relation) { return true }
        // Without a floor the tenant may be decided by policies of another form: a key then has the last word.
        if columns == ["id"], relation.primaryKey?.columns.contains("id") ?? false { return true }
        let compared = relation.columns.map(\.name).filter(relation.comparesInEveryPolicy)
        return !compared.isEmpty && identifiesOneRow(columns + compared, of: relation)
    }

    func suggestion(for name: QualifiedName) -> String? {
        suggestionList(name.description, options: relations.keys.map(\.description).sorted()).first
            .map { "Did you mean \($0)?" }
    }

    func suggestion(for column: String, in relation: Relation) -> String? {
        suggestionList(column, options: relation.columns.map(\.name)).first.map {
            "Did you mean the column '\($0)'? Name it with @column(name: \"\($0)\")."
        }
    }
}

extension Relation {
    /// Whether every policy by which rows are read compares the column: `(tenant = …)`, as PostgreSQL prints it, or
    /// `((tenant)::text = …)`, as it does for a varchar or a domain.
    func comparesInEveryPolicy(_ column: String) -> Bool {
        let reading = policies.filter { $0.isPermissive && [.all, .select].contains($0.command) }
        return !reading.isEmpty
            && reading.allSatisfy { policy in
                let using = policy.using ?? ""
                let name = SQLIdentifier(column).text
                return (using.contains("(\(name) = ") || using.contains("((\(name))::text = "))
                    && !using.contains(" OR ")
            }
    }
}
