// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads fields of the mutation root.
extension MappingReader {
    private static let writing: Set<String> = ["insert", "update", "delete", "upsert"]

    /// A field of the mutation root: exactly one directive says what it writes.
    mutating func readMutationField(_ field: FieldDeclaration) {
        if field.has("call") { return readCall(field, isMutation: true) }
        guard answersTable(field, otherwise: "A field that writes answers the type whose rows it writes."),
            let directive = writingDirective(of: field)
        else { return }
        refuseDirectives(of: field, but: [directive], on: "a field of the mutation root")
        checkRowList(field)
        guard field.type.listDepth <= 1 else { return }
        guard field.arguments.isEmpty else {
            faults.append(.argumentsDeclared(by: field))
            return
        }
        let isMany = field.type.listDepth == 1
        let kind: AuthoredMutationField.Kind
        switch directive {
        case "insert": kind = isMany ? .insertMany : .insert
        case "update": kind = isMany ? .updateMany : .update
        case "delete": kind = isMany ? .deleteMany : .delete
        default:
            guard !isMany else {
                faults.append(
                    MappingFault(
                        "@upsert of '\(field.place)' writes one row, but the field is a list.",
                        hint: "Write \(field.type.name).", at: field.origin))
                return
            }
            kind = .upsert(key: field.directive("upsert")?.strings("key") ?? [])
        }
        mapping.add(
            AuthoredMutationField(name: field.name, kind: kind, targetType: field.type.name, origin: field.origin))
    }

    /// The name of the directive that says what is written; nil where none or several do, which is reported.
    private mutating func writingDirective(of field: FieldDeclaration) -> String? {
        let directives = field.directives.map(\.name.value).filter(Self.writing.contains)
        if directives.count == 1 { return directives.first }
        faults.append(
            MappingFault(
                directives.isEmpty
                    ? "Field '\(field.place)' has no directive that says what it writes."
                    : "Field '\(field.place)' has several directives that say what it writes: "
                        + directives.map { "@\($0)" }.joined(separator: ", ") + ".",
                hint: "Write one of @insert, @update, @delete, @upsert(key: […]) and @call(function: …).",
                at: field.origin))
        return nil
    }
}
