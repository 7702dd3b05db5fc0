// SPDX-License-Identifier: Apache-2.0

internal import Gzip
package import Postgres
internal import SQL

/// Makes the archives of exports, one in a step, as of one moment. Deletes expired ones.
///
/// A second connection reads the archive part by part, in one transaction that sees one state of the data; this one stores
/// each part by itself, so that neither process holds more than a part, and whoever erases or writes meanwhile waits for
/// nothing. An archive is a tar file, compressed part by part: a gzip file of as many members. What a process that was
/// killed has left is begun anew.
package struct ExportJob: Job {
    package let name = "exports"
    package let isLong = true
    private let partSize: Int

    /// - Parameter partSize: bytes of a part, about, before it is compressed.
    package init(partSize: Int = 1 << 20) {
        self.partSize = partSize
    }

    package func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("privacy.begin_export()"),
            let archive = try await connection.texts(
                """
                select archive ->> 'tenant_id', archive ->> 'id', archive::text from privacy.begin_export() as archive
                where archive is not null
                """)
        else { return 0 }
        let (tenant, export) = (archive[0], archive[1])
        var failure = ""
        do throws(PostgresError) {
            try await make(archive[2], tenant: tenant, export: export, connection)
        } catch {
            // Lost with its connection, the archive is let go of all the same.
            guard case .server(let server) = error else { throw error }
            failure = server.sqlState
        }
        _ = try await connection.query(
            SQLStatement(text: "select privacy.leave_export($1::uuid, $2::uuid, nullif($3, ''))"),
            arguments([tenant, export, failure]))
        return 1
    }

    private func make(
        _ archive: String, tenant: String, export: String, _ connection: PostgresConnection
    ) async throws(PostgresError) {
        let reader = try await PostgresConnection.open(connection.configuration)
        do throws(PostgresError) {
            try await copy(archive, tenant: tenant, export: export, from: reader, to: connection)
            await reader.close()
        } catch {
            await reader.close()
            throw error
        }
    }

    private func copy(
        _ archive: String, tenant: String, export: String, from reader: PostgresConnection,
        to writer: PostgresConnection
    ) async throws(PostgresError) {
        try await Worker.prepare(reader)
        _ = try await reader.simpleQuery("begin isolation level repeatable read, read only")
        guard let asOf = try await reader.texts("select now()::text")?.first else { return }
        var state: String? = archive
        while let reached = state {
            let began = ContinuousClock.now
            let part = try await reader.query(
                SQLStatement(
                    text: """
                        select content, reached::text, reached ->> 'reached'
                        from privacy.read_part($1::jsonb, $2::bigint)
                        """),
                arguments([reached, String(partSize)]))
            guard part.rowCount == 1, let next = part.text(row: 0, column: 1) else { return }
            if let member = try compressed(part) {
                _ = try await writer.query(
                    SQLStatement(text: "select privacy.store_part($1::jsonb, $2::bytea)"), arguments([next, member]))
            }
            state = part.isNull(row: 0, column: 2) ? nil : next
            // Half of the time is the others'.
            do { try await Task.sleep(for: ContinuousClock.now - began) } catch { throw .cancelled }
        }
        _ = try await writer.simpleQuery("begin")
        do throws(PostgresError) {
            let last = try await writer.query(
                SQLStatement(text: "select privacy.end_export($1::uuid, $2::uuid, $3::timestamptz)"),
                arguments([tenant, export, asOf]))
            if let member = try compressed(last) {
                _ = try await writer.query(
                    SQLStatement(text: "select privacy.store_export($1::uuid, $2::uuid, $3::bytea)"),
                    arguments([tenant, export, member]))
            }
            _ = try await writer.simpleQuery("commit")
        } catch {
            _ = try? await writer.simpleQuery("rollback")
            throw error
        }
    }

    /// The bytes of the first column as a member of a gzip file, in hexadecimal digits; nil where there are none.
    private func compressed(_ part: ResultSet) throws(PostgresError) -> String? {
        let content = part.withBytes(row: 0, column: 0) { $0.flatMap { HexadecimalBytes(text: $0)?.bytes } }
        guard let content, !content.isEmpty else { return nil }
        // Thrown, so that the archive is made again.
        guard let member = GzipEncoder.member(of: content) else { throw .cancelled }
        return String(decoding: HexadecimalBytes(member).text, as: UTF8.self)
    }

    private func arguments(_ texts: [String]) throws(PostgresError) -> SQLArguments {
        var arguments = SQLArguments()
        do {
            for text in texts { try arguments.append(text) }
        } catch {
            throw .invalidArgument(.statementContainsNUL)  // the database answers no text with a NUL byte
        }
        return arguments
    }
}
