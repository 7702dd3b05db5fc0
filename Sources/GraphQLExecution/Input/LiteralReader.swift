// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Reads literals as values of input types. Specification: "Input Coercion" of each type, of literals.
struct LiteralReader {
    let coercion: InputCoercion
    let variables: [String: InputValue]
    /// Default values may complete each other: how deep, and how many in all, so that a schema made to do harm cannot.
    private var remainingDefaultDepth = 64
    private var remainingDefaults = 10_000

    init(coercion: InputCoercion, variables: [String: InputValue]) {
        self.coercion = coercion
        self.variables = variables
    }

    private var schema: Schema { coercion.schema }

    mutating func value(of literal: Value, as type: TypeRef) throws(LiteralFault) -> SourcedValue {
        if case .variable(let variable) = literal {
            let name = variable.name.value
            // That a variable's type fits its position is validation's matter; that it is not null is known only now.
            guard let value = variables[name], !(value == .null && type.isNonNull) else { throw LiteralFault() }
            return sourced(value, as: type, variable: name, path: [])
        }
        switch type {
        case .nonNull(let inner):
            if case .null = literal { throw LiteralFault() }
            return try value(of: literal, as: inner)
        case .list(let inner):
            return try list(of: literal, items: inner)
        case .named(let name):
            if case .null = literal { return SourcedValue(.null, origin: .literal) }
            guard let named = schema.type(named: name) else { throw LiteralFault() }
            switch named {
            case .inputObject(let object): return try inputObject(of: literal, as: object)
            case .scalar, .enum: return try leaf(of: literal, as: named)
            case .object, .interface, .union: throw LiteralFault()
            }
        }
    }

    /// What an argument or input field holds where none is given; nil if it has no default value.
    mutating func defaultValue(of definition: InputValueType) -> SourcedValue? {
        guard let literal = definition.defaultValue, remainingDefaultDepth > 0, remainingDefaults > 0 else {
            return nil
        }
        remainingDefaultDepth -= 1
        remainingDefaults -= 1
        defer { remainingDefaultDepth += 1 }
        // A schema whose default values do not fit is refused when it is built.
        return try? value(of: literal, as: definition.type)
    }

    private func leaf(of literal: Value, as type: NamedType) throws(LiteralFault) -> SourcedValue {
        do throws(InputFault) {
            let value = try coercion.value(of: literal, asLeaf: type, variables: variables)
            var names: [String] = []
            literal.collectVariables(into: &names)
            return SourcedValue(.leaf(value), origin: names.isEmpty ? .literal : .composed(variables: names))
        } catch {
            throw LiteralFault(reason: coercion.scalars[type.name] == nil ? nil : error.message)
        }
    }

    private mutating func list(of literal: Value, items: TypeRef) throws(LiteralFault) -> SourcedValue {
        switch literal {
        case .null: return SourcedValue(.null, origin: .literal)
        case .list(let literals, _):
            var values: [SourcedValue] = []
            values.reserveCapacity(literals.count)
            for literal in literals {
                if case .variable(let variable) = literal, variables[variable.name.value] == nil {
                    // A variable that was not given is null in a list.
                    if items.isNonNull { throw LiteralFault() }
                    values.append(SourcedValue(.null, origin: .variable(variable.name.value, path: [])))
                } else {
                    values.append(try value(of: literal, as: items))
                }
            }
            return SourcedValue(.list(values), origin: .literal)
        case .variable, .int, .float, .string, .boolean, .enum, .object:
            return SourcedValue(.list([try value(of: literal, as: items)]), origin: .literal)
        }
    }

    private mutating func inputObject(
        of literal: Value, as type: InputObjectType
    ) throws(LiteralFault) -> SourcedValue {
        guard case .object(let literals, _) = literal else { throw LiteralFault() }
        let given = Dictionary(literals.map { ($0.name.value, $0.value) }, uniquingKeysWith: { _, last in last })
        var fields: [SourcedArgument] = []
        for field in type.fields {
            if let literal = given[field.name], !isAbsent(literal) {
                let value = try value(of: literal, as: field.type)
                fields.append(SourcedArgument(name: field.name, value: value))
            } else if let value = defaultValue(of: field) {
                fields.append(SourcedArgument(name: field.name, value: value))
            } else if field.type.isNonNull {
                throw LiteralFault()
            }
        }
        if type.isOneOf {
            guard fields.count == 1, let only = fields.first, only.value.content != .null else { throw LiteralFault() }
        }
        return SourcedValue(.object(fields), origin: .literal)
    }

    private func isAbsent(_ literal: Value) -> Bool {
        guard case .variable(let variable) = literal else { return false }
        return variables[variable.name.value] == nil
    }

    /// A variable's value, each part of it with its place in the variable.
    private func sourced(
        _ value: InputValue, as type: TypeRef, variable: String, path: [PathSegment]
    ) -> SourcedValue {
        let origin = ValueOrigin.variable(variable, path: path)
        if value == .null { return SourcedValue(.null, origin: origin) }
        switch type {
        case .nonNull(let inner): return sourced(value, as: inner, variable: variable, path: path)
        case .list(let inner):
            guard case .list(let items) = value else {
                return SourcedValue(
                    .list([sourced(value, as: inner, variable: variable, path: path)]), origin: origin)
            }
            let content = items.enumerated().map { index, item in
                sourced(item, as: inner, variable: variable, path: path + [.index(index)])
            }
            return SourcedValue(.list(content), origin: origin)
        case .named(let name):
            guard case .inputObject(let object) = schema.type(named: name), case .object(let fields) = value else {
                return SourcedValue(.leaf(value), origin: origin)
            }
            let content = fields.compactMap { field in
                object.field(named: field.name).map { definition in
                    SourcedArgument(
                        name: field.name,
                        value: sourced(
                            field.value, as: definition.type, variable: variable, path: path + [.key(field.name)]))
                }
            }
            return SourcedValue(.object(content), origin: origin)
        }
    }
}

extension Value {
    /// The names of the variables in it, each once, in order.
    fileprivate func collectVariables(into names: inout [String]) {
        switch self {
        case .variable(let variable):
            if !names.contains(variable.name.value) { names.append(variable.name.value) }
        case .list(let values, _): for value in values { value.collectVariables(into: &names) }
        case .object(let fields, _): for field in fields { field.value.collectVariables(into: &names) }
        case .int, .float, .string, .boolean, .null, .enum: break
        }
    }
}
