// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Completing an input object by its defaults comes to an end. Specification: "InputObjectDefaultValueHasCycle".
struct DefaultValueCyclesRule: SchemaRule {
    private let context: SchemaRuleContext
    /// The places of the default values of input fields, by `Type.field`.
    private let places: [String: Place]
    private var visited: Set<String> = []

    init(_ context: SchemaRuleContext) {
        self.context = context
        var places: [String: Place] = [:]
        for type in context.parts.types {
            for field in type.inputFields {
                guard let value = field.node.defaultValue else { continue }
                places["\(type.name).\(field.node.name.value)"] = field.place(value.range)
            }
        }
        self.places = places
    }

    mutating func leave(_ type: TypeParts, faults: inout FaultCollector) {
        guard case .inputObject(let inputObject)? = context.schema.type(named: type.name) else { return }
        search(from: inputObject, faults: &faults)
    }

    /// Searches depth first, with a stack of its own: a chain of defaults may be as long as the SDL.
    private mutating func search(from inputObject: InputObjectType, faults: inout FaultCollector) {
        var pending = [Step.complete(inputObject, .object([], range: .none))]
        // The fields whose defaults are being completed, as `Type.field`, and the position of each.
        var path: [String] = []
        var positions: [String: Int] = [:]

        while let step = pending.popLast() {
            switch step {
            case .complete(let type, .list(let values, _)):
                pending += values.reversed().map { .complete(type, $0) }
            case .complete(let type, .object(let given, _)):
                let given = Dictionary(given.map { ($0.name.value, $0.value) }, uniquingKeysWith: { _, last in last })
                for field in type.fields.reversed() {
                    guard case .inputObject(let fieldType)? = context.schema.type(named: field.type.namedType) else {
                        continue
                    }
                    if let value = given[field.name] {
                        pending.append(.complete(fieldType, value))
                    } else if let value = field.defaultValue {
                        pending.append(.useDefault(value, of: "\(type.name).\(field.name)", fieldType))
                    }
                }
            case .complete:
                break
            case .useDefault(let value, let coordinate, let fieldType):
                if let position = positions[coordinate] {
                    report(path[position...], faults: &faults)
                } else if visited.insert(coordinate).inserted {
                    positions[coordinate] = path.count
                    path.append(coordinate)
                    pending.append(.leave(coordinate))
                    pending.append(.complete(fieldType, value))
                }
            case .leave(let coordinate):
                positions[coordinate] = nil
                path.removeLast()
            }
        }
    }

    private func report(_ cycle: ArraySlice<String>, faults: inout FaultCollector) {
        guard let first = cycle.first else { return }
        let others = Array(cycle.dropFirst())
        let via = others.isEmpty ? "" : " via the default values of: \(abbreviated(others, separator: ", "))"
        faults.report(
            "Invalid circular reference. The default value of Input Object field \(first) "
                + "references itself\(via).",
            at: cycle.compactMap { places[$0] }, by: Self.name)
    }

    private enum Step {
        /// Complete a literal of an input object type, or a list of such.
        case complete(InputObjectType, Value)
        /// Complete a field by its default value.
        case useDefault(Value, of: String, InputObjectType)
        /// The default value of a field is complete.
        case leave(String)
    }
}
