// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Introspection does not follow lists of types through more than two levels, whose answer grows exponentially.
///
/// No rule of the specification: graphql-js recommends it and has it on.
struct MaxIntrospectionDepthRule: ValidationRule {
    static let name = "MaxIntrospectionDepth"
    static let interests: Set<NodeKind> = [.field]

    /// Fields open inside one that was reported.
    private var reportedDepth = 0

    private static let maximumDepth = 3
    private static let listFields: Set<String> = ["fields", "interfaces", "possibleTypes", "inputFields"]

    mutating func enter(_ field: Field, in context: inout ValidationContext) {
        guard reportedDepth == 0 else {
            reportedDepth += 1
            return
        }
        guard field.name.value == "__schema" || field.name.value == "__type", isTooDeep(field, context.facts) else {
            return
        }
        context.report(Self.self, "Maximum introspection depth exceeded", at: field.range)
        reportedDepth = 1
    }

    mutating func leave(_ field: Field, in context: inout ValidationContext) {
        reportedDepth = max(0, reportedDepth - 1)
    }

    private enum Step {
        case selectionSet(SelectionSet, depth: Int)
        case fragment(String, depth: Int)
        case leaveFragment(String)
    }

    private struct Visit: Hashable {
        var fragment: String
        var depth: Int
    }

    /// Looks at each fragment once per depth, so that time is linear however fragments spread each other. A fragment
    /// within itself is another rule's fault.
    private func isTooDeep(_ root: Field, _ facts: DocumentFacts) -> Bool {
        var visited: Set<Visit> = []
        var open: Set<String> = []
        var pending: [Step] = []
        if let set = root.selectionSet { pending.append(.selectionSet(set, depth: 0)) }
        while let step = pending.popLast() {
            switch step {
            case .leaveFragment(let name):
                open.remove(name)
            case .fragment(let name, let depth):
                guard !open.contains(name), visited.insert(Visit(fragment: name, depth: depth)).inserted,
                    let fragment = facts.fragment(named: name)
                else { break }
                open.insert(name)
                pending.append(.leaveFragment(name))
                pending.append(.selectionSet(fragment.selectionSet, depth: depth))
            case .selectionSet(let set, let depth):
                for selection in set.selections {
                    switch selection {
                    case .field(let field):
                        let fieldDepth = Self.listFields.contains(field.name.value) ? depth + 1 : depth
                        if fieldDepth >= Self.maximumDepth { return true }
                        if let nested = field.selectionSet {
                            pending.append(.selectionSet(nested, depth: fieldDepth))
                        }
                    case .inlineFragment(let fragment):
                        pending.append(.selectionSet(fragment.selectionSet, depth: depth))
                    case .fragmentSpread(let spread):
                        pending.append(.fragment(spread.name.value, depth: depth))
                    }
                }
            }
        }
        return false
    }
}
