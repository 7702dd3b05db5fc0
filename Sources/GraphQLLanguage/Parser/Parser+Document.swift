// SPDX-License-Identifier: Apache-2.0

extension Document {
    /// Parses a document from text.
    public static func parse(
        _ text: String, name: String = "GraphQL request", limits: ParserLimits = .default
    ) throws(GraphQLError) -> Document {
        try Parser.parse(Source(text, name: name), limits: limits)
    }
}

extension Parser {
    /// Document : Definition+
    mutating func parseDocument() throws(GraphQLError) -> Document {
        var definitions: [Definition] = []
        repeat { definitions.append(try parseDefinition()) } while token.kind != .endOfFile
        return Document(definitions: definitions, source: source)
    }

    /// Definition :
    ///   - ExecutableDefinition
    ///   - TypeSystemDefinitionOrExtension
    private mutating func parseDefinition() throws(GraphQLError) -> Definition {
        let start = token.start
        if token.kind == .braceLeft { return .operation(try parseShorthandQuery()) }
        let description = try parseDescription()
        if description != nil, token.kind == .braceLeft {
            throw syntaxError(
                "Unexpected description, descriptions are not supported on shorthand queries.", at: start)
        }
        guard token.kind == .name else { throw unexpected() }
        switch tokenText {
        case "query": return .operation(try parseOperation(.query, description, from: start))
        case "mutation": return .operation(try parseOperation(.mutation, description, from: start))
        case "subscription": return .operation(try parseOperation(.subscription, description, from: start))
        case "fragment": return .fragment(try parseFragmentDefinition(description, from: start))
        case "schema": return .schema(try parseSchemaDefinition(description, from: start))
        case "directive": return .directive(try parseDirectiveDefinition(description, from: start))
        case let keyword:
            if let keyword = TypeKeyword(rawValue: keyword) {
                return .type(try parseTypeDefinition(keyword, description, from: start))
            }
            if description != nil {
                throw syntaxError(
                    "Unexpected description, descriptions are supported only on type definitions.", at: start)
            }
            guard keyword == "extend" else { throw unexpected() }
            return try parseExtension()
        }
    }

    /// Description : StringValue
    mutating func parseDescription() throws(GraphQLError) -> Description? {
        guard token.kind == .string || token.kind == .blockString else { return nil }
        let description = Description(stringValue, isBlock: token.kind == .blockString, range: token.range)
        try advance()
        return description
    }
}

// MARK: Operations

extension Parser {
    /// OperationDefinition : SelectionSet
    private mutating func parseShorthandQuery() throws(GraphQLError) -> OperationDefinition {
        let start = token.start
        let selectionSet = try parseSelectionSet()
        return OperationDefinition(type: .query, selectionSet: selectionSet, range: range(from: start))
    }

    /// OperationDefinition :
    ///   Description? OperationType Name? VariablesDefinition? Directives? SelectionSet
    private mutating func parseOperation(
        _ type: OperationType, _ description: Description?, from start: Int32
    ) throws(GraphQLError) -> OperationDefinition {
        try advance()
        var operation = OperationDefinition(description: description, type: type, selectionSet: SelectionSet([]))
        if token.kind == .name { operation.name = try parseName() }
        operation.variables = try parseVariableDefinitions()
        operation.directives = try parseDirectives(.variable)
        operation.selectionSet = try parseSelectionSet()
        operation.range = range(from: start)
        return operation
    }

    /// VariablesDefinition : ( VariableDefinition+ )
    private mutating func parseVariableDefinitions() throws(GraphQLError) -> [VariableDefinition] {
        try optionalMany(.parenthesisLeft, .parenthesisRight) { parser throws(GraphQLError) in
            try parser.parseVariableDefinition()
        }
    }

    /// VariableDefinition : Description? Variable : Type DefaultValue? Directives[Const]?
    private mutating func parseVariableDefinition() throws(GraphQLError) -> VariableDefinition {
        let start = token.start
        let description = try parseDescription()
        let variable = try parseVariable()
        try expect(.colon)
        let type = try parseTypeReference()
        let defaultValue = try parseDefaultValue()
        let directives = try parseDirectives(.constant)
        return VariableDefinition(
            description: description, variable: variable, type: type, defaultValue: defaultValue,
            directives: directives, range: range(from: start))
    }

