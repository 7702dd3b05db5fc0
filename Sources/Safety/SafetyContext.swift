// SPDX-License-Identifier: Apache-2.0

package import SQL

/// Whose rows a relation holds, as the SDL's `@table(scope:)` declares it.
package enum RowScope: String, Sendable, Hashable, Codable {
    /// Each row belongs to one tenant.
    case tenant
    /// Each row belongs to one user.
    case user
    /// Every row is for everybody to read, and for no request to write.
    case `public`
}

/// What the safety rules judge: a database, and which part of it a request can reach.
package struct SafetyContext: Sendable {
    package let catalog: Catalog
    /// The roles that requests run as: the allow-list, or the login role alone where there is no role switch.
    package let requestRoles: [String]
    package let loginRole: String
    /// Whether a request switches from the login role to a request role.
    package let switchesRole: Bool
    /// What the SDL names, and what the views among that read, with the scope that was declared.
    package let relations: [QualifiedName: RowScope]
    /// What the SDL calls, what is called before each request, and what policies and triggers call.
    package let functions: Set<QualifiedName>
    /// Settings and functions that hold the request's tenant: `palisade.tenant_id` names both.
    package let tenantNames: Set<String>
    /// Settings and functions that hold the request's user.
    package let userNames: Set<String>
    /// What the SDL says of columns.
    package let declarations: [Declaration]
    /// By what the SDL lists rows.
    package let references: [DeclaredReference]
    /// By what the SDL has words read.
    package let searchConfigurations: [DeclaredSearchConfiguration]

    let roleGraph: RoleGraph
    let isolatingColumns: [QualifiedName: IsolatingColumn]

    /// - Parameters:
    ///   - relations: those that the SDL names; what its views read is added here.
    ///   - functions: those that the SDL or the configuration names, by name: all overloads are judged. Those that
    ///     policies and triggers call are added here.
    package init(
        catalog: Catalog, requestRoles: [String], loginRole: String, switchesRole: Bool,
        relations: [QualifiedName: RowScope], functions: Set<QualifiedName> = [],
        tenantNames: Set<String> = ["palisade.tenant_id"], userNames: Set<String> = ["palisade.user_id", "auth.uid"],
        declarations: [Declaration] = [], references: [DeclaredReference] = [],
        searchConfigurations: [DeclaredSearchConfiguration] = []
    ) {
        self.searchConfigurations = searchConfigurations
        self.declarations = declarations
        self.references = references
        self.catalog = catalog
        self.requestRoles = switchesRole ? requestRoles : [loginRole]
        self.loginRole = loginRole
        self.switchesRole = switchesRole
        self.tenantNames = tenantNames
        self.userNames = userNames
        self.roleGraph = RoleGraph(roles: catalog.roles)

        let known = catalog.relationsByName
        self.relations = Self.relations(reachableFrom: relations, known: known)
        self.functions = functions.union(
            Self.functions(calledBy: self.relations.keys.compactMap { known[$0] }, among: catalog.functions))
        var isolatingColumns: [QualifiedName: IsolatingColumn] = [:]
        for relation in catalog.relations where relation.hasRowSecurity {
            let finder = IsolatingColumnFinder(
                requestRoles: self.requestRoles, roleGraph: roleGraph, tenantNames: tenantNames, userNames: userNames)
            isolatingColumns[relation.name] = finder.column(of: relation, scope: self.relations[relation.name])
        }
        self.isolatingColumns = isolatingColumns
    }

    /// Each reachable relation that the catalog knows, in the catalog's order. What it does not know is the mapping's
    /// business.
    var reachable: [(relation: Relation, scope: RowScope)] {
        catalog.relations.compactMap { relation in relations[relation.name].map { (relation, $0) } }
    }

    /// The functions of the catalog that a request can reach.
    var reachableFunctions: [Function] {
        catalog.functions.filter { functions.contains($0.name) }
    }

    /// Follows views to what they read, which inherits the view's scope unless it has its own.
    private static func relations(
        reachableFrom named: [QualifiedName: RowScope], known: [QualifiedName: Relation]
    ) -> [QualifiedName: RowScope] {
        var scopes = named
        var pending = named.sorted { $0.key.description < $1.key.description }.map { ($0.key, $0.value) }
        while let (name, scope) = pending.popLast() {
            for underlying in known[name]?.underlyingRelations ?? [] where scopes[underlying] == nil {
                scopes[underlying] = scope
                pending.append((underlying, scope))
            }
        }
        return scopes
    }

    private static func functions(
        calledBy relations: [Relation], among functions: [Function]
    ) -> Set<QualifiedName> {
        let known = Set(functions.map(\.name))
        var called: Set<QualifiedName> = []
        for relation in relations {
            called.formUnion(relation.triggerFunctions)
            for policy in relation.policies {
                for expression in policy.expressions {
                    called.formUnion(PolicyExpression(expression).calledFunctions)
                }
            }
        }
        return called.intersection(known)
    }
}

extension Policy {
    /// Its USING and WITH CHECK, where it has them.
    var expressions: [String] { [using, withCheck].compactMap(\.self) }
}
