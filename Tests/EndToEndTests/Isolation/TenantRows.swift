// SPDX-License-Identifier: Apache-2.0

import JSON
import Mapping
import Postgres
import SQL

/// What one tenant's rows hold, as a superuser sees them: every text and key, by type.
struct TenantRows {
    /// Strings of the rows of each type, those within JSON included.
    private(set) var texts: [String: Set<String>] = [:]
    /// One row of each type that has any: its columns.
    private(set) var samples: [String: JSON] = [:]

    struct UnknownOwner: Error {
        let relation: QualifiedName
    }

    /// Reads all rows that belong to a tenant.
    ///
    /// - Throws: `UnknownOwner` for a relation of which it cannot be said whose its rows are: then nothing is proved.
    init(of tenant: String, in mapping: Mapping, catalog: Catalog, connection: PostgresConnection) async throws {
        for table in mapping.tables.values {
            let condition = try Self.condition(on: table.relation, catalog: catalog)
            let sql: SQLFragment = """
                select
                    (select coalesce(json_agg(distinct leaf.value #>> '{}'), '[]')
                        from \(table.relation) as owned
                        cross join jsonb_path_query(to_jsonb(owned), '$.** ? (@.type() == "string")') as leaf (value)
                        where \(condition)),
                    (select to_jsonb(owned) from \(table.relation) as owned where \(condition) limit 1)
                """
            var arguments = SQLArguments()
            try arguments.append(tenant)
            let result = try await connection.query(SQLStatement(text: sql.rendered().text), arguments)
            texts[table.typeName] = try JSON.parse(result.text(row: 0, column: 0) ?? "[]").strings
            samples[table.typeName] = try result.text(row: 0, column: 1).map { text in try JSON.parse(text) }
        }
    }

    /// Every string of every row.
    var allTexts: Set<String> { texts.values.reduce(into: []) { $0.formUnion($1) } }

    /// `$1` is the tenant.
    private static func condition(on relation: QualifiedName, catalog: Catalog) throws -> SQLFragment {
        let tenant: SQLFragment = "\(SQLPlaceholder(id: 0))::uuid"
        if catalog.relation(relation)?.column("tenant_id") != nil { return "owned.tenant_id = \(tenant)" }
        switch relation.description {
        case "core.tenants": return "owned.id = \(tenant)"
        case "core.users": return "owned.id in (select user_id from core.memberships where tenant_id = \(tenant))"
        case "core.user_preferences":
            return "owned.user_id in (select user_id from core.memberships where tenant_id = \(tenant))"
        default: throw UnknownOwner(relation: relation)
        }
    }
}

extension JSON {
    /// Every string in the value, but no member's name.
    var strings: Set<String> {
        switch self {
        case .string(let text): [text]
        case .array(let items): items.reduce(into: []) { $0.formUnion($1.strings) }
        case .object(let members): members.reduce(into: []) { $0.formUnion($1.value.strings) }
        case .null, .boolean, .number: []
        }
    }
}
