// SPDX-License-Identifier: Apache-2.0

import SQL

/// Holds fields of rows with `@call` against the functions of the catalog.
extension MappingResolver {
    /// A function that takes a row of the relation as its first argument, and makes a value of it.
    mutating func resolve(_ call: AuthoredCall, ofRowsOf relation: Relation) -> MappedCall? {
        let named = functions.filter { $0.name == call.function }
        let fitting = named.compactMap { $0.withoutRow(of: relation.name) }
        guard named.isEmpty || !fitting.isEmpty else {
            faults.append(
                MappingFault(
                    "Field '\(call.place)': no function named \(call.function) takes a row of \(relation.name) as its "
                        + "first argument.",
                    hint: "Write: create function \(call.function)(\"row\" \(relation.name), …) returns … stable.",
                    at: call.origin))
            return nil
        }
        guard let mapped = resolve(call, tables: [:], among: named.isEmpty ? functions : fitting) else { return nil }
        switch mapped.answer {
        case .value: return mapped
        case .nothing, .values, .record, .rows:
            faults.append(
                MappingFault(
                    "Field '\(call.place)': \(call.function) answers "
                        + (mapped.returnsSet ? "any number of values" : "nothing")
                        + ", but a field of a row is one value.",
                    hint: "Let it return a single value or an array.", at: call.origin))
            return nil
        }
    }
}

extension Function {
    /// The function without its first parameter, where that is a row of the relation.
    fileprivate func withoutRow(of relation: QualifiedName) -> Function? {
        guard var signature, let first = signature.parameters.first, first.type.name == relation,
            first.type.kind == .composite, !first.type.isArray
        else { return nil }
        signature.parameters.removeFirst()
        var function = self
        function.signature = signature
        return function
    }
}
