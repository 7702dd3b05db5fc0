// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A subscription has one root field, which is no introspection field, whatever its variables are.
///
/// Specification: "Single Root Field", whose September 2025 edition forbids `@skip` and `@include` there.
struct SingleFieldSubscriptionsRule: ValidationRule {
    static let name = "SingleFieldSubscriptions"
    static let interests: Set<NodeKind> = [.operation]

    func enter(_ operation: OperationDefinition, in context: inout ValidationContext) {
        guard operation.type == .subscription, let root = context.schema.subscriptionTypeName else { return }
        let subject = operation.name.map { "Subscription \"\($0.value)\"" } ?? "Anonymous Subscription"
        var fields = RootFields()
        fields.collect(operation.selectionSet, on: root, context)

        if !fields.conditions.isEmpty {
            context.report(
                Self.self,
                "\(subject) must not use `@skip` or `@include` directives in the top level selection.",
                at: fields.conditions)
            return
        }
        if fields.groups.count > 1 {
            context.report(
                Self.self, "\(subject) must select only one top level field.",
                at: fields.groups.dropFirst().flatMap(\.ranges))
        }
        for group in fields.groups where group.name.hasPrefix("__") {
            context.report(
                Self.self, "\(subject) must not select an introspection top level field.", at: group.ranges)
        }
    }
}

/// The fields that a subscription selects on its root, fragments included, by response key.
/// Specification: `CollectSubscriptionFields`.
private struct RootFields {
    struct Group {
        /// The name of the first field with the key.
        var name: String
        var ranges: [SourceRange]
    }

    private(set) var groups: [Group] = []
    /// The directives `@skip` and `@include` found.
    private(set) var conditions: [SourceRange] = []
    private var positions: [String: Int] = [:]

    /// Follows fragments with a stack of our own, since a document can chain thousands of them.
    mutating func collect(_ selectionSet: SelectionSet, on root: String, _ context: ValidationContext) {
        var visited: Set<String> = []
        var pending = [selectionSet.selections[...]]
        while let selection = pending[pending.count - 1].popFirst() {
            switch selection {
            case .field(let field):
                if isConditional(field.directives) { break }
                add(field)
            case .fragmentSpread(let spread):
                if visited.contains(spread.name.value) || isConditional(spread.directives) { break }
                visited.insert(spread.name.value)
                guard let fragment = context.facts.fragment(named: spread.name.value),
                    applies(fragment.typeCondition, to: root, context.schema)
                else { break }
                pending.append(fragment.selectionSet.selections[...])
            case .inlineFragment(let fragment):
                if isConditional(fragment.directives) || !applies(fragment.typeCondition, to: root, context.schema) {
                    break
                }
                pending.append(fragment.selectionSet.selections[...])
            }
            while pending.count > 1, pending[pending.count - 1].isEmpty { pending.removeLast() }
        }
    }

    private mutating func add(_ field: Field) {
        if let position = positions[field.responseKey] {
            groups[position].ranges.append(field.range)
        } else {
            positions[field.responseKey] = groups.count
            groups.append(Group(name: field.name.value, ranges: [field.range]))
        }
    }

    private mutating func isConditional(_ directives: [Directive]) -> Bool {
        guard
            let condition = directives.first(where: { $0.name.value == "skip" })
                ?? directives.first(where: { $0.name.value == "include" })
        else { return false }
        conditions.append(condition.range)
        return true
    }

    private func applies(_ condition: NamedTypeReference?, to root: String, _ schema: Schema) -> Bool {
        guard let name = condition?.name.value else { return true }
        return schema.isPossibleType(root, of: name)
    }
}
