// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The values of an enum, those of its extensions included, have different names. Specification: "Enums".
struct UniqueEnumValueNamesRule: SDLRule {
    static let name = "UniqueEnumValueNames"
    private var known: [String: [String: Place]] = [:]

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {
        switch definition {
        case .type(let type), .typeExtension(let type):
            let typeName = type.name.value
            for value in type.values {
                let place = faults.place(value.name.range)
                if let first = known[typeName]?[value.name.value] {
                    faults.report(
                        "Enum value \"\(typeName).\(value.name.value)\" can only be defined once.",
                        at: [first, place], by: Self.name)
                } else {
                    known[typeName, default: [:]][value.name.value] = place
                }
            }
        case .operation, .fragment, .schema, .schemaExtension, .directive:
            break
        }
    }
}
