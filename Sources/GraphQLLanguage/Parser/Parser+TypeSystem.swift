// SPDX-License-Identifier: Apache-2.0

/// The words that begin a type definition.
enum TypeKeyword: String {
    case scalar, type, interface, union, `enum`, input
}

// MARK: Schema and directives

extension Parser {
    /// SchemaDefinition : Description? schema Directives[Const]? { RootOperationTypeDefinition+ }
    mutating func parseSchemaDefinition(
        _ description: Description?, from start: Int32
    ) throws(GraphQLError) -> SchemaDefinition {
        try advance()
        let directives = try parseDirectives(.constant)
        let operationTypes = try many(.braceLeft, .braceRight) { parser throws(GraphQLError) in
            try parser.parseRootOperationTypeDefinition()
        }
        return SchemaDefinition(
            description: description, directives: directives, operationTypes: operationTypes,
            range: range(from: start))
    }

    /// RootOperationTypeDefinition : OperationType : NamedType
    mutating func parseRootOperationTypeDefinition() throws(GraphQLError) -> OperationTypeDefinition {
        let start = token.start
        let operation = try parseOperationType()
        try expect(.colon)
        let type = try parseNamedType()
        return OperationTypeDefinition(operation: operation, type: type, range: range(from: start))
    }

    /// OperationType : one of `query` `mutation` `subscription`
    private mutating func parseOperationType() throws(GraphQLError) -> OperationType {
        let name = try parseName()
        guard let operation = OperationType(rawValue: name.value) else { throw unexpected(name) }
        return operation
    }

    /// DirectiveDefinition :
    ///   Description? directive @ Name ArgumentsDefinition? `repeatable`? on DirectiveLocations
    mutating func parseDirectiveDefinition(
        _ description: Description?, from start: Int32
    ) throws(GraphQLError) -> DirectiveDefinition {
        try advance()
        try expect(.at)
        let name = try parseName()
        let arguments = try parseArgumentsDefinition()
        let isRepeatable = try skipKeyword("repeatable")
        try expectKeyword("on")
        let locations = try parseDirectiveLocations()
        return DirectiveDefinition(
            description: description, name: name, arguments: arguments, isRepeatable: isRepeatable,
            locations: locations, range: range(from: start))
    }

    /// DirectiveLocations :
    ///   - DirectiveLocations | DirectiveLocation
    ///   - `|`? DirectiveLocation
    private mutating func parseDirectiveLocations() throws(GraphQLError) -> [Name] {
        try delimited(by: .pipe) { parser throws(GraphQLError) in try parser.parseDirectiveLocation() }
    }

    /// DirectiveLocation :
    ///   - ExecutableDirectiveLocation
    ///   - TypeSystemDirectiveLocation
    private mutating func parseDirectiveLocation() throws(GraphQLError) -> Name {
        let name = try parseName()
        guard Self.directiveLocations.contains(name.value) else { throw unexpected(name) }
        return name
    }

    /// ExecutableDirectiveLocation, TypeSystemDirectiveLocation
    private static let directiveLocations: Set<String> = [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM",
        "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ]
}

// MARK: Types

extension Parser {
    /// TypeDefinition :
    ///   - ScalarTypeDefinition
    ///   - ObjectTypeDefinition
    ///   - InterfaceTypeDefinition
    ///   - UnionTypeDefinition
    ///   - EnumTypeDefinition
    ///   - InputObjectTypeDefinition
    ///
    /// Each: Description? keyword Name, then what the kind has.
    mutating func parseTypeDefinition(
        _ keyword: TypeKeyword, _ description: Description?, from start: Int32
    ) throws(GraphQLError) -> TypeDefinition {
        try advance()
        let name = try parseName()
        let interfaces: [NamedTypeReference]
        switch keyword {
        case .type, .interface: interfaces = try parseImplementsInterfaces()
        case .scalar, .union, .enum, .input: interfaces = []
        }
        let directives = try parseDirectives(.constant)
        let kind: TypeDefinition.Kind
        switch keyword {
        case .scalar: kind = .scalar
        case .type: kind = .object(interfaces: interfaces, fields: try parseFieldsDefinition())
        case .interface: kind = .interface(interfaces: interfaces, fields: try parseFieldsDefinition())
        case .union: kind = .union(members: try parseUnionMemberTypes())
        case .enum: kind = .enum(values: try parseEnumValuesDefinition())
        case .input: kind = .inputObject(fields: try parseInputFieldsDefinition())
        }
        return TypeDefinition(
            description: description, name: name, directives: directives, kind: kind, range: range(from: start))
    }

