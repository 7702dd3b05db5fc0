// SPDX-License-Identifier: Apache-2.0

import SQL

/// Resolves relations over a join table.
extension MappingResolver {
    mutating func resolve(
        _ relation: AuthoredRelation, through name: QualifiedName, from own: Relation, to foreign: Relation,
        place: String, at origin: Origin
    ) -> MappedRelation? {
        guard let table = relations[name] else {
            faults.append(
                MappingFault(
                    "Field '\(place)': there is no table or view \(name) in the database.",
                    hint: suggestion(for: name)
                        ?? "Has its migration been applied? `palisade migrate status` tells.", at: origin))
            return nil
        }
        switch ThroughFinder(own: own, through: table, target: foreign, relation: relation).find() {
        case .success(let ties):
            let through = MappedThrough(
                relation: name,
                own: RowSecurityFloor.withoutImpliedPairs(ties.own, own: own, foreign: table, functions: functions),
                target: RowSecurityFloor.withoutImpliedPairs(
                    ties.target, own: foreign, foreign: table, functions: functions))
            return MappedRelation(
                targetType: relation.targetType, shape: relation.shape, join: [], through: through,
                isNonNull: relation.isNonNull, limit: relation.limit)
        case .failure(let problem):
            faults.append(MappingFault("Field '\(place)': \(problem.message)", hint: problem.hint, at: origin))
            return nil
        }
    }
}
