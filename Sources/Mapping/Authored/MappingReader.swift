// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

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
    /// The author's interfaces and unions, and interfaces that types name and nobody defines.
    var abstractTypes: [String: AuthoredAbstractType] = [:]
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
                    case .query: mapping.queryTypeName = root.type.name.value
                    case .mutation: mapping.mutationTypeName = root.type.name.value
                    case .subscription: unservedRoots[root.type.name.value] = root.operation.rawValue
                    }
                }
            case .operation, .fragment, .directive: break
            }
        }
    }

    private mutating func read(_ type: TypeDefinition, source: Source?) {
        let origin = Origin(source: source, range: type.name.range)
        func declared(_ fields: [FieldDefinition]) -> [FieldDeclaration] {
            fields.map { FieldDeclaration($0, of: type.name.value, source: source) }
        }
        switch type.kind {
        case .object(_, let fields):
            if type.name.value == mapping.queryTypeName {
                for field in declared(fields) { readRootField(field) }
            } else if type.name.value == mapping.mutationTypeName {
                for field in declared(fields) { readMutationField(field) }
            } else if let index = mapping.tableIndex(forType: type.name.value) {
                // An extension of a table's type adds columns and relations to it.
                mapping.tables[index].fields += declared(fields).compactMap { readField($0) }
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
            readEnum(type.name.value, values, source: source)
        case .interface, .union:
            readAbstract(type, source: source)
        case .inputObject(let fields):
            readInput(type.name.value, fields)
        case .scalar:
            break
        }
    }

    /// Reports directives of the mapping language that mean nothing where they stand: none is ever ignored.
    mutating func refuseDirectives(of field: FieldDeclaration, but allowed: Set<String>, on what: String) {
        for directive in field.directives {
            let name = directive.name.value
            guard MappingDirectives.names.contains(name), !allowed.contains(name) else { continue }
            faults.append(
                MappingFault(
                    "Field '\(field.place)': @\(name) means nothing on \(what).", hint: "Take it away.",
                    at: field.origin))
        }
    }

    /// Rows are never null, and neither is a list of them.
    mutating func checkRowList(_ field: FieldDeclaration) {
        guard field.type.listDepth > 0, !field.type.isListOfRows else { return }
        faults.append(
            MappingFault(
                "Field '\(field.place)': neither a list of rows nor a row in it is ever null.",
                hint: "Write [\(field.type.name)!]!.", at: field.origin))
    }

    func scalar(_ name: String) -> ScalarKind? {
        if scalarTypes.contains(name) { return ScalarKind(builtIn: name) ?? .custom(name) }
        if enumTypes.contains(name) { return .enumeration(name) }
        return ScalarKind(builtIn: name)
    }
}

extension FieldDefinition {
    func has(_ directive: String) -> Bool { directives.contains { $0.name.value == directive } }
}
