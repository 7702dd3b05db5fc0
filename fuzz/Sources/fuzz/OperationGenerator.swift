// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Makes random operations that are valid against a schema, with values for their variables.
///
/// Response names never clash: a field keeps its own name only where the whole document uses that name for the same
/// field, without arguments, of the same type; all others have aliases of their own.
struct OperationGenerator {
    private let schema: Schema
    private let values: ValueGenerator
    private var random: SeededGenerator
    private var aliasCount = 0
    private var fragmentCount = 0
    /// Fragments that are complete, so that spreading them again makes no cycle.
    private var fragments: [(name: String, type: String, text: String)] = []
    private var variables: [(name: String, type: TypeRef)] = []
    /// The parent types that own an unaliased response name.
    private var owners: [String: String] = [:]
    /// How many more fields the operation may have.
    private var budget = 0

    init(schema: Schema, random: SeededGenerator) {
        self.schema = schema
        self.random = random
        values = ValueGenerator(schema: schema)
    }

    /// A document, the JSON of its variables, and the name of the operation that they are for.
    mutating func document() -> (text: String, variables: String, operationName: String)? {
        let types = OperationType.allCases.filter { schema.rootTypeName(for: $0) != nil }
        var parts: [String] = []
        var last = (variables: "{}", name: "")
        for number in 0...(random.chance(80) ? 0 : random.below(3)) {
            guard let type = random.chance(70) ? .query : random.pick(types),
                let rootName = schema.rootTypeName(for: type)
            else { return nil }
            (fragments, variables, owners) = ([], [], [:])
            budget = 4 + random.below(random.chance(95) ? 60 : 600)
            let selections = selectionSet(
                on: rootName, depth: 1 + random.below(6), isSubscriptionRoot: type == .subscription)
            let directives = directives(at: type.location)
            let definitions = variables.map { name, type in
                let hasDefault = !type.isNonNull && random.chance(20)
                return "$\(name): \(type)" + (hasDefault ? " = \(literal(type, depth: 2, constant: true))" : "")
            }
            let name = "Op\(number)"
            let head = definitions.isEmpty ? "" : "(\(definitions.joined(separator: random.chance(50) ? ", " : " ")))"
            parts.append("\(type.rawValue) \(name)\(head)\(directives) \(selections)")
            parts += fragments.map(\.text)
            let members = variables.map { #""\#($0.name)":\#(values.input($0.type, &random))"# }
            last = ("{\(members.joined(separator: ","))}", name)
        }
        if random.chance(30) { parts.swapAt(0, random.below(parts.count)) }
        return (parts.joined(separator: "\n"), last.variables, last.name)
    }

    // MARK: Selections

    private mutating func selectionSet(on type: String, depth: Int, isSubscriptionRoot: Bool = false) -> String {
        let fields: [FieldType] =
            switch schema.type(named: type) {
            case .object(let object): object.fields
            case .interface(let interface): interface.fields
            case .scalar, .union, .enum, .inputObject, nil: []
            }
        let usable = fields.filter { depth > 0 || schema.type(named: $0.type.namedType)?.isLeaf == true }
        if isSubscriptionRoot, let field = random.pick(usable) {
            return "{ \(self.field(field, on: type, depth: depth, directives: "")) }"
        }
        var selections: [String] = []
        for _ in 0...random.below(random.chance(90) ? 4 : 12) where budget > 0 || selections.isEmpty {
            budget -= 1
            switch random.below(10) {
            case 0: selections.append(random.chance(50) ? "__typename" : "\(alias()): __typename")
            case 1 where depth > 0 && budget > 0: selections.append(inlineFragment(on: type, depth: depth))
            case 2 where depth > 0 && budget > 0: selections.append(spread(on: type, depth: depth))
            case 3 where type == schema.queryTypeName: selections.append(introspection())
            default:
                if let field = random.pick(usable) {
                    selections.append(self.field(field, on: type, depth: depth, directives: directives(at: .field)))
                }
            }
        }
        if selections.isEmpty { selections = ["__typename"] }
        return "{ \(selections.joined(separator: separator())) }"
    }

    private mutating func field(_ field: FieldType, on type: String, depth: Int, directives: String) -> String {
        let arguments = arguments(field.arguments)
        var name = "\(alias()): \(field.name)"
        if arguments.isEmpty, owners[field.name, default: type] == type, random.chance(70) {
            owners[field.name] = type
            name = field.name
        }
        let isLeaf = schema.type(named: field.type.namedType)?.isLeaf == true
        return name + arguments + directives
            + (isLeaf ? "" : " " + selectionSet(on: field.type.namedType, depth: depth - 1))
    }

    private mutating func introspection() -> String {
        random.pick([
            "\(alias()): __schema { queryType { name } types { name kind fields(includeDeprecated: true) { name } } }",
            "\(alias()): __type(name: \"Query\") { ...on __Type { name fields { name type { kind ofType { name } } } } }",
            "\(alias()): __schema { directives { name isRepeatable locations args { name defaultValue } } }",
        ]) ?? "__typename"
    }

    /// A type whose values can also be of this one.
    private mutating func overlapping(_ type: String) -> String {
        let others = schema.types.filter { $0.isComposite && !$0.name.hasPrefix("__") }.map(\.name)
        let found = others.filter { schema.doTypesOverlap($0, type) }
        return random.chance(50) ? type : random.pick(found) ?? type
    }

    private mutating func inlineFragment(on type: String, depth: Int) -> String {
        let condition = random.chance(20) ? type : overlapping(type)
        let head = condition == type && random.chance(50) ? "..." : "... on \(condition)"
        return head + directives(at: .inlineFragment) + " " + selectionSet(on: condition, depth: depth - 1)
    }

    private mutating func spread(on type: String, depth: Int) -> String {
        let known = fragments.filter { schema.doTypesOverlap($0.type, type) }
        if random.chance(40), let fragment = random.pick(known) {
            return "...\(fragment.name)" + directives(at: .fragmentSpread)
        }
        let name = "F\(fragmentCount)"
        fragmentCount += 1
        let condition = overlapping(type)
        let head = "fragment \(name) on \(condition)" + directives(at: .fragmentDefinition)
        let text = head + " " + selectionSet(on: condition, depth: depth - 1)
        fragments.append((name, condition, text))
        return "...\(name)" + directives(at: .fragmentSpread)
    }

    private mutating func alias() -> String {
        aliasCount += 1
        return "a\(aliasCount)"
    }

    private mutating func separator() -> String {
        random.pick([" ", " ", " ", "\n", ", ", "\r\n", " # é\n", "\t"]) ?? " "
    }

    // MARK: Directives and arguments

    private mutating func directives(at location: DirectiveLocation) -> String {
        guard random.chance(12) else { return "" }
        var text = ""
        for directive in schema.directives where directive.locations.contains(location) && random.chance(50) {
            text += " @\(directive.name)\(arguments(directive.arguments))"
        }
        return text
    }

    private mutating func arguments(_ definitions: [InputValueType]) -> String {
        var given: [String] = []
        for definition in definitions where definition.isRequired || random.chance(50) {
            given.append("\(definition.name): \(value(definition.type, depth: 3))")
        }
        if random.chance(20) { given.reverse() }
        return given.isEmpty ? "" : "(\(given.joined(separator: ", ")))"
    }

    // MARK: Values

    /// A literal, or a variable of exactly this type.
    private mutating func value(_ type: TypeRef, depth: Int) -> String {
        random.chance(20) ? variable(type) : literal(type, depth: depth, constant: false)
    }

    private mutating func variable(_ type: TypeRef) -> String {
        let known = variables.filter { $0.type == type }
        if random.chance(50), let variable = random.pick(known) { return "$\(variable.name)" }
        let name = "v\(variables.count)"
        variables.append((name, type))
        return "$\(name)"
    }

    private mutating func literal(_ type: TypeRef, depth: Int, constant: Bool) -> String {
        switch type {
        case .nonNull(let inner): return nonNullLiteral(inner, depth: depth, constant: constant)
        case .list, .named:
            return random.chance(10) ? "null" : nonNullLiteral(type, depth: depth, constant: constant)
        }
    }

    private mutating func part(_ type: TypeRef, depth: Int, constant: Bool) -> String {
        constant ? literal(type, depth: depth, constant: true) : value(type, depth: depth)
    }

    private mutating func nonNullLiteral(_ type: TypeRef, depth: Int, constant: Bool) -> String {
        switch type {
        case .nonNull(let inner): return nonNullLiteral(inner, depth: depth, constant: constant)
        case .list(let inner):
            var items: [String] = []
            for _ in 0..<(depth > 0 ? random.below(4) : 0) {
                items.append(part(inner, depth: depth - 1, constant: constant))
            }
            return "[\(items.joined(separator: ", "))]"
        case .named(let name):
            guard case .inputObject(let object)? = schema.type(named: name) else { return leaf(name) }
            if object.isOneOf {
                let usable = object.fields.filter { depth > 0 || schema.type(named: $0.type.namedType)?.isLeaf == true }
                guard let field = random.pick(usable) else { return "{}" }
                let value = part(.nonNull(field.type), depth: depth - 1, constant: constant)
                return "{\(field.name): \(value)}"
            }
            var fields: [String] = []
            for field in object.fields where field.isRequired || (depth > 0 && random.chance(50)) {
                fields.append("\(field.name): \(part(field.type, depth: depth - 1, constant: constant))")
            }
            return "{\(fields.joined(separator: ", "))}"
        }
    }

    private mutating func leaf(_ name: String) -> String {
        switch schema.type(named: name) {
        case .enum(let type): return random.pick(type.values)?.name ?? "null"
        case .scalar, .object, .interface, .union, .inputObject, nil: break
        }
        let string =
            random.pick([
                #""""#, #""a b""#, #""é😀""#, #""\u00e9\n\\""#, #""\u{1F600}""#, #""\uD83D\uDE00""#,
                "\"\"\"\n  a\n    b\"\"\"",
                #""2026-01-31""#,
            ]) ?? ""
        switch name {
        case "Int": return random.pick(["0", "-0", "-1", "2147483647", "-2147483648"]) ?? "0"
        case "Float": return random.pick(["0", "-1.5", "1e300", "2.5E-3", "9007199254740993"]) ?? "0"
        case "Boolean": return random.chance(50) ? "true" : "false"
        case "String": return string
        case "ID": return random.chance(50) ? string : "12345678901234567890"
        default: return random.pick([string, "1", "1.5", "true", "[1, {}]", "{a: [null, RED]}", "RED"]) ?? "1"
        }
    }
}

extension OperationType {
    fileprivate var location: DirectiveLocation {
        switch self {
        case .query: .query
        case .mutation: .mutation
        case .subscription: .subscription
        }
    }
}
