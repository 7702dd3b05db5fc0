// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import JSON

/// Collects what is wrong with a request's variables, up to a limit.
struct VariableFaults {
    /// No more faults are wanted.
    struct LimitReached: Error {}

    private(set) var errors: [GraphQLError] = []
    private let source: Source?
    private var variable: VariableDefinition?
    private var path: [PathSegment] = []

    init(source: Source?) { self.source = source }

    /// Reports what follows as about this variable's value.
    mutating func begin(_ definition: VariableDefinition) {
        variable = definition
        path = []
    }

    /// Steps into a part of the value.
    mutating func enter(_ segment: PathSegment) { path.append(segment) }

    mutating func leave() { path.removeLast() }

    /// A fault of a variable as a whole.
    mutating func add(_ message: String, at range: SourceRange) throws(LimitReached) {
        guard errors.count < InputCoercion.maximumVariableErrors else { throw LimitReached() }
        errors.append(GraphQLError(message, locations: source?.locations(of: range) ?? [], kind: .variables))
    }

    /// A fault of the part of the value that was stepped into.
    mutating func add(_ reason: String, value: JSON) throws(LimitReached) {
        let name = variable?.variable.name.value ?? ""
        var message = "Variable \"$\(name)\" got invalid value \(Inspection.text(for: value))"
        if !path.isEmpty {
            message += " at \"\(name)"
            for segment in path {
                switch segment {
                case .key(let key): message += "." + key
                case .index(let index): message += "[\(index)]"
                }
            }
            message += "\""
        }
        try add(message + "; " + reason, at: variable?.range ?? .none)
    }

    /// Says that there are more faults than are reported.
    mutating func addLimit() {
        errors.append(
            GraphQLError(
                "Too many errors processing variables, error limit reached. Execution aborted.", kind: .variables))
    }
}
