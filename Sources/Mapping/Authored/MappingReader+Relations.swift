// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// Reads `@relation`, and `@aggregate(of:)`.
extension MappingReader {
    mutating func readRelation(_ field: FieldDeclaration) -> AuthoredRelation? {
        guard let directive = field.directive("relation") else {
            faults.append(
                MappingFault(
                    "Field '\(field.place)' refers to table type '\(field.type.name)' without @relation.",
                    hint: "Write @relation(column: \"my_column\") or @relation(foreignColumn: \"their_column\").",
                    at: field.origin))
            return nil
        }
        if directive.has("members") {
            faults.append(
                MappingFault(
                    "@relation of '\(field.place)' names 'members', but '\(field.type.name)' is one type.",
                    hint: "Say of the relation itself what joins its rows.", at: field.origin))
            return nil
        }
        guard let shape = readShape(of: field),
            var relation = readJoin(RelationArguments(directive), of: field, to: field.type.name, shape: shape)
        else { return nil }
        refuseDirectives(of: field, but: Self.allowed(on: shape), on: shape.description)
        checkRowList(field)
        relation.isNonNull = field.type.isNonNull
        relation.isRequired = directive.boolean("required") ?? false
        relation.isReadOnly = field.has("readOnly")
        relation.limit = readLimit(field)
        if relation.isRequired, relation.through != nil {
            faults.append(
                MappingFault(
                    "@relation of '\(field.place)': 'required' means nothing on rows of a join table.",
                    hint: "Take it away.",
                    at: field.origin))
        }
        return relation
    }

    /// Whether a field answers one row, a list or pages; nil where it cannot be any of them.
    mutating func readShape(of field: FieldDeclaration) -> AuthoredRelation.Shape? {
        guard field.type.listDepth <= 1 else {
            faults.append(
                MappingFault("Field '\(field.place)': a relation cannot be a list of lists.", at: field.origin))
            return nil
        }
        let isConnection = field.has("connection")
        if isConnection && field.type.listDepth == 0 {
            faults.append(.connectionOfOne(field))
            return nil
        }
        return field.type.listDepth == 0 ? .one : isConnection ? .connection : .list
    }

    private static func allowed(on shape: AuthoredRelation.Shape) -> Set<String> {
        switch shape {
        case .one: ["relation", "readOnly"]
        case .list: ["relation", "limit", "readOnly"]
        case .connection: ["relation", "connection", "limit", "readOnly"]
        }
    }

    /// What joins rows of the field's own type to those of another; nil where it cannot be meant.
    mutating func readJoin(
        _ arguments: RelationArguments, of field: FieldDeclaration, to targetType: String,
        shape: AuthoredRelation.Shape
    ) -> AuthoredRelation? {
        let through = readThrough(arguments.through, of: field)
        if case .failed = through { return nil }
        let isThrough = through.table != nil
        if arguments.column != nil && arguments.foreignColumn != nil && !isThrough {
            faults.append(
                MappingFault(
                    "@relation of '\(field.place)' names both 'column' and 'foreignColumn'.",
                    hint: "Keep the one whose table holds the reference.", at: field.origin))
            return nil
        }
        if arguments.column != nil && shape != .one && !isThrough {
            faults.append(
                MappingFault(
                    "@relation of '\(field.place)': my own column refers to one row, but the field is a list.",
                    hint: "Use 'foreignColumn' for a list.", at: field.origin))
            return nil
        }
        if let problem = arguments.tagProblem {
            faults.append(
                MappingFault("@relation of '\(field.place)' \(problem.message)", hint: problem.hint, at: field.origin))
            return nil
        }
        // The type that is referred to: mine, where the column is theirs.
        let referred = arguments.foreignColumn == nil ? targetType : field.owner
        let tag = arguments.typeColumn.map { column in
            AuthoredTypeTag(column: column, value: arguments.value ?? snakeCase(referred))
        }
        return AuthoredRelation(
            targetType: targetType, shape: shape, column: arguments.column, foreignColumn: arguments.foreignColumn,
            through: through.table, constraint: arguments.constraint, tag: tag, isNonNull: false, isRequired: false)
    }

    mutating func readAggregate(_ field: FieldDeclaration) -> AuthoredAggregate? {
        refuseDirectives(of: field, but: ["aggregate"], on: "an aggregate")
        guard let relation = field.directive("aggregate")?.string("of") else {
            faults.append(
                MappingFault(
                    "@aggregate of '\(field.place)' does not say over which rows.",
                    hint: "Name a field of the type that is a list of rows: @aggregate(of: \"…\").", at: field.origin))
            return nil
        }
        guard field.type.listDepth == 0 else {
            faults.append(.aggregateOfAList(field))
            return nil
        }
        return AuthoredAggregate(relation: relation, targetType: field.type.name)
    }
}

/// What an `@relation`, or one of its `members`, says of what joins rows.
struct RelationArguments {
    let column: String?
    let foreignColumn: String?
    let constraint: String?
    let through: String?
    let typeColumn: String?
    let value: String?

    init(_ reader: DirectiveReader) {
        self.init(reader, join: reader)
    }

    private init(_ reader: DirectiveReader, join: DirectiveReader) {
        column = join.string("column")
        foreignColumn = join.string("foreignColumn")
        constraint = join.string("constraint")
        through = join.string("through")
        typeColumn = join.string("typeColumn")
        value = reader.string("value") ?? join.string("value")
    }

    /// Of one of several types: a join of its own stands for the relation's, whole.
    init(_ member: DirectiveReader, within relation: DirectiveReader) {
        let hasJoin = ["column", "foreignColumn", "constraint", "through", "typeColumn"].contains(where: member.has)
        self.init(member, join: hasJoin ? member : relation)
    }

    /// What is wrong about the column that names a type.
    var tagProblem: (message: String, hint: String)? {
        if typeColumn == nil {
            guard value != nil else { return nil }
            return ("names a 'value', but no 'typeColumn' that holds it.", "Add typeColumn, or take value away.")
        }
        if through != nil {
            return (
                "names a 'typeColumn' of a join table, which ties rows of two tables.",
                "Take it away, or give the join table a type of its own."
            )
        }
        guard column == nil && foreignColumn == nil else { return nil }
        return (
            "names a 'typeColumn', but not the column beside it that refers.",
            "Add column, or foreignColumn where the other table refers to mine."
        )
    }
}

extension AuthoredRelation.Shape {
    /// What messages call a field of this shape.
    fileprivate var description: String {
        switch self {
        case .one: "a relation to one row"
        case .list: "a list of rows"
        case .connection: "a connection"
        }
    }
}
