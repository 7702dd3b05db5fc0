// SPDX-License-Identifier: Apache-2.0

package import SQL

/// What a fault of a database reaches: what must not be served while it stands.
package struct SafetyReach: Sendable, Hashable {
    /// Nothing may be served: the fault is in what every request uses.
    package var everything = false
    /// Nothing may be served to these roles.
    package var roles: Set<String> = []
    /// Nothing that reads or writes these.
    package var relations: Set<QualifiedName> = []
    /// Nothing that calls these.
    package var functions: Set<QualifiedName> = []

    package init() {}

    /// Adds what another fault reaches.
    package mutating func formUnion(_ other: SafetyReach) {
        everything = everything || other.everything
        roles.formUnion(other.roles)
        relations.formUnion(other.relations)
        functions.formUnion(other.functions)
    }
}

extension SafetyContext {
    /// What several findings reach together.
    ///
    /// - Parameter everywhere: functions that every request calls.
    package func reach(of findings: [Finding], everywhere: Set<QualifiedName>) -> SafetyReach {
        var reach = SafetyReach()
        for finding in findings { reach.formUnion(self.reach(of: finding, everywhere: everywhere)) }
        return reach
    }

    private func reach(of finding: Finding, everywhere: Set<QualifiedName>) -> SafetyReach {
        var reach = SafetyReach()
        switch finding.object {
        case .relation(let name), .column(_, let name), .policy(_, let name), .key(_, let name):
            // A login or request role that owns or may do too much is found at the relation, and reaches it.
            reach.relations = dependents(on: [name])
        case .function(let name, _):
            if everywhere.contains(name) {
                reach.everything = true
            } else {
                reach.functions = [name]
                reach.relations = dependents(
                    on: Set(catalog.relations.filter { calls(name, in: $0) }.map(\.name)))
            }
        case .role(let name):
            if name != loginRole, requestRoles.contains(name) {
                reach.roles = [name]
            } else {
                reach.everything = true
            }
        case .schema, .database:
            // A request role that may create objects could replace what any other uses.
            reach.everything = true
        }
        return reach
    }

    /// The relations themselves, the views that read them, and the relations whose policies do.
    private func dependents(on names: Set<QualifiedName>) -> Set<QualifiedName> {
        var found = names
        while true {
            let more = catalog.relations.filter { relation in
                !found.contains(relation.name)
                    && (!found.isDisjoint(with: relation.underlyingRelations) || mentions(found, in: relation))
            }
            if more.isEmpty { return found }
            found.formUnion(more.map(\.name))
        }
    }

    private func mentions(_ names: Set<QualifiedName>, in relation: Relation) -> Bool {
        relation.policies.flatMap(\.expressions).contains {
            !PolicyExpression($0).mentionedNames.isDisjoint(with: names)
        }
    }

    private func calls(_ function: QualifiedName, in relation: Relation) -> Bool {
        relation.triggerFunctions.contains(function) || mentions([function], in: relation)
    }
}
