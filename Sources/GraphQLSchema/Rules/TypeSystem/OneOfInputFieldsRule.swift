// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The fields of a OneOf input object are nullable and have no defaults.
/// Specification: "OneOf Input Objects", "Type Validation".
struct OneOfInputFieldsRule: SchemaRule {
    init(_ context: SchemaRuleContext) {}

    mutating func check(_ input: InputValueDefinition, of owner: InputValueOwner, faults: inout FaultCollector) {
        guard case .inputObject(let type) = owner, type.isOneOf else { return }
        let coordinate = owner.coordinate(of: input.name)
        if case .nonNull = input.type {
            faults.report("OneOf input field \(coordinate) must be nullable.", at: input.type.range, by: Self.name)
        }
        if input.defaultValue != nil {
            faults.report(
                "OneOf input field \(coordinate) cannot have a default value.", at: input.range, by: Self.name)
        }
    }
}
