// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// No input object needs a value of itself: a cycle of input objects has a field that may be null or is a list.
/// Specification: "Input Objects", "Circular References".
struct InputObjectCyclesRule: SchemaRule {
    private let context: SchemaRuleContext
    private var visited: Set<String> = []

    init(_ context: SchemaRuleContext) {
        self.context = context
    }

    mutating func leave(_ type: TypeParts, faults: inout FaultCollector) {
        guard case .inputObject = type.definition.node.kind else { return }
        search(from: type.name, faults: &faults)
    }

    /// Searches depth first, with a stack of its own: a chain of types may be as long as the SDL.
    private mutating func search(from name: String, faults: inout FaultCollector) {
        guard let first = enter(name) else { return }
        var stack = [first]
        // The position on the path of each type that is on it.
        var positions = [name: 0]
        while let top = stack.last {
            guard top.next < top.fields.count else {
                positions[top.type] = nil
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            let target = top.fields[top.next].node.type.innermost.name.value
            if let position = positions[target] {
                report(stack[position...], target: target, faults: &faults)
            } else if let entered = enter(target) {
                positions[target] = stack.count
                stack.append(entered)
            }
        }
    }

    /// The fields of an input object that hold an input object without fail; nil if it has been searched.
    private mutating func enter(_ name: String) -> Frame? {
        guard visited.insert(name).inserted else { return nil }
        let fields = (context.parts.type(named: name)?.inputFields ?? []).filter { field in
            guard case .nonNull(.named(let type), _) = field.node.type,
                case .inputObject? = context.schema.type(named: type.name.value)
            else { return false }
            return true
        }
        return Frame(type: name, fields: fields)
    }

    private func report(_ cycle: ArraySlice<Frame>, target: String, faults: inout FaultCollector) {
        let path = cycle.map { $0.fields[$0.next - 1] }
        faults.report(
            "Cannot reference Input Object \"\(target)\" within itself through a series of non-null fields: "
                + "\"\(abbreviated(path.map(\.node.name.value), separator: "."))\".",
            at: path.map { $0.place($0.node.range) }, by: Self.name)
    }

    /// A type on the path, with the fields that lead on and the one to be followed next.
    private struct Frame {
        let type: String
        let fields: [Located<InputValueDefinition>]
        var next = 0
    }
}

/// The names of a path for a message: all of them, unless there are more than anyone would read.
func abbreviated(_ names: [String], separator: String) -> String {
    let most = 100
    return names.prefix(most).joined(separator: separator) + (names.count > most ? "\(separator)…" : "")
}
