// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads fields of the query root, and how many rows they answer.
extension MappingReader {
    mutating func readRootField(_ field: FieldDefinition, source: Source?) {
        let origin = Origin(source: source, range: field.name.range)
        let place = "\(mapping.queryTypeName).\(field.name.value)"
        let wrapped = WrappedType(field.type)
        if isAbstract(wrapped.name) { return readAbstractField(field, wrapped: wrapped, place: place, origin: origin) }
        if field.has("call") { return readCall(field, of: mapping.queryTypeName, isMutation: false, source: source) }
        guard tableTypes.contains(wrapped.name) else {
            faults.append(
                MappingFault(
                    "Field '\(place)' answers '\(wrapped.name)', which is not a type with @table.",
                    hint: scalar(wrapped.name) == nil
                        ? "Give the type a @table, or correct the field's type."
                        : "Fields of the query root answer rows of tables.", at: origin))
            return
        }
        if let directive = DirectiveReader("aggregate", in: field.directives) {
            readRootAggregate(field, directive: directive, wrapped: wrapped, place: place, origin: origin)
            return
        }
        let kind: AuthoredRootField.Kind
        switch (field.has("find"), field.has("connection"), wrapped.listDepth) {
        case (true, false, 0):
            // Without arguments of the author's, the key's fields are the arguments.
            kind = .find(field.arguments.map { KeyArgument(argument: $0.name.value, field: $0.name.value) })
        case (false, true, 1):
            kind = .connection
        case (false, false, 1) where field.has("limit"):
            kind = .list
        case (true, true, _):
            faults.append(
                MappingFault(
                    "Field '\(place)' has both @find and @connection.",
                    hint: "Keep @find for one row, or @connection for pages of rows.", at: origin))
            return
        case (true, false, _):
            faults.append(
                MappingFault(
                    "@find of '\(place)' answers one row, but the field is a list.",
                    hint: "Write \(wrapped.name), or use @connection for pages of rows.", at: origin))
            return
        case (false, true, _):
            faults.append(
                MappingFault("@connection of '\(place)' needs a list: [\(wrapped.name)!]!.", at: origin))
            return
        case (false, false, _):
            faults.append(
                MappingFault(
                    "Field '\(place)' has no directive that says how it is read.",
                    hint: "Write `\(field.name.value): \(wrapped.name) @find` for one row, "
                        + "`\(field.name.value): [\(wrapped.name)!]! @connection` for pages, "
                        + "@aggregate for figures, or add @limit(max:) for a plain list.", at: origin))
            return
        }
        switch kind {
        case .find: refuseDirectives(of: field, but: ["find"], on: "a field that finds one row", place, origin)
        case .connection: refuseDirectives(of: field, but: ["connection", "limit"], on: "a connection", place, origin)
        case .list: refuseDirectives(of: field, but: ["limit"], on: "a list of rows", place, origin)
        case .aggregate, .node: break
        }
        checkRowList(wrapped, place: place, origin: origin)
        if wrapped.listDepth > 0 && !field.arguments.isEmpty {
            faults.append(.argumentsDeclared(place: place, at: origin))
            return
        }
        mapping.add(
            AuthoredRootField(
                name: field.name.value, kind: kind, targetType: wrapped.name,
                limit: readLimit(field, place: place, origin: origin), origin: origin))
    }

    private mutating func readRootAggregate(
        _ field: FieldDefinition, directive: DirectiveReader, wrapped: WrappedType, place: String, origin: Origin
    ) {
        refuseDirectives(of: field, but: ["aggregate"], on: "an aggregate", place, origin)
        if directive.string("of") != nil {
            faults.append(
                MappingFault(
                    "@aggregate of '\(place)' names a relation, but a field of the query root has none.",
                    hint: "Leave 'of' out: all rows of \(wrapped.name) are meant.", at: origin))
        } else if wrapped.listDepth > 0 {
            faults.append(.aggregateOfAList(place: place, typeName: wrapped.name, at: origin))
        } else if !field.arguments.isEmpty {
            faults.append(.argumentsDeclared(place: place, at: origin))
        } else {
            mapping.add(
                AuthoredRootField(
                    name: field.name.value, kind: .aggregate, targetType: wrapped.name, limit: nil, origin: origin))
        }
    }

    mutating func readLimit(_ field: FieldDefinition, place: String, origin: Origin) -> AuthoredLimit? {
        guard let directive = DirectiveReader("limit", in: field.directives) else { return nil }
        let limit = AuthoredLimit(default: directive.int("default"), max: directive.int("max"))
        let values = [limit.default, limit.max].compactMap { $0 }
        if values.contains(where: { $0 < 1 }) || (limit.default ?? 1) > (limit.max ?? 500) {
            faults.append(
                MappingFault(
                    "@limit of '\(place)' must hold positive numbers, 'default' no larger than 'max'.",
                    hint: "Without 'max' it is 500.", at: origin))
            return nil
        }
        return limit
    }
}
