// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
package import SQL

/// Reads `privacy.data_map` and what belongs to it, as a role that may: the owner of the map.
package enum DataMapReader {
    /// What came of looking for a map.
    package enum Outcome: Sendable, Hashable {
        case map(DataMap)
        /// The database has none.
        case none
        /// There is one, which this login may not read.
        case hidden
    }

    /// The connection must not be in a transaction.
    package static func read(_ connection: PostgresConnection) async throws(CatalogReaderError) -> Outcome {
        do {
            switch try await text(connection, presence) {
            case "hidden": return .hidden
            case "none": return .none
            default: break
            }
            let text = try await text(connection, map)
            guard let map = try? JSONDecoder().decode(DataMap.self, from: Data(text.utf8)) else {
                throw CatalogReaderError.unexpectedAnswer(part: "data map")
            }
            return .map(map)
        } catch let error as CatalogReaderError {
            throw error
        } catch let error as PostgresError {
            throw .postgres(error)
        } catch {
            throw .unexpectedAnswer(part: "data map")
        }
    }

    private static func text(_ connection: PostgresConnection, _ query: String) async throws -> String {
        guard let result = try await connection.simpleQuery(query).last, result.rowCount == 1 else {
            throw CatalogReaderError.unexpectedAnswer(part: "data map")
        }
        return result.text(row: 0, column: 0) ?? ""
    }

    // Policies close the map to all but its owner: a login that sees no row of it must not take it for empty.
    private static let presence = """
        select coalesce((
            select case
                when (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
                    or pg_has_role(current_user, c.relowner, 'usage') then 'there'
                else 'hidden' end
            from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where n.nspname = 'privacy' and c.relname = 'data_map'), 'none')
        """

    private static let map = """
        with tables as (
            select held.relation, json_build_object('schema', n.nspname, 'name', c.relname) as name
            from privacy.mapped_tables as held
                join pg_class as c on c.oid = to_regclass(held.relation)
                join pg_namespace as n on n.oid = c.relnamespace
        )
        select json_build_object(
            'columns', (
                select coalesce(json_agg(json_build_object(
                    'relation', tables.name, 'column', map.column_name, 'category', map.category, 'path', map.path,
                    'erase', map.erase, 'anonymize', map.anonymize) order by map.relation, map.column_name), '[]')
                from privacy.data_map as map join tables using (relation)),
            'paths', (
                select coalesce(json_agg(json_build_object(
                    'relation', tables.name, 'name', step.path, 'leadsToPerson', step.root_kind = 'person',
                    'columns', step.columns, 'toRelation', target.name, 'toColumns', coalesce(step.to_columns, '{}'),
                    'toPath', step.to_path, 'onErase', step.on_erase, 'onAnonymize', step.on_anonymize)
                    order by step.relation, step.path), '[]')
                from privacy.subject_paths as step
                    join tables using (relation)
                    left join tables as target on target.relation = step.to_relation))
        """
}
