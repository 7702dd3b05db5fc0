// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// Reads types with `@table`, their columns, and enums.
extension MappingReader {
    /// Answers whether the definition has the directive @table.
    mutating func readTable(_ type: TypeDefinition, source: Source?) -> Bool {
        guard case .object(_, let fields) = type.kind, type.name.value != mapping.queryTypeName,
            type.name.value != mapping.mutationTypeName, let directive = DirectiveReader("table", in: type.directives)
        else { return false }
        let origin = Origin(source: source, range: type.name.range)
        let written = directive.string("name") ?? ""
        guard let relation = QualifiedName(parsing: written) else {
            faults.append(
                MappingFault(
                    "@table of type '\(type.name.value)': \"\(written)\" is not the name of a table.",
                    hint: "Write \"schema.table\"; a part with a dot or a blank in it stands in double quotes.",
                    at: origin))
            return true
        }
        guard mapping.table(forType: type.name.value) == nil else { return true }  // UniqueTypeNames reports it
        let scope = directive.enumValue("scope").flatMap(TableScope.init(rawValue:)) ?? .tenant
        mapping.add(
            AuthoredTable(
                typeName: type.name.value, relation: relation, keyFields: directive.strings("key"), scope: scope,
                isReturning: directive.boolean("returning") ?? false,
                fields: fields.compactMap { readField($0, of: type.name.value, source: source) }, origin: origin))
        return true
    }

    mutating func readField(_ field: FieldDefinition, of typeName: String, source: Source?) -> AuthoredField? {
        let origin = Origin(source: source, range: field.name.range)
        let place = "\(typeName).\(field.name.value)"
        if field.has("call") { return readComputed(field, of: typeName, source: source) }
        guard field.arguments.isEmpty else {
            faults.append(.argumentsDeclared(place: place, at: origin))
            return nil
        }
        let wrapped = WrappedType(field.type)
        let named = wrapped.name
        if field.has("aggregate") {
            refuseDirectives(of: field, but: ["aggregate"], on: "an aggregate", place, origin)
            guard let aggregate = readAggregate(field, wrapped: wrapped, place: place, origin: origin) else {
                return nil
            }
            return AuthoredField(
                name: field.name.value, kind: .aggregate(aggregate), description: field.description?.value,
                origin: origin)
        }
        if tableTypes.contains(named) {
            guard let relation = readRelation(field, wrapped: wrapped, of: typeName, place: place, origin: origin)
            else { return nil }
            return AuthoredField(
                name: field.name.value, kind: .relation(relation), description: field.description?.value,
                origin: origin)
        }
        if isAbstract(named) {
            guard let mixed = readMixed(field, wrapped: wrapped, of: typeName, place: place, origin: origin) else {
                return nil
            }
            return AuthoredField(
                name: field.name.value, kind: .mixed(mixed), description: field.description?.value, origin: origin)
        }
        guard let scalar = scalar(named) else {
            // A type that is defined nowhere is reported when the schema is built, one without @table where it stands.
            if named == mapping.queryTypeName {
                faults.append(
                    MappingFault("Field '\(place)' answers '\(named)', which is no type of rows.", at: origin))
            }
            return nil
        }
        guard wrapped.listDepth <= 1 else {
            faults.append(MappingFault("Field '\(place)': lists of lists cannot be mapped to a column.", at: origin))
            return nil
        }
        refuseDirectives(
            of: field, but: ["column", "default", "readOnly", "version"], on: "a column", place, origin)
        let column = AuthoredColumn(
            column: DirectiveReader("column", in: field.directives)?.string("name") ?? snakeCase(field.name.value),
            scalar: scalar, isList: wrapped.listDepth == 1, isNonNull: wrapped.isNonNull,
            hasNonNullItems: wrapped.hasNonNullItems,
            hasDefault: field.has("default"), isReadOnly: field.has("readOnly"), isVersion: field.has("version"),
            isImplied: false)
        return AuthoredField(
            name: field.name.value, kind: .column(column), description: field.description?.value, origin: origin)
    }

    mutating func readEnum(_ name: String, _ values: [EnumValueDefinition]) {
        for value in values {
            let stored = DirectiveReader("value", in: value.directives)?.string("db")
            mapping.enums[name, default: [:]][value.name.value] = stored ?? lowerCased(value.name.value)
        }
    }
}
