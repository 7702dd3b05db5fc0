// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A directive is given the arguments that it needs. Specification: "Required Arguments".
struct ProvidedRequiredArgumentsOnDirectivesRule: SDLRule {
    static let name = "ProvidedRequiredArgumentsOnDirectives"
    private let sdl: SDL

    init(_ context: SDLRuleContext) {
        sdl = context.sdl
    }

    mutating func leave(_ directive: Directive, faults: inout FaultCollector) {
        guard let required = sdl.directives[directive.name.value]?.requiredArguments, !required.isEmpty
        else { return }
        let given = Set(directive.arguments.map(\.name.value))
        for argument in required where !given.contains(argument.name) {
            faults.report(
                "Directive \"@\(directive.name.value)\" argument \"\(argument.name)\" of type \"\(argument.type)\" "
                    + "is required, but it was not provided.",
                at: directive.range, by: Self.name)
        }
    }
}
