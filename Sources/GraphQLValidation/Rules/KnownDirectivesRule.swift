// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Directives are known, and stand where their definitions allow them.
///
/// Specification: "Directives Are Defined", "Directives Are in Valid Locations". Directives that the document itself
/// defines count as known.
struct KnownDirectivesRule: ValidationRule {
    static let name = "KnownDirectives"
    static let interests: Set<NodeKind> = [.directive]

    func enter(_ directive: Directive, in context: inout ValidationContext) {
        let name = directive.name.value
        guard let allowed = locations(of: name, in: context) else {
            context.report(Self.self, "Unknown directive \"@\(name)\".", at: directive.range)
            return
        }
        guard let location = context.directiveLocation?.rawValue, !allowed.contains(location) else { return }
        context.report(
            Self.self, "Directive \"@\(name)\" may not be used on \(location).", at: directive.range)
    }

    private func locations(of name: String, in context: ValidationContext) -> [String]? {
        if let definition = context.facts.directiveDefinitions[name] { return definition.locations.map(\.value) }
        return context.schema.directive(named: name)?.locations.map(\.rawValue)
    }
}
