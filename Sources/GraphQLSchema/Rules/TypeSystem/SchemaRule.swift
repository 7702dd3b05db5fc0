// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A rule about a type system whose SDL is valid as a document.
///
/// `SchemaWalker` calls all rules at each part, in the order of `specifiedSchemaRules`, so that faults are reported in
/// the order of the types. A rule implements the calls that it needs.
protocol SchemaRule: Sendable {
    /// What faults say of where they come from. The reference implementation has no names for these rules.
    static var name: String { get }

    init(_ context: SchemaRuleContext)

    /// Once, before all else.
    mutating func checkSchema(faults: inout FaultCollector)
    /// Each directive that the SDL defines, before its arguments.
    mutating func check(_ directive: DirectiveDefinition, faults: inout FaultCollector)
    /// Each type that the SDL defines, before its parts.
    mutating func enter(_ type: TypeParts, faults: inout FaultCollector)
    /// Each field of an object or interface type, before its arguments.
    mutating func check(_ field: FieldDefinition, of type: TypeParts, faults: inout FaultCollector)
    /// Each argument and each input field.
    mutating func check(_ input: InputValueDefinition, of owner: InputValueOwner, faults: inout FaultCollector)
    /// Each interface that an object or interface type declares to implement, in order.
    mutating func check(_ interface: NamedTypeReference, of type: TypeParts, faults: inout FaultCollector)
    mutating func check(_ member: NamedTypeReference, ofUnion type: TypeParts, faults: inout FaultCollector)
    mutating func check(_ value: EnumValueDefinition, of type: TypeParts, faults: inout FaultCollector)
    /// A type after its parts.
    mutating func leave(_ type: TypeParts, faults: inout FaultCollector)
}

extension SchemaRule {
    static var name: String {
        let typeName = "\(Self.self)"
        return typeName.hasSuffix("Rule") ? String(typeName.dropLast(4)) : typeName
    }

    mutating func checkSchema(faults: inout FaultCollector) {}
    mutating func check(_ directive: DirectiveDefinition, faults: inout FaultCollector) {}
    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {}
    mutating func check(_ field: FieldDefinition, of type: TypeParts, faults: inout FaultCollector) {}
    mutating func check(_ input: InputValueDefinition, of owner: InputValueOwner, faults: inout FaultCollector) {}
    mutating func check(_ interface: NamedTypeReference, of type: TypeParts, faults: inout FaultCollector) {}
    mutating func check(_ member: NamedTypeReference, ofUnion type: TypeParts, faults: inout FaultCollector) {}
    mutating func check(_ value: EnumValueDefinition, of type: TypeParts, faults: inout FaultCollector) {}
    mutating func leave(_ type: TypeParts, faults: inout FaultCollector) {}
}

/// What a rule about the type system may look at.
struct SchemaRuleContext: Sendable {
    let parts: SchemaParts
    /// Made of the parts. It may break any rule, but every type that it mentions exists.
    let schema: Schema
    let suggestions: Suggestions
}

/// What has an argument or an input field.
enum InputValueOwner: Sendable {
    case directive(String)
    case field(type: String, field: String)
    case inputObject(InputObjectType)

    /// The argument or input field as messages name it: `@directive(argument:)`, `Type.field(argument:)`, `Type.field`.
    func coordinate(of name: Name) -> String {
        switch self {
        case .directive(let directive): "@\(directive)(\(name.value):)"
        case .field(let type, let field): "\(type).\(field)(\(name.value):)"
        case .inputObject(let type): "\(type.name).\(name.value)"
        }
    }
}
