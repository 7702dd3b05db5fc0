// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads interfaces and unions, and the fields of the query root that answer their rows.
extension MappingReader {
    /// Notes which object types an interface or union has, and which fields an interface.
    mutating func collectAbstract(_ type: TypeDefinition) {
        let name = type.name.value
        switch type.kind {
        case .interface(_, let fields):
            abstractTypes[name, default: AuthoredAbstractType()].fields += fields.map { field in
                AuthoredAbstractType.InterfaceField(
                    name: field.name.value, description: field.description?.value)
            }
        case .union(let members):
            abstractTypes[name, default: AuthoredAbstractType()].members += members.map(\.name.value)
        case .object(let interfaces, _):
            for interface in interfaces {
                abstractTypes[interface.name.value, default: AuthoredAbstractType()].members.append(name)
            }
        case .scalar, .enum, .inputObject: break
        }
    }

    /// Whether a name means rows of several types: an interface or union of the author's, or the engine's own.
    func isAbstract(_ typeName: String) -> Bool { isNode(typeName) || abstractTypes[typeName] != nil }

    /// An interface or union: its object types hold rows of tables, and its fields are theirs.
    mutating func readAbstract(_ type: TypeDefinition, source: Source?) {
        let name = type.name.value
        let origin = Origin(source: source, range: type.name.range)
        for member in abstractTypes[name]?.members ?? []
        where definedTypes.contains(member) && !tableTypes.contains(member) {
            faults.append(
                MappingFault(
                    "Type '\(name)': '\(member)' has no @table, but interfaces and unions are served of rows of tables.",
                    hint: "Take '\(member)' out of it, or give it a @table.", at: origin))
        }
        guard case .interface(_, let fields) = type.kind else { return }
        for field in fields {
            let place = "\(name).\(field.name.value)"
            let origin = Origin(source: source, range: field.name.range)
            refuseDirectives(of: field, but: [], on: "a field of an interface, which its types map", place, origin)
            guard field.name.value == NodeNames.field else { continue }
            faults.append(
                MappingFault(
                    "Field '\(place)' has the name of a field that the engine makes.", hint: "Leave it out.", at: origin
                ))
        }
    }

    /// A field of the query root that answers rows of several types: one by its id, pages, or a list.
    mutating func readAbstractField(_ field: FieldDefinition, wrapped: WrappedType, place: String, origin: Origin) {
        let name = field.name.value
        let kind: AuthoredRootField.Kind
        switch (field.has("find"), field.has("connection"), wrapped.listDepth) {
        case (true, false, 0): return readNodeField(field, wrapped: wrapped, place: place, origin: origin)
        case (false, true, 1) where !isNode(wrapped.name): kind = .connection
        case (false, false, 1) where field.has("limit") && !isNode(wrapped.name): kind = .list
        default:
            let find = "`\(name): \(wrapped.name) @find` for one row by its id"
            faults.append(
                MappingFault(
                    "Field '\(place)' does not say how rows of '\(wrapped.name)', which are of several types, are read.",
                    hint: isNode(wrapped.name)
                        ? "Write \(find). Lists are of an interface or union of yours."
                        : "Write \(find), `\(name): [\(wrapped.name)!]! @connection` for pages, or add @limit(max:) for "
                            + "a plain list.", at: origin))
            return
        }
        let isPaged = field.has("connection")
        refuseDirectives(
            of: field, but: isPaged ? ["connection", "limit"] : ["limit"],
            on: isPaged ? "a connection" : "a list of rows", place, origin)
        checkRowList(wrapped, place: place, origin: origin)
        guard field.arguments.isEmpty else {
            faults.append(.argumentsDeclared(place: place, at: origin))
            return
        }
        guard !(abstractTypes[wrapped.name]?.members.isEmpty ?? true) else {
            faults.append(
                MappingFault(
                    "Field '\(place)': no type is a '\(wrapped.name)', so that the list has no rows.",
                    hint: "Write `implements \(wrapped.name)` on the types that are.", at: origin))
            return
        }
        mapping.add(
            AuthoredRootField(
                name: name, kind: kind, targetType: wrapped.name,
                limit: readLimit(field, place: place, origin: origin), origin: origin))
    }
}
