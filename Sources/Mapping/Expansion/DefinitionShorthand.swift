// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

// Short forms for the definitions that the expansion makes: they stand in no source, so they have no ranges.

func named(_ name: String) -> TypeReference { .named(NamedTypeReference(Name(name))) }

func list(of name: String) -> TypeReference { .list(.nonNull(named(name), range: .none), range: .none) }

func nonNull(_ type: TypeReference) -> TypeReference { .nonNull(type, range: .none) }

func field(
    _ name: String, _ type: TypeReference, _ description: String?, arguments: [InputValueDefinition] = []
) -> FieldDefinition {
    FieldDefinition(
        description: description.map { Description($0) }, name: Name(name), arguments: arguments, type: type)
}

func input(
    _ name: String, _ type: TypeReference, _ description: String? = nil, default: Value? = nil,
    directives: [Directive] = []
) -> InputValueDefinition {
    InputValueDefinition(
        description: description.map { Description($0) }, name: Name(name), type: type, defaultValue: `default`,
        directives: directives)
}

func objectDefinition(_ name: String, _ description: String, _ fields: [FieldDefinition]) -> TypeDefinition {
    TypeDefinition(
        description: Description(description), name: Name(name), kind: .object(interfaces: [], fields: fields))
}

func inputDefinition(
    _ name: String, _ description: String, isOneOf: Bool = false, _ fields: [InputValueDefinition]
) -> TypeDefinition {
    TypeDefinition(
        description: Description(description), name: Name(name),
        directives: isOneOf ? [Directive(name: Name("oneOf"))] : [], kind: .inputObject(fields: fields))
}
