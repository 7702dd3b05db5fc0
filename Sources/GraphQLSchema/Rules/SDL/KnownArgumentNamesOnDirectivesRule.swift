// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A directive is given only arguments that its definition has. Specification: "Argument Names".
struct KnownArgumentNamesOnDirectivesRule: SDLRule {
    static let name = "KnownArgumentNamesOnDirectives"
    private let context: SDLRuleContext

    init(_ context: SDLRuleContext) {
        self.context = context
    }

    mutating func enter(_ directive: Directive, at location: DirectiveLocation, faults: inout FaultCollector) {
        guard !directive.arguments.isEmpty, let definition = context.sdl.directives[directive.name.value]
        else { return }
        for argument in directive.arguments where !definition.argumentNameSet.contains(argument.name.value) {
            let name = argument.name.value
            let suggestion = faults.limited(context.suggestions, names: definition.argumentNames.count)
                .didYouMean(name, among: definition.argumentNames)
            faults.report(
                "Unknown argument \"\(name)\" on directive \"@\(directive.name.value)\".\(suggestion)",
                at: argument.range, by: Self.name)
        }
    }
}
