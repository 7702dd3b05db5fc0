// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

extension MappingReader {
    private static let writing: Set<String> = ["insert", "update", "delete", "upsert"]

    /// A field of the mutation root: exactly one directive says what it writes.
    mutating func readMutationField(_ field: FieldDefinition, source: Source?) {
        let origin = Origin(source: source, range: field.name.range)
        let place = "\(mapping.mutationTypeName).\(field.name.value)"
        if field.has("call") {
            return readCall(field, of: mapping.mutationTypeName, isMutation: true, source: source)
        }
        let wrapped = WrappedType(field.type)
        guard tableTypes.contains(wrapped.name) else {
            faults.append(
                MappingFault(
                    "Field '\(place)' answers '\(wrapped.name)', which is not a type with @table.",
                    hint: scalar(wrapped.name) == nil
                        ? "Give the type a @table, or correct the field's type."
                        : "A field that writes answers the type whose rows it writes.", at: origin))
            return
        }
        let directives = field.directives.map(\.name.value).filter(Self.writing.contains)
        guard let directive = directives.first, directives.count == 1 else {
            faults.append(
                MappingFault(
                    directives.isEmpty
                        ? "Field '\(place)' has no directive that says what it writes."
                        : "Field '\(place)' has several directives that say what it writes: "
                            + directives.map { "@\($0)" }.joined(separator: ", ") + ".",
                    hint: "Write one of @insert, @update, @delete, @upsert(key: […]) and @call(function: …).",
                    at: origin))
            return
        }
        refuseDirectives(of: field, but: [directive], on: "a field of the mutation root", place, origin)
        checkRowList(wrapped, place: place, origin: origin)
        guard wrapped.listDepth <= 1 else { return }
        guard field.arguments.isEmpty else {
            faults.append(.argumentsDeclared(place: place, at: origin))
            return
        }
        let isMany = wrapped.listDepth == 1
        let kind: AuthoredMutationField.Kind
        switch directive {
        case "insert": kind = isMany ? .insertMany : .insert
        case "update": kind = isMany ? .updateMany : .update
        case "delete": kind = isMany ? .deleteMany : .delete
        default:
            guard !isMany else {
                faults.append(
                    MappingFault(
                        "@upsert of '\(place)' writes one row, but the field is a list.",
                        hint: "Write \(wrapped.name).", at: origin))
                return
            }
            kind = .upsert(key: DirectiveReader("upsert", in: field.directives)?.strings("key") ?? [])
        }
        mapping.add(
            AuthoredMutationField(name: field.name.value, kind: kind, targetType: wrapped.name, origin: origin))
    }
}
