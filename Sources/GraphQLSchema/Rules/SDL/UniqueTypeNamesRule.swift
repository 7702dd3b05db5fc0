// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// No two types have the same name. Specification: "Type System", "Schema".
struct UniqueTypeNamesRule: SDLRule {
    static let name = "UniqueTypeNames"
    private var known: [String: Place] = [:]

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {
        guard case .type(let type) = definition else { return }
        let place = faults.place(type.name.range)
        if let first = known[type.name.value] {
            faults.report(
                "There can be only one type named \"\(type.name.value)\".", at: [first, place], by: Self.name)
        } else {
            known[type.name.value] = place
        }
    }
}
