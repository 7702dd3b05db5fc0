// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Turns the SDL that an author wrote into the SDL that clients see. A pure function of the former.
///
/// Fields that answer rows get their arguments and connection types; the input types that those need are added; the
/// mapping directives are taken out.
struct Expander {
    let mapping: AuthoredMapping
    private let authoredNames: [String: Origin]
    var faults: [MappingFault] = []

    /// Names of generated types that are asked for already, and the types still to be made from them.
    private var requested: Set<String> = []
    private var generated: [TypeDefinition] = []

    /// - Parameter authoredNames: the types that the author defines, and where.
    init(_ mapping: AuthoredMapping, authoredNames: [String: Origin]) {
        self.mapping = mapping
        self.authoredNames = authoredNames
    }

    /// The author's documents rewritten, each with its own source, and one more with what was generated.
    mutating func expand(_ documents: [Document]) -> (documents: [Document], faults: [MappingFault]) {
        var result = documents
        for index in result.indices {
            result[index].definitions = result[index].definitions.map { expand($0) }
        }
        if !generated.isEmpty {
            result.append(Document(definitions: generated.map { .type($0) }))
        }
        return (result, faults)
    }

    private mutating func expand(_ definition: Definition) -> Definition {
        switch definition {
        case .type(let type): .type(addingFinding(to: expandNode(expand(type))))
        case .typeExtension(let type): .typeExtension(expand(type))
        case .operation, .fragment, .schema, .schemaExtension, .directive: definition
        }
    }

    private mutating func expand(_ type: TypeDefinition) -> TypeDefinition {
        var type = type
        type.directives = withoutMapping(type.directives)
        switch type.kind {
        case .object(let interfaces, let fields):
            let name = type.name.value
            let holdsRows = mapping.table(forType: name) != nil || mapping.record(forType: name) != nil
            type.kind = .object(
                interfaces: interfaces,
                fields: fields.map { field in
                    if holdsRows { return expandTableField(field, of: name) }
                    return name == mapping.mutationTypeName ? expandMutationField(field) : expandRootField(field)
                })
        case .enum(let values):
            type.kind = .enum(
                values: values.map { value in
                    var value = value
                    value.directives = withoutMapping(value.directives)
                    return value
                })
        case .scalar, .interface, .union, .inputObject:
            break
        }
        return type
    }

    private mutating func expandTableField(_ field: FieldDefinition, of typeName: String) -> FieldDefinition {
        var field = field
        field.directives = withoutMapping(field.directives)
        let authored = mapping.field(field.name.value, ofType: typeName)
        if let aggregate = authored?.aggregate { expandAggregate(&field, of: aggregate.targetType) }
        if let relation = authored?.relation { expand(&field, relation.shape, of: relation.targetType) }
        if let mixed = authored?.mixed { expand(&field, mixed.shape, of: mixed.targetType) }
        return field
    }

    private mutating func expand(
        _ field: inout FieldDefinition, _ shape: AuthoredRelation.Shape, of typeName: String
    ) {
        switch shape {
        case .one: break
        case .list: field.arguments = listArguments(typeName)
        case .connection:
            field.arguments = connectionArguments(typeName)
            field.type = connectionType(typeName)
        }
    }

    private mutating func expandRootField(_ field: FieldDefinition) -> FieldDefinition {
        var field = field
        field.directives = withoutMapping(field.directives)
        guard let root = mapping.queryField(named: field.name.value) else { return field }
        switch root.kind {
        case .find(let arguments):
            if arguments.isEmpty, let table = mapping.table(forType: root.targetType) {
                field.arguments = keyArguments(
                    of: table, place: "\(mapping.queryTypeName).\(root.name)", origin: root.origin)
            }
        case .list:
            field.arguments = listArguments(root.targetType)
        case .connection:
            field.arguments = connectionArguments(root.targetType)
            field.type = connectionType(root.targetType)
        case .aggregate:
            expandAggregate(&field, of: root.targetType)
        case .node:
            expandNodeField(&field)
        }
        return field
    }

    private mutating func expandAggregate(_ field: inout FieldDefinition, of typeName: String) {
        requestFilter(typeName)
        requestAggregate(typeName)
        field.arguments = [input("where", named(FilterExpansion.filterName(typeName)), "Over which rows.")]
        field.type = nonNull(named(AggregateNames(typeName).aggregate))
    }

    /// The arguments by which a field finds a row where its author wrote none: the key's fields.
    mutating func keyArguments(of table: AuthoredTable, place: String, origin: Origin) -> [InputValueDefinition] {
        table.keyFieldNames.compactMap { name in
            guard let column = table.field(named: name)?.column else {
                faults.append(
                    MappingFault(
                        "Field '\(place)': type '\(table.typeName)' has no field '\(name)' to find a row by.",
                        hint: "Add the field, name the key's fields in @table(key: […]), or declare arguments.",
                        at: origin))
                return nil
            }
            return input(name, nonNull(named(column.scalar.typeName)), table.field(named: name)?.description)
        }
    }

    private mutating func listArguments(_ typeName: String) -> [InputValueDefinition] {
        if mapping.abstractTypes[typeName] != nil { return sharedArguments(typeName) }
        requestFilter(typeName)
        let filter = ConnectionExpansion.filterArgument(typeName)
        return requestOrder(typeName) ? [filter, ConnectionExpansion.orderArgument(typeName)] : [filter]
    }

