// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Arguments of fields and directives are among those that their definitions have.
///
/// Specification: "Argument Names".
struct KnownArgumentNamesRule: ValidationRule {
    static let name = "KnownArgumentNames"
    static let interests: Set<NodeKind> = [.directive, .argument]

    func enter(_ directive: Directive, in context: inout ValidationContext) {
        guard !directive.arguments.isEmpty else { return }
        let name = directive.name.value
        guard
            let known = context.facts.directiveDefinitions[name]?.arguments.map(\.name.value)
                ?? context.schema.directive(named: name)?.arguments.map(\.name)
        else { return }
        let suggestions = context.options.suggestions
        for argument in directive.arguments where !known.contains(argument.name.value) {
            let argumentName = argument.name.value
            context.report(
                Self.self,
                "Unknown argument \"\(argumentName)\" on directive \"@\(name)\"."
                    + suggestions.didYouMean(argumentName, among: known),
                at: argument.range)
        }
    }

    func enter(_ argument: Argument, in context: inout ValidationContext) {
        guard context.directiveLocation == nil, context.types.argument == nil, let field = context.types.field,
            let parent = context.types.parentType
        else { return }
        let name = argument.name.value
        let suggestions = context.options.suggestions
        context.report(
            Self.self,
            "Unknown argument \"\(name)\" on field \"\(parent.name).\(field.name)\"."
                + suggestions.didYouMean(name, among: field.arguments.map(\.name)),
            at: argument.range)
    }
}
