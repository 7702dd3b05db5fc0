// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// An operation without a name is the document's only one.
///
/// Specification: "Lone Anonymous Operation".
struct LoneAnonymousOperationRule: ValidationRule {
    static let name = "LoneAnonymousOperation"
    static let interests: Set<NodeKind> = [.operation]

    func enter(_ operation: OperationDefinition, in context: inout ValidationContext) {
        guard operation.name == nil, context.facts.operationIndexes.count > 1 else { return }
        context.report(
            Self.self, "This anonymous operation must be the only defined operation.", at: operation.range)
    }
}
