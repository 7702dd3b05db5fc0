// SPDX-License-Identifier: Apache-2.0

import SQL

/// Finds the columns by which a join table ties two relations, which may be one and the same: by its foreign keys, or
/// by the columns that the author names where it has none (a view).
struct ThroughFinder {
    let own: Relation
    let through: Relation
    let target: Relation
    let relation: AuthoredRelation

    /// Pairs of a column of the owner or the target and one of the join table.
    struct Ties {
        var own: [JoinPair]
        var target: [JoinPair]
    }

    func find() -> Result<Ties, JoinFinder.Problem> {
        let (ownSides, targetSides): ([Side], [Side])
        do throws(JoinFinder.Problem) {
            ownSides = try sides(to: own, column: relation.column, parameter: "column")
            targetSides = try sides(to: target, column: relation.foreignColumn, parameter: "foreignColumn")
        } catch {
            return .failure(error)
        }
        let chosen: (own: [Side], target: [Side])
        if let constraint = relation.constraint {
            // In a table that refers twice to one table, the key to the field's rows is meant.
            if targetSides.contains(where: { $0.name == constraint }) {
                chosen = (ownSides, targetSides.filter { $0.name == constraint })
            } else if ownSides.contains(where: { $0.name == constraint }) {
                chosen = (ownSides.filter { $0.name == constraint }, targetSides)
            } else {
                return .failure(
                    JoinFinder.Problem(
                        message: "no foreign key of \(through.name) to \(own.name) or \(target.name) is named "
                            + "'\(constraint)'.", hint: "There are \(names(ownSides + targetSides))."))
            }
        } else {
            chosen = (ownSides, targetSides)
        }
        let ties = chosen.own.flatMap { mine in
            chosen.target.filter { Set($0.join.map(\.foreign)) != Set(mine.join.map(\.foreign)) }
                .map { (own: mine, target: $0) }
        }
        guard let first = ties.first else {
            return .failure(
                JoinFinder.Problem(
                    message: "\(through.name) refers to \(own.name) only once, and cannot tie its rows to each other.",
                    hint: "Add the second foreign key by a migration."))
        }
        // The same pairs by several keys are no ambiguity.
        let distinct = Set(ties.map { [Set($0.own.join), Set($0.target.join)] })
        guard distinct.count == 1 else { return .failure(ambiguity(chosen.own, chosen.target)) }
        return .success(Ties(own: first.own.join, target: first.target.join))
    }

    /// One way to join the join table to one of the two.
    private struct Side {
        var name: String
        /// Pairs of a column of the other relation and one of the join table.
        var join: [JoinPair]
    }

    private func sides(
        to other: Relation, column: String?, parameter: String
    ) throws(JoinFinder.Problem) -> [Side] {
        let keys = through.joiningKeys.filter { key in
            key.foreignRelation == other.name && (column.map(key.columns.contains) ?? true)
        }
        if !keys.isEmpty {
            return keys.map { key in
                Side(
                    name: key.name,
                    join: zip(key.columns, key.foreignColumns).map { JoinPair(own: $1, foreign: $0) })
            }
        }
        guard let column else {
            throw JoinFinder.Problem(
                message: "no foreign key of \(through.name) refers to \(other.name).",
                hint: "Add it by a migration, or name the column that refers: "
                    + "@relation(through: …, \(parameter): …).")
        }
        var completing = relation
        completing.column = nil
        completing.foreignColumn = column
        completing.constraint = nil
        let join = try JoinFinder(own: other, foreign: through, relation: completing).find().get()
        return [Side(name: column, join: join)]
    }

    private func ambiguity(_ ownSides: [Side], _ targetSides: [Side]) -> JoinFinder.Problem {
        if targetSides.count > 1 {
            return JoinFinder.Problem(
                message: "several foreign keys of \(through.name) refer to \(target.name).",
                hint: "Name the one to the field's rows: @relation(through: …, constraint: …) with "
                    + "\(names(targetSides))"
                    + (ownSides.count > 1 && own.name != target.name
                        ? ", and my column with 'column'." : "."))
        }
        return JoinFinder.Problem(
            message: "several foreign keys of \(through.name) refer to \(own.name).",
            hint: "Name the one to this type's rows: @relation(through: …, constraint: …) with \(names(ownSides)).")
    }

    private func names(_ sides: [Side]) -> String {
        var seen: Set<String> = []
        return sides.map(\.name).filter { seen.insert($0).inserted }.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
