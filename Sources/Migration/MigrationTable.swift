// SPDX-License-Identifier: Apache-2.0

internal import Postgres
internal import SQL

/// The runner's own table, `palisade.schema_migrations`: made by it, and readable by nobody else.
struct MigrationTable {
    let connection: PostgresConnection

    /// The two keys of the advisory lock: "pali", "sade" in ASCII.
    private static let lock = "1885432937, 1935762533"

    /// Makes the table where it is missing, and takes from everybody what default privileges may have given.
    func create() async throws(PostgresError) {
        _ = try await connection.simpleQuery(
            """
            do $$
            declare
                grantee text;
            begin
                if to_regclass('palisade.schema_migrations') is not null then
                    return;
                end if;
                if to_regnamespace('palisade') is null then
                    create schema palisade;
                end if;
                create table palisade.schema_migrations (
                    version      integer      not null,
                    name         text         not null,
                    checksum     text         not null,
                    state        text         not null,
                    applied_at   timestamptz  not null default clock_timestamp(),
                    duration_ms  double precision,
                    constraint schema_migrations_pkey primary key (version),
                    constraint schema_migrations_state_known check (state in ('started', 'applied'))
                );
                comment on table palisade.schema_migrations is
                    'Which migrations were applied to this database. Kept by the migration runner; read by nobody else.';
                for grantee in
                    select distinct case a.grantee when 0 then 'public' else quote_ident(r.rolname) end
                    from pg_catalog.pg_class as c
                        cross join lateral pg_catalog.aclexplode(c.relacl) as a
                        left join pg_catalog.pg_roles as r on r.oid = a.grantee
                    where c.oid = 'palisade.schema_migrations'::regclass and a.grantee <> c.relowner
                loop
                    execute 'revoke all on palisade.schema_migrations from ' || grantee;
                end loop;
            end
            $$
            """)
    }

    /// The records by version; none where the table was never made.
    func records() async throws(PostgresError) -> [MigrationRecord] {
        let exists = try await connection.query(
            SQLStatement(text: "select to_regclass('palisade.schema_migrations') is not null"))
        guard exists.text(row: 0, column: 0) == "t" else { return [] }
        let rows = try await connection.query(
            SQLStatement(
                text: """
                    select version, name, checksum, state,
                        to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), duration_ms
                    from palisade.schema_migrations
                    order by version
                    """))
        return (0..<rows.rowCount).map { row in
            MigrationRecord(
                version: rows.text(row: row, column: 0).flatMap { Int($0) } ?? 0,
                name: rows.text(row: row, column: 1) ?? "",
                checksum: rows.text(row: row, column: 2) ?? "",
                isApplied: rows.text(row: row, column: 3) == "applied",
                appliedAt: rows.text(row: row, column: 4) ?? "",
                duration: rows.text(row: row, column: 5).flatMap { Double($0) }.map { .milliseconds($0) })
        }
    }

    /// - Returns: false if another session has the lock.
    func tryLock() async throws(PostgresError) -> Bool {
        let result = try await connection.query(SQLStatement(text: "select pg_try_advisory_lock(\(Self.lock))"))
        return result.text(row: 0, column: 0) == "t"
    }

    func unlock() async throws(PostgresError) {
        _ = try await connection.query(SQLStatement(text: "select pg_advisory_unlock(\(Self.lock))"))
    }

    /// Who has the lock, as far as this role may see it; nil if nobody has.
    func lockHolder() async throws(PostgresError) -> String? {
        let result = try await connection.query(
            SQLStatement(
                text: """
                    select format('process %s, user %s, application %s', a.pid, a.usename, a.application_name)
                    from pg_locks as l join pg_stat_activity as a on a.pid = l.pid
                    where l.locktype = 'advisory' and l.granted
                      and (l.classid, l.objid) = (1885432937::oid, 1935762533::oid)
                      and l.database = (select oid from pg_database where datname = current_database())
                    """))
        return result.rowCount > 0 ? result.text(row: 0, column: 0) : nil
    }

    /// The statement that records a file as begun (at its own start) or as applied (since its transaction's start).
    ///
    /// What it contains of the file is its number, and text of letters, digits and underscores only.
    static func insertion(of file: MigrationFile, isApplied: Bool) -> String {
        let outcome = isApplied ? "'applied', extract(epoch from clock_timestamp() - now()) * 1000" : "'started', null"
        return """
            insert into palisade.schema_migrations (version, name, checksum, state, duration_ms)
            values (\(file.version), '\(file.name)', '\(file.checksum)', \(outcome))
            """
    }

    /// The statement that records the end of a file that was begun.
    static func completion(of file: MigrationFile) -> String {
        """
        update palisade.schema_migrations
        set state = 'applied', applied_at = clock_timestamp(),
            duration_ms = extract(epoch from clock_timestamp() - applied_at) * 1000
        where version = \(file.version)
        """
    }
}
