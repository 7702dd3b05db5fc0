// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema

/// Makes texts of values that fit types of a schema: JSON for variables and for what fields resolve to.
struct ValueGenerator {
    let schema: Schema
    private static let strings = ["", "a", "CALM", "2026-01-31", "é", "😀", "\\u0000", "\\ud83d\\ude00", "\\\"", "12"]

    /// JSON that an input type accepts.
    func input(_ type: TypeRef, depth: Int = 3, _ random: inout SeededGenerator) -> String {
        switch type {
        case .nonNull(let inner): return nonNullInput(inner, depth: depth, &random)
        case .list, .named: return random.chance(15) ? "null" : nonNullInput(type, depth: depth, &random)
        }
    }

    private func nonNullInput(_ type: TypeRef, depth: Int, _ random: inout SeededGenerator) -> String {
        switch type {
        case .nonNull(let inner): return nonNullInput(inner, depth: depth, &random)
        case .list(let inner):
            // A value stands for a list of one.
            if random.chance(15) { return nonNullInput(inner, depth: depth, &random) }
            let count = depth > 0 ? random.below(4) : 0
            return "[" + (0..<count).map { _ in input(inner, depth: depth - 1, &random) }.joined(separator: ",") + "]"
        case .named(let name):
            guard case .inputObject(let object)? = schema.type(named: name) else { return leaf(name, &random) }
            if object.isOneOf {
                guard let field = random.pick(depth > 0 ? object.fields : object.fields.filter { isLeaf($0.type) })
                else { return "{}" }
                return #"{"\#(field.name)":\#(nonNullInput(field.type, depth: depth - 1, &random))}"#
            }
            let fields = object.fields.filter { $0.isRequired || (depth > 0 && random.chance(50)) }
            return "{"
                + fields.map { #""\#($0.name)":\#(input($0.type, depth: depth - 1, &random))"# }.joined(separator: ",")
                + "}"
        }
    }

    private func isLeaf(_ type: TypeRef) -> Bool { schema.type(named: type.namedType)?.isLeaf == true }

    private func leaf(_ name: String, _ random: inout SeededGenerator) -> String {
        switch schema.type(named: name) {
        case .enum(let type): return "\"\(random.pick(type.values)?.name ?? "")\""
        case .scalar, .object, .interface, .union, .inputObject, nil: break
        }
        let string = "\"\(random.pick(Self.strings) ?? "")\""
        switch name {
        case "Int": return random.pick(["0", "-1", "2147483647", "-2147483648"]) ?? "0"
        case "Float": return random.pick(["0", "-1.5", "1e300", "2.5E-3"]) ?? "0"
        case "Boolean": return random.chance(50) ? "true" : "false"
        case "String": return string
        case "ID": return random.chance(50) ? string : "7"
        default: return random.pick([string, "1", "1.5", "true", "[1,{}]", #"{"a":[null]}"#]) ?? "1"
        }
    }

    /// JSON that an output type may resolve from; now and then JSON that it cannot.
    func output(_ type: TypeRef, depth: Int, _ random: inout SeededGenerator) -> String {
        if random.chance(3) {
            return random.pick(["null", "[]", "{}", "1e999", #""x""#, #"{"__error":"e"}"#, "[[null]]", "true"])
                ?? "null"
        }
        switch type {
        case .nonNull(let inner): return output(inner, depth: depth, &random)
        case .list(let inner):
            let items = depth > 0 ? random.below(4) : 0
            return "[" + (0..<items).map { _ in output(inner, depth: depth - 1, &random) }.joined(separator: ",") + "]"
        case .named(let name):
            switch schema.type(named: name) {
            case .object(let object): return members(of: object, depth: depth, &random)
            case .interface, .union:
                guard let name = random.pick(schema.possibleTypes(of: name)),
                    case .object(let object)? = schema.type(named: name)
                else { return "null" }
                return members(of: object, depth: depth, &random)
            case .scalar, .enum, .inputObject, nil: return leaf(name, &random)
            }
        }
    }

    private func members(of object: ObjectType, depth: Int, _ random: inout SeededGenerator) -> String {
        let fields = object.fields.filter { depth > 0 ? random.chance(80) : isLeaf($0.type) }
        let members = fields.map { #""\#($0.name)":\#(output($0.type, depth: depth - 1, &random))"# }
        return "{" + ([#""__typename":"\#(object.name)""#] + members).joined(separator: ",") + "}"
    }
}
