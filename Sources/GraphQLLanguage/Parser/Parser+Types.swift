// SPDX-License-Identifier: Apache-2.0

extension Parser {
    /// Directives[Const] : Directive[?Const]+
    mutating func parseDirectives(_ variability: ValueVariability) throws(GraphQLError) -> [Directive] {
        var directives: [Directive] = []
        while token.kind == .at { directives.append(try parseDirective(variability)) }
        return directives
    }

    /// Directive[Const] : @ Name Arguments[?Const]?
    private mutating func parseDirective(_ variability: ValueVariability) throws(GraphQLError) -> Directive {
        let start = token.start
        try expect(.at)
        let name = try parseName()
        let arguments = try parseArguments(variability)
        return Directive(name: name, arguments: arguments, range: range(from: start))
    }

    /// Type :
    ///   - NamedType
    ///   - ListType
    ///   - NonNullType
    ///
    /// ListType : [ Type ]
    ///
    /// NonNullType :
    ///   - NamedType !
    ///   - ListType !
    mutating func parseTypeReference() throws(GraphQLError) -> TypeReference {
        let start = token.start
        let type: TypeReference
        if token.kind == .bracketLeft {
            type = try nested { parser throws(GraphQLError) in
                try parser.expect(.bracketLeft)
                let inner = try parser.parseTypeReference()
                try parser.expect(.bracketRight)
                return .list(inner, range: parser.range(from: start))
            }
        } else {
            type = .named(try parseNamedType())
        }
        return try skip(.exclamationMark) ? .nonNull(type, range: range(from: start)) : type
    }

    /// NamedType : Name
    mutating func parseNamedType() throws(GraphQLError) -> NamedTypeReference {
        NamedTypeReference(try parseName())
    }
}
