// SPDX-License-Identifier: Apache-2.0

/// Whether variables may stand in a value: the grammar's parameter `Const`.
enum ValueVariability {
    case variable, constant
}

extension Parser {
    /// Value[Const] :
    ///   - [if not Const] Variable
    ///   - IntValue
    ///   - FloatValue
    ///   - StringValue
    ///   - BooleanValue
    ///   - NullValue
    ///   - EnumValue
    ///   - ListValue[?Const]
    ///   - ObjectValue[?Const]
    mutating func parseValue(_ variability: ValueVariability) throws(GraphQLError) -> Value {
        let token = token
        switch token.kind {
        case .name: return try parseNamedValue()
        case .int:
            let text = tokenText
            try advance()
            return .int(text, range: token.range)
        case .float:
            let text = tokenText
            try advance()
            return .float(text, range: token.range)
        case .string, .blockString:
            let value = stringValue
            try advance()
            return .string(value, isBlock: token.kind == .blockString, range: token.range)
        case .dollar:
            let variable = try parseVariable(variability)
            return .variable(variable)
        case .bracketLeft: return try parseList(variability)
        case .braceLeft: return try parseObject(variability)
        default: throw unexpected()
        }
    }

    /// DefaultValue : = Value[Const]
    mutating func parseDefaultValue() throws(GraphQLError) -> Value? {
        try skip(.equals) ? try parseValue(.constant) : nil
    }

    /// Variable : $ Name
    mutating func parseVariable(_ variability: ValueVariability = .variable) throws(GraphQLError) -> Variable {
        let dollar = token
        try expect(.dollar)
        if variability == .constant {
            guard token.kind == .name else {
                throw syntaxError("Unexpected \(dollar.kind.text).", at: dollar.start)
            }
            throw syntaxError("Unexpected variable \"$\(tokenText)\" in constant value.", at: dollar.start)
        }
        let name = try parseName()
        return Variable(name: name, range: range(from: dollar.start))
    }

    /// BooleanValue : one of `true` `false`
    ///
    /// NullValue : `null`
    ///
    /// EnumValue : Name but not `true`, `false` or `null`
    private mutating func parseNamedValue() throws(GraphQLError) -> Value {
        let range = token.range
        let text = tokenText
        try advance()
        switch text {
        case "true": return .boolean(true, range: range)
        case "false": return .boolean(false, range: range)
        case "null": return .null(range: range)
        default: return .enum(text, range: range)
        }
    }

    /// ListValue[Const] :
    ///   - [ ]
    ///   - [ Value[?Const]+ ]
    private mutating func parseList(_ variability: ValueVariability) throws(GraphQLError) -> Value {
        try nested { parser throws(GraphQLError) in
            let start = parser.token.start
            let values = try parser.any(.bracketLeft, .bracketRight) { parser throws(GraphQLError) in
                try parser.parseValue(variability)
            }
            return .list(values, range: parser.range(from: start))
        }
    }

    /// ObjectValue[Const] :
    ///   - { }
    ///   - { ObjectField[?Const]+ }
    private mutating func parseObject(_ variability: ValueVariability) throws(GraphQLError) -> Value {
        try nested { parser throws(GraphQLError) in
            let start = parser.token.start
            let fields = try parser.any(.braceLeft, .braceRight) { parser throws(GraphQLError) in
                try parser.parseObjectField(variability)
            }
            return .object(fields, range: parser.range(from: start))
        }
    }

    /// ObjectField[Const] : Name : Value[?Const]
    private mutating func parseObjectField(_ variability: ValueVariability) throws(GraphQLError) -> ObjectField {
        let start = token.start
        let name = try parseName()
        try expect(.colon)
        let value = try parseValue(variability)
        return ObjectField(name: name, value: value, range: range(from: start))
    }
}
