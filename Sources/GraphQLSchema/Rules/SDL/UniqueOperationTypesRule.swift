// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A schema definition and its extensions name one type for each kind of operation.
/// Specification: "Root Operation Types".
struct UniqueOperationTypesRule: SDLRule {
    static let name = "UniqueOperationTypes"
    private var known: [OperationType: Place] = [:]

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {
        switch definition {
        case .schema(let schema), .schemaExtension(let schema):
            for type in schema.operationTypes {
                let place = faults.place(type.range)
                if let first = known[type.operation] {
                    faults.report(
                        "There can be only one \(type.operation.rawValue) type in schema.", at: [first, place],
                        by: Self.name)
                } else {
                    known[type.operation] = place
                }
            }
        case .operation, .fragment, .directive, .type, .typeExtension:
            break
        }
    }
}
