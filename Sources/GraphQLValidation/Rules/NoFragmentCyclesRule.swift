// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Fragments do not spread themselves, directly or through other fragments.
///
/// Specification: "Fragment Spreads Must Not Form Cycles". Each fragment is followed once, so that a cycle is reported
/// once and time is linear; the path is a stack of our own, since a document can chain thousands of fragments.
struct NoFragmentCyclesRule: ValidationRule {
    static let name = "NoFragmentCycles"
    static let interests: Set<NodeKind> = [.fragmentDefinition]

    private var visited: Set<String> = []

    /// A fragment on the path, and how many of its spreads have been followed.
    private struct Step {
        var name: String
        var spreads: [DocumentFacts.Spread]
        var position = 0
    }

    mutating func enter(_ fragment: FragmentDefinition, in context: inout ValidationContext) {
        guard visited.insert(fragment.name.value).inserted else { return }
        var path = [Step(name: fragment.name.value, spreads: context.facts.spreads[context.definitionIndex])]
        var positions = [fragment.name.value: 0]
        while let step = path.last, !context.isAborted {
            guard step.position < step.spreads.count else {
                positions[step.name] = nil
                path.removeLast()
                continue
            }
            let spread = step.spreads[step.position]
            path[path.count - 1].position += 1
            if let start = positions[spread.name] {
                report(path[start...], in: &context)
            } else if visited.insert(spread.name).inserted, let index = context.facts.fragmentIndexes[spread.name] {
                positions[spread.name] = path.count
                path.append(Step(name: spread.name, spreads: context.facts.spreads[index]))
            }
        }
    }

    /// Reports the spreads by which each fragment of the cycle leads to the next.
    private func report(_ cycle: ArraySlice<Step>, in context: inout ValidationContext) {
        let spreads = cycle.map { $0.spreads[$0.position - 1] }
        guard let last = spreads.last else { return }
        let via = spreads.dropLast().map { "\"\($0.name)\"" }.joined(separator: ", ")
        context.report(
            Self.self,
            "Cannot spread fragment \"\(last.name)\" within itself\(via.isEmpty ? "" : " via \(via)").",
            at: spreads.map(\.range))
    }
}
