// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A type has the fields of its interfaces, with covariant types, the same arguments, and no further required ones.
/// Specification: "IsValidImplementation".
struct InterfaceFieldsRule: SchemaRule {
    private let context: SchemaRuleContext
    private var index: FieldIndex
    /// The interfaces of the type that is being visited.
    private var met: Set<String> = []

    init(_ context: SchemaRuleContext) {
        self.context = context
        index = FieldIndex(context.parts)
    }

    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {
        met = []
    }

    mutating func check(_ interface: NamedTypeReference, of type: TypeParts, faults: inout FaultCollector) {
        let name = interface.name.value
        guard name != type.name, case .interface? = context.schema.type(named: name), met.insert(name).inserted,
            let interfaceParts = context.parts.type(named: name)
        else { return }
        for promised in interfaceParts.fields {
            if faults.isFull { return }
            let fieldName = promised.node.name.value
            guard let field = index.field(named: fieldName, of: type.name) else {
                faults.report(
                    "Interface field \(name).\(fieldName) expected but \(type.name) does not provide it.",
                    at: [promised.place(promised.node.range)] + type.places, by: Self.name)
                continue
            }
            let pair = ImplementedField(
                field: field, promised: promised, coordinate: "\(type.name).\(fieldName)",
                promisedCoordinate: "\(name).\(fieldName)")
            checkType(of: pair, faults: &faults)
            checkArguments(of: pair, faults: &faults)
        }
    }

    private func checkType(of pair: ImplementedField, faults: inout FaultCollector) {
        let type = TypeRef(pair.field.node.type)
        let promisedType = TypeRef(pair.promised.node.type)
        guard !context.schema.isTypeSubTypeOf(type, promisedType) else { return }
        faults.report(
            "Interface field \(pair.promisedCoordinate) expects type \(promisedType) but \(pair.coordinate) "
                + "is type \(type).",
            at: [pair.promised.place(pair.promised.node.type.range), pair.field.place(pair.field.node.type.range)],
            by: Self.name)
    }

    private func checkArguments(of pair: ImplementedField, faults: inout FaultCollector) {
        let (field, promised) = (pair.field, pair.promised)
        if field.node.arguments.isEmpty, promised.node.arguments.isEmpty { return }
        let arguments = argumentsByName(field.node)
        for expected in promised.node.arguments {
            let name = expected.name.value
            let promisedArgument = "\(pair.promisedCoordinate)(\(name):)"
            guard let argument = arguments[name] else {
                faults.report(
                    "Interface field argument \(promisedArgument) expected but \(pair.coordinate) "
                        + "does not provide it.",
                    at: [promised.place(expected.range), field.place(field.node.range)], by: Self.name)
                continue
            }
            let type = TypeRef(argument.type)
            let expectedType = TypeRef(expected.type)
            if !type.isEqualType(to: expectedType) {
                faults.report(
                    "Interface field argument \(promisedArgument) expects type \(expectedType) but "
                        + "\(pair.coordinate)(\(name):) is type \(type).",
                    at: [promised.place(expected.type.range), field.place(argument.type.range)], by: Self.name)
            }
        }

        let promisedArguments = argumentsByName(promised.node)
        for argument in field.node.arguments {
            let name = argument.name.value
            guard promisedArguments[name] == nil, case .nonNull = argument.type, argument.defaultValue == nil else {
                continue
            }
            faults.report(
                "Object field \(pair.coordinate) includes required argument \(name) that is missing from "
                    + "the Interface field \(pair.promisedCoordinate).",
                at: [field.place(argument.range), promised.place(promised.node.range)], by: Self.name)
        }
    }

    private func argumentsByName(_ field: FieldDefinition) -> [String: InputValueDefinition] {
        Dictionary(field.arguments.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A field of a type, with the field of an interface that it implements.
private struct ImplementedField {
    let field: Located<FieldDefinition>
    let promised: Located<FieldDefinition>
    /// The fields as messages name them.
    let coordinate: String
    let promisedCoordinate: String
}

extension Located {
    /// A range within the same document.
    func place(_ range: SourceRange) -> Place { Place(document: document, range: range) }
}

/// The definitions of fields by type and name, indexed when a type is first asked for.
struct FieldIndex: Sendable {
    private let parts: SchemaParts
    private var fields: [String: [String: Located<FieldDefinition>]] = [:]

    init(_ parts: SchemaParts) {
        self.parts = parts
    }

    mutating func field(named name: String, of type: String) -> Located<FieldDefinition>? {
        if let known = fields[type] { return known[name] }
        let all = parts.type(named: type)?.fields ?? []
        let byName = Dictionary(all.map { ($0.node.name.value, $0) }, uniquingKeysWith: { first, _ in first })
        fields[type] = byName
        return byName[name]
    }
}
