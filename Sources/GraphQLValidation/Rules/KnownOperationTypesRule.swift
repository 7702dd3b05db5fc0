// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// An operation's kind is one that the schema has a root type for, where validation is to check that.
///
/// Specification: "Operation Type Existence". graphql-js has the rule from version 17 on.
struct KnownOperationTypesRule: ValidationRule {
    static let name = "KnownOperationTypes"
    static let interests: Set<NodeKind> = [.operation]

    func enter(_ operation: OperationDefinition, in context: inout ValidationContext) {
        guard context.options.operationTypes == .refusedByValidation,
            context.schema.rootTypeName(for: operation.type) == nil
        else { return }
        context.report(
            Self.self, "The \(operation.type.rawValue) operation is not supported by the schema.", at: operation.range)
    }
}
