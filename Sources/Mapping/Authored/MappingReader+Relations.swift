// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// Reads `@relation`, and `@aggregate(of:)`.
extension MappingReader {
    mutating func readRelation(
        _ field: FieldDefinition, wrapped: WrappedType, place: String, origin: Origin
    ) -> AuthoredRelation? {
        guard let directive = DirectiveReader("relation", in: field.directives) else {
            faults.append(
                MappingFault(
                    "Field '\(place)' refers to table type '\(wrapped.name)' without @relation.",
                    hint: "Write @relation(column: \"my_column\") or @relation(foreignColumn: \"their_column\").",
                    at: origin))
            return nil
        }
        guard wrapped.listDepth <= 1 else {
            faults.append(MappingFault("Field '\(place)': a relation cannot be a list of lists.", at: origin))
            return nil
        }
        let column = directive.string("column")
        let foreignColumn = directive.string("foreignColumn")
        let through = readThrough(directive, wrapped: wrapped, place: place, origin: origin)
        if case .failed = through { return nil }
        let isThrough = through.table != nil
        if column != nil && foreignColumn != nil && !isThrough {
            faults.append(
                MappingFault(
                    "@relation of '\(place)' names both 'column' and 'foreignColumn'.",
                    hint: "Keep the one whose table holds the reference.", at: origin))
            return nil
        }
        if column != nil && wrapped.listDepth == 1 && !isThrough {
            faults.append(
                MappingFault(
                    "@relation of '\(place)': my own column refers to one row, but the field is a list.",
                    hint: "Use 'foreignColumn' for a list.", at: origin))
            return nil
        }
        let isConnection = field.has("connection")
        if isConnection && wrapped.listDepth == 0 {
            faults.append(
                MappingFault("@connection of '\(place)' needs a list: [\(wrapped.name)!]!.", at: origin))
            return nil
        }
        switch (wrapped.listDepth, isConnection) {
        case (0, _):
            refuseDirectives(of: field, but: ["relation", "readOnly"], on: "a relation to one row", place, origin)
        case (_, true):
            refuseDirectives(
                of: field, but: ["relation", "connection", "limit", "readOnly"], on: "a connection", place, origin)
        case (_, false):
            refuseDirectives(of: field, but: ["relation", "limit", "readOnly"], on: "a list of rows", place, origin)
        }
        checkRowList(wrapped, place: place, origin: origin)
        return AuthoredRelation(
            targetType: wrapped.name, shape: wrapped.listDepth == 0 ? .one : isConnection ? .connection : .list,
            column: column, foreignColumn: foreignColumn, through: through.table,
            constraint: directive.string("constraint"),
            isNonNull: wrapped.isNonNull, isRequired: directive.boolean("required") ?? false,
            isReadOnly: field.has("readOnly"),
            limit: readLimit(field, place: place, origin: origin))
    }

    mutating func readAggregate(
        _ field: FieldDefinition, wrapped: WrappedType, place: String, origin: Origin
    ) -> AuthoredAggregate? {
        guard let relation = DirectiveReader("aggregate", in: field.directives)?.string("of") else {
            faults.append(
                MappingFault(
                    "@aggregate of '\(place)' does not say over which rows.",
                    hint: "Name a field of the type that is a list of rows: @aggregate(of: \"…\").", at: origin))
            return nil
        }
        guard wrapped.listDepth == 0 else {
            faults.append(.aggregateOfAList(place: place, typeName: wrapped.name, at: origin))
            return nil
        }
        return AuthoredAggregate(relation: relation, targetType: wrapped.name)
    }
}
