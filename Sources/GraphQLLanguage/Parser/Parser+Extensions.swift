// SPDX-License-Identifier: Apache-2.0

extension Parser {
    /// TypeSystemExtension :
    ///   - SchemaExtension
    ///   - TypeExtension
    mutating func parseExtension() throws(GraphQLError) -> Definition {
        let start = token.start
        try expectKeyword("extend")
        guard token.kind == .name else { throw unexpected() }
        if isKeyword("schema") { return .schemaExtension(try parseSchemaExtension(from: start)) }
        guard let keyword = TypeKeyword(rawValue: tokenText) else { throw unexpected() }
        return .typeExtension(try parseTypeExtension(keyword, from: start))
    }

    /// SchemaExtension :
    ///   - extend schema Directives[Const]? { RootOperationTypeDefinition+ }
    ///   - extend schema Directives[Const] [lookahead != `{`]
    private mutating func parseSchemaExtension(from start: Int32) throws(GraphQLError) -> SchemaDefinition {
        try advance()
        let directives = try parseDirectives(.constant)
        let operationTypes = try optionalMany(.braceLeft, .braceRight) { parser throws(GraphQLError) in
            try parser.parseRootOperationTypeDefinition()
        }
        if directives.isEmpty, operationTypes.isEmpty { throw unexpected() }
        return SchemaDefinition(directives: directives, operationTypes: operationTypes, range: range(from: start))
    }

    /// TypeExtension :
    ///   - ScalarTypeExtension
    ///   - ObjectTypeExtension
    ///   - InterfaceTypeExtension
    ///   - UnionTypeExtension
    ///   - EnumTypeExtension
    ///   - InputObjectTypeExtension
    ///
    /// Each: extend, the definition without its description, of which something must follow the name.
    private mutating func parseTypeExtension(
        _ keyword: TypeKeyword, from start: Int32
    ) throws(GraphQLError) -> TypeDefinition {
        let definition = try parseTypeDefinition(keyword, nil, from: start)
        if definition.directives.isEmpty, definition.kind.isEmpty { throw unexpected() }
        return definition
    }
}

extension TypeDefinition.Kind {
    /// Whether nothing was written beyond the name and directives.
    fileprivate var isEmpty: Bool {
        switch self {
        case .scalar: true
        case .object(let interfaces, let fields), .interface(let interfaces, let fields):
            interfaces.isEmpty && fields.isEmpty
        case .union(let members): members.isEmpty
        case .enum(let values): values.isEmpty
        case .inputObject(let fields): fields.isEmpty
        }
    }
}
