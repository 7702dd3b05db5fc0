// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// No two fields of an input object literal have the same name.
///
/// Specification: "Input Object Field Uniqueness".
struct UniqueInputFieldNamesRule: ValidationRule {
    static let name = "UniqueInputFieldNames"
    static let interests: Set<NodeKind> = [.value, .objectField]

    /// The names seen in each object that is open.
    private var known: [[String: SourceRange]] = []

    mutating func enter(_ value: Value, in context: inout ValidationContext) {
        if case .object = value { known.append([:]) }
    }

    mutating func leave(_ value: Value, in context: inout ValidationContext) {
        if case .object = value { known.removeLast() }
    }

    mutating func enter(_ field: ObjectField, in context: inout ValidationContext) {
        let name = field.name.value
        if let first = known[known.count - 1].updateValue(field.name.range, forKey: name) {
            known[known.count - 1][name] = first
            context.report(
                Self.self, "There can be only one input field named \"\(name)\".", at: first, field.name.range)
        }
    }
}
