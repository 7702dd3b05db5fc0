// SPDX-License-Identifier: Apache-2.0

import JSON
import Mapping
import Postgres
import SQL
import Safety
import Tenancy

/// Which rows are A's, and which are B's, by type; a type is missing where nothing tells.
///
/// The policies say whose a row is by the column that they compare with the tenant or user. Where they go by memberships
/// or other tables instead, or compare it with something else, PostgreSQL is asked as each of the two: what it shows to B
/// and not to A is B's. That holds the server to the policies; a policy that lets too much pass leaves less for B alone,
/// and in the end nothing.
struct Ownership {
    private(set) var own: [String: OwnedRows] = [:]
    private(set) var foreign: [String: OwnedRows] = [:]
    private let owners: [String: RowOwner]

    /// - Parameters:
    ///   - visible: what A's role sees of the mapping.
    ///   - connection: of a login that no policy binds.
    init(
        of own: ProofIdentity, against foreign: ProofIdentity, contexts: (own: TenantContext, foreign: TenantContext),
        visible: Mapping, in setting: IsolationProof.Setting, owner connection: PostgresConnection
    ) async throws(PostgresError) {
        owners = Self.owners(in: setting)
        for table in setting.mapping.tables.values {
            let type = table.typeName
            guard let owner = owners[type], let theirs = OwnedRows(of: foreign, owner: owner),
                try await theirs.exist(in: table.relation, connection)
            else { continue }
            self.own[type] = OwnedRows(of: own, owner: owner)
            self.foreign[type] = theirs
        }
        for table in visible.tables.values
        where self.foreign[table.typeName] == nil && table.scope != .public && setting.catalog.holdsRows(table.relation)
        {
            let key = table.orderingKey.map(\.name)
            guard !key.isEmpty,
                let shownToOwn = try await OwnedRows.keys(
                    of: table.relation, key: key, shownTo: contexts.own, by: setting.runner),
                let shownToForeign = try await OwnedRows.keys(
                    of: table.relation, key: key, shownTo: contexts.foreign, by: setting.runner)
            else { continue }
            self.own[table.typeName] = .shown(key: key, values: shownToOwn)
            self.foreign[table.typeName] = .shown(key: key, values: shownToForeign.subtracting(shownToOwn))
        }
    }

    /// Whether anything tells whose the rows of a type are.
    func tells(_ type: String) -> Bool { owners[type] != nil || foreign[type] != nil }

    private static func owners(in setting: IsolationProof.Setting) -> [String: RowOwner] {
        let roles = setting.tenancy.databaseRoles
        var relations: [QualifiedName: RowScope] = [:]
        for table in setting.mapping.tables.values { relations[table.relation] = RowScope(table.scope) }
        let context = SafetyContext(
            catalog: setting.catalog, requestRoles: roles ?? [], loginRole: setting.catalog.loginRole,
            switchesRole: roles != nil, relations: relations,
            tenantNames: setting.tenancy.tenantNames, userNames: setting.tenancy.userNames)
        var owners: [String: RowOwner] = [:]
        for table in setting.mapping.tables.values {
            guard let relation = setting.catalog.relation(table.relation) else { continue }
            owners[table.typeName] = context.owner(of: relation)
        }
        return owners
    }
}

extension Catalog {
    /// Whether a relation's rows are its own, and not those of other relations.
    func holdsRows(_ name: QualifiedName) -> Bool {
        switch relation(name)?.kind {
        case .view?, .materializedView?, .foreignTable?: false
        case .table?, .partitionedTable?, nil: true
        }
    }
}
