// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads `@call` on a field of a table's type.
extension MappingReader {
    /// A value that a function makes of the row. Its arguments are the function's further ones.
    mutating func readComputed(_ field: FieldDefinition, of typeName: String, source: Source?) -> AuthoredField? {
        let origin = Origin(source: source, range: field.name.range)
        let place = "\(typeName).\(field.name.value)"
        guard let function = readFunctionName(field, place: place, origin: origin) else { return nil }
        let wrapped = WrappedType(field.type)
        guard let scalar = scalar(wrapped.name) else {
            let rows =
                tableTypes.contains(wrapped.name)
                ? "Rows of \(wrapped.name) are reached by @relation, or by a field of the query root with @call."
                : "Write a scalar, an enum, or JSON."
            faults.append(
                MappingFault(
                    "Field '\(place)': a function makes a value of a row, but '\(wrapped.name)' is none.", hint: rows,
                    at: origin))
            return nil
        }
        guard wrapped.listDepth <= 1 else {
            faults.append(MappingFault("Field '\(place)': a function answers no list of lists.", at: origin))
            return nil
        }
        refuseDirectives(of: field, but: ["call"], on: "a value that a function makes", place, origin)
        let call = AuthoredCall(
            rootType: typeName, name: field.name.value, isMutation: false, function: function,
            arguments: field.arguments.compactMap { readArgument($0, place: place, source: source) },
            result: .value(scalar), isList: wrapped.listDepth == 1, isNonNull: wrapped.isNonNull,
            isItemNonNull: wrapped.isItemNonNull, limit: nil, origin: origin)
        return AuthoredField(
            name: field.name.value, kind: .computed(call), description: field.description?.value, origin: origin)
    }
}
