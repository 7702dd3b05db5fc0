// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import SQL

/// Reads the mapping directives of an author's SDL. Pure: no database, no expansion.
struct MappingReader {
    private let documents: [Document]
    var mapping = AuthoredMapping()
    var faults: [MappingFault] = []

    var tableTypes: Set<String> = []
    private var enumTypes: Set<String> = []
    /// Types of fields with @call: those without @table hold columns of a function's answer.
    private var answeredTypes: Set<String> = []
    private var scalarTypes: Set<String> = []
    /// All types that the author defines.
    var definedTypes: Set<String> = []
    /// The author's interfaces and unions, each with its object types.
    var abstractTypes: [String: [String]] = [:]
    private var queryTypeName = "Query"
    private var mutationTypeName = "Mutation"
    /// Root types of operations that are not served: by name, what they are for.
    private var unservedRoots = ["Subscription": "subscription"]

    init(_ documents: [Document]) {
        self.documents = documents
    }

    /// The mapping, as far as it could be understood, and every fault found on the way.
    mutating func read() -> (mapping: AuthoredMapping, faults: [MappingFault]) {
        collectNames()
        // An interface that nobody defines is the engine's own, or reported when the schema is built.
        abstractTypes = abstractTypes.filter { definedTypes.contains($0.key) }
        mapping.abstractTypes = abstractTypes
        mapping.queryTypeName = queryTypeName
        mapping.mutationTypeName = mutationTypeName
        // Tables first: an extension may stand in a file before the one that it extends.
        var rest: [(type: TypeDefinition, source: Source?)] = []
        for document in documents {
            for definition in document.definitions {
                switch definition {
                case .type(let type), .typeExtension(let type):
                    if !readTable(type, source: document.source) { rest.append((type, document.source)) }
                case .operation, .fragment, .schema, .schemaExtension, .directive: break
                }
            }
        }
        for (type, source) in rest { read(type, source: source) }
        for document in documents {
            for definition in document.definitions {
                switch definition {
                case .type(let type), .typeExtension(let type): readFinding(type, source: document.source)
                case .operation, .fragment, .schema, .schemaExtension, .directive: break
                }
            }
        }
        checkFindingNames()
        for index in mapping.tables.indices { mapping.tables[index].addImpliedColumns() }
        faults += mapping.aggregateFaults + mapping.nodeFaults
        return (mapping, faults)
    }

    private mutating func collectNames() {
        for definition in documents.flatMap(\.definitions) {
            switch definition {
            case .type(let type), .typeExtension(let type):
                definedTypes.insert(type.name.value)
                collectAbstract(type)
                switch type.kind {
                case .object(_, let fields):
                    answeredTypes.formUnion(fields.filter { $0.has("call") }.map(\.type.innermost.name.value))
                    if type.directives.contains(where: { $0.name.value == "table" }) {
                        tableTypes.insert(type.name.value)
                    }
                case .enum: enumTypes.insert(type.name.value)
                case .scalar: scalarTypes.insert(type.name.value)
                case .interface, .union, .inputObject: break
                }
            case .schema(let schema), .schemaExtension(let schema):
                for root in schema.operationTypes {
                    switch root.operation {
                    case .query: queryTypeName = root.type.name.value
                    case .mutation: mutationTypeName = root.type.name.value
                    case .subscription: unservedRoots[root.type.name.value] = root.operation.rawValue
                    }
                }
            case .operation, .fragment, .directive: break
            }
        }
    }

