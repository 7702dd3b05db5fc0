// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The fields of a type, those of its extensions included, have different names.
/// Specification: "Objects", "Interfaces", "Input Objects", "Type Validation".
struct UniqueFieldDefinitionNamesRule: SDLRule {
    static let name = "UniqueFieldDefinitionNames"
    private var known: [String: [String: Place]] = [:]

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {
        switch definition {
        case .type(let type), .typeExtension(let type):
            let typeName = type.name.value
            for name in type.fields.map(\.name) + type.inputFields.map(\.name) {
                let place = faults.place(name.range)
                if let first = known[typeName]?[name.value] {
                    faults.report(
                        "Field \"\(typeName).\(name.value)\" can only be defined once.", at: [first, place],
                        by: Self.name)
                } else {
                    known[typeName, default: [:]][name.value] = place
                }
            }
        case .operation, .fragment, .schema, .schemaExtension, .directive:
            break
        }
    }
}
