// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// Work that a pool was given, for whoever may have to take it back.
package struct SubmittedWork: Sendable {
    fileprivate let work: PostgresWork
    fileprivate let pool: PostgresPool

    /// Cancels the work, in PostgreSQL where it runs there. It ends with an outcome all the same.
    package func cancel() { pool.cancel(work) }
}

extension PostgresPool {
    /// Runs a segment in one round trip, for a caller that has no task to wait in: `execute` without the cost of one.
    ///
    /// - Parameter completion: called once with the results of the segment's `statements`, perhaps before this returns: on
    ///   the event loop of the connection, or on the caller's thread where there was none.
    package func submit(
        _ segment: Segment, deadline: NIODeadline?,
        completion: @escaping @Sendable (Result<[ResultSet], PostgresError>) -> Void
    ) -> SubmittedWork {
        let began = NIODeadline.now()
        let statements = segment.statements.count + 1
        let work = PostgresWork(task: .segment(segment), deadline: deadline)
        work.whenFinished { work, outcome in
            self.remember(outcome, of: work, statements: statements, since: began)
            completion(outcome)
        }
        do throws(PostgresError) {
            try segment.check()
            submit(work)
        } catch {
            work.finish(.failure(error))
        }
        return SubmittedWork(work: work, pool: self)
    }
}
