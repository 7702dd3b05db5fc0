// SPDX-License-Identifier: Apache-2.0

internal import SQL

extension BoundStatement {
    /// Refuses what libpq would cut short or refuse.
    func check() throws(PostgresError) {
        if statement.containsNUL {
            throw .invalidArgument(.statementContainsNUL)
        }
        if arguments.count > Int(UInt16.max) {
            throw .invalidArgument(.tooManyParameters(count: arguments.count))
        }
    }
}

extension Segment {
    /// Refuses what libpq would cut short or refuse.
    func check() throws(PostgresError) {
        try opening?.check()
        for statement in statements {
            try statement.check()
        }
    }
}
