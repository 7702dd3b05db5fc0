// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import SQL

/// Finds the columns that join two relations: by foreign key where there is one, completed from keys where not (views).
struct JoinFinder {
    let own: Relation
    let foreign: Relation
    let relation: AuthoredRelation
    /// Columns of the other side that have one value in all rows that a request sees: a join need not compare them.
    var pinned: Set<String> = []
    /// Whether the other side is one of the types of an interface or union.
    var isMember = false

    struct Problem: Error {
        var message: String
        var hint: String?
    }

    func find() -> Result<[JoinPair], Problem> {
        let candidates = byForeignKey()
        switch candidates.count {
        case 1:
            return .success(candidates[0].join)
        case 0:
            return withoutForeignKey()
        default:
            // The same pairs by several keys are no ambiguity.
            if Set(candidates.map { Set($0.join) }).count == 1 { return .success(candidates[0].join) }
            return .failure(
                Problem(
                    message: "several foreign keys join \(own.name) and \(foreign.name).",
                    hint: "Name one of them: \(written("constraint: …")) with "
                        + candidates.map { "\"\($0.name)\"" }.joined(separator: ", ") + "."))
        }
    }

    private struct Candidate {
        var name: String
        var join: [JoinPair]
    }

    private func byForeignKey() -> [Candidate] {
        var candidates: [Candidate] = []
        if relation.foreignColumn == nil && relation.shape == .one {
            candidates += own.joiningKeys.filter { key in
                key.foreignRelation == foreign.name && (relation.column.map(key.columns.contains) ?? true)
            }.map { key in
                Candidate(
                    name: key.name,
                    join: zip(key.columns, key.foreignColumns).map { JoinPair(own: $0, foreign: $1) })
            }
        }
        // A key of a table to itself leads both ways: one row is the one that it refers to, unless the other way is said.
        let leadsHere = own.name == foreign.name && relation.foreignColumn == nil && !candidates.isEmpty
        if relation.column == nil, !leadsHere {
            candidates += foreign.joiningKeys.filter { key in
                key.foreignRelation == own.name && (relation.foreignColumn.map(key.columns.contains) ?? true)
            }.map { key in
                Candidate(
                    name: key.name,
                    join: zip(key.columns, key.foreignColumns).map { JoinPair(own: $1, foreign: $0) })
            }
        }
        if let constraint = relation.constraint { return candidates.filter { $0.name == constraint } }
        return candidates
    }

    /// A key of the other side, completed by columns of the same name on both: how views join.
    private func withoutForeignKey() -> Result<[JoinPair], Problem> {
        if let key = periodKey {
            return .failure(
                Problem(
                    message: "the foreign key '\(key.name)' has a PERIOD: the rows that it leads to cover the period "
                        + "together, and none needs to be equal to it.",
                    hint: "Read them by a function of the database: @call."))
        }
        if let constraint = relation.constraint {
            let names =
                own.joiningKeys.filter { $0.foreignRelation == foreign.name }.map(\.name)
                + foreign.joiningKeys.filter { $0.foreignRelation == own.name }.map(\.name)
            return .failure(
                Problem(
                    message: "no foreign key named '\(constraint)' joins \(own.name) and \(foreign.name).",
                    hint: names.isEmpty
                        ? nil : "Those that do are \(Set(names).sorted().map { "'\($0)'" }.joined(separator: ", "))."))
        }
        if let column = relation.column {
            return complete(column: column, of: own, toKeyOf: foreign) { JoinPair(own: $0, foreign: $1) }
        }
        if let column = relation.foreignColumn {
            return complete(column: column, of: foreign, toKeyOf: own) { JoinPair(own: $1, foreign: $0) }
        }
        return .failure(
            Problem(
                message: "no foreign key joins \(own.name) and \(foreign.name).",
                hint: isMember
                    ? "Say what refers by \(written("…")), or make a union of the types that do."
                    : "Say which column refers: @relation(column: …) or @relation(foreignColumn: …)."))
    }

    /// A key with PERIOD that the relation means.
    private var periodKey: ForeignKey? {
        func key(of referring: Relation, to referred: Relation, column: String?) -> ForeignKey? {
            referring.foreignKeys.first { key in
                key.periodColumn != nil && key.foreignRelation == referred.name
                    && (column.map(key.columns.contains) ?? true) && (relation.constraint ?? key.name) == key.name
            }
        }
        return (relation.foreignColumn == nil ? key(of: own, to: foreign, column: relation.column) : nil)
            ?? (relation.column == nil ? key(of: foreign, to: own, column: relation.foreignColumn) : nil)
    }

    /// How an argument is written for this relation.
    private func written(_ arguments: String) -> String {
        isMember
            ? "@relation(members: [{type: \"\(relation.targetType)\", \(arguments)}])" : "@relation(\(arguments))"
    }

    private func complete(
        column: String, of referring: Relation, toKeyOf referred: Relation,
        pair: (_ referring: String, _ referred: String) -> JoinPair
    ) -> Result<[JoinPair], Problem> {
        guard referring.column(column) != nil else {
            let known = suggestionList(column, options: referring.columns.map(\.name)).first
            return .failure(
                Problem(
                    message: "\(referring.name) has no column '\(column)'.",
                    hint: known.map { "Did you mean the column '\($0)'?" } ?? "Add it by a migration."))
        }
        var key = referred.primaryKey?.columns ?? (referred.column("id") != nil ? ["id"] : [])
        if referred.name == foreign.name {
            // What functions answer seldom has the tenant.
            let needed = key.filter { !pinned.contains($0) || referring.column($0) != nil }
            if !needed.isEmpty { key = needed }
        }
        if key.count == 1 { return .success([pair(column, key[0])]) }
        // A view that shares the key's whole name: `company_id` to `company_id`.
        if key.isEmpty, referred.column(column) != nil { return .success([pair(column, column)]) }
        // All but one column of the key stand in both relations under one name: the tenant's column.
        let shared = key.filter { $0 != column && referring.column($0) != nil && $0 != "id" }
        let rest = key.filter { !shared.contains($0) }
        guard rest.count == 1 else {
            return .failure(
                Problem(
                    message: "no foreign key joins \(own.name) and \(foreign.name), and the key of \(referred.name) "
                        + "cannot be completed from column '\(column)'.",
                    hint: relation.tag == nil
                        ? "Add the foreign key by a migration."
                        : "Its other columns must stand in \(referring.name) under the same names."))
        }
        return .success(shared.map { pair($0, $0) } + [pair(column, rest[0])])
    }
}
