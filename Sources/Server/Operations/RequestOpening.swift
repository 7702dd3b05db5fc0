// SPDX-License-Identifier: Apache-2.0

import Postgres
import SQL
import Tenancy

/// The statement that begins every segment: it tells PostgreSQL who asks, for this transaction only.
///
/// Names of settings come from the configuration and are checked there; values are always bound. A transaction that is
/// not meant to write is made read-only.
struct RequestOpening: Sendable {
    /// What a segment's statements are for.
    enum Purpose: Sendable {
        case reading
        case writing
    }

    private let reading: SQLStatement
    private let writing: SQLStatement
    /// The same for requests whose trace is recorded: PostgreSQL then shows the trace as the session's name, for the time
    /// of the transaction. A comment in the statements would make each of them a new one.
    private let tracedReading: SQLStatement
    private let tracedWriting: SQLStatement
    private let timeout: [UInt8]
    /// The function that the application wants called before anything else, under the request's role.
    private let preRequest: SQLStatement?
    private let loginRole: String

    /// - Parameters:
    ///   - timeout: for each statement, in milliseconds.
    ///   - preRequest: a function without arguments.
    ///   - searchedSchemas: where names are looked for last, beside the session's `search_path`.
    init(
        configuration: TenancyConfiguration, timeout: Int, preRequest: QualifiedName?, loginRole: String,
        searchedSchemas: [String] = []
    ) {
        var calls: [SQLFragment] = configuration.settingNames.enumerated().map { index, name in
            "set_config(\(SQLFragment(constant: name)), \(SQLPlaceholder(id: index)), true)"
        }
        if !searchedSchemas.isEmpty {
            let names = SQLFragment(constant: searchedSchemas.map { SQLIdentifier($0).text }.joined(separator: ", "))
            let path: SQLFragment = "concat_ws(', ', nullif(current_setting('search_path'), ''), \(names))"
            calls.append("set_config('search_path', \(path), true)")
        }
        calls.append("set_config('statement_timeout', \(SQLPlaceholder(id: calls.count)), true)")
        let name: SQLFragment = "set_config('application_name', \(SQLPlaceholder(id: calls.count)), true)"
        writing = Self.statement(calls)
        tracedWriting = Self.statement(calls + [name])
        calls.append("set_config('transaction_read_only', 'on', true)")
        reading = Self.statement(calls)
        tracedReading = Self.statement(calls + [name])
        self.timeout = Array(String(timeout).utf8)
        self.preRequest = preRequest.map { name in
            let call: SQLFragment = "select \(name)()"
            return SQLStatement(text: call.rendered().text)
        }
        self.loginRole = loginRole
    }

    private static func statement(_ calls: [SQLFragment]) -> SQLStatement {
        let fragment: SQLFragment = "select \(calls.joined(by: ", "))"
        return SQLStatement(text: fragment.rendered().text)
    }

    /// How many statements of a segment come before the operation's own.
    var precedingStatements: Int { preRequest == nil ? 0 : 1 }

    /// A segment in which `statements` run as the context's role and tenant.
    func segment(
        for context: TenantContext, purpose: Purpose = .reading, statements: [BoundStatement],
        trace: TraceContext? = nil
    ) throws(SQLArgumentError) -> Segment {
        var arguments = SQLArguments(reservingCount: context.boundValues.count + 1, byteCount: 512)
        for value in context.boundValues { try arguments.append(utf8: value) }
        try arguments.append(utf8: timeout)
        let isTraced = trace?.isSampled == true
        if let trace, isTraced { try arguments.append(trace.applicationName) }
        let preceding = preRequest.map { [BoundStatement(statement: $0)] } ?? []
        let opening: SQLStatement
        let isolation: Segment.Isolation
        switch purpose {
        case .reading:
            opening = isTraced ? tracedReading : reading
            // Several statements must see one state of the data, or a page and its count could disagree.
            isolation = statements.count > 1 ? .repeatableRead : .readCommitted
        case .writing:
            opening = isTraced ? tracedWriting : writing
            // A write waits for another of the same row and then goes on from what that left, rather than fail.
            isolation = .readCommitted
        }
        var segment = Segment(
            role: context.databaseRole ?? loginRole,
            opening: BoundStatement(statement: opening, arguments: arguments), isolation: isolation,
            statements: preceding + statements)
        segment.lane = context.tenant ?? context.subject ?? ""
        return segment
    }
}
