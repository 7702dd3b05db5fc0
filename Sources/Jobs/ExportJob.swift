// SPDX-License-Identifier: Apache-2.0

internal import Gzip
package import Postgres
internal import SQL

/// Makes the archives of exports: one part of the oldest, read and stored in one transaction. Deletes expired ones.
///
/// An archive is a tar file, compressed part by part: a gzip file of as many members. Whatever happens to the process,
/// the next one goes on after the last part that was committed.
package struct ExportJob: Job {
    package let name = "exports"
    private let partSize: Int

    /// - Parameter partSize: bytes of a part, about, before it is compressed.
    package init(partSize: Int = 1 << 20) {
        self.partSize = partSize
    }

    package func step(_ connection: PostgresConnection) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("privacy.build_export(bigint)") else { return 0 }
        _ = try await connection.simpleQuery("begin")
        do throws(PostgresError) {
            let done = try await part(connection)
            _ = try await connection.simpleQuery("commit")
            return done
        } catch {
            // Lost with its connection, it is rolled back all the same.
            _ = try? await connection.simpleQuery("rollback")
            throw error
        }
    }

    private func part(_ connection: PostgresConnection) async throws(PostgresError) -> Int {
        guard
            let next = try await connection.simpleQuery(
                "select tenant_id, export_id, content from privacy.build_export(\(partSize))"
            ).last, next.rowCount == 1,
            let tenant = next.text(row: 0, column: 0), let export = next.text(row: 0, column: 1)
        else { return 0 }
        // A part that failed is put off: there is nothing to store.
        let content = next.withBytes(row: 0, column: 2) { $0.flatMap { HexadecimalBytes(text: $0)?.bytes } }
        guard let content, !content.isEmpty else { return 1 }
        // Thrown, so that the part is read again.
        guard let member = GzipEncoder.member(of: content) else { throw .cancelled }
        let store: SQLFragment = """
            select privacy.store_export(\(SQLPlaceholder(id: 0))::uuid, \(SQLPlaceholder(id: 1))::uuid,
                \(SQLPlaceholder(id: 2))::bytea)
            """
        var arguments = SQLArguments()
        do {
            try arguments.append(tenant)
            try arguments.append(export)
            try arguments.append(utf8: HexadecimalBytes(member).text)
        } catch {
            return 0  // hexadecimal digits have no NUL byte
        }
        _ = try await connection.query(SQLStatement(text: store.rendered().text), arguments)
        return 1
    }
}
