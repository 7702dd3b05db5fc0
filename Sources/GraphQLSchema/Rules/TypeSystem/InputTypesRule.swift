// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The type of an argument or an input field is an input type. Specification: "Field Arguments", "IsInputType".
struct InputTypesRule: SchemaRule {
    private let schema: Schema

    init(_ context: SchemaRuleContext) {
        schema = context.schema
    }

    mutating func check(_ input: InputValueDefinition, of owner: InputValueOwner, faults: inout FaultCollector) {
        guard schema.type(named: input.type.innermost.name.value)?.isInput == false else { return }
        // For a directive's argument the reference implementation points at the definition rather than the type.
        let range =
            switch owner {
            case .directive: input.range
            case .field, .inputObject: input.type.range
            }
        faults.report(
            "The type of \(owner.coordinate(of: input.name)) must be Input Type but got: \(TypeRef(input.type)).",
            at: range, by: Self.name)
    }
}
