// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A type that is made of parts has at least one. Specification: "Objects", "Interfaces", "Unions", "Enums", "Input
/// Objects", "Type Validation" of each.
struct NonEmptyTypesRule: SchemaRule {
    init(_ context: SchemaRuleContext) {}

    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {
        let message: String
        switch type.definition.node.kind {
        case .scalar:
            return
        case .object, .interface:
            guard type.fields.isEmpty else { return }
            message = "Type \(type.name) must define one or more fields."
        case .union:
            guard type.members.isEmpty else { return }
            message = "Union type \(type.name) must define one or more member types."
        case .enum:
            guard type.values.isEmpty else { return }
            message = "Enum type \(type.name) must define one or more values."
        case .inputObject:
            guard type.inputFields.isEmpty else { return }
            message = "Input Object type \(type.name) must define one or more fields."
        }
        faults.report(message, at: type.places, by: Self.name)
    }
}
