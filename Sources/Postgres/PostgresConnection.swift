// SPDX-License-Identifier: Apache-2.0

package import NIOCore
internal import NIOPosix
package import SQL

/// One connection for work outside of the pool: migrations, reading the catalog, the owner's tools.
///
/// Calls from several tasks are answered one after the other. It must be closed; `withConnection` does so on each path.
///
/// What can change is confined to the event loop: hence `@unchecked Sendable`.
package final class PostgresConnection: @unchecked Sendable {
    /// What it was opened with: another one like it takes no more.
    package let configuration: PostgresConnectionConfiguration
    private let connection: LibPQConnection
    private var waiting = CircularBuffer<PostgresWork>()

    private init(_ connection: LibPQConnection, _ configuration: PostgresConnectionConfiguration) {
        self.connection = connection
        self.configuration = configuration
    }

    /// Connects by a `postgresql://` URL or a list of `key=value`, with more patience than a request has.
    package static func open(_ connectionString: String) async throws(PostgresError) -> PostgresConnection {
        try await open(
            PostgresConnectionConfiguration(connectionString: connectionString, connectTimeout: .seconds(60)))
    }

    /// Connects.
    package static func open(
        _ configuration: PostgresConnectionConfiguration,
        eventLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.any()
    ) async throws(PostgresError) -> PostgresConnection {
        let opened = try await ConnectionOpening.open(
            configuration, identifier: 0, keepsSession: true, on: eventLoop)
        let connection = PostgresConnection(opened, configuration)
        let isStarted = await withUnsafeContinuation { continuation in
            eventLoop.execute {
                continuation.resume(returning: opened.start(owner: connection))
            }
        }
        guard isStarted else {
            throw .connectionFailed(reason: .systemError(code: 0))
        }
        return connection
    }

    /// Connects, calls `body`, and closes the connection whatever happens.
    package static func withConnection<Value: Sendable>(
        _ configuration: PostgresConnectionConfiguration,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await open(configuration)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Sends the text of any number of statements by the simple protocol. Unless the text says otherwise they are one
    /// transaction; the first error ends them. COPY from or to the client is refused.
    ///
    /// - Returns: the result of each statement.
    package func simpleQuery(_ script: String) async throws(PostgresError) -> [ResultSet] {
        if script.utf8.contains(0) {
            throw .invalidArgument(.statementContainsNUL)
        }
        return try await outcome(of: .script(script)).get()
    }

    /// Executes one statement in a transaction of its own, or in the one that a script began.
    package func query(
        _ statement: SQLStatement,
        _ arguments: SQLArguments = SQLArguments()
    ) async throws(PostgresError) -> ResultSet {
        let bound = BoundStatement(statement: statement, arguments: arguments)
        let results = try await execute(Segment(role: "", opening: nil, statements: [bound]))
        guard let result = results.first else {
            throw .connectionLost(outcomeUnknown: true)
        }
        return result
    }

    /// Runs a segment, as a pool does.
    package func execute(_ segment: Segment) async throws(PostgresError) -> [ResultSet] {
        try segment.check()
        return try await outcome(of: .segment(segment)).get()
    }

    /// The number of the session's process, as the server has said when the session began; of a pooler's own making where
    /// there is one in between.
    package var backendProcessID: Int32 { connection.backendProcessID }

    /// Closes the connection. Work that is under way or waits ends with an error.
    package func close() async {
        await withUnsafeContinuation { continuation in
            connection.eventLoop.execute {
                self.connection.close()
                continuation.resume()
            }
        }
    }

    private func outcome(of task: PostgresWork.Task) async -> PostgresWork.Outcome {
        await PostgresWork(task: task, deadline: nil).outcome { work in
            connection.eventLoop.execute {
                self.submit(work)
            }
        } cancel: { work in
            self.connection.eventLoop.execute {
                self.cancel(work)
            }
        }
    }

    private func submit(_ work: PostgresWork) {
        if connection.isClosed {
            work.finish(.failure(.connectionLost(outcomeUnknown: false)))
        } else if connection.isFree {
            connection.run(work)
        } else {
            waiting.append(work)
        }
    }

    private func cancel(_ work: PostgresWork) {
        if let index = waiting.firstIndex(where: { $0 === work }) {
            waiting.remove(at: index)
            work.finish(.failure(.cancelled))
        } else {
            connection.cancel(work, reason: .task)
        }
    }
}

extension PostgresConnection: LibPQConnection.Owner {
    func connectionIsFree(_ connection: LibPQConnection) {
        if let work = waiting.popFirst() {
            connection.run(work)
        }
    }

    func connection(_ connection: LibPQConnection, didNotBegin work: PostgresWork) {
        work.finish(.failure(.connectionLost(outcomeUnknown: false)))
    }

    func connectionIsClosed(_ connection: LibPQConnection) {
        while let work = waiting.popFirst() {
            work.finish(.failure(.connectionLost(outcomeUnknown: false)))
        }
    }
}
