// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Every fragment is spread in an operation, directly or through other fragments.
///
/// Specification: "Fragments Must Be Used".
struct NoUnusedFragmentsRule: ValidationRule {
    static let name = "NoUnusedFragments"
    static let interests: Set<NodeKind> = [.document]

    func leave(_ document: Document, in context: inout ValidationContext) {
        var used: Set<String> = []
        for index in context.facts.fragmentsReached(from: context.facts.operationIndexes) {
            if case .fragment(let fragment) = document.definitions[index] { used.insert(fragment.name.value) }
        }
        for case .fragment(let fragment) in document.definitions where !used.contains(fragment.name.value) {
            context.report(Self.self, "Fragment \"\(fragment.name.value)\" is never used.", at: fragment.range)
        }
    }
}
