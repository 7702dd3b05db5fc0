// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import Postgres
import SQL

extension OperationRunner {
    /// From a replica where there is one that can answer; else from the primary.
    func read(
        _ segment: Segment, terms: RequestTerms?, deadline: NIODeadline
    ) async throws(PostgresError) -> [ResultSet] {
        if let replicas, let terms,
            let results = try await replicas.execute(segment, consistency: terms.consistency, deadline: deadline)
        {
            return results
        }
        return try await pool.executeRead(segment, deadline: deadline)
    }

    private static let position: SQLStatement = {
        let fragment: SQLFragment = "select pg_catalog.pg_current_wal_insert_lsn()"
        return SQLStatement(text: fragment.rendered().text)
    }()

    /// How far the primary has written, after a write and where there are replicas. Asked after the commit, so that the
    /// commit lies before it.
    ///
    /// - Returns: nil too where that cannot be had: the write is done all the same.
    func position(after purpose: RequestOpening.Purpose, deadline: NIODeadline) async -> LogPosition? {
        guard replicas != nil, purpose == .writing else { return nil }
        let segment = Segment(role: "", opening: nil, statements: [BoundStatement(statement: Self.position)])
        do throws(PostgresError) {
            let result = try await pool.execute(segment, deadline: deadline).first
            return result?.text(row: 0, column: 0).flatMap { LogPosition($0) }
        } catch {
            logger.info("the position of a write is not known", metadata: ["reason": "\(error.logDescription)"])
            return nil
        }
    }
}
