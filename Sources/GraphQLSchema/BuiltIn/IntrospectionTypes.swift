// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The types of introspection, as the reference implementation describes them.
/// Specification: "Schema Introspection Schema".
enum IntrospectionTypes {
    /// In the order in which introspection lists them.
    static let all: [NamedType] = [
        schema, type, typeKind, field, inputValue, enumValue, directive, directiveLocation,
    ]

    private static let schema = NamedType.object(
        ObjectType(
            name: "__Schema",
            description: """
                A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and \
                directives on the server, as well as the entry points for query, mutation, and subscription \
                operations.
                """,
            fields: [
                FieldType(name: "description", type: .named("String")),
                FieldType(
                    name: "types", description: "A list of all types supported by this server.",
                    type: .nonNull(.list(.nonNull(.named("__Type"))))),
                FieldType(
                    name: "queryType", description: "The type that query operations will be rooted at.",
                    type: .nonNull(.named("__Type"))),
                FieldType(
                    name: "mutationType",
                    description: """
                        If this server supports mutation, the type that mutation operations will be rooted at.
                        """,
                    type: .named("__Type")),
                FieldType(
                    name: "subscriptionType",
                    description: """
                        If this server support subscription, the type that subscription operations will be \
                        rooted at.
                        """,
                    type: .named("__Type")),
                FieldType(
                    name: "directives", description: "A list of all directives supported by this server.",
                    type: .nonNull(.list(.nonNull(.named("__Directive"))))),
            ]))

    private static let type = NamedType.object(
        ObjectType(
            name: "__Type",
            description: """
                The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as \
                represented by the `__TypeKind` enum.\n\nDepending on the kind of a type, certain fields describe \
                information about that type. Scalar types provide no information beyond a name, description and \
                optional `specifiedByURL`, while Enum types provide their values. Object and Interface types provide \
                the fields they describe. Abstract types, Union and Interface, provide the Object types possible at \
                runtime. List and NonNull types compose other types.
                """,
            fields: [
                FieldType(name: "kind", type: .nonNull(.named("__TypeKind"))),
                FieldType(name: "name", type: .named("String")),
                FieldType(name: "description", type: .named("String")),
                FieldType(name: "specifiedByURL", type: .named("String")),
                FieldType(name: "fields", arguments: [includeDeprecated], type: .list(.nonNull(.named("__Field")))),
                FieldType(name: "interfaces", type: .list(.nonNull(.named("__Type")))),
                FieldType(name: "possibleTypes", type: .list(.nonNull(.named("__Type")))),
                FieldType(
                    name: "enumValues", arguments: [includeDeprecated], type: .list(.nonNull(.named("__EnumValue")))),
                FieldType(
                    name: "inputFields", arguments: [includeDeprecated],
                    type: .list(.nonNull(.named("__InputValue")))),
                FieldType(name: "ofType", type: .named("__Type")),
                FieldType(name: "isOneOf", type: .named("Boolean")),
            ]))

    private static let typeKind = NamedType.enum(
        EnumType(
            name: "__TypeKind",
            description: "An enum describing what kind of type a given `__Type` is.",
            values: [
                EnumValueType(name: "SCALAR", description: "Indicates this type is a scalar."),
                EnumValueType(
                    name: "OBJECT",
                    description: "Indicates this type is an object. `fields` and `interfaces` are valid fields."),
                EnumValueType(
                    name: "INTERFACE",
                    description: """
                        Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are \
                        valid fields.
                        """),
                EnumValueType(
                    name: "UNION",
                    description: "Indicates this type is a union. `possibleTypes` is a valid field."),
                EnumValueType(
                    name: "ENUM",
                    description: "Indicates this type is an enum. `enumValues` is a valid field."),
                EnumValueType(
                    name: "INPUT_OBJECT",
                    description: "Indicates this type is an input object. `inputFields` is a valid field."),
                EnumValueType(name: "LIST", description: "Indicates this type is a list. `ofType` is a valid field."),
                EnumValueType(
                    name: "NON_NULL",
                    description: "Indicates this type is a non-null. `ofType` is a valid field."),
            ]))

    private static let field = NamedType.object(
        ObjectType(
            name: "__Field",
            description: """
                Object and Interface types are described by a list of Fields, each of which has a name, potentially \
                a list of arguments, and a return type.
                """,
            fields: [
                FieldType(name: "name", type: .nonNull(.named("String"))),
                FieldType(name: "description", type: .named("String")),
                FieldType(
                    name: "args", arguments: [includeDeprecated],
                    type: .nonNull(.list(.nonNull(.named("__InputValue"))))),
                FieldType(name: "type", type: .nonNull(.named("__Type"))),
                FieldType(name: "isDeprecated", type: .nonNull(.named("Boolean"))),
                FieldType(name: "deprecationReason", type: .named("String")),
            ]))

