// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

extension SchemaParts {
    /// The schema that the parts make. Its types may still break the rules of the type system.
    func schema() -> Schema {
        // A definition of a built-in type stands for the built-in one.
        let defined = types.map { BuiltInTypes.byName[$0.name] ?? $0.type }
        let ownDirectives = directives.map { DirectiveType($0.node) }
        let ownNames = Set(ownDirectives.map(\.name))
        let allDirectives =
            ownDirectives + BuiltInDirective.allCases.filter { !ownNames.contains($0.rawValue) }.map(\.type)
        let roots = OperationType.allCases.compactMap(rootTypeName)
        return Schema(
            description: schemaDefinitions.lazy.compactMap(\.node.description?.value).first,
            appliedDirectives: schemaDefinitions.flatMap(\.node.directives),
            queryTypeName: rootTypeName(for: .query),
            mutationTypeName: rootTypeName(for: .mutation),
            subscriptionTypeName: rootTypeName(for: .subscription),
            types: typesInOrder(defined, roots: roots, directives: allDirectives),
            directives: allDirectives)
    }
}

extension TypeParts {
    /// The type that the definition and its extensions make.
    var type: NamedType {
        let node = definition.node
        let description = node.description?.value
        // Only the definition's own directives say something of a type: the reference implementation takes no notice of
        // `@specifiedBy` and `@oneOf` on an extension in the same SDL, and introspection is to answer as it does.
        let ownDirectives = node.directives
        switch node.kind {
        case .scalar:
            return .scalar(
                ScalarType(
                    name: name, description: description, specifiedByURL: ownDirectives.specifiedByURL,
                    appliedDirectives: appliedDirectives))
        case .object:
            return .object(
                ObjectType(
                    name: name, description: description, interfaces: interfaces.map(\.node.name.value),
                    fields: fields.map { FieldType($0.node) }, appliedDirectives: appliedDirectives))
        case .interface:
            return .interface(
                InterfaceType(
                    name: name, description: description, interfaces: interfaces.map(\.node.name.value),
                    fields: fields.map { FieldType($0.node) }, appliedDirectives: appliedDirectives))
        case .union:
            return .union(
                UnionType(
                    name: name, description: description, memberTypes: members.map(\.node.name.value),
                    appliedDirectives: appliedDirectives))
        case .enum:
            return .enum(
                EnumType(
                    name: name, description: description, values: values.map { EnumValueType($0.node) },
                    appliedDirectives: appliedDirectives))
        case .inputObject:
            return .inputObject(
                InputObjectType(
                    name: name, description: description, isOneOf: ownDirectives.containsOneOf,
                    fields: inputFields.map { InputValueType($0.node) }, appliedDirectives: appliedDirectives))
        }
    }
}

extension FieldType {
    init(_ node: FieldDefinition) {
        self.init(
            name: node.name.value, description: node.description?.value,
            arguments: node.arguments.map { InputValueType($0) }, type: TypeRef(node.type),
            deprecationReason: node.directives.deprecationReason, appliedDirectives: node.directives,
            range: node.range)
    }
}

extension InputValueType {
    init(_ node: InputValueDefinition) {
        self.init(
            name: node.name.value, description: node.description?.value, type: TypeRef(node.type),
            defaultValue: node.defaultValue, deprecationReason: node.directives.deprecationReason,
            appliedDirectives: node.directives, range: node.range)
    }
}

extension EnumValueType {
    init(_ node: EnumValueDefinition) {
        self.init(
            name: node.name.value, description: node.description?.value,
            deprecationReason: node.directives.deprecationReason, appliedDirectives: node.directives)
    }
}

extension DirectiveType {
    init(_ node: DirectiveDefinition) {
        self.init(
            name: node.name.value, description: node.description?.value,
            arguments: node.arguments.map { InputValueType($0) }, isRepeatable: node.isRepeatable,
            locations: node.locations.compactMap { DirectiveLocation(rawValue: $0.value) })
    }
}

extension [Directive] {
    /// What `@deprecated` says, if it is among them. An explicit null is no deprecation.
    var deprecationReason: String? {
        guard let directive = application(of: .deprecated) else { return nil }
        guard let argument = directive.arguments.first(where: { $0.name.value == "reason" }) else {
            return BuiltInDirective.defaultDeprecationReason
        }
        if case .string(let reason, _, _) = argument.value { return reason }
        return nil
    }

    /// What `@specifiedBy` says, if it is among them.
    fileprivate var specifiedByURL: String? {
        let argument = application(of: .specifiedBy)?.arguments.first { $0.name.value == "url" }
        if case .string(let url, _, _)? = argument?.value { return url }
        return nil
    }

    fileprivate var containsOneOf: Bool { application(of: .oneOf) != nil }

    /// The first use of a built-in directive.
    func application(of directive: BuiltInDirective) -> Directive? {
        first { $0.name.value == directive.rawValue }
    }
}