    private mutating func read(_ type: TypeDefinition, source: Source?) {
        let origin = Origin(source: source, range: type.name.range)
        switch type.kind {
        case .object(_, let fields):
            if type.name.value == queryTypeName {
                for field in fields { readRootField(field, source: source) }
            } else if type.name.value == mutationTypeName {
                for field in fields { readMutationField(field, source: source) }
            } else if let index = mapping.tables.firstIndex(where: { $0.typeName == type.name.value }) {
                // An extension of a table's type adds columns and relations to it.
                mapping.tables[index].fields += fields.compactMap { readField($0, of: type.name.value, source: source) }
            } else if answeredTypes.contains(type.name.value) {
                readRecord(type.name.value, fields, source: source, origin: origin)
            } else if let operation = unservedRoots[type.name.value] {
                faults.append(
                    MappingFault(
                        "Type '\(type.name.value)': \(operation)s are not served by this version of Palisade.",
                        hint: "Leave the type out until they are.", at: origin))
            } else if !tableTypes.contains(type.name.value) {
                faults.append(
                    MappingFault(
                        "Type '\(type.name.value)' has no @table, so nothing says where its rows come from.",
                        hint: "Write: type \(type.name.value) @table(name: \"schema.table\").", at: origin))
            }
        case .enum(let values):
            readEnum(type.name.value, values)
        case .interface, .union:
            readAbstract(type, source: source)
        case .inputObject(let fields):
            readInput(type.name.value, fields)
        case .scalar:
            break
        }
    }

    /// Answers whether the definition has the directive @table.
    private mutating func readTable(_ type: TypeDefinition, source: Source?) -> Bool {
        guard case .object(_, let fields) = type.kind, type.name.value != queryTypeName,
            type.name.value != mutationTypeName, let directive = DirectiveReader("table", in: type.directives)
        else { return false }
        let origin = Origin(source: source, range: type.name.range)
        let written = directive.string("name") ?? ""
        guard let relation = QualifiedName(parsing: written) else {
            faults.append(
                MappingFault(
                    "@table of type '\(type.name.value)': \"\(written)\" is not the name of a table.",
                    hint: "Write \"schema.table\"; a part with a dot or a blank in it stands in double quotes.",
                    at: origin))
            return true
        }
        guard mapping.table(forType: type.name.value) == nil else { return true }  // UniqueTypeNames reports it
        let scope = directive.enumValue("scope").flatMap(TableScope.init(rawValue:)) ?? .tenant
        mapping.tables.append(
            AuthoredTable(
                typeName: type.name.value, relation: relation, keyFields: directive.strings("key"), scope: scope,
                fields: fields.compactMap { readField($0, of: type.name.value, source: source) }, origin: origin))
        return true
    }

    mutating func readField(_ field: FieldDefinition, of typeName: String, source: Source?) -> AuthoredField? {
        let origin = Origin(source: source, range: field.name.range)
        let place = "\(typeName).\(field.name.value)"
        if field.has("call") { return readComputed(field, of: typeName, source: source) }
        guard field.arguments.isEmpty else {
            faults.append(
                MappingFault("Field '\(place)' may not declare arguments: the engine makes them.", at: origin))
            return nil
        }
        let wrapped = WrappedType(field.type)
        let named = wrapped.name
        if field.has("aggregate") {
            refuseDirectives(of: field, but: ["aggregate"], on: "an aggregate", place, origin)
            guard let aggregate = readAggregate(field, wrapped: wrapped, place: place, origin: origin) else {
                return nil
            }
            return AuthoredField(
                name: field.name.value, kind: .aggregate(aggregate), description: field.description?.value,
                origin: origin)
        }
        if tableTypes.contains(named) {
            guard let relation = readRelation(field, wrapped: wrapped, place: place, origin: origin) else { return nil }
            return AuthoredField(
                name: field.name.value, kind: .relation(relation), description: field.description?.value,
                origin: origin)
        }
        guard let scalar = scalar(named) else {
            // A type that is defined nowhere is reported when the schema is built, one without @table where it stands.
            if isAbstract(named) {
                faults.append(.relationToSeveralTypes(place: place, typeName: named, at: origin))
            } else if named == queryTypeName {
                faults.append(
                    MappingFault("Field '\(place)' answers '\(named)', which is no type of rows.", at: origin))
            }
            return nil
        }
        guard wrapped.listDepth <= 1 else {
            faults.append(MappingFault("Field '\(place)': lists of lists cannot be mapped to a column.", at: origin))
            return nil
        }
        refuseDirectives(
            of: field, but: ["column", "default", "readOnly", "version"], on: "a column", place, origin)
        let column = AuthoredColumn(
            column: DirectiveReader("column", in: field.directives)?.string("name") ?? snakeCase(field.name.value),
            scalar: scalar, isList: wrapped.listDepth == 1, isNonNull: wrapped.isNonNull,
            hasNonNullItems: wrapped.hasNonNullItems,
            hasDefault: field.has("default"), isReadOnly: field.has("readOnly"), isVersion: field.has("version"),
            isImplied: false)
        return AuthoredField(
            name: field.name.value, kind: .column(column), description: field.description?.value, origin: origin)
    }

