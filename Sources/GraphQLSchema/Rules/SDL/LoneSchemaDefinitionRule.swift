// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// There is at most one schema definition. Specification: "Schema", "Root Operation Types".
struct LoneSchemaDefinitionRule: SDLRule {
    static let name = "LoneSchemaDefinition"
    private var isDefined = false

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {
        guard case .schema(let schema) = definition else { return }
        if isDefined { faults.report("Must provide only one schema definition.", at: schema.range, by: Self.name) }
        isDefined = true
    }
}
