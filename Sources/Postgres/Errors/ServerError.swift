// SPDX-License-Identifier: Apache-2.0

/// An error that PostgreSQL reported, field by field (PostgreSQL documentation, "Error and Notice Message Fields").
package struct ServerError: Error, Sendable, Hashable {
    /// Five characters; see the appendix "PostgreSQL Error Codes".
    package var sqlState: String
    /// ERROR, FATAL or PANIC, not translated.
    package var severity: String
    package var message: String
    package var detail: String?
    package var hint: String?
    package var schema: String?
    package var table: String?
    package var column: String?
    /// A type, such as the domain whose constraint is violated; `schema` is then the type's.
    package var dataType: String?
    package var constraint: String?
    /// The call stack of functions in which the error was raised.
    package var context: String?
    /// Where in the statement's text, in characters from 1.
    package var position: Int?
    /// The function in the server's source that raised it.
    package var routine: String?
    /// Which of the segment's statements failed, from 0; `nil` if it was the opening or the segment's set-up.
    package var statementIndex: Int?

    package init(
        sqlState: String,
        severity: String = "ERROR",
        message: String,
        detail: String? = nil,
        hint: String? = nil,
        schema: String? = nil,
        table: String? = nil,
        column: String? = nil,
        dataType: String? = nil,
        constraint: String? = nil,
        context: String? = nil,
        position: Int? = nil,
        routine: String? = nil,
        statementIndex: Int? = nil
    ) {
        self.sqlState = sqlState
        self.severity = severity
        self.message = message
        self.detail = detail
        self.hint = hint
        self.schema = schema
        self.table = table
        self.column = column
        self.dataType = dataType
        self.constraint = constraint
        self.context = context
        self.position = position
        self.routine = routine
        self.statementIndex = statementIndex
    }

    /// Whether the server ends the session after this error.
    var endsSession: Bool {
        severity == "FATAL" || severity == "PANIC"
    }

    /// Whether the error says that the session or the server goes away, and nothing about the statement.
    var announcesDisconnection: Bool {
        endsSession && (sqlState.hasPrefix("57P0") || sqlState.hasPrefix("08"))
    }

    /// Whether the prepared statements of the session are not what we believe them to be.
    var contradictsStatementCache: Bool {
        sqlState == "26000" || sqlState == "42P05"
    }

    /// A serialization failure or a deadlock: the transaction was rolled back, and would have succeeded alone.
    package var isCollision: Bool {
        sqlState == "40001" || sqlState == "40P01"
    }

    /// Whether a table changed in such a way that a prepared statement has to be prepared anew.
    var isStalePlan: Bool {
        sqlState == "0A000" && routine == "RevalidateCachedQuery"
    }
}

extension ServerError: CustomStringConvertible {
    package var description: String {
        "The database reported error \(sqlState)."
    }
}

extension ServerError: CustomDebugStringConvertible {
    package var debugDescription: String {
        var text = "\(severity) \(sqlState): \(message)"
        let fields: [(String, String?)] = [
            ("detail", detail), ("hint", hint), ("schema", schema), ("table", table), ("column", column),
            ("type", dataType),
            ("constraint", constraint), ("context", context), ("position", position.map(String.init)),
            ("statement", statementIndex.map(String.init)),
        ]
        for case (let name, let value?) in fields {
            text += "; \(name): \(value)"
        }
        return text
    }
}
