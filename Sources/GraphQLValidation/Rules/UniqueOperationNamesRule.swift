// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// No two operations have the same name.
///
/// Specification: "Operation Name Uniqueness".
struct UniqueOperationNamesRule: ValidationRule {
    static let name = "UniqueOperationNames"
    static let interests: Set<NodeKind> = [.operation]

    private var known: [String: Name] = [:]

    mutating func enter(_ operation: OperationDefinition, in context: inout ValidationContext) {
        guard let name = operation.name else { return }
        guard let first = known[name.value] else {
            known[name.value] = name
            return
        }
        context.report(
            Self.self, "There can be only one operation named \"\(name.value)\".", at: first.range, name.range)
    }
}