    private mutating func readRelation(
        _ field: FieldDefinition, wrapped: WrappedType, place: String, origin: Origin
    ) -> AuthoredRelation? {
        guard let directive = DirectiveReader("relation", in: field.directives) else {
            faults.append(
                MappingFault(
                    "Field '\(place)' refers to table type '\(wrapped.name)' without @relation.",
                    hint: "Write @relation(column: \"my_column\") or @relation(foreignColumn: \"their_column\").",
                    at: origin))
            return nil
        }
        guard wrapped.listDepth <= 1 else {
            faults.append(MappingFault("Field '\(place)': a relation cannot be a list of lists.", at: origin))
            return nil
        }
        let column = directive.string("column")
        let foreignColumn = directive.string("foreignColumn")
        let through = readThrough(directive, wrapped: wrapped, place: place, origin: origin)
        if case .failed = through { return nil }
        let isThrough = through.table != nil
        if column != nil && foreignColumn != nil && !isThrough {
            faults.append(
                MappingFault(
                    "@relation of '\(place)' names both 'column' and 'foreignColumn'.",
                    hint: "Keep the one whose table holds the reference.", at: origin))
            return nil
        }
        if column != nil && wrapped.listDepth == 1 && !isThrough {
            faults.append(
                MappingFault(
                    "@relation of '\(place)': my own column refers to one row, but the field is a list.",
                    hint: "Use 'foreignColumn' for a list.", at: origin))
            return nil
        }
        let isConnection = field.has("connection")
        if isConnection && wrapped.listDepth == 0 {
            faults.append(
                MappingFault("@connection of '\(place)' needs a list: [\(wrapped.name)!]!.", at: origin))
            return nil
        }
        switch (wrapped.listDepth, isConnection) {
        case (0, _):
            refuseDirectives(of: field, but: ["relation", "readOnly"], on: "a relation to one row", place, origin)
        case (_, true):
            refuseDirectives(
                of: field, but: ["relation", "connection", "limit", "readOnly"], on: "a connection", place, origin)
        case (_, false):
            refuseDirectives(of: field, but: ["relation", "limit", "readOnly"], on: "a list of rows", place, origin)
        }
        checkRowList(wrapped, place: place, origin: origin)
        return AuthoredRelation(
            targetType: wrapped.name, shape: wrapped.listDepth == 0 ? .one : isConnection ? .connection : .list,
            column: column, foreignColumn: foreignColumn, through: through.table,
            constraint: directive.string("constraint"),
            isNonNull: wrapped.isNonNull, isRequired: directive.boolean("required") ?? false,
            isReadOnly: field.has("readOnly"),
            limit: readLimit(field, place: place, origin: origin))
    }

    private mutating func readAggregate(
        _ field: FieldDefinition, wrapped: WrappedType, place: String, origin: Origin
    ) -> AuthoredAggregate? {
        guard let relation = DirectiveReader("aggregate", in: field.directives)?.string("of") else {
            faults.append(
                MappingFault(
                    "@aggregate of '\(place)' does not say over which rows.",
                    hint: "Name a field of the type that is a list of rows: @aggregate(of: \"…\").", at: origin))
            return nil
        }
        guard wrapped.listDepth == 0 else {
            faults.append(.aggregateOfAList(place: place, typeName: wrapped.name, at: origin))
            return nil
        }
        return AuthoredAggregate(relation: relation, targetType: wrapped.name)
    }

