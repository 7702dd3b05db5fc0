// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// No two fragments have the same name.
///
/// Specification: "Fragment Name Uniqueness".
struct UniqueFragmentNamesRule: ValidationRule {
    static let name = "UniqueFragmentNames"
    static let interests: Set<NodeKind> = [.fragmentDefinition]

    private var known: [String: Name] = [:]

    mutating func enter(_ fragment: FragmentDefinition, in context: inout ValidationContext) {
        let name = fragment.name
        guard let first = known[name.value] else {
            known[name.value] = name
            return
        }
        context.report(
            Self.self, "There can be only one fragment named \"\(name.value)\".", at: first.range, name.range)
    }
}
