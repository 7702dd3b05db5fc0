// SPDX-License-Identifier: Apache-2.0

package import SQL

/// A first data map for the tables that have none: guessed from names, types and foreign keys, for somebody to correct.
///
/// It errs to the side of personal data: what it cannot tell is content, and goes with its row.
package struct DataMapProposal {
    /// One or more statements for a migration.
    package let sql: String

    /// - Parameters:
    ///   - people: the table of people, as `schema.table`.
    ///   - schema: propose for this schema only; nil for all but `privacy`.
    package init(_ catalog: Catalog, people: String, schema: String?) {
        let mapped = catalog.dataMap?.relations ?? []
        let tables = catalog.relations.filter { relation in
            relation.isTable && relation.primaryKey != nil && !mapped.contains(relation.name)
                && relation.name.schema != "privacy" && schema.map { $0 == relation.name.schema } ?? true
        }
        guard !tables.isEmpty else {
            sql = "-- Every table is in the data map already.\n"
            return
        }
        let roots = Self.paths(of: tables, mapped: mapped, people: people)
        sql =
            [
                "-- Proposed from names, types and foreign keys: read every line. What a person wrote or said is content or",
                "-- speech; health, faith, origin, politics and sex life are special categories (is_special).",
                "insert into privacy.mapped_tables (relation, key_columns, tenant_column, clock_column) values",
                tables.map(Self.tableRow).joined(separator: ",\n") + ";", "",
            ].joined(separator: "\n") + Self.pathStatement(roots)
            + "\ninsert into privacy.data_map (relation, column_name, category, erase, anonymize, export, reason) values\n"
            + tables.map { table in Self.columnRows(table, hasPath: roots.contains { $0.table == table.name }) }
            .joined(separator: ",\n\n") + ";\n\nselect privacy.apply_map();\n"
    }

    private struct Path {
        let table: QualifiedName
        /// nil: the row itself is the person.
        let column: String?
        let target: String
    }

    private static func paths(of tables: [Relation], mapped: Set<QualifiedName>, people: String) -> [Path] {
        let candidates = Set(tables.map(\.name)).union(mapped)
        var found: [Path] = []
        for table in tables {
            if table.name.description == people {
                found.append(Path(table: table.name, column: nil, target: people))
                continue
            }
            for key in table.foreignKeys {
                // A key of the person, beside the tenant's.
                guard let column = key.columns.last, key.columns.count <= 2 else { continue }
                let isDirect = key.foreignRelation.description == people
                let isByMembership = column.hasSuffix("user_id") && candidates.contains(key.foreignRelation)
                guard isDirect || isByMembership else { continue }
                if !found.contains(where: { $0.table == table.name && $0.column == column }) {
                    found.append(Path(table: table.name, column: column, target: people))
                }
            }
        }
        return found
    }

    private static func pathStatement(_ paths: [Path]) -> String {
        guard !paths.isEmpty else {
            return "\n-- No foreign key leads to a person: privacy.subject_paths has to be written by hand.\n"
        }
        let rows = paths.map { path in
            let name = path.column.map { $0 == "user_id" ? "owner" : $0.replacingSuffix("_id") } ?? "self"
            let target = path.column == nil ? "null" : path.target.literal
            let key = (path.column ?? "id").literal
            return "    (\(path.table.sql.literal), \(name.literal), array[\(key)], \(target), 'delete', 'delete')"
        }
        return """

            insert into privacy.subject_paths (relation, path, columns, to_relation, on_erase, on_anonymize) values
            \(rows.joined(separator: ",\n"));

            """
    }

    private static func tableRow(_ table: Relation) -> String {
        let key = (table.primaryKey?.columns ?? []).map(\.literal).joined(separator: ", ")
        let tenant = table.column("tenant_id") == nil ? "null" : "'tenant_id'"
        let clock =
            ["created_at", "started_at", "occurred_at"].first { table.column($0) != nil }.map(\.literal) ?? "null"
        return "    (\(table.name.sql.literal), array[\(key)], \(tenant), \(clock))"
    }

    private static func columnRows(_ table: Relation, hasPath: Bool) -> String {
        table.columns.map { column in
            let category = category(of: column, in: table)
            let action = hasPath ? "row" : "keep"
            let reason =
                hasPath || category == "technical"
                ? "null" : "'No path leads to a person: give it one, or say why not.'"
            let export = category == "secret" ? "never" : "yes"
            return "    (\(table.name.sql.literal), \(column.name.literal), '\(category)', '\(action)', '\(action)', "
                + "'\(export)', \(reason))"
        }.joined(separator: ",\n")
    }

    /// What a column probably holds.
    static func category(of column: Column, in table: Relation) -> String {
        let name = column.name.lowercased()
        func says(_ words: String...) -> Bool { words.contains { name.contains($0) } }
        if ["id", "tenant_id", "created_at", "updated_at", "deleted_at", "version"].contains(name) {
            return "technical"
        }
        if says("password", "secret", "token", "api_key") { return "secret" }
        if says("email", "phone", "address", "street", "postal", "zip") { return "contact" }
        if says("symptom", "diagnos", "health", "medic", "cycle", "pregnan") { return "health" }
        if name.hasSuffix("user_id") || name.hasSuffix("person_id") { return "reference" }
        if name.hasSuffix("_id") { return "technical" }
        if name == "name" || name.hasSuffix("_name") || says("username", "birth", "gender", "pseudonym", "job_title") {
            return "identity"
        }
        if says("transcript", "speech", "audio") { return "speech" }
        if says("url", "path", "file") { return "file" }
        if says("preference", "setting", "language") { return "preference" }
        if says("score", "rating", "sentiment") { return "score" }
        switch (column.type.base ?? column.type.name).name {
        case "text", "character varying", "varchar", "jsonb", "json", "bytea", "tsvector": return "content"
        case "boolean", "bool", "integer", "int4", "int8", "bigint", "smallint", "int2": return "technical"
        case "timestamp with time zone", "timestamptz", "timestamp", "date": return "activity"
        default: return "content"
        }
    }
}

extension String {
    /// Without a suffix, where it has it.
    fileprivate func replacingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