    private mutating func readRootField(_ field: FieldDefinition, source: Source?) {
        let origin = Origin(source: source, range: field.name.range)
        let place = "\(queryTypeName).\(field.name.value)"
        let wrapped = WrappedType(field.type)
        if isAbstract(wrapped.name) { return readNodeField(field, wrapped: wrapped, place: place, origin: origin) }
        if field.has("call") { return readCall(field, of: queryTypeName, isMutation: false, source: source) }
        guard tableTypes.contains(wrapped.name) else {
            faults.append(
                MappingFault(
                    "Field '\(place)' answers '\(wrapped.name)', which is not a type with @table.",
                    hint: scalar(wrapped.name) == nil
                        ? "Give the type a @table, or correct the field's type."
                        : "Fields of the query root answer rows of tables.", at: origin))
            return
        }
        if let directive = DirectiveReader("aggregate", in: field.directives) {
            readRootAggregate(field, directive: directive, wrapped: wrapped, place: place, origin: origin)
            return
        }
        let kind: AuthoredRootField.Kind
        switch (field.has("find"), field.has("connection"), wrapped.listDepth) {
        case (true, false, 0):
            kind = .find(readKeyArguments(field, typeName: wrapped.name))
        case (false, true, 1):
            kind = .connection
        case (false, false, 1) where field.has("limit"):
            kind = .list
        case (true, true, _):
            faults.append(
                MappingFault(
                    "Field '\(place)' has both @find and @connection.",
                    hint: "Keep @find for one row, or @connection for pages of rows.", at: origin))
            return
        case (true, false, _):
            faults.append(
                MappingFault(
                    "@find of '\(place)' answers one row, but the field is a list.",
                    hint: "Write \(wrapped.name), or use @connection for pages of rows.", at: origin))
            return
        case (false, true, _):
            faults.append(
                MappingFault("@connection of '\(place)' needs a list: [\(wrapped.name)!]!.", at: origin))
            return
        case (false, false, _):
            faults.append(
                MappingFault(
                    "Field '\(place)' has no directive that says how it is read.",
                    hint: "Write `\(field.name.value): \(wrapped.name) @find` for one row, "
                        + "`\(field.name.value): [\(wrapped.name)!]! @connection` for pages, "
                        + "@aggregate for figures, or add @limit(max:) for a plain list.", at: origin))
            return
        }
        switch kind {
        case .find: refuseDirectives(of: field, but: ["find"], on: "a field that finds one row", place, origin)
        case .connection: refuseDirectives(of: field, but: ["connection", "limit"], on: "a connection", place, origin)
        case .list: refuseDirectives(of: field, but: ["limit"], on: "a list of rows", place, origin)
        case .aggregate, .node: break
        }
        checkRowList(wrapped, place: place, origin: origin)
        if wrapped.listDepth > 0 && !field.arguments.isEmpty {
            faults.append(
                MappingFault("Field '\(place)' may not declare arguments: the engine makes them.", at: origin))
            return
        }
        mapping.queryFields.append(
            AuthoredRootField(
                name: field.name.value, kind: kind, targetType: wrapped.name,
                limit: readLimit(field, place: place, origin: origin), origin: origin))
    }

    private mutating func readRootAggregate(
        _ field: FieldDefinition, directive: DirectiveReader, wrapped: WrappedType, place: String, origin: Origin
    ) {
        refuseDirectives(of: field, but: ["aggregate"], on: "an aggregate", place, origin)
        if directive.string("of") != nil {
            faults.append(
                MappingFault(
                    "@aggregate of '\(place)' names a relation, but a field of the query root has none.",
                    hint: "Leave 'of' out: all rows of \(wrapped.name) are meant.", at: origin))
        } else if wrapped.listDepth > 0 {
            faults.append(.aggregateOfAList(place: place, typeName: wrapped.name, at: origin))
        } else if !field.arguments.isEmpty {
            faults.append(
                MappingFault("Field '\(place)' may not declare arguments: the engine makes them.", at: origin))
        } else {
            mapping.queryFields.append(
                AuthoredRootField(
                    name: field.name.value, kind: .aggregate, targetType: wrapped.name, limit: nil, origin: origin))
        }
    }