    /// SelectionSet : { Selection+ }
    private mutating func parseSelectionSet() throws(GraphQLError) -> SelectionSet {
        try nested { parser throws(GraphQLError) in
            let start = parser.token.start
            let selections = try parser.many(.braceLeft, .braceRight) { parser throws(GraphQLError) in
                try parser.parseSelection()
            }
            return SelectionSet(selections, range: parser.range(from: start))
        }
    }

    /// Selection :
    ///   - Field
    ///   - FragmentSpread
    ///   - InlineFragment
    private mutating func parseSelection() throws(GraphQLError) -> Selection {
        token.kind == .spread ? try parseFragment() : .field(try parseField())
    }

    /// Field : Alias? Name Arguments? Directives? SelectionSet?
    private mutating func parseField() throws(GraphQLError) -> Field {
        let start = token.start
        var field = Field(name: try parseName())
        if try skip(.colon) {
            field.alias = field.name
            field.name = try parseName()
        }
        field.arguments = try parseArguments(.variable)
        field.directives = try parseDirectives(.variable)
        if token.kind == .braceLeft { field.selectionSet = try parseSelectionSet() }
        field.range = range(from: start)
        return field
    }

    /// Arguments[Const] : ( Argument[?Const]+ )
    mutating func parseArguments(_ variability: ValueVariability) throws(GraphQLError) -> [Argument] {
        try optionalMany(.parenthesisLeft, .parenthesisRight) { parser throws(GraphQLError) in
            try parser.parseArgument(variability)
        }
    }

    /// Argument[Const] : Name : Value[?Const]
    private mutating func parseArgument(_ variability: ValueVariability) throws(GraphQLError) -> Argument {
        let start = token.start
        let name = try parseName()
        try expect(.colon)
        let value = try parseValue(variability)
        return Argument(name: name, value: value, range: range(from: start))
    }
}

// MARK: Fragments

extension Parser {
    /// FragmentSpread : ... FragmentName Directives?
    ///
    /// InlineFragment : ... TypeCondition? Directives? SelectionSet
    private mutating func parseFragment() throws(GraphQLError) -> Selection {
        let start = token.start
        try expect(.spread)
        let hasTypeCondition = try skipKeyword("on")
        if !hasTypeCondition, token.kind == .name {
            let name = try parseFragmentName()
            let directives = try parseDirectives(.variable)
            return .fragmentSpread(FragmentSpread(name: name, directives: directives, range: range(from: start)))
        }
        let typeCondition = hasTypeCondition ? try parseNamedType() : nil
        let directives = try parseDirectives(.variable)
        let selectionSet = try parseSelectionSet()
        return .inlineFragment(
            InlineFragment(
                typeCondition: typeCondition, directives: directives, selectionSet: selectionSet,
                range: range(from: start)))
    }

    /// FragmentDefinition : Description? fragment FragmentName TypeCondition Directives? SelectionSet
    private mutating func parseFragmentDefinition(
        _ description: Description?, from start: Int32
    ) throws(GraphQLError) -> FragmentDefinition {
        try advance()
        let name = try parseFragmentName()
        let typeCondition = try parseTypeCondition()
        let directives = try parseDirectives(.variable)
        let selectionSet = try parseSelectionSet()
        return FragmentDefinition(
            description: description, name: name, typeCondition: typeCondition, directives: directives,
            selectionSet: selectionSet, range: range(from: start))
    }

    /// FragmentName : Name but not `on`
    private mutating func parseFragmentName() throws(GraphQLError) -> Name {
        if isKeyword("on") { throw unexpected() }
        return try parseName()
    }

    /// TypeCondition : on NamedType
    private mutating func parseTypeCondition() throws(GraphQLError) -> NamedTypeReference {
        try expectKeyword("on")
        return try parseNamedType()
    }
}
