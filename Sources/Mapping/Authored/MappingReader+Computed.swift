// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads `@call` on a field of a table's type.
extension MappingReader {
    /// A value that a function makes of the row. Its arguments are the function's further ones.
    mutating func readComputed(_ field: FieldDeclaration) -> AuthoredField? {
        guard let function = readFunctionName(field) else { return nil }
        guard let scalar = scalar(field.type.name) else {
            let rows =
                tableTypes.contains(field.type.name)
                ? "Rows of \(field.type.name) are reached by @relation, or by a field of the query root with @call."
                : "Write a scalar, an enum, or JSON."
            faults.append(
                MappingFault(
                    "Field '\(field.place)': a function makes a value of a row, but '\(field.type.name)' is none.",
                    hint: rows,
                    at: field.origin))
            return nil
        }
        guard field.type.listDepth <= 1 else {
            faults.append(.listOfLists(field))
            return nil
        }
        refuseDirectives(of: field, but: ["call"], on: "a value that a function makes")
        let call = AuthoredCall(
            rootType: field.owner, name: field.name, isMutation: false, function: function,
            arguments: field.arguments.compactMap { readArgument($0, of: field) },
            result: .value(scalar), isList: field.type.listDepth == 1, isNonNull: field.type.isNonNull,
            isItemNonNull: field.type.isItemNonNull, limit: nil, origin: field.origin)
        return AuthoredField(field, .computed(call))
    }
}

extension MappingFault {
    /// Of what a function would have to answer.
    static func listOfLists(_ field: FieldDeclaration) -> MappingFault {
        MappingFault("Field '\(field.place)': a function answers no list of lists.", at: field.origin)
    }
}
