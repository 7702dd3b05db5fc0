// SPDX-License-Identifier: Apache-2.0

package import SQL

/// Which column says whose a row is.
package enum RowOwner: Sendable, Hashable {
    /// The column holds the tenant.
    case tenant(column: String)
    /// The column holds the user.
    case user(column: String)
}

extension SafetyContext {
    /// Whose rows a relation holds, as its policies tell; nil where they compare no column with the request.
    ///
    /// A policy beside them that lets everything pass is no reason to doubt: it is what a proof has to find.
    package func owner(of relation: Relation) -> RowOwner? {
        let columns = Set(relation.columns.map(\.name))
        let policies = relation.policies.filter(bindsRequestRole)
        let texts = isolatingColumns[relation.name].map { [$0.comparison] } ?? policies.flatMap(\.expressions)
        let comparisons = texts.flatMap { PolicyExpression($0).contextComparisons(columns: columns) }
        let isUser = { (names: Set<String>) in !names.isDisjoint(with: userNames) && names.isDisjoint(with: tenantNames)
        }
        if let known = comparisons.first(where: { !$0.names.isDisjoint(with: tenantNames) }) {
            return .tenant(column: known.column)
        }
        if let other = comparisons.first(where: { !isUser($0.names) }) { return .tenant(column: other.column) }
        return comparisons.first.map { .user(column: $0.column) }
    }
}
