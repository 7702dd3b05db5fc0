// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// What must be given is not deprecated. Specification: "@deprecated".
struct DeprecatedRequiredInputsRule: SchemaRule {
    init(_ context: SchemaRuleContext) {}

    mutating func check(_ input: InputValueDefinition, of owner: InputValueOwner, faults: inout FaultCollector) {
        guard case .nonNull = input.type, input.defaultValue == nil, input.directives.deprecationReason != nil,
            let directive = input.directives.application(of: .deprecated)
        else { return }
        let kind =
            switch owner {
            case .directive, .field: "argument"
            case .inputObject: "input field"
            }
        faults.report(
            "Required \(kind) \(owner.coordinate(of: input.name)) cannot be deprecated.", at: directive.range,
            input.type.range, by: Self.name)
    }
}
