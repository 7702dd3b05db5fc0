// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A fragment's type condition is an object, an interface or a union.
///
/// Specification: "Fragments on Object, Interface or Union Types".
struct FragmentsOnCompositeTypesRule: ValidationRule {
    static let name = "FragmentsOnCompositeTypes"
    static let interests: Set<NodeKind> = [.inlineFragment, .fragmentDefinition]

    func enter(_ fragment: InlineFragment, in context: inout ValidationContext) {
        guard let condition = fragment.typeCondition, isLeafOrInput(condition, in: context) else { return }
        context.report(
            Self.self, "Fragment cannot condition on non composite type \"\(condition.name.value)\".",
            at: condition.range)
    }

    func enter(_ fragment: FragmentDefinition, in context: inout ValidationContext) {
        let condition = fragment.typeCondition
        guard isLeafOrInput(condition, in: context) else { return }
        context.report(
            Self.self,
            "Fragment \"\(fragment.name.value)\" cannot condition on non composite type \"\(condition.name.value)\".",
            at: condition.range)
    }

    private func isLeafOrInput(_ condition: NamedTypeReference, in context: ValidationContext) -> Bool {
        context.schema.type(named: condition.name.value)?.isComposite == false
    }
}
