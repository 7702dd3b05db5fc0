// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// No name begins with two underscores: such names are introspection's. Specification: "Reserved Names".
struct ReservedNamesRule: SchemaRule {
    init(_ context: SchemaRuleContext) {}

    mutating func check(_ directive: DirectiveDefinition, faults: inout FaultCollector) {
        check(directive.name, of: directive.range, faults: &faults)
    }

    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {
        check(type.definition.node.name, of: type.definition.node.range, faults: &faults)
    }

    mutating func check(_ field: FieldDefinition, of type: TypeParts, faults: inout FaultCollector) {
        check(field.name, of: field.range, faults: &faults)
    }

    mutating func check(_ input: InputValueDefinition, of owner: InputValueOwner, faults: inout FaultCollector) {
        check(input.name, of: input.range, faults: &faults)
    }

    mutating func check(_ value: EnumValueDefinition, of type: TypeParts, faults: inout FaultCollector) {
        check(value.name, of: value.range, faults: &faults)
    }

    private func check(_ name: Name, of definition: SourceRange, faults: inout FaultCollector) {
        guard name.value.hasPrefix("__") else { return }
        faults.report(
            "Name \"\(name.value)\" must not begin with \"__\", which is reserved by GraphQL introspection.",
            at: definition, by: Self.name)
    }
}
