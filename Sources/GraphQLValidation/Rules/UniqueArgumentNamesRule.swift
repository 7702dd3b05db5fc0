// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// No two arguments of a field or directive have the same name.
///
/// Specification: "Argument Uniqueness".
struct UniqueArgumentNamesRule: ValidationRule {
    static let name = "UniqueArgumentNames"
    static let interests: Set<NodeKind> = [.field, .directive]

    func enter(_ field: Field, in context: inout ValidationContext) {
        check(field.arguments, in: &context)
    }

    func enter(_ directive: Directive, in context: inout ValidationContext) {
        check(directive.arguments, in: &context)
    }

    private func check(_ arguments: [Argument], in context: inout ValidationContext) {
        guard arguments.count > 1 else { return }
        for names in repeated(arguments.map(\.name)) {
            context.report(
                Self.self, "There can be only one argument named \"\(names[0].value)\".", at: names.map(\.range))
        }
    }
}
