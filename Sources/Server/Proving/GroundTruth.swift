// SPDX-License-Identifier: Apache-2.0

import JSON
import Mapping
import Postgres
import SQL
import Safety

/// Somebody in the proof.
package struct ProofIdentity: Sendable, Hashable {
    package let tenant: String?
    package let user: String?
    /// The role's name in tokens.
    package let role: String?

    package init(tenant: String?, user: String?, role: String?) {
        self.tenant = tenant
        self.user = user
        self.role = role
    }
}

/// What an identity's tenant owns, read past row-level security: what the walk is held against.
struct GroundTruth: Sendable {
    /// The rows of one type.
    struct Rows: Sendable {
        let count: Int
        /// Every text in them, those within JSON included.
        let texts: Set<String>
        /// Some of them whole.
        let samples: [JSON]
        /// What the samples have in each column, in their order. A wide row is searched from its beginning for each of its
        /// columns otherwise.
        let values: [String: [JSON]]
        /// What each of them has in the columns by which rows are found and referred to.
        let keys: [JSON]
        /// Changes when any of them does.
        let checksum: String
    }

    /// By type; a type is missing where nothing says which of its rows are the identity's.
    let rows: [String: Rows]

    /// Of so many rows those are taken that the other identity has no rows of the same key of.
    private static let sampleCount = 40

    /// - Parameters:
    ///   - connection: of a login that no policy binds, with `row_security` off, so that a policy that does is an error.
    ///   - owned: which rows are the identity's, by type.
    ///   - keyColumns: of each type, the columns by which rows are found and referred to.
    init(
        _ owned: [String: OwnedRows], of tables: [MappedTable], keyColumns: [String: Set<String>] = [:],
        connection: PostgresConnection
    ) async throws(PostgresError) {
        var rows: [String: Rows] = [:]
        for table in tables {
            guard let owned = owned[table.typeName] else { continue }
            rows[table.typeName] = try await Self.rows(
                owned, of: table.relation, keyColumns: keyColumns[table.typeName, default: []].sorted(), connection)
        }
        self.rows = rows
    }

    /// Every text in these tables, whoever owns their rows.
    static func texts(
        of tables: [MappedTable], connection: PostgresConnection
    ) async throws(PostgresError) -> Set<String> {
        var texts: Set<String> = []
        for table in tables {
            let sql: SQLFragment = "select \(leaves(of: "\(table.relation) as owned"))"
            let result = try await connection.query(SQLStatement(text: sql.rendered().text), SQLArguments())
            texts.formUnion(Self.items(result.text(row: 0, column: 0)).compactMap(\.stringValue))
        }
        return texts
    }

    /// Whether a row of the type has these values, by column.
    func holds(_ values: [String: JSON], of type: String) -> Bool {
        rows[type]?.keys.contains { row in values.allSatisfy { row[$0.key] == $0.value } } ?? false
    }

    /// Every text of every row.
    var texts: Set<String> { rows.values.reduce(into: []) { $0.formUnion($1.texts) } }

    private static func rows(
        _ rows: OwnedRows, of relation: QualifiedName, keyColumns: [String], _ connection: PostgresConnection
    ) async throws(PostgresError) -> Rows {
        let (condition, value) = rows.condition
        let owned: SQLFragment = "(select * from \(relation) as t where \(condition)) as owned"
        let limit = SQLFragment(number: sampleCount)
        let keys: SQLFragment =
            keyColumns.isEmpty
            ? "'[]'"
            : """
            (select coalesce(json_agg(to_jsonb(key)), '[]')
                    from (select \(keyColumns.map { "owned.\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", "))
                        from \(owned)) as key)
            """
        let sql: SQLFragment = """
            select
                (select count(*) from \(owned)),
                \(leaves(of: owned)),
                (select coalesce(json_agg(sample.item), '[]')
                    from (select to_jsonb(owned) as item from \(owned) limit \(limit)) as sample),
                (select coalesce(md5(string_agg(to_jsonb(owned)::text, '' order by to_jsonb(owned)::text)), '')
                    from \(owned)),
                \(keys)
            """
        let result = try await connection.query(
            SQLStatement(text: sql.rendered().text), try OwnedRows.arguments(value))
        func json(_ column: Int) -> [JSON] { items(result.text(row: 0, column: column)) }
        let samples = json(2)
        var values: [String: [JSON]] = [:]
        for member in samples.flatMap({ $0.members ?? [] }) { values[member.name, default: []].append(member.value) }
        return Rows(
            count: result.text(row: 0, column: 0).flatMap { Int($0) } ?? 0,
            texts: Set(json(1).compactMap(\.stringValue)), samples: samples, values: values, keys: json(4),
            checksum: result.text(row: 0, column: 3) ?? "")
    }

    /// Each text in rows that are called `owned`.
    private static func leaves(of rows: SQLFragment) -> SQLFragment {
        """
        (select coalesce(json_agg(distinct leaf.value #>> '{}'), '[]')
            from \(rows)
            cross join jsonb_path_query(to_jsonb(owned), '$.** ? (@.type() == "string")') as leaf (value))
        """
    }

    private static func items(_ text: String?) -> [JSON] {
        (try? JSON.parse(text ?? "[]", limits: .ofDocuments))?.arrayValue ?? []
    }
}
