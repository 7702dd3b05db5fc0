// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A field or directive has all arguments that are non-null and have no default value.
///
/// Specification: "Required Arguments". Checked on leaving the node, so that faults inside it come first.
struct ProvidedRequiredArgumentsRule: ValidationRule {
    static let name = "ProvidedRequiredArguments"
    static let interests: Set<NodeKind> = [.field, .directive]

    func leave(_ field: Field, in context: inout ValidationContext) {
        guard let definition = context.types.field else { return }
        for argument in definition.arguments where argument.isRequired && !field.arguments.contains(argument.name) {
            context.report(
                Self.self,
                "Field \"\(field.name.value)\" argument \"\(argument.name)\" of type \"\(argument.type)\" is required, "
                    + "but it was not provided.",
                at: field.range)
        }
    }

    func leave(_ directive: Directive, in context: inout ValidationContext) {
        let name = directive.name.value
        for (argument, type) in required(by: name, in: context) where !directive.arguments.contains(argument) {
            context.report(
                Self.self,
                "Directive \"@\(name)\" argument \"\(argument)\" of type \"\(type)\" is required, "
                    + "but it was not provided.",
                at: directive.range)
        }
    }

    private func required(by directive: String, in context: ValidationContext) -> [(name: String, type: TypeRef)] {
        if let definition = context.facts.directiveDefinitions[directive] { return definition.requiredArguments }
        return context.schema.directive(named: directive)?.arguments.filter(\.isRequired).map { ($0.name, $0.type) }
            ?? []
    }
}

extension [Argument] {
    fileprivate func contains(_ name: String) -> Bool { contains { $0.name.value == name } }
}