    /// ImplementsInterfaces :
    ///   - ImplementsInterfaces & NamedType
    ///   - implements `&`? NamedType
    private mutating func parseImplementsInterfaces() throws(GraphQLError) -> [NamedTypeReference] {
        guard try skipKeyword("implements") else { return [] }
        return try delimited(by: .ampersand) { parser throws(GraphQLError) in try parser.parseNamedType() }
    }

    /// FieldsDefinition : { FieldDefinition+ }
    private mutating func parseFieldsDefinition() throws(GraphQLError) -> [FieldDefinition] {
        try optionalMany(.braceLeft, .braceRight) { parser throws(GraphQLError) in try parser.parseFieldDefinition() }
    }

    /// FieldDefinition : Description? Name ArgumentsDefinition? : Type Directives[Const]?
    private mutating func parseFieldDefinition() throws(GraphQLError) -> FieldDefinition {
        let start = token.start
        let description = try parseDescription()
        let name = try parseName()
        let arguments = try parseArgumentsDefinition()
        try expect(.colon)
        let type = try parseTypeReference()
        let directives = try parseDirectives(.constant)
        return FieldDefinition(
            description: description, name: name, arguments: arguments, type: type, directives: directives,
            range: range(from: start))
    }

    /// ArgumentsDefinition : ( InputValueDefinition+ )
    private mutating func parseArgumentsDefinition() throws(GraphQLError) -> [InputValueDefinition] {
        try optionalMany(.parenthesisLeft, .parenthesisRight) { parser throws(GraphQLError) in
            try parser.parseInputValueDefinition()
        }
    }

    /// InputFieldsDefinition : { InputValueDefinition+ }
    private mutating func parseInputFieldsDefinition() throws(GraphQLError) -> [InputValueDefinition] {
        try optionalMany(.braceLeft, .braceRight) { parser throws(GraphQLError) in
            try parser.parseInputValueDefinition()
        }
    }

    /// InputValueDefinition : Description? Name : Type DefaultValue? Directives[Const]?
    private mutating func parseInputValueDefinition() throws(GraphQLError) -> InputValueDefinition {
        let start = token.start
        let description = try parseDescription()
        let name = try parseName()
        try expect(.colon)
        let type = try parseTypeReference()
        let defaultValue = try parseDefaultValue()
        let directives = try parseDirectives(.constant)
        return InputValueDefinition(
            description: description, name: name, type: type, defaultValue: defaultValue, directives: directives,
            range: range(from: start))
    }

    /// UnionMemberTypes :
    ///   - UnionMemberTypes | NamedType
    ///   - = `|`? NamedType
    private mutating func parseUnionMemberTypes() throws(GraphQLError) -> [NamedTypeReference] {
        guard try skip(.equals) else { return [] }
        return try delimited(by: .pipe) { parser throws(GraphQLError) in try parser.parseNamedType() }
    }

    /// EnumValuesDefinition : { EnumValueDefinition+ }
    private mutating func parseEnumValuesDefinition() throws(GraphQLError) -> [EnumValueDefinition] {
        try optionalMany(.braceLeft, .braceRight) { parser throws(GraphQLError) in
            try parser.parseEnumValueDefinition()
        }
    }

    /// EnumValueDefinition : Description? EnumValue Directives[Const]?
    private mutating func parseEnumValueDefinition() throws(GraphQLError) -> EnumValueDefinition {
        let start = token.start
        let description = try parseDescription()
        if isKeyword("true") || isKeyword("false") || isKeyword("null") {
            throw syntaxError(
                "\(tokenDescription) is reserved and cannot be used for an enum value.", at: token.start)
        }
        let name = try parseName()
        let directives = try parseDirectives(.constant)
        return EnumValueDefinition(
            description: description, name: name, directives: directives, range: range(from: start))
    }
}
