// SPDX-License-Identifier: Apache-2.0

extension PostgresError {
    /// What the log gets: enough to find the cause, without values. PostgreSQL's own message and detail quote what
    /// clients sent and what rows hold.
    package var descriptionWithoutValues: String {
        guard case .server(let error) = self else { return debugDescription }
        return error.descriptionWithoutValues
    }
}

extension ServerError {
    /// State and place of the error. No message, detail, hint or context: each may quote a value.
    package var descriptionWithoutValues: String {
        var parts = ["SQLSTATE \(sqlState)"]
        if let routine { parts.append("routine \(routine)") }
        if let schema, let table { parts.append("table \(schema).\(table)") }
        if let column { parts.append("column \(column)") }
        if let constraint { parts.append("constraint \(constraint)") }
        if let position { parts.append("at character \(position)") }
        if let statementIndex { parts.append("statement \(statementIndex)") }
        return parts.joined(separator: ", ")
    }
}
