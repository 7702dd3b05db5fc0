// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A directive that is not repeatable is applied to a node once.
///
/// Specification: "Directives Are Unique per Location". The definition of a type and its extensions count as one node.
struct UniqueDirectivesPerLocationRule: ValidationRule {
    static let name = "UniqueDirectivesPerLocation"
    static let interests: Set<NodeKind> = [
        .operation, .fragmentDefinition, .variableDefinition, .field, .fragmentSpread, .inlineFragment,
        .typeSystemNode,
    ]

    private var seenOnSchema: [String: SourceRange] = [:]
    private var seenOnTypes: [String: [String: SourceRange]] = [:]

    func enter(_ operation: OperationDefinition, in context: inout ValidationContext) {
        check(operation.directives, in: &context)
    }

    func enter(_ fragment: FragmentDefinition, in context: inout ValidationContext) {
        check(fragment.directives, in: &context)
    }

    func enter(_ variable: VariableDefinition, in context: inout ValidationContext) {
        check(variable.directives, in: &context)
    }

    func enter(_ field: Field, in context: inout ValidationContext) {
        check(field.directives, in: &context)
    }

    func enter(_ spread: FragmentSpread, in context: inout ValidationContext) {
        check(spread.directives, in: &context)
    }

    func enter(_ fragment: InlineFragment, in context: inout ValidationContext) {
        check(fragment.directives, in: &context)
    }

    mutating func enter(_ node: TypeSystemNode, in context: inout ValidationContext) {
        if let type = node.typeName {
            check(node.directives, seen: &seenOnTypes[type, default: [:]], in: &context)
        } else if node.location == .schema {
            check(node.directives, seen: &seenOnSchema, in: &context)
        } else {
            check(node.directives, in: &context)
        }
    }

    private func check(_ directives: [Directive], in context: inout ValidationContext) {
        guard directives.count > 1 else { return }
        var seen: [String: SourceRange] = [:]
        check(directives, seen: &seen, in: &context)
    }

    private func check(
        _ directives: [Directive], seen: inout [String: SourceRange], in context: inout ValidationContext
    ) {
        for directive in directives {
            let name = directive.name.value
            let isRepeatable =
                context.facts.directiveDefinitions[name]?.isRepeatable
                ?? context.schema.directive(named: name)?.isRepeatable ?? true
            if isRepeatable { continue }
            if let first = seen[name] {
                context.report(
                    Self.self, "The directive \"@\(name)\" can only be used once at this location.",
                    at: first, directive.range)
            } else {
                seen[name] = directive.range
            }
        }
    }
}
