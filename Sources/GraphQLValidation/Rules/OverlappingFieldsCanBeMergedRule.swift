// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Fields with the same response key can be merged: the same field with the same arguments, and subfields that can be
/// merged in turn, unless their parent types exclude each other; and in any case of the same shape.
///
/// Specification: "Field Selection Merging".
struct OverlappingFieldsCanBeMergedRule: ValidationRule {
    static let name = "OverlappingFieldsCanBeMerged"
    static let interests: Set<NodeKind> = [.document, .selectionSet]

    private var comparison: FieldComparison?
    /// Position of the next selection set in document order.
    private var nextSet = 0

    mutating func enter(_ document: Document, in context: inout ValidationContext) {
        let index = SelectionIndex(document)
        guard index.mayOverlap else { return }
        comparison = FieldComparison(
            index: index, schema: context.schema, budget: context.options.maximumOverlapSteps)
    }

    mutating func enter(_ selectionSet: SelectionSet, in context: inout ValidationContext) {
        defer { nextSet += 1 }
        guard comparison != nil else { return }
        let conflicts =
            comparison?.conflicts(
                within: nextSet, on: context.types.parentType?.name, limit: context.remainingErrors + 1) ?? []
        for conflict in conflicts {
            context.report(Self.self, conflict.message, at: conflict.places)
        }
        if comparison?.isExhausted == true {
            comparison = nil
            context.report(
                Self.self, "Fields with the same response name overlap in too many ways to be checked.",
                at: selectionSet.range)
        }
    }
}
