// SPDX-License-Identifier: Apache-2.0

import Postgres

extension PostgresError {
    /// What the log gets: enough to find the cause, without values. PostgreSQL's own message and detail quote what
    /// clients sent and what rows hold.
    var logDescription: String {
        guard case .server(let error) = self else { return debugDescription }
        var parts = ["SQLSTATE \(error.sqlState)"]
        if SQLStateMapping.speaksToClients(error.sqlState) { parts.append(error.message) }
        if let routine = error.routine { parts.append("routine \(routine)") }
        if let schema = error.schema, let table = error.table { parts.append("table \(schema).\(table)") }
        if let column = error.column { parts.append("column \(column)") }
        if let constraint = error.constraint { parts.append("constraint \(constraint)") }
        if let position = error.position { parts.append("at character \(position)") }
        if let index = error.statementIndex { parts.append("statement \(index)") }
        return parts.joined(separator: ", ")
    }
}
