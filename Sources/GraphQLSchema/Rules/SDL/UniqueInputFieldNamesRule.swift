// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// An input object literal gives each field once. Specification: "Input Object Field Uniqueness".
struct UniqueInputFieldNamesRule: SDLRule {
    static let name = "UniqueInputFieldNames"

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ value: Value, faults: inout FaultCollector) {
        // A list of what is still to be visited rather than recursion: values nest as deep as their author likes.
        var pending = [Step.value(value)]
        var known: [[String: SourceRange]] = []
        while let step = pending.popLast() {
            switch step {
            case .value(.list(let values, _)):
                pending += values.reversed().map(Step.value)
            case .value(.object(let fields, _)):
                pending += fields.reversed().map { Step.field($0, object: known.count) }
                known.append([:])
            case .value:
                break
            case .field(let field, let object):
                let name = field.name.value
                if let first = known[object][name] {
                    faults.report(
                        "There can be only one input field named \"\(name)\".", at: first, field.name.range,
                        by: Self.name)
                } else {
                    known[object][name] = field.name.range
                }
                pending.append(.value(field.value))
            }
        }
    }

    private enum Step {
        case value(Value)
        /// A field of an object literal, which has a number among those met.
        case field(ObjectField, object: Int)
    }
}
