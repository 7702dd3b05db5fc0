// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads interfaces and unions, and `node: Node @find`.
extension MappingReader {
    /// Notes which object types an interface or union has.
    mutating func collectAbstract(_ type: TypeDefinition) {
        let name = type.name.value
        switch type.kind {
        case .interface: abstractTypes[name, default: []] += []
        case .union(let members): abstractTypes[name, default: []] += members.map(\.name.value)
        case .object(let interfaces, _):
            for interface in interfaces { abstractTypes[interface.name.value, default: []].append(name) }
        case .scalar, .enum, .inputObject: break
        }
    }

    /// Whether a name means rows of several types: an interface or union of the author's, or the engine's own.
    func isAbstract(_ typeName: String) -> Bool { isNode(typeName) || abstractTypes[typeName] != nil }

    /// An interface or union: its object types hold rows of tables, and its fields are theirs.
    mutating func readAbstract(_ type: TypeDefinition, source: Source?) {
        let name = type.name.value
        let origin = Origin(source: source, range: type.name.range)
        for member in abstractTypes[name] ?? [] where definedTypes.contains(member) && !tableTypes.contains(member) {
            faults.append(
                MappingFault(
                    "Type '\(name)': '\(member)' has no @table, but only rows of tables are found by an id.",
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

    /// Whether a name means the interface that the engine makes, and not a type of the author's.
    func isNode(_ typeName: String) -> Bool {
        typeName == NodeNames.interface && !definedTypes.contains(typeName)
    }

    /// A field of the query root that answers a row of one of several types.
    mutating func readNodeField(_ field: FieldDefinition, wrapped: WrappedType, place: String, origin: Origin) {
        let example = "\(field.name.value): \(wrapped.name) @find"
        guard field.has("find"), wrapped.listDepth == 0 else {
            faults.append(
                MappingFault(
                    "Field '\(place)': of '\(wrapped.name)', which has rows of several types, one is found by its id.",
                    hint: "Write `\(example)`.", at: origin))
            return
        }
        guard !wrapped.isNonNull else {
            faults.append(
                MappingFault(
                    "Field '\(place)' promises a row for each id, but a row may be gone or hidden.",
                    hint: "Write `\(example)`.", at: origin))
            return
        }
        guard field.arguments.isEmpty else {
            faults.append(
                MappingFault("Field '\(place)' may not declare arguments: the engine makes them.", at: origin))
            return
        }
        refuseDirectives(of: field, but: ["find"], on: "a field that finds one row", place, origin)
        mapping.queryFields.append(
            AuthoredRootField(
                name: field.name.value, kind: .node, targetType: wrapped.name, limit: nil, origin: origin))
    }
}

extension MappingFault {
    /// A relation leads to one table.
    static func relationToSeveralTypes(place: String, typeName: String, at origin: Origin) -> MappingFault {
        MappingFault(
            "Field '\(place)' answers '\(typeName)', which has rows of several types.",
            hint: "Write a relation to each type; a field of the query root with @find answers '\(typeName)'.",
            at: origin)
    }
}
