// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A directive is not applied to its own arguments, nor to those of a directive that is applied to them.
/// Specification: "Type System Directives", "Type Validation".
///
/// The specification also forbids a way back through the types of arguments. The reference implementation's own tests
/// have such schemas (a directive on a scalar that has an argument of that scalar), and they do no harm here: accepted.
struct DirectiveCyclesRule: SchemaRule {
    private let context: SchemaRuleContext

    init(_ context: SchemaRuleContext) {
        self.context = context
    }

    mutating func checkSchema(faults: inout FaultCollector) {
        let cyclic = DirectiveGraph(context.parts.directives.map(\.node)).nodesOnCycles()
        for (node, directive) in context.parts.directives.enumerated() where cyclic.contains(node) {
            let name = directive.node.name.value
            faults.report(
                "Directive @\(name) cannot be applied to its own arguments, directly or through other directives.",
                at: [directive.place(directive.node.range)], by: Self.name)
        }
    }
}

/// Which directives are applied to the arguments of which. A node is the position of a directive's definition.
private struct DirectiveGraph {
    private let edges: [[Int]]

    init(_ directives: [DirectiveDefinition]) {
        let positions = Dictionary(
            directives.enumerated().map { ($1.name.value, $0) }, uniquingKeysWith: { first, _ in first })
        edges = directives.map { directive in
            directive.arguments.flatMap(\.directives).compactMap { positions[$0.name.value] }
        }
    }

    /// The nodes from which a way leads back to them: those of each strongly connected component with an edge inside.
    ///
    /// Tarjan's algorithm, with a stack of its own: a chain of references may be as long as the SDL.
    func nodesOnCycles() -> Set<Int> {
        var cyclic: Set<Int> = []
        var order = [Int?](repeating: nil, count: edges.count)
        var low = [Int](repeating: 0, count: edges.count)
        var isOpen = [Bool](repeating: false, count: edges.count)
        var open: [Int] = []
        var path: [(node: Int, next: Int)] = []
        var count = 0

        func enter(_ node: Int) {
            order[node] = count
            low[node] = count
            count += 1
            open.append(node)
            isOpen[node] = true
            path.append((node, 0))
        }

        for root in edges.indices where order[root] == nil {
            enter(root)
            while let (node, next) = path.last {
                if next < edges[node].count {
                    path[path.count - 1].next += 1
                    let target = edges[node][next]
                    if let targetOrder = order[target] {
                        if isOpen[target] { low[node] = min(low[node], targetOrder) }
                    } else {
                        enter(target)
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == order[node] else { continue }
                var component: [Int] = []
                while let member = open.popLast() {
                    isOpen[member] = false
                    component.append(member)
                    if member == node { break }
                }
                if component.count > 1 || edges[node].contains(node) { cyclic.formUnion(component) }
            }
        }
        return cyclic
    }
}
