// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import SQL

/// Holds relations to rows of several types, and columns that name a type, against the catalog.
extension MappingResolver {
    /// Nil where one of the types cannot be reached: what is wrong was reported.
    mutating func resolve(
        _ mixed: AuthoredMixedRelation, in own: Relation, place: String, at origin: Origin
    ) -> MappedMixedRelation? {
        let members = mixed.members.compactMap { resolve($0, in: own, place: place, at: origin, isMember: true) }
        guard members.count == mixed.members.count else { return nil }
        return MappedMixedRelation(
            targetType: mixed.targetType, shape: mixed.shape, members: members, isNonNull: mixed.isNonNull,
            limit: mixed.limit)
    }

    /// The column that names a type, in the table whose column refers.
    mutating func resolve(
        _ tag: AuthoredTypeTag, of relation: AuthoredRelation, join: [JoinPair], own: Relation, foreign: Relation,
        place: String, at origin: Origin
    ) -> MappedTypeTag? {
        let isOwn = relation.column != nil
        let referring = isOwn ? own : foreign
        func refuse(_ message: String, hint: String?) -> MappedTypeTag? {
            faults.append(MappingFault("Field '\(place)': \(message)", hint: hint, at: origin))
            return nil
        }
        guard let column = referring.column(tag.column) else {
            let known = suggestionList(tag.column, options: referring.columns.map(\.name)).first
            return refuse(
                "\(referring.name) has no column '\(tag.column)'.",
                hint: known.map { "Did you mean the column '\($0)'?" } ?? "Add it by a migration.")
        }
        guard let problem = problem(of: tag.value, in: column, of: referring) else {
            // Without a foreign key nothing says that what is joined can be compared.
            for pair in join {
                guard let mine = own.column(pair.own), let theirs = foreign.column(pair.foreign),
                    ColumnType.shared(by: [mine.type, theirs.type]) == nil
                else { continue }
                return refuse(
                    "\(own.name).\(pair.own) is \(mine.type.serving), but \(foreign.name).\(pair.foreign) is "
                        + "\(theirs.type.serving), so that the one cannot refer to the other.",
                    hint: "Give both one type by a migration, or a column of its own to each type.")
            }
            return MappedTypeTag(
                column: MappedColumn(
                    name: column.name, type: column.type, scalar: .string, isNotNull: column.isNotNull, isNonNull: false
                ),
                value: tag.value, isOwn: isOwn)
        }
        return refuse(problem.message, hint: problem.hint)
    }

    /// Why the column never holds the value.
    private func problem(
        of value: String, in column: Column, of relation: Relation
    ) -> (message: String, hint: String)? {
        let named = "Name what it holds by 'value'."
        switch column.type.serving {
        case "int2", "int4", "int8":
            return Int(value) != nil
                ? nil : ("column '\(column.name)' of \(relation.name) holds numbers, and never '\(value)'.", named)
        case "text", "varchar", "bpchar", "citext", "name": break
        default:
            guard column.type.labels != nil else {
                return (
                    "column '\(column.name)' of \(relation.name) is \(column.type.serving), which names no types.",
                    "Name a column of text, of an enum or of whole numbers."
                )
            }
        }
        if column.type.isArray { return ("column '\(column.name)' of \(relation.name) is an array.", "Name another.") }
        guard let admitted = relation.admittedTexts(of: column), !admitted.contains(value) else { return nil }
        let list = admitted.map { "'\($0)'" }.joined(separator: ", ")
        return (
            "column '\(column.name)' of \(relation.name) never holds '\(value)', but \(list).", named
        )
    }
}
