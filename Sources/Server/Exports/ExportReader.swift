// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Postgres
import SQL
import Tenancy

/// Reads the archive of an export, as the role of whoever fetches it. Each call is a transaction of its own: a slow
/// client holds no connection of the pool.
struct ExportReader: Sendable {
    /// What a fetch has begun.
    struct Archive: Sendable {
        let byteCount: Int
        let chunkCount: Int
    }

    let pool: PostgresPool
    let opening: RequestOpening
    let timeout: TimeAmount

    private static let fetch: SQLFragment = """
        select bytes, chunks from privacy.fetch_export(\(SQLPlaceholder(id: 0))::uuid)
        """
    private static let chunk: SQLFragment = """
        select content from privacy.export_chunks
        where export_id = \(SQLPlaceholder(id: 0))::uuid and position = \(SQLPlaceholder(id: 1))::integer
        """
    private static let close: SQLFragment = "select privacy.close_export(\(SQLPlaceholder(id: 0))::uuid)"

    /// Begins the one download of an archive; nil where it answers something else than expected.
    func begin(_ id: ExportID, as context: TenantContext) async throws -> Archive? {
        let results = try await run(Self.fetch, id, for: .writing, as: context)
        guard let result = results.last, result.rowCount == 1,
            let bytes = result.text(row: 0, column: 0).flatMap({ Int($0) }),
            let chunks = result.text(row: 0, column: 1).flatMap({ Int($0) })
        else { return nil }
        return Archive(byteCount: bytes, chunkCount: chunks)
    }

    /// - Parameter position: counts from 1.
    /// - Returns: nil where the role sees no such chunk: it has expired, or the person was erased meanwhile.
    func chunk(_ position: Int, of id: ExportID, as context: TenantContext) async throws -> [UInt8]? {
        let results = try await run(Self.chunk, id, position, for: .reading, as: context)
        guard let result = results.last, result.rowCount == 1 else { return nil }
        return result.withBytes(row: 0, column: 0) { $0.flatMap { HexadecimalBytes(text: $0)?.bytes } }
    }

    /// Deletes an archive that was sent to its end.
    func end(_ id: ExportID, as context: TenantContext) async throws {
        _ = try await run(Self.close, id, for: .writing, as: context)
    }

    private func run(
        _ statement: SQLFragment, _ id: ExportID, _ position: Int? = nil, for purpose: RequestOpening.Purpose,
        as context: TenantContext
    ) async throws -> [ResultSet] {
        var arguments = SQLArguments()
        try arguments.append(id.text)
        if let position { arguments.append(Int64(position)) }
        let bound = BoundStatement(statement: SQLStatement(text: statement.rendered().text), arguments: arguments)
        let segment = try opening.segment(for: context, purpose: purpose, statements: [bound])
        let deadline = NIODeadline.now() + timeout
        switch purpose {
        case .reading: return try await pool.executeRead(segment, deadline: deadline)
        case .writing: return try await pool.execute(segment, deadline: deadline)
        }
    }
}

/// The key of an export, as it stands in a path: a UUID, in its usual form.
struct ExportID: Sendable, Hashable {
    let text: String

    init?(_ text: Substring) {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12],
            groups.allSatisfy({ $0.allSatisfy(\.isHexadecimalDigit) })
        else { return nil }
        self.text = text.lowercased()
    }
}
