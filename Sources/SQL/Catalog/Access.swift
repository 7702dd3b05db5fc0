// SPDX-License-Identifier: Apache-2.0

/// A row-security policy. PostgreSQL: `pg_policy`.
package struct Policy: Sendable, Hashable, Codable {
    package var name: String
    package var isPermissive: Bool
    package var command: PolicyCommand
    /// Role names; `public` stands for all.
    package var roles: [String]
    /// USING, as PostgreSQL prints it.
    package var using: String?
    /// WITH CHECK, as PostgreSQL prints it.
    package var withCheck: String?

    package init(
        name: String, isPermissive: Bool = true, command: PolicyCommand, roles: [String], using: String? = nil,
        withCheck: String? = nil
    ) {
        self.name = name
        self.isPermissive = isPermissive
        self.command = command
        self.roles = roles
        self.using = using
        self.withCheck = withCheck
    }
}

/// What a policy is for.
package enum PolicyCommand: String, Sendable, Codable, CaseIterable {
    case all, select, insert, update, delete
}

/// A privilege that a role holds by GRANT.
package struct Grant: Sendable, Hashable, Codable {
    /// The role's name; `public` stands for all.
    package var role: String
    /// SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN, EXECUTE.
    package var privilege: String
    /// The column that it is limited to; nil for the whole object.
    package var column: String?

    package init(role: String, privilege: String, column: String? = nil) {
        self.role = role
        self.privilege = privilege
        self.column = column
    }
}

/// A role of the cluster. PostgreSQL: `pg_roles`.
package struct Role: Sendable, Hashable, Codable {
    package var name: String
    package var isSuperuser: Bool
    package var bypassesRowSecurity: Bool
    package var canLogin: Bool
    package var inherits: Bool
    package var canCreateRole: Bool
    package var canCreateDatabase: Bool
    package var canReplicate: Bool
    /// The roles that it was directly granted membership of.
    package var memberships: [RoleMembership]

    package init(
        name: String, isSuperuser: Bool = false, bypassesRowSecurity: Bool = false, canLogin: Bool = false,
        inherits: Bool = true, canCreateRole: Bool = false, canCreateDatabase: Bool = false,
        canReplicate: Bool = false, memberships: [RoleMembership] = []
    ) {
        self.name = name
        self.isSuperuser = isSuperuser
        self.bypassesRowSecurity = bypassesRowSecurity
        self.canLogin = canLogin
        self.inherits = inherits
        self.canCreateRole = canCreateRole
        self.canCreateDatabase = canCreateDatabase
        self.canReplicate = canReplicate
        self.memberships = memberships
    }
}

/// That a role is a member of another. PostgreSQL: `pg_auth_members`.
package struct RoleMembership: Sendable, Hashable, Codable {
    /// The role that the member belongs to.
    package var role: String
    /// The member has the role's rights at once. Before PostgreSQL 16 this is the member's INHERIT.
    package var inherits: Bool
    /// The member may SET ROLE to it. Always so before PostgreSQL 16.
    package var canSet: Bool
    /// The member may grant the membership on, to itself too.
    package var isAdmin: Bool

    package init(role: String, inherits: Bool = false, canSet: Bool = true, isAdmin: Bool = false) {
        self.role = role
        self.inherits = inherits
        self.canSet = canSet
        self.isAdmin = isAdmin
    }
}

/// A schema, or the database itself, with who may do what in it. PostgreSQL: `pg_namespace`, `pg_database`.
package struct Container: Sendable, Hashable, Codable {
    package var name: String
    package var owner: String
    /// USAGE and CREATE of a schema; CONNECT, CREATE and TEMPORARY of a database. The owner's own are not listed.
    package var grants: [Grant]

    package init(name: String, owner: String, grants: [Grant] = []) {
        self.name = name
        self.owner = owner
        self.grants = grants
    }
}

/// PostgreSQL: `pg_proc`.
package struct Function: Sendable, Hashable, Codable {
    package var name: QualifiedName
    package var owner: String
    /// As `pg_get_function_identity_arguments` writes them.
    package var identityArguments: String
    package var isSecurityDefiner: Bool
    package var volatility: FunctionVolatility
    /// The function's own settings: `search_path=pg_catalog, pg_temp`.
    package var settings: [String]
    /// Who may execute it, `public` included where PUBLIC may.
    package var executors: [String]
    package var isTrigger: Bool
    /// LEAKPROOF: may run before the conditions of policies do.
    package var isLeakproof: Bool
    /// What it takes and answers; nil for what cannot stand in FROM: triggers, procedures, aggregates.
    package var signature: FunctionSignature?

    package init(
        name: QualifiedName, owner: String, identityArguments: String, isSecurityDefiner: Bool = false,
        volatility: FunctionVolatility = .volatile, settings: [String] = [], executors: [String] = [],
        isTrigger: Bool = false, isLeakproof: Bool = false, signature: FunctionSignature? = nil
    ) {
        self.name = name
        self.owner = owner
        self.identityArguments = identityArguments
        self.isSecurityDefiner = isSecurityDefiner
        self.volatility = volatility
        self.settings = settings
        self.executors = executors
        self.isTrigger = isTrigger
        self.isLeakproof = isLeakproof
        self.signature = signature
    }
}

/// PostgreSQL: `pg_proc.provolatile`.
package enum FunctionVolatility: String, Sendable, Codable {
    case immutable, stable, volatile
}
