// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Leaf fields take no selection; composite fields need one.
///
/// Specification: "Leaf Field Selections".
struct ScalarLeafsRule: ValidationRule {
    static let name = "ScalarLeafs"
    static let interests: Set<NodeKind> = [.field]

    func enter(_ field: Field, in context: inout ValidationContext) {
        guard let type = context.types.outputType, let named = context.schema.type(named: type.namedType) else {
            return
        }
        let name = field.name.value
        switch (named.isLeaf, field.selectionSet) {
        case (true, let selectionSet?):
            context.report(
                Self.self, "Field \"\(name)\" must not have a selection since type \"\(type)\" has no subfields.",
                at: selectionSet.range)
        case (false, nil):
            let suggestion = context.options.suggestions == .on ? " Did you mean \"\(name) { ... }\"?" : ""
            context.report(
                Self.self, "Field \"\(name)\" of type \"\(type)\" must have a selection of subfields.\(suggestion)",
                at: field.range)
        case (true, nil), (false, .some):
            break
        }
    }
}