    private static let inputValue = NamedType.object(
        ObjectType(
            name: "__InputValue",
            description: """
                Arguments provided to Fields or Directives and the input fields of an InputObject are represented as \
                Input Values which describe their type and optionally a default value.
                """,
            fields: [
                FieldType(name: "name", type: .nonNull(.named("String"))),
                FieldType(name: "description", type: .named("String")),
                FieldType(name: "type", type: .nonNull(.named("__Type"))),
                FieldType(
                    name: "defaultValue",
                    description: "A GraphQL-formatted string representing the default value for this input value.",
                    type: .named("String")),
                FieldType(name: "isDeprecated", type: .nonNull(.named("Boolean"))),
                FieldType(name: "deprecationReason", type: .named("String")),
            ]))

    private static let enumValue = NamedType.object(
        ObjectType(
            name: "__EnumValue",
            description: """
                One possible value for a given Enum. Enum values are unique values, not a placeholder for a string \
                or numeric value. However an Enum value is returned in a JSON response as a string.
                """,
            fields: [
                FieldType(name: "name", type: .nonNull(.named("String"))),
                FieldType(name: "description", type: .named("String")),
                FieldType(name: "isDeprecated", type: .nonNull(.named("Boolean"))),
                FieldType(name: "deprecationReason", type: .named("String")),
            ]))

    private static let directive = NamedType.object(
        ObjectType(
            name: "__Directive",
            description: """
                A Directive provides a way to describe alternate runtime execution and type validation behavior in a \
                GraphQL document.\n\nIn some cases, you need to provide options to alter GraphQL's execution \
                behavior in ways field arguments will not suffice, such as conditionally including or skipping a \
                field. Directives provide this by describing additional information to the executor.
                """,
            fields: [
                FieldType(name: "name", type: .nonNull(.named("String"))),
                FieldType(name: "description", type: .named("String")),
                FieldType(name: "isRepeatable", type: .nonNull(.named("Boolean"))),
                FieldType(name: "locations", type: .nonNull(.list(.nonNull(.named("__DirectiveLocation"))))),
                FieldType(
                    name: "args", arguments: [includeDeprecated],
                    type: .nonNull(.list(.nonNull(.named("__InputValue"))))),
            ]))

    private static let directiveLocation = NamedType.enum(
        EnumType(
            name: "__DirectiveLocation",
            description: """
                A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes \
                one such possible adjacencies.
                """,
            values: [
                EnumValueType(name: "QUERY", description: "Location adjacent to a query operation."),
                EnumValueType(name: "MUTATION", description: "Location adjacent to a mutation operation."),
                EnumValueType(name: "SUBSCRIPTION", description: "Location adjacent to a subscription operation."),
                EnumValueType(name: "FIELD", description: "Location adjacent to a field."),
                EnumValueType(
                    name: "FRAGMENT_DEFINITION",
                    description: "Location adjacent to a fragment definition."),
                EnumValueType(name: "FRAGMENT_SPREAD", description: "Location adjacent to a fragment spread."),
                EnumValueType(name: "INLINE_FRAGMENT", description: "Location adjacent to an inline fragment."),
                EnumValueType(
                    name: "VARIABLE_DEFINITION",
                    description: "Location adjacent to a variable definition."),
                EnumValueType(name: "SCHEMA", description: "Location adjacent to a schema definition."),
                EnumValueType(name: "SCALAR", description: "Location adjacent to a scalar definition."),
                EnumValueType(name: "OBJECT", description: "Location adjacent to an object type definition."),
                EnumValueType(name: "FIELD_DEFINITION", description: "Location adjacent to a field definition."),
                EnumValueType(
                    name: "ARGUMENT_DEFINITION",
                    description: "Location adjacent to an argument definition."),
                EnumValueType(name: "INTERFACE", description: "Location adjacent to an interface definition."),
                EnumValueType(name: "UNION", description: "Location adjacent to a union definition."),
                EnumValueType(name: "ENUM", description: "Location adjacent to an enum definition."),
                EnumValueType(name: "ENUM_VALUE", description: "Location adjacent to an enum value definition."),
                EnumValueType(
                    name: "INPUT_OBJECT",
                    description: "Location adjacent to an input object type definition."),
                EnumValueType(
                    name: "INPUT_FIELD_DEFINITION",
                    description: "Location adjacent to an input object field definition."),
            ]))

    private static let includeDeprecated = InputValueType(
        name: "includeDeprecated", type: .named("Boolean"), defaultValue: .boolean(false, range: .none))
}
