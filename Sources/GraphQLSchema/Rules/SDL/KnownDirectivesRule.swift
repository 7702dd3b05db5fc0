// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Every directive that is applied is defined, and may stand where it does.
/// Specification: "Directives Are Defined", "Directives Are in Valid Locations".
struct KnownDirectivesRule: SDLRule {
    static let name = "KnownDirectives"
    private let sdl: SDL

    init(_ context: SDLRuleContext) {
        sdl = context.sdl
    }

    mutating func enter(_ directive: Directive, at location: DirectiveLocation, faults: inout FaultCollector) {
        let name = directive.name.value
        guard let definition = sdl.directives[name] else {
            faults.report("Unknown directive \"@\(name)\".", at: directive.range, by: Self.name)
            return
        }
        if !definition.locations.contains(location.rawValue) {
            faults.report(
                "Directive \"@\(name)\" may not be used on \(location.rawValue).", at: directive.range, by: Self.name)
        }
    }
}
