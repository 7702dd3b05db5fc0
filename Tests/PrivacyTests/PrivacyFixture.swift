// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import Postgres
import Testing

/// The shipped application's database with two people in it, one of whom is about to be erased (Fixtures/people.sql).
struct PrivacyFixture {
    let database: TestDatabase

    static let couple = "00000000-0000-4000-a000-0000000000c0"
    static let company = "00000000-0000-4000-a000-0000000000d0"
    static let organization = "00000000-0000-4000-a000-0000000000e0"
    static let account = "00000000-0000-4000-a000-0000000000f1"
    /// The person whose texts begin with MARK, and the other one.
    static let subject = "00000000-0000-4000-b001-000000000001"
    static let other = "00000000-0000-4000-b001-000000000002"
    /// The subject as a trainee of the company, and a session of theirs.
    static let trainee = "00000000-0000-4000-b002-000000000001"
    static let session = "00000000-0000-4000-b003-000000000001"

    private static let directory = URL(filePath: #filePath).deletingLastPathComponent()

    static func with(_ body: (PrivacyFixture) async throws -> Void) async throws {
        try await TestDatabase.withApplication { database in
            let fixtures = directory.appending(path: "Fixtures")
            // One after the other, in one session: they share their functions.
            for name in ["people", "couple", "organization", "account", "copies"] {
                let file = fixtures.appending(path: name + ".sql")
                guard FileManager.default.fileExists(atPath: file.path()) else { continue }
                try await database.run(try String(contentsOf: file, encoding: .utf8))
            }
            try await database.run("reset all")
            try await body(PrivacyFixture(database: database))
        }
    }

    /// What a role of requests runs as, in one transaction of its own.
    func `as`(
        _ role: String, _ user: String, in tenant: String = company, on connection: PostgresConnection? = nil,
        _ script: String
    ) async throws -> [ResultSet] {
        let results = try await (connection ?? database.connection).simpleQuery(
            """
            begin;
            select set_config('palisade.tenant_id', '\(tenant)', true), set_config('palisade.user_id', '\(user)', true);
            set local role palisade_\(role);
            \(script);
            commit
            """)
        // begin, settings, role; commit.
        return Array(results.dropFirst(3).dropLast())
    }

    /// The same, as the subject.
    func `as`(_ role: String, in tenant: String = company, _ script: String) async throws -> [ResultSet] {
        try await self.as(role, Self.subject, in: tenant, script)
    }

    /// Previews and acts, as an admin of the company; what the act answers.
    @discardableResult
    func act(
        _ kind: String, _ function: String, subject: String = subject, user: String = other,
        in tenant: String = company,
        on connection: PostgresConnection? = nil
    ) async throws -> Act {
        let preview = try await preview(kind, subject: subject, user: user, in: tenant, on: connection)
        return try await finish(function, preview, subject: subject, user: user, in: tenant, on: connection)
    }

    func preview(
        _ kind: String, subject: String = subject, user: String = other, in tenant: String = company,
        on connection: PostgresConnection? = nil
    ) async throws -> Act {
        let arguments = kind == "anonymize_session" ? "null, '\(subject)'" : "'\(subject)'"
        return try await one(
            "select * from privacy.preview('\(kind)', \(arguments))", user: user, in: tenant, on: connection)
    }

    func finish(
        _ function: String, _ preview: Act, subject: String = subject, user: String = other,
        in tenant: String = company, on connection: PostgresConnection? = nil
    ) async throws -> Act {
        try await one(
            "select * from privacy.\(function)('\(subject)', '\(preview.request)', '\(preview.hash)')", user: user,
            in: tenant, on: connection)
    }

    private func one(
        _ query: String, user: String, in tenant: String, on connection: PostgresConnection?
    ) async throws -> Act {
        let result = try #require(
            try await self.as("admin", user, in: tenant, on: connection, query).last, "nothing was answered")
        return try Act(result)
    }

    /// What is found of a text in any column of any table, and in the statistics that PostgreSQL keeps.
    func places(of text: String) async throws -> [String] {
        try await database.run(
            """
            create or replace function public.places(needle text) returns setof text language plpgsql as $$
            declare
                place record;
                is_there boolean;
            begin
                for place in
                    select c.oid::regclass::text as relation, a.attname
                    from pg_class c
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'm') and n.nspname !~ '^(pg_|information_schema)' order by 1, 2
                loop
                    execute format('select exists (select from %s where %I::text ilike $1)', place.relation, place.attname)
                    into is_there using '%' || needle || '%';
                    if is_there then return next place.relation || '.' || place.attname; end if;
                end loop;
                return query select 'statistics of ' || tablename || '.' || attname from pg_stats
                where schemaname !~ '^(pg_|information_schema)'
                  and concat(most_common_vals::text, histogram_bounds::text, most_common_elems::text) ilike '%' || needle || '%';
            end $$
            """)
        return try await texts("select places from public.places('\(text)') where places not like '%before_rows%'")
    }

    /// The first column of what a query answers to the superuser.
    func texts(_ query: String) async throws -> [String] {
        guard let result = try await database.connection.simpleQuery(query).last else { return [] }
        return (0..<result.rowCount).compactMap { result.text(row: $0, column: 0) }
    }

    /// A further connection of the superuser's, closed afterwards.
    func connected<Value: Sendable>(_ body: (PostgresConnection) async throws -> Value) async throws -> Value {
        try await PostgresConnection.withConnection(
            PostgresConnectionConfiguration(connectionString: database.url), body)
    }
}

/// What a procedure answered.
struct Act: Sendable, Hashable {
    let request: String
    let state: String
    let hash: String
    let rowsDone: String
    let rowsLeft: String
    let receipt: String?

    init(_ result: ResultSet) throws {
        var columns: [String: String] = [:]
        try #require(result.rowCount == 1)
        for column in 0..<result.columnCount {
            columns[result.columnName(column)] = result.text(row: 0, column: column)
        }
        request = try #require(columns["request_id"])
        state = try #require(columns["state"])
        hash = try #require(columns["preview_hash"])
        rowsDone = columns["rows_done"] ?? ""
        rowsLeft = columns["rows_left"] ?? ""
        receipt = columns["receipt_id"]
    }
}

/// The SQLSTATE that a body fails with; nil when it does not.
func failure(_ body: () async throws -> Void) async throws -> String? {
    do {
        try await body()
        return nil
    } catch let error as PostgresError {
        guard case .server(let server) = error else { throw error }
        return server.sqlState
    }
}
