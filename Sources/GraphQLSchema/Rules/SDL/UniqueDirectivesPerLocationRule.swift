// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A directive that is not repeatable is applied once to a definition and its extensions.
/// Specification: "Directives Are Unique per Location".
struct UniqueDirectivesPerLocationRule: SDLRule {
    static let name = "UniqueDirectivesPerLocation"
    private let sdl: SDL
    private var known: [DirectiveOwner: [String: Place]] = [:]

    init(_ context: SDLRuleContext) {
        sdl = context.sdl
    }

    mutating func enter(_ directives: [Directive], on owner: DirectiveOwner, faults: inout FaultCollector) {
        if owner == .member { known[owner] = nil }
        for directive in directives {
            let name = directive.name.value
            guard let definition = sdl.directives[name], !definition.isRepeatable else { continue }
            let place = faults.place(directive.range)
            if let first = known[owner]?[name] {
                faults.report(
                    "The directive \"@\(name)\" can only be used once at this location.", at: [first, place],
                    by: Self.name)
            } else {
                known[owner, default: [:]][name] = place
            }
        }
    }
}
