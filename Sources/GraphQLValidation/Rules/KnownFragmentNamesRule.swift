// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A fragment spread refers to a fragment of the document.
///
/// Specification: "Fragment Spread Target Defined".
struct KnownFragmentNamesRule: ValidationRule {
    static let name = "KnownFragmentNames"
    static let interests: Set<NodeKind> = [.fragmentSpread]

    func enter(_ spread: FragmentSpread, in context: inout ValidationContext) {
        guard context.facts.fragmentIndexes[spread.name.value] == nil else { return }
        context.report(Self.self, "Unknown fragment \"\(spread.name.value)\".", at: spread.name.range)
    }
}
