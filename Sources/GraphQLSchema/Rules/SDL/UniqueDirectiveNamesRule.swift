// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// No two directives have the same name. Specification: "Type System Directives".
struct UniqueDirectiveNamesRule: SDLRule {
    static let name = "UniqueDirectiveNames"
    private var known: [String: Place] = [:]

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {
        guard case .directive(let directive) = definition else { return }
        let place = faults.place(directive.name.range)
        if let first = known[directive.name.value] {
            faults.report(
                "There can be only one directive named \"@\(directive.name.value)\".", at: [first, place],
                by: Self.name)
        } else {
            known[directive.name.value] = place
        }
    }
}
