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
        for field in fields.map({ FieldDeclaration($0, of: name, source: source) }) {
            refuseDirectives(of: field, but: [], on: "a field of an interface, which its types map")
            guard field.name == NodeNames.field else { continue }
            faults.append(
                MappingFault(
                    "Field '\(field.place)' has the name of a field that the engine makes.", hint: "Leave it out.",
                    at: field.origin))
        }
    }

    /// A field of the query root that answers rows of several types: one by its id, pages, or a list.
    mutating func readAbstractField(_ field: FieldDeclaration) {
        let name = field.name
        let kind: AuthoredRootField.Kind
        switch (field.has("find"), field.has("connection"), field.type.listDepth) {
        case (true, false, 0): return readNodeField(field)
        case (false, true, 1) where !isNode(field.type.name): kind = .connection
        case (false, false, 1) where field.has("limit") && !isNode(field.type.name): kind = .list
        default:
            let find = "`\(name): \(field.type.name) @find` for one row by its id"
            faults.append(
                MappingFault(
                    "Field '\(field.place)' does not say how rows of '\(field.type.name)', which are of several types, are read.",
                    hint: isNode(field.type.name)
                        ? "Write \(find). Lists are of an interface or union of yours."
                        : "Write \(find), `\(name): [\(field.type.name)!]! @connection` for pages, or add @limit(max:) for "
                            + "a plain list.", at: field.origin))
            return
        }
        let isPaged = field.has("connection")
        refuseDirectives(
            of: field, but: isPaged ? ["connection", "limit"] : ["limit"],
            on: isPaged ? "a connection" : "a list of rows")
        checkRowList(field)
        guard field.arguments.isEmpty else {
            faults.append(.argumentsDeclared(by: field))
            return
        }
        guard !(abstractTypes[field.type.name]?.members.isEmpty ?? true) else {
            faults.append(
                MappingFault(
                    "Field '\(field.place)': no type is a '\(field.type.name)', so that the list has no rows.",
                    hint: "Write `implements \(field.type.name)` on the types that are.", at: field.origin))
            return
        }
        mapping.add(
            AuthoredRootField(
                name: name, kind: kind, targetType: field.type.name,
                limit: readLimit(field), origin: field.origin))
    }
}