    private mutating func connectionArguments(_ typeName: String) -> [InputValueDefinition] {
        listArguments(typeName) + ConnectionExpansion.pageArguments
    }

    private mutating func connectionType(_ typeName: String) -> TypeReference {
        add(ConnectionExpansion.connectionName(typeName)) { ConnectionExpansion.connection(typeName) }
        add(ConnectionExpansion.edgeName(typeName)) { ConnectionExpansion.edge(typeName) }
        add("PageInfo") { ConnectionExpansion.pageInfo() }
        return nonNull(named(ConnectionExpansion.connectionName(typeName)))
    }

    /// The filter of a table with all that it refers to. Iterative, because schemas can be long chains of relations.
    mutating func requestFilter(_ typeName: String) {
        var pending = [typeName]
        while let next = pending.popLast() {
            guard let table = mapping.table(forType: next) else { continue }
            let isNew = add(FilterExpansion.filterName(next)) { FilterExpansion.tableFilter(table) }
            guard isNew else { continue }
            requestFinding(of: table)
            for field in table.fields {
                switch field.kind {
                case .column(let column):
                    requestFilter(of: column)
                case .relation(let relation):
                    pending.append(relation.targetType)
                    if relation.shape != .one {
                        add(FilterExpansion.listFilterName(relation.targetType)) {
                            FilterExpansion.listFilter(relation.targetType)
                        }
                    }
                case .computed(let call):
                    if let column = call.column { requestFilter(of: column) }
                case .aggregate(let aggregate):
                    requestAggregateFilter(aggregate.targetType)
                case .mixed: break
                }
            }
        }
    }

    /// Answers whether there is an order: nothing of the rows may be fit for one.
    private mutating func requestOrder(_ typeName: String) -> Bool {
        guard OrderExpansion.isOrdered(typeName, in: mapping) else { return false }
        var pending = [typeName]
        while let next = pending.popLast() {
            guard let table = mapping.table(forType: next), OrderExpansion.isOrdered(next, in: mapping) else {
                continue
            }
            let isNew = add(OrderExpansion.orderName(next)) { [mapping] in OrderExpansion.tableOrder(table, in: mapping)
            }
            guard isNew else { continue }
            add(OrderExpansion.directionName) { OrderExpansion.direction() }
            pending += table.fields.compactMap(\.relation).filter { $0.shape == .one }.map(\.targetType)
            for aggregate in table.fields.compactMap(\.aggregate) { requestAggregateOrder(aggregate.targetType) }
        }
        return true
    }

    /// The types of a table's aggregates with all that they refer to.
    private mutating func requestAggregate(_ typeName: String) {
        guard let table = mapping.table(forType: typeName) else { return }
        let expansion = AggregateExpansion(table, mapping: mapping)
        guard add(expansion.names.aggregate, { expansion.aggregate() }) else { return }
        for type in expansion.valueTypes() { add(type.name.value) { type } }
        guard !GroupColumns(table).isEmpty else { return }
        add(expansion.names.group) { expansion.group() }
        requestAggregateFilter(typeName)
        requestAggregateOrder(typeName)
        add(expansion.names.groupOrder) { expansion.groupOrder() }
        requestGroupBy(typeName)
    }

    /// What groups are named by, along all to-one relations.
    private mutating func requestGroupBy(_ typeName: String) {
        var pending = [typeName]
        while let next = pending.popLast() {
            guard let table = mapping.table(forType: next) else { continue }
            let expansion = GroupExpansion(table, mapping: mapping)
            guard add(expansion.names.groupBy, { expansion.groupBy() }) else { continue }
            add(expansion.names.groupKey) { expansion.groupKey() }
            for type in expansion.bucketTypes() { add(type.name.value) { type } }
            pending += expansion.relations.map(\.relation.targetType)
        }
    }

    private mutating func requestAggregateFilter(_ typeName: String) {
        guard let table = mapping.table(forType: typeName) else { return }
        let expansion = AggregateExpansion(table, mapping: mapping)
        for type in expansion.filterTypes() { add(type.name.value) { type } }
        add(FilterExpansion.filterName("Int")) { FilterExpansion.scalarFilter(.int) }
        if !expansion.numbers.isEmpty {
            add(FilterExpansion.filterName("Float")) { FilterExpansion.scalarFilter(.float) }
        }
    }

    private mutating func requestAggregateOrder(_ typeName: String) {
        guard let table = mapping.table(forType: typeName) else { return }
        add(OrderExpansion.directionName) { OrderExpansion.direction() }
        for type in AggregateExpansion(table, mapping: mapping).orderTypes() { add(type.name.value) { type } }
    }

    /// Adds a generated type once. Answers whether it is new.
    @discardableResult
    mutating func add(_ name: String, _ make: () -> TypeDefinition) -> Bool {
        guard requested.insert(name).inserted else { return false }
        if let origin = authoredNames[name] {
            faults.append(
                MappingFault(
                    "Type '\(name)' has the name of a type that the engine makes.", hint: "Rename it.", at: origin))
            return false
        }
        generated.append(make())
        return true
    }

    func withoutMapping(_ directives: [Directive]) -> [Directive] {
        directives.filter { !MappingDirectives.names.contains($0.name.value) }
    }
}
