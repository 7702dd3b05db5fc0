// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A fragment is spread only where some object can be of both its type and the type that is selected from.
///
/// Specification: "Fragment Spread Is Possible".
struct PossibleFragmentSpreadsRule: ValidationRule {
    static let name = "PossibleFragmentSpreads"
    static let interests: Set<NodeKind> = [.inlineFragment, .fragmentSpread]

    func enter(_ fragment: InlineFragment, in context: inout ValidationContext) {
        guard let type = context.types.outputType?.namedType, let parent = context.types.parentType?.name,
            isImpossible(type, parent, in: context)
        else { return }
        context.report(
            Self.self,
            "Fragment cannot be spread here as objects of type \"\(parent)\" can never be of type \"\(type)\".",
            at: fragment.range)
    }

    func enter(_ spread: FragmentSpread, in context: inout ValidationContext) {
        let name = spread.name.value
        guard let type = context.facts.fragment(named: name)?.typeCondition.name.value,
            let parent = context.types.parentType?.name, isImpossible(type, parent, in: context)
        else { return }
        context.report(
            Self.self,
            "Fragment \"\(name)\" cannot be spread here as objects of type \"\(parent)\" can never be of type \"\(type)\".",
            at: spread.range)
    }

    /// Other rules report type conditions that are unknown or not composite.
    private func isImpossible(_ type: String, _ parent: String, in context: ValidationContext) -> Bool {
        context.schema.type(named: type)?.isComposite == true && !context.schema.doTypesOverlap(type, parent)
    }
}
