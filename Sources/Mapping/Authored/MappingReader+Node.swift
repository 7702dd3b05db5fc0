// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads `node: Node @find`, and `@find` on an interface or union of the author's.
extension MappingReader {
    /// Whether a name means the interface that the engine makes, and not a type of the author's.
    func isNode(_ typeName: String) -> Bool {
        typeName == NodeNames.interface && !definedTypes.contains(typeName)
    }

    /// A field of the query root that answers a row of one of several types.
    mutating func readNodeField(_ field: FieldDeclaration) {
        guard !field.type.isNonNull else {
            faults.append(
                MappingFault(
                    "Field '\(field.place)' promises a row for each id, but a row may be gone or hidden.",
                    hint: "Write `\(field.name): \(field.type.name) @find`.", at: field.origin))
            return
        }
        guard field.arguments.isEmpty else {
            faults.append(.argumentsDeclared(by: field))
            return
        }
        refuseDirectives(of: field, but: ["find"], on: "a field that finds one row")
        mapping.add(
            AuthoredRootField(
                name: field.name, kind: .node, targetType: field.type.name, limit: nil, origin: field.origin))
    }
}