    /// The author's own arguments name fields of the type; without any, the key's fields are the arguments.
    private func readKeyArguments(_ field: FieldDefinition, typeName: String) -> [KeyArgument] {
        field.arguments.map { KeyArgument(argument: $0.name.value, field: $0.name.value) }
    }

    mutating func readLimit(_ field: FieldDefinition, place: String, origin: Origin) -> AuthoredLimit? {
        guard let directive = DirectiveReader("limit", in: field.directives) else { return nil }
        let limit = AuthoredLimit(default: directive.int("default"), max: directive.int("max"))
        let values = [limit.default, limit.max].compactMap { $0 }
        if values.contains(where: { $0 < 1 }) || (limit.default ?? 1) > (limit.max ?? 500) {
            faults.append(
                MappingFault(
                    "@limit of '\(place)' must hold positive numbers, 'default' no larger than 'max'.",
                    hint: "Without 'max' it is 500.", at: origin))
            return nil
        }
        return limit
    }

    private mutating func readEnum(_ name: String, _ values: [EnumValueDefinition]) {
        for value in values {
            let stored = DirectiveReader("value", in: value.directives)?.string("db")
            mapping.enums[name, default: [:]][value.name.value] = stored ?? lowerCased(value.name.value)
        }
    }

    /// Reports directives of the mapping language that mean nothing where they stand: none is ever ignored.
    mutating func refuseDirectives(
        of field: FieldDefinition, but allowed: Set<String>, on what: String, _ place: String, _ origin: Origin
    ) {
        for directive in field.directives {
            let name = directive.name.value
            guard MappingDirectives.names.contains(name), !allowed.contains(name) else { continue }
            faults.append(
                MappingFault("Field '\(place)': @\(name) means nothing on \(what).", hint: "Take it away.", at: origin))
        }
    }

    /// Rows are never null, and neither is a list of them.
    mutating func checkRowList(_ wrapped: WrappedType, place: String, origin: Origin) {
        guard wrapped.listDepth > 0, !wrapped.isListOfRows else { return }
        faults.append(
            MappingFault(
                "Field '\(place)': neither a list of rows nor a row in it is ever null.",
                hint: "Write [\(wrapped.name)!]!.", at: origin))
    }

    func scalar(_ name: String) -> ScalarKind? {
        if scalarTypes.contains(name) { return ScalarKind(builtIn: name) ?? .custom(name) }
        if enumTypes.contains(name) { return .enumeration(name) }
        return ScalarKind(builtIn: name)
    }
}

/// A written type, taken apart.
struct WrappedType {
    var name: String
    var listDepth = 0
    /// Whether the outermost wrapper is non-null.
    var isNonNull = false
    /// Whether it is written `[Row!]!`.
    var isListOfRows = false
    /// Whether the items of the innermost list are non-null.
    var hasNonNullItems = false
    /// Whether the innermost type is non-null.
    var isItemNonNull = false

    init(_ reference: TypeReference) {
        name = reference.innermost.name.value
        if case .nonNull(let inner, _) = reference {
            isNonNull = true
            if case .list(.nonNull(.named, _), _) = inner { isListOfRows = true }
        }
        var current = reference
        while true {
            switch current {
            case .named: return
            case .list(let inner, _):
                listDepth += 1
                if case .nonNull = inner { hasNonNullItems = true } else { hasNonNullItems = false }
                current = inner
            case .nonNull(let inner, _):
                if case .named = inner { isItemNonNull = true }
                current = inner
            }
        }
    }
}

extension FieldDefinition {
    func has(_ directive: String) -> Bool { directives.contains { $0.name.value == directive } }
}

/// ASCII lower case: names of GraphQL hold no other letters.
func lowerCased(_ name: String) -> String {
    String(decoding: name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
}

/// The name with its first letter in upper case.
func capitalized(_ name: String) -> String {
    guard let first = name.utf8.first, (97...122).contains(first) else { return name }
    return String(decoding: [first - 32] + name.utf8.dropFirst(), as: UTF8.self)
}
