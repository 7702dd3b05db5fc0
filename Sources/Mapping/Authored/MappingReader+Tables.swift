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
                fields: fields.compactMap { readField(FieldDeclaration($0, of: type.name.value, source: source)) },
                origin: origin))
        return true
    }

    /// - Returns: nil where the field cannot be mapped; why was reported, here or where its type stands.
    mutating func readField(_ field: FieldDeclaration) -> AuthoredField? {
        if field.has("call") { return readComputed(field) }
        guard field.arguments.isEmpty else {
            faults.append(.argumentsDeclared(by: field))
            return nil
        }
        if field.has("aggregate") { return readAggregate(field).map { AuthoredField(field, .aggregate($0)) } }
        if tableTypes.contains(field.type.name) {
            return readRelation(field).map { AuthoredField(field, .relation($0)) }
        }
        if isAbstract(field.type.name) { return readMixed(field).map { AuthoredField(field, .mixed($0)) } }
        return readColumn(field).map { AuthoredField(field, .column($0)) }
    }

    private mutating func readColumn(_ field: FieldDeclaration) -> AuthoredColumn? {
        let type = field.type
        guard let scalar = scalar(type.name) else {
            // A type that is defined nowhere is reported when the schema is built, one without @table where it stands.
            if type.name == mapping.queryTypeName {
                faults.append(
                    MappingFault(
                        "Field '\(field.place)' answers '\(type.name)', which is no type of rows.", at: field.origin))
            }
            return nil
        }
        guard type.listDepth <= 1 else {
            faults.append(
                MappingFault("Field '\(field.place)': lists of lists cannot be mapped to a column.", at: field.origin))
            return nil
        }
        refuseDirectives(of: field, but: ["column", "default", "readOnly", "version"], on: "a column")
        if field.has("version"), type.listDepth > 0 || ![.int, .bigInt, .dateTime].contains(scalar) {
            faults.append(
                MappingFault(
                    "Field '\(field.place)': a version is a number that is counted up, or the time of the last change.",
                    hint: "Write Int! or DateTime!, or take @version away.", at: field.origin))
        }
        return AuthoredColumn(
            column: field.directive("column")?.string("name") ?? snakeCase(field.name), scalar: scalar,
            isList: type.listDepth == 1, isNonNull: type.isNonNull, hasNonNullItems: type.hasNonNullItems,
            hasDefault: field.has("default"), isReadOnly: field.has("readOnly"), isVersion: field.has("version"),
            isImplied: false)
    }

    mutating func readEnum(_ name: String, _ values: [EnumValueDefinition], source: Source?) {
        for value in values {
            let stored = DirectiveReader("value", in: value.directives)?.string("db") ?? lowerCased(value.name.value)
            // Which of the two a stored text is answered as would be a matter of chance.
            if let other = mapping.enums[name]?.first(where: { $0.value == stored })?.key {
                faults.append(
                    MappingFault(
                        "Both '\(name).\(other)' and '\(name).\(value.name.value)' are stored as '\(stored)'.",
                        hint: "Take one away, or name another text with @value(db: \"…\").",
                        at: Origin(source: source, range: value.name.range)))
            }
            mapping.enums[name, default: [:]][value.name.value] = stored
        }
    }
}
