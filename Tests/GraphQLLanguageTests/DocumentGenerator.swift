// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Makes random syntax trees that the grammar allows, each construct of it with some chance.
struct DocumentGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func document() -> Document {
        // A shorthand query only comes first: after a type without fields its brace would open those.
        let shorthand =
            chance(30)
            ? [Definition.operation(OperationDefinition(type: .query, selectionSet: selectionSet(depth: 3)))] : []
        return Document(definitions: shorthand + list(1...4) { $0.definition() })
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private mutating func list<Element>(
        _ count: ClosedRange<Int>, _ element: (inout DocumentGenerator) -> Element
    ) -> [Element] {
        (0..<Int.random(in: count, using: &random)).map { _ in element(&self) }
    }

    private mutating func name() -> Name {
        Name(
            pick(["a", "_", "B2", "on", "type", "query", "fragment", "true", "null", "aVeryLongNameThatFillsTheLine"]))
    }

    private mutating func named() -> NamedTypeReference { NamedTypeReference(name()) }

    private mutating func definition() -> Definition {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return .operation(operation())
        case 1: return .fragment(fragment())
        case 2:
            return .schema(
                SchemaDefinition(
                    description: description(), directives: directives(.constant),
                    operationTypes: operationTypes(1...3)))
        case 3:
            var directives = directives(.constant)
            let operationTypes = operationTypes(0...3)
            if operationTypes.isEmpty { directives.append(directive(.constant)) }
            return .schemaExtension(SchemaDefinition(directives: directives, operationTypes: operationTypes))
        case 4:
            return .directive(
                DirectiveDefinition(
                    description: description(), name: name(), arguments: inputValues(0...3), isRepeatable: chance(50),
                    locations: list(1...3) { Name($0.pick(["FIELD", "QUERY", "ENUM_VALUE", "VARIABLE_DEFINITION"])) }))
        case 5: return .type(type(description: description()))
        default:
            var type = type(description: nil)
            if type.directives.isEmpty { type.directives.append(directive(.constant)) }
            return .typeExtension(type)
        }
    }

    // MARK: Executable definitions

    private enum Variability { case variable, constant }

    private mutating func operation() -> OperationDefinition {
        OperationDefinition(
            description: description(), type: pick(OperationType.allCases), name: name(),
            variables: list(0...3) { generator in
                VariableDefinition(
                    description: generator.description(), variable: Variable(name: generator.name()),
                    type: generator.typeReference(depth: 3),
                    defaultValue: generator.chance(40) ? generator.value(.constant, depth: 3) : nil,
                    directives: generator.directives(.constant))
            },
            directives: directives(.variable), selectionSet: selectionSet(depth: 4))
    }

    private mutating func fragment() -> FragmentDefinition {
        FragmentDefinition(
            description: description(), name: fragmentName(), typeCondition: named(), directives: directives(.variable),
            selectionSet: selectionSet(depth: 3))
    }

    private mutating func fragmentName() -> Name {
        let name = name()
        return name.value == "on" ? Name("off") : name
    }

    private mutating func selectionSet(depth: Int) -> SelectionSet {
        SelectionSet(
            list(1...3) { generator in
                switch Int.random(in: 0..<10, using: &generator.random) {
                case 0:
                    return .fragmentSpread(
                        FragmentSpread(name: generator.fragmentName(), directives: generator.directives(.variable)))
                case 1 where depth > 1:
                    return .inlineFragment(
                        InlineFragment(
                            typeCondition: generator.chance(60) ? generator.named() : nil,
                            directives: generator.directives(.variable),
                            selectionSet: generator.selectionSet(depth: depth - 1)))
                default:
                    return .field(
                        Field(
                            alias: generator.chance(30) ? generator.name() : nil, name: generator.name(),
                            arguments: generator.chance(50) ? generator.arguments(.variable) : [],
                            directives: generator.directives(.variable),
                            selectionSet: depth > 1 && generator.chance(40)
                                ? generator.selectionSet(depth: depth - 1) : nil))
                }
            })
    }

    private mutating func arguments(_ variability: Variability) -> [Argument] {
        list(1...4) { Argument(name: $0.name(), value: $0.value(variability, depth: 3)) }
    }

    private mutating func directives(_ variability: Variability) -> [Directive] {
        chance(25) ? list(1...2) { $0.directive(variability) } : []
    }

    private mutating func directive(_ variability: Variability) -> Directive {
        Directive(name: name(), arguments: chance(40) ? arguments(variability) : [])
    }

    // MARK: Values and types

    private mutating func value(_ variability: Variability, depth: Int) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 8), using: &random) {
        case 0 where variability == .variable: return .variable(Variable(name: name()))
        case 0, 1: return .int(pick(["0", "-0", "1", "-12", "123456789012345678901234567890"]), range: .none)
        case 2: return .float(pick(["0.0", "-1.5", "1e10", "2.5E-3", "1e+400"]), range: .none)
        case 3: return .boolean(chance(50), range: .none)
        case 4: return .null(range: .none)
        case 5: return .enum(pick(["RED", "on", "_", "True"]), range: .none)
        case 6: return .string(content(), isBlock: false, range: .none)
        case 7: return .string(blockContent(), isBlock: true, range: .none)
        case 8: return .list(list(0...4) { $0.value(variability, depth: depth - 1) }, range: .none)
        default:
            return .object(
                list(0...4) { ObjectField(name: $0.name(), value: $0.value(variability, depth: depth - 1)) },
                range: .none)
        }
    }

    private mutating func content() -> String {
        list(0...12) { generator in
            generator.pick([
                "a", " ", "\"", "\\", "\n", "\r", "\t", "é", "😀", "\u{0}", "\u{7F}", "\u{9F}", "\u{2028}", "#",
            ])
        }.joined()
    }

    /// Content that a block string can hold: no blank line at an edge, no indentation common to all lines.
    private mutating func blockContent() -> String {
        if chance(5) { return "" }
        var lines = list(1...5) { generator in
            generator.list(0...6) { $0.pick(["a", " ", "\t", "\"", "\"\"\"", "\\", "é", "😀", "\u{7}", "  "]) }.joined()
        }
        lines[0] += "x"
        lines[lines.count - 1] += "y"
        if lines.count > 1 {
            let flush = Int.random(in: lines.indices, using: &random)
            lines[flush] = "z" + lines[flush]
        }
        return lines.joined(separator: "\n")
    }

    private mutating func description() -> Description? {
        guard chance(35) else { return nil }
        return chance(50) ? Description(content(), isBlock: false) : Description(blockContent(), isBlock: true)
    }

    private mutating func typeReference(depth: Int) -> TypeReference {
        let type: TypeReference =
            depth > 0 && chance(40) ? .list(typeReference(depth: depth - 1), range: .none) : .named(named())
        return chance(40) ? .nonNull(type, range: .none) : type
    }

    // MARK: Type system definitions

    private mutating func operationTypes(_ count: ClosedRange<Int>) -> [OperationTypeDefinition] {
        list(count) { OperationTypeDefinition(operation: $0.pick(OperationType.allCases), type: $0.named()) }
    }

    private mutating func inputValues(_ count: ClosedRange<Int>) -> [InputValueDefinition] {
        list(count) { generator in
            InputValueDefinition(
                description: generator.description(), name: generator.name(), type: generator.typeReference(depth: 2),
                defaultValue: generator.chance(40) ? generator.value(.constant, depth: 2) : nil,
                directives: generator.directives(.constant))
        }
    }

    private mutating func fields() -> [FieldDefinition] {
        list(0...3) { generator in
            FieldDefinition(
                description: generator.description(), name: generator.name(), arguments: generator.inputValues(0...3),
                type: generator.typeReference(depth: 2), directives: generator.directives(.constant))
        }
    }

    private mutating func enumValue() -> EnumValueDefinition {
        EnumValueDefinition(
            description: description(), name: Name(pick(["A", "on", "B_2"])), directives: directives(.constant))
    }

    private mutating func type(description: Description?) -> TypeDefinition {
        let kind: TypeDefinition.Kind =
            switch Int.random(in: 0..<6, using: &random) {
            case 0: .scalar
            case 1: .object(interfaces: list(0...2) { $0.named() }, fields: fields())
            case 2: .interface(interfaces: list(0...2) { $0.named() }, fields: fields())
            case 3: .union(members: list(0...3) { $0.named() })
            case 4: .enum(values: list(0...3) { $0.enumValue() })
            default: .inputObject(fields: inputValues(0...3))
            }
        return TypeDefinition(
            description: description, name: name(), directives: directives(.constant), kind: kind)
    }
}
